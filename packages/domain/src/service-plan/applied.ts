import type { NonEmptyText, PolicyRef } from '@aftersale/messages'
import type { RuleApplied } from '../policy/rule-trace.js'

/** A line of the trace: which rule, what it looked at, what came of it, under which terms. */
export const applied = (
  ruleId: string,
  facts: RuleApplied['facts'],
  outcome: string,
  policyRef: PolicyRef,
): RuleApplied => ({ ruleId: ruleId as NonEmptyText, facts, outcome: outcome as NonEmptyText, policyRef })
