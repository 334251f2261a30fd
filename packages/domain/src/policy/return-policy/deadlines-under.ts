import type { Instant, NonEmptyText } from '@aftersale/messages'
import type { LocalDate } from '../../calendar/local-date.js'
import type { Zone } from '../../calendar/zone.js'
import { type PeriodEnd, policyPeriodEnd } from '../policy-period.js'
import type { RuleTrace } from '../rule-trace.js'
import type { ReturnTerms } from './return-facts.js'
import { returnPolicyRefOf } from './return-policy.js'
import type { ReturnKind } from './return-vocabulary.js'

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
    {
      ruleId: 'ship-by' as NonEmptyText,
      facts: { authorisedAt: facts.authorisedAt, period: policy.shipBy.period, rule: policy.shipBy.rule },
      outcome: byPolicy.lastOn as string as NonEmptyText,
      policyRef: returnPolicyRefOf(policy),
    },
    ...(law === undefined || withdrawal === undefined || byLaw === undefined
      ? []
      : [
          {
            ruleId: 'send-back-by-law' as NonEmptyText,
            facts: { requestedAt: facts.requestedAt, period: withdrawal.sendBackWithin, rule: withdrawal.rule },
            outcome: byLaw.lastOn as string as NonEmptyText,
            policyRef: { policyId: law.policyId, version: law.version },
          },
        ]),
  ]
  const end: PeriodEnd = byLaw !== undefined && byLaw.endsAtExclusive > byPolicy.endsAtExclusive ? byLaw : byPolicy
  return { shipByOn: end.lastOn, shipByEndsAtExclusive: end.endsAtExclusive, trace }
}
