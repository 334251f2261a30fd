import type { PolicyRef } from '@aftersale/messages'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import type { RuleApplied } from '../../policy/rule-trace.js'
import type { Layer } from '../layers/layers.js'
import type { Warranty } from '../state.js'
import type { ClaimRefusalReason, ClaimWouldHaveTurned } from './claim-words.js'

/** What a layer has against a claim; `lift` is the change to what was reported that takes it away, where there is one. */
export interface ClaimBlock {
  readonly reason: ClaimRefusalReason
  readonly lift?: Omit<ClaimWouldHaveTurned, 'layerId'>
}

export interface ClaimRule {
  readonly applied: RuleApplied
  readonly block?: ClaimBlock
}

/** One rule of one layer, with what it looked at. */
export const claimRule = (
  ruleId: string,
  facts: Parameters<typeof ruleApplied>[1],
  outcome: string | ClaimBlock,
  policyRef: PolicyRef | undefined,
): ClaimRule =>
  typeof outcome === 'string'
    ? { applied: ruleApplied(ruleId, facts, outcome, policyRef) }
    : { applied: ruleApplied(ruleId, facts, outcome.reason, policyRef), block: outcome }

/** The terms that a layer is from; one that was added since is from none of them. */
export const termsRefOf = ({ layerId }: Layer, { registered }: Warranty): PolicyRef | undefined =>
  registered.layers.some((terms) => terms.layerId === layerId) ? registered.termsRef : undefined
