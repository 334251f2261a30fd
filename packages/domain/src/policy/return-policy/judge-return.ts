import type { Instant, PositiveInteger } from '@aftersale/messages'
import type { RuleTrace } from '../rule-trace.js'
import type { ReturnFacts, ReturnTerms, WouldHaveTurned } from './return-facts.js'
import { returnPolicyRefOf } from './return-policy.js'
import type { ReturnKind, ReturnRefusalReason } from './return-vocabulary.js'
import { rightByLaw } from './right-by-law.js'
import { rightByPolicy } from './right-by-policy.js'
import type { Block, Right, WeighedRights } from './rights.js'
import { ruleApplied } from './rule-applied.js'
import { wouldHaveTurned } from './would-have-turned.js'

export interface ReturnJudgement {
  /** `in-review`: a person decides. */
  readonly outcome: 'accepted' | 'in-review' | 'refused'
  /** Under which kind: a return that the law gives is judged as a withdrawal, whatever it was called. */
  readonly judgedAs: ReturnKind
  readonly by: 'law' | 'policy'
  /** None unless refused. */
  readonly reasons: ReadonlyArray<ReturnRefusalReason>
  /** Where the right that was judged by has an end that is known. */
  readonly windowEndsAtExclusive?: Instant
  readonly trace: RuleTrace
  /** The smallest change that would have; absent where nothing would have, and of what is in review. */
  readonly wouldHaveTurned?: WouldHaveTurned
  /** By the other rights, the smallest first: each without something that the ones before it ask for. None if none would. */
  readonly wouldAlsoHaveTurned?: ReadonlyArray<WouldHaveTurned>
}

/**
 * Whether a line of a request may come back: by the law where it gives the right, else by the shop's policy. Every rule
 * that was applied is in the trace, those too that the law set aside.
 */
export const judgeReturn = (terms: ReturnTerms, facts: ReturnFacts): ReturnJudgement => {
  const weighed = weighedRights(terms, facts)
  const { right, rights, outcome } = weighed
  const [change, ...others] =
    outcome === 'in-review'
      ? []
      : wouldHaveTurned({
          rights,
          outcome,
          facts,
          policyRef: returnPolicyRefOf(terms.policy),
          weighedAgain: (changed) => weighedRights(terms, changed),
        })
  return {
    outcome,
    judgedAs: right.judgedAs,
    by: right.by,
    reasons: outcome === 'refused' ? [...new Set(right.blocks.map(({ reason }) => reason))] : [],
    ...(right.endsAtExclusive === undefined ? {} : { windowEndsAtExclusive: right.endsAtExclusive }),
    trace: weighed.trace,
    ...(change === undefined ? {} : { wouldHaveTurned: change }),
    ...(others.length === 0 ? {} : { wouldAlsoHaveTurned: others }),
  }
}

/** What the rights come to, the law's first. */
const weighedRights = (terms: ReturnTerms, facts: ReturnFacts): WeighedRights => {
  const ledger = blocksOfLedger(facts)
  const law = rightByLaw(terms, facts)
  const byPolicy = rightByPolicy(terms, facts)
  const rights = [...(law.right === undefined ? [] : [law.right]), byPolicy].map((right) => ({
    ...right,
    blocks: [...ledger.blocks, ...right.blocks],
  }))
  const { outcome, right } = decisive(rights)
  const policyRef = returnPolicyRefOf(terms.policy)
  const setAside =
    right.by === 'law' && outcome !== 'refused'
      ? byPolicy.blocks.map(({ reason }) => ruleApplied('law-beats-policy', { reason }, 'set-aside', policyRef))
      : []
  return { outcome, right, rights, trace: [...ledger.trace, ...law.trace, ...byPolicy.trace, ...setAside] }
}

/**
 * The first right without a block; else the first that only a person's look stands in the way of; else the one that the
 * refusal is told by: of what the shop offers for this kind the policy's, unless the law's right lasted longer.
 */
const decisive = (rights: ReadonlyArray<Right>): { outcome: ReturnJudgement['outcome']; right: Right } => {
  const free = rights.filter(({ blocks }) => blocks.length === 0)
  const accepted = free.find(({ reviews }) => reviews.length === 0)
  if (accepted !== undefined) return { outcome: 'accepted', right: accepted }
  if (free[0] !== undefined) return { outcome: 'in-review', right: free[0] }
  const [first, second] = rights
  const [law, policy] = second === undefined ? [undefined, first as Right] : [first, second]
  if (law === undefined) return { outcome: 'refused', right: policy }
  const isOffered = policy.blocks.every(({ reason }) => reason !== 'NotOffered')
  const lastsLonger = (law.endsAtExclusive ?? '') > (policy.endsAtExclusive ?? '')
  return { outcome: 'refused', right: isOffered && !lastsLonger ? policy : law }
}

/** What no right helps against: goods that were not delivered yet, units that are not there. */
const blocksOfLedger = (facts: ReturnFacts): { blocks: ReadonlyArray<Block>; trace: RuleTrace } => {
  const { lineKind, quantity, availableQuantity, deliveredAt } = facts
  if (lineKind === 'goods' && deliveredAt === undefined) {
    return {
      blocks: [{ reason: 'NotDelivered', lift: { delivered: true } }],
      trace: [ruleApplied('delivered', { lineKind }, 'NotDelivered')],
    }
  }
  const isEnough = quantity <= availableQuantity
  return {
    blocks: isEnough
      ? []
      : [
          {
            reason: 'QuantityExceedsAvailable',
            ...(availableQuantity > 0 ? { lift: { quantityAtMost: availableQuantity as PositiveInteger } } : {}),
          },
        ],
    trace: [
      ruleApplied('units-available', { quantity, availableQuantity }, isEnough ? 'enough' : 'QuantityExceedsAvailable'),
    ],
  }
}
