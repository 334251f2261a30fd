import type { Instant } from '@aftersale/messages'
import type { Standstill } from '../../calendar/standstill.js'
import type { Zone } from '../../calendar/zone.js'
import { legalPackRefOf, rightToRejectEnd } from '../legal/legal-periods.js'
import type { RuleApplied, RuleTrace } from '../rule-trace.js'
import type { ReturnTerms } from './return-facts.js'
import { type RemedyOffer, returnPolicyRefOf } from './return-policy.js'
import type { Remedy, ReturnKind } from './return-vocabulary.js'
import { ruleApplied } from './rule-applied.js'

export interface RemedyFacts {
  readonly judgedAs: ReturnKind
  readonly by: 'law' | 'policy'
  readonly requestedAt: Instant
  readonly zone: Zone
  readonly deliveredAt?: Instant | undefined
  readonly standstills?: ReadonlyArray<Standstill> | undefined
}

export interface RemediesOnOffer {
  /** What the customer may choose from, the first by default. */
  readonly remedies: ReadonlyArray<Remedy>
  /** How money is given back. `original-tender` may still become another if the customer expressly agrees. */
  readonly payout: RemedyOffer['payout']
  readonly trace: RuleTrace
}

/** What is offered for a return: what the law gives first, then what the policy adds. */
export const remediesUnder = (terms: ReturnTerms, facts: RemedyFacts): RemediesOnOffer => {
  const { policy, law } = terms
  const { judgedAs, by } = facts
  const offered = policy.remedies.find(({ kinds }) => kinds.includes(judgedAs))
  const owed = by === 'law' && law !== undefined ? owedByLaw(terms, facts) : []
  const remedies = [...new Set([...owed, ...(offered?.remedies ?? [])])]
  // What the law owes goes back the way it came; only a law that says otherwise leaves a withdrawal to the policy.
  const sameMeans = owed.length > 0 && (judgedAs !== 'withdrawal' || law?.withdrawal?.sameMeansOfPayment === true)
  const payout = sameMeans || offered === undefined ? ('original-tender' as const) : offered.payout
  const trace: ReadonlyArray<RuleApplied> = [
    ...(law === undefined || owed.length === 0
      ? []
      : [ruleApplied('remedies-by-law', { judgedAs }, owed.join(' '), legalPackRefOf(law))]),
    ruleApplied('remedies', { judgedAs, payout }, remedies.join(' ') || 'none', returnPolicyRefOf(policy)),
  ]
  return { remedies, payout, trace }
}

const owedByLaw = ({ law }: ReturnTerms, facts: RemedyFacts): ReadonlyArray<Remedy> => {
  switch (facts.judgedAs) {
    case 'withdrawal':
      return ['refund']
    case 'non-conformity':
    case 'wrong-missing-damaged': {
      const { deliveredAt } = facts
      const rejectable =
        law === undefined || deliveredAt === undefined ? undefined : rightToRejectEnd(law, { ...facts, deliveredAt })
      const mayReject = rejectable !== undefined && facts.requestedAt < rejectable.endsAtExclusive
      return [...(mayReject ? (['refund'] as const) : []), ...(law?.conformity?.remedies ?? [])]
    }
    case 'recall':
      return law?.recall?.remedies ?? []
    case 'policy-return':
    case 'exchange':
    case 'trade-in':
      return []
  }
}
