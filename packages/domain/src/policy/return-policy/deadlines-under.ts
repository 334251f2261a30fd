import { earlierOf, type Instant, laterOf } from '@aftersale/messages'
import type { LocalDate } from '../../calendar/local-date.js'
import type { Zone } from '../../calendar/zone.js'
import { legalPackRefOf } from '../legal/legal-periods.js'
import { type PeriodEnd, policyPeriodEnd } from '../policy-period.js'
import type { RuleTrace } from '../rule-trace.js'
import type { ReturnTerms } from './return-facts.js'
import { returnPolicyRefOf } from './return-policy.js'
import type { ReturnKind } from './return-vocabulary.js'
import { ruleApplied } from './rule-applied.js'

export interface ShipBy {
  /** The last day on which it may be sent. */
  readonly shipByOn: LocalDate
  readonly shipByEndsAtExclusive: Instant
  readonly trace: RuleTrace
}

/** Until when an authorised return has to be sent: as the policy says, never sooner than the law has it from the notice. */
export const shipByUnder = (
  { policy, law, calendars }: ReturnTerms,
  facts: {
    readonly judgedAs: ReturnKind
    readonly by: 'law' | 'policy'
    /** When the customer asked: the notice of a withdrawal. */
    readonly requestedAt: Instant
    readonly authorisedAt: Instant
    readonly zone: Zone
  },
): ShipBy => {
  const byPolicy = policyPeriodEnd(policy.shipBy, facts.authorisedAt, calendars)
  const { withdrawal } = law ?? {}
  const byLaw =
    law === undefined || withdrawal === undefined || facts.judgedAs !== 'withdrawal' || facts.by !== 'law'
      ? undefined
      : policyPeriodEnd(
          {
            period: withdrawal.sendBackWithin,
            rule: withdrawal.rule,
            zone: facts.zone,
            calendarRef: law.calendarRef,
          },
          facts.requestedAt,
          calendars,
        )
  const trace: RuleTrace = [
    ruleApplied(
      'ship-by',
      { authorisedAt: facts.authorisedAt, period: policy.shipBy.period, rule: policy.shipBy.rule },
      byPolicy.lastOn,
      returnPolicyRefOf(policy),
    ),
    ...(law === undefined || withdrawal === undefined || byLaw === undefined
      ? []
      : [
          ruleApplied(
            'send-back-by-law',
            { requestedAt: facts.requestedAt, period: withdrawal.sendBackWithin, rule: withdrawal.rule },
            byLaw.lastOn,
            legalPackRefOf(law),
          ),
        ]),
  ]
  const end: PeriodEnd = byLaw !== undefined && byLaw.endsAtExclusive > byPolicy.endsAtExclusive ? byLaw : byPolicy
  return { shipByOn: end.lastOn, shipByEndsAtExclusive: end.endsAtExclusive, trace }
}

export interface RefundDueFacts {
  readonly judgedAs: ReturnKind
  readonly by: 'law' | 'policy'
  /** When the customer asked: the notice of a withdrawal. */
  readonly requestedAt: Instant
  readonly zone: Zone
  /** When the goods came back, all that were announced. */
  readonly receivedAt?: Instant | undefined
  /** When the customer proved that they were sent. */
  readonly sendingProvenAt?: Instant | undefined
}

export interface RefundDue {
  /** Exclusive: paid before it, it is in time. Absent while the goods are waited for, or nothing says when. */
  readonly dueEndsAtExclusive?: Instant
  /** Until when it may be withheld at present; absent where it may not be, or no longer. */
  readonly withheldUntil?: 'receipt-or-proof' | 'receipt'
  readonly trace: RuleTrace
}

/**
 * By when money is given back. By the law on withdrawal so long after the notice; where it may be withheld until the
 * goods or the proof that they were sent are there, whichever first, not before that. By the policy so long after receipt.
 */
export const refundDueUnder = (terms: ReturnTerms, facts: RefundDueFacts): RefundDue => {
  const { policy, law, calendars } = terms
  const { withdrawal } = law ?? {}
  if (law !== undefined && withdrawal !== undefined && facts.judgedAs === 'withdrawal' && facts.by === 'law') {
    const { refundWithin: period, rule, mayWithholdUntilReceiptOrProof } = withdrawal
    const counted = { period, rule, zone: facts.zone, calendarRef: law.calendarRef }
    const { endsAtExclusive } = policyPeriodEnd(counted, facts.requestedAt, calendars)
    const backAt = firstOf(facts.receivedAt, facts.sendingProvenAt)
    const waits = mayWithholdUntilReceiptOrProof && backAt === undefined
    const due =
      mayWithholdUntilReceiptOrProof && backAt !== undefined ? laterOf(endsAtExclusive, backAt) : endsAtExclusive
    return {
      ...(waits ? { withheldUntil: 'receipt-or-proof' as const } : { dueEndsAtExclusive: due }),
      trace: [
        ruleApplied(
          'refund-due-by-law',
          { requestedAt: facts.requestedAt, period, rule, backAt },
          waits ? 'withheld-until-receipt-or-proof' : due,
          legalPackRefOf(law),
        ),
      ],
    }
  }
  const { refundWithin } = policy
  if (refundWithin === undefined) return { trace: [] }
  const { receivedAt } = facts
  const due =
    receivedAt === undefined ? undefined : policyPeriodEnd(refundWithin, receivedAt, calendars).endsAtExclusive
  return {
    ...(due === undefined ? { withheldUntil: 'receipt' as const } : { dueEndsAtExclusive: due }),
    trace: [
      ruleApplied(
        'refund-due',
        { receivedAt, period: refundWithin.period, rule: refundWithin.rule },
        due ?? 'withheld-until-receipt',
        returnPolicyRefOf(policy),
      ),
    ],
  }
}

const firstOf = (one: Instant | undefined, other: Instant | undefined): Instant | undefined =>
  one === undefined || other === undefined ? (one ?? other) : earlierOf(one, other)
