import type { Instant, PolicyRef } from '@aftersale/messages'
import { localDateOf } from '../../calendar/local-date.js'
import { anchoredPeriodEnd } from '../../calendar/period.js'
import type { Standstill } from '../../calendar/standstill.js'
import type { Zone } from '../../calendar/zone.js'
import type { HolidayCalendar } from '../holiday-calendar.js'
import { type PeriodEnd, policyPeriodEnd } from '../policy-period.js'
import type { LegalPack } from './legal-pack.js'

export const legalPackRefOf = ({ policyId, version }: LegalPack): PolicyRef => ({ policyId, version })

export interface WithdrawalEnd extends PeriodEnd {
  /** `late`: informed after the period had begun to run. */
  readonly informed: 'in-time' | 'late' | 'not'
}

/**
 * When the right to withdraw ends, from the possession of the last good or from the conclusion, whichever the contract
 * goes by; undefined where the law knows no such right. Informed late, it ends as long after that day as it would have
 * after the anchor, unless the extension had passed by then.
 */
export const withdrawalEnd = (
  law: LegalPack,
  facts: { readonly anchoredAt: Instant; readonly informedAt?: Instant | undefined; readonly zone: Zone },
  calendars: ReadonlyArray<HolidayCalendar> = [],
): WithdrawalEnd | undefined => {
  const { withdrawal } = law
  if (withdrawal === undefined) return undefined
  const { period, rule, uninformedExtension } = withdrawal
  const counted = { period, rule, zone: facts.zone, calendarRef: law.calendarRef }
  const anchorOn = localDateOf(facts.anchoredAt, facts.zone)
  const informedOn = facts.informedAt === undefined ? undefined : localDateOf(facts.informedAt, facts.zone)
  if (informedOn !== undefined && informedOn <= anchorOn) {
    return { ...policyPeriodEnd(counted, facts.anchoredAt, calendars), informed: 'in-time' }
  }
  const informableUntil = anchoredPeriodEnd({
    anchor: anchorOn,
    period: uninformedExtension,
    rule: 'event-day-excluded-no-roll',
  })
  if (facts.informedAt !== undefined && informedOn !== undefined && informedOn <= informableUntil) {
    return { ...policyPeriodEnd(counted, facts.informedAt, calendars), anchorOn, informed: 'late' }
  }
  const extended = { ...counted, extendedBy: [uninformedExtension] }
  return { ...policyPeriodEnd(extended, facts.anchoredAt, calendars), informed: 'not' }
}

/** When the seller no longer answers for a lack of conformity; undefined where the law sets no such period. */
export const conformityEnd = (
  { conformity }: LegalPack,
  facts: {
    readonly deliveredAt: Instant
    readonly zone: Zone
    readonly standstills?: ReadonlyArray<Standstill> | undefined
    /** Whether repair was the remedy, however often: the extension is given once. */
    readonly wasRepairedAsRemedy?: boolean | undefined
  },
): PeriodEnd | undefined => {
  if (conformity?.period === undefined) return undefined
  const { period, rule, custodySuspends, repairExtension } = conformity
  return policyPeriodEnd(
    {
      period,
      rule,
      zone: facts.zone,
      extendedBy: facts.wasRepairedAsRemedy === true && repairExtension !== undefined ? [repairExtension] : [],
      standstills: custodySuspends ? (facts.standstills ?? []) : [],
    },
    facts.deliveredAt,
  )
}

/** Until when a defect is taken to have been there on delivery; undefined where the law does not speak of conformity. */
export const presumptionEnd = (
  { conformity }: LegalPack,
  facts: { readonly deliveredAt: Instant; readonly zone: Zone },
): PeriodEnd | undefined =>
  conformity === undefined
    ? undefined
    : policyPeriodEnd({ period: conformity.presumption, rule: conformity.rule, zone: facts.zone }, facts.deliveredAt)

/** When the short right to reject ends, longer by the days on which a repair was waited for; undefined without one. */
export const rightToRejectEnd = (
  { rightToReject }: LegalPack,
  facts: {
    readonly deliveredAt: Instant
    readonly zone: Zone
    readonly standstills?: ReadonlyArray<Standstill> | undefined
  },
): PeriodEnd | undefined =>
  rightToReject === undefined
    ? undefined
    : policyPeriodEnd(
        {
          period: rightToReject.period,
          rule: rightToReject.rule,
          zone: facts.zone,
          standstills: facts.standstills ?? [],
          leastLeft: rightToReject.leastLeft,
        },
        facts.deliveredAt,
      )
