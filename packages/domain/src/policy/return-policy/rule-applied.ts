import type { NonEmptyText, PolicyRef } from '@aftersale/messages'
import type { RuleApplied } from '../rule-trace.js'

/** One entry of a trace; facts that are not known are left out. */
export const ruleApplied = (
  ruleId: string,
  facts: Readonly<Record<string, string | number | boolean | undefined>>,
  outcome: string,
  policyRef?: PolicyRef,
): RuleApplied => ({
  ruleId: ruleId as NonEmptyText,
  facts: Object.fromEntries(
    Object.entries(facts).filter((entry): entry is [string, string | number | boolean] => entry[1] !== undefined),
  ),
  outcome: outcome as NonEmptyText,
  ...(policyRef === undefined ? {} : { policyRef }),
})
