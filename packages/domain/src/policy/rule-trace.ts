import { NonEmptyText, optional, PolicyRef, record } from '@aftersale/messages'
import * as t from 'io-ts'

/**
 * One rule that was applied: which, to what, with what outcome, under which version of which policy. Facts are what the
 * rule looked at, by name, with the unit in the name; never something personal.
 */
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

/** Each policy version that the rules were applied under, once, in the order of their first use. */
export const policyRefsIn = (trace: RuleTrace): ReadonlyArray<PolicyRef> =>
  distinctPolicyRefs(trace.flatMap(({ policyRef }) => (policyRef === undefined ? [] : [policyRef])))

/** Without repetitions, in the order of first mention. */
export const distinctPolicyRefs = (refs: ReadonlyArray<PolicyRef>): ReadonlyArray<PolicyRef> =>
  refs.filter((ref, index) => refs.findIndex((other) => isSamePolicy(ref, other)) === index)

const isSamePolicy = (left: PolicyRef, right: PolicyRef): boolean =>
  left.policyId === right.policyId && left.version === right.version
