import { NonEmptyText, optional, PolicyRef, record } from '@aftersale/messages'
import * as t from 'io-ts'

/** One rule that was applied: which, to what, with what outcome, under which version of which policy. */
export const RuleApplied = record(
  {
    ruleId: NonEmptyText,
    facts: t.readonly(t.record(t.string, t.union([t.string, t.number, t.boolean]))),
    outcome: NonEmptyText,
    policyRef: optional(PolicyRef),
  },
  'RuleApplied',
)
export type RuleApplied = t.TypeOf<typeof RuleApplied>

/** The rules behind a decision, in the order in which they were applied. */
export const RuleTrace = t.readonlyArray(RuleApplied, 'RuleTrace')
export type RuleTrace = t.TypeOf<typeof RuleTrace>
