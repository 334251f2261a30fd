import type { Instant } from '@aftersale/messages'
import type { LocalDate } from '../../calendar/local-date.js'
import type { Period } from '../../calendar/period.js'
import type { Standstill } from '../../calendar/standstill.js'
import type { HolidayCalendar } from '../holiday-calendar.js'
import { type PeriodEnd, policyPeriodEnd, policyPeriodEndFrom } from '../policy-period.js'
import type { WarrantyLayerTerms } from './warranty-terms.js'

interface Lengthening {
  /** When the product was in custody; days that the layer does not let count are left out. */
  readonly inCustody?: ReadonlyArray<Standstill>
  /** Goodwill, or what a law adds after a repair. */
  readonly extendedBy?: ReadonlyArray<Period>
  readonly calendars?: ReadonlyArray<HolidayCalendar>
}

/** Until when a layer covers that started then. Of one that extends another, see `extensionEnd`. */
export const layerEnd = (
  layer: WarrantyLayerTerms,
  startedAt: Instant,
  { inCustody = [], extendedBy = [], calendars = [] }: Lengthening = {},
): PeriodEnd => policyPeriodEnd(counted(layer, { inCustody, extendedBy }), startedAt, calendars)

/**
 * Until when a layer covers that begins where another ends: it counts from that layer's last day, which that layer still
 * covers, so that a year after 10 March 2027 is over on 10 March 2028 by whatever rule.
 */
export const extensionEnd = (
  layer: WarrantyLayerTerms,
  { lastOn }: { readonly lastOn: LocalDate },
  { inCustody = [], extendedBy = [], calendars = [] }: Lengthening = {},
): PeriodEnd =>
  policyPeriodEndFrom(
    {
      ...counted(layer, { inCustody, extendedBy }),
      rule: layer.countingRule === 'start-day-included' ? 'event-day-excluded-no-roll' : layer.countingRule,
    },
    lastOn,
    calendars,
  )

const counted = (
  { period, countingRule, zone, calendarRef, custodySuspends }: WarrantyLayerTerms,
  { inCustody, extendedBy }: Required<Pick<Lengthening, 'inCustody' | 'extendedBy'>>,
) => ({ period, rule: countingRule, zone, calendarRef, extendedBy, standstills: custodySuspends ? inCustody : [] })

/** What a layer says of a part or failure mode. An exclusion beats what is covered; what it doesn't name, it doesn't cover. */
export const coverageOf = (
  { covered, excluded }: WarrantyLayerTerms,
  partOrFailure: string,
): 'covered' | 'excluded' | 'not-named' => {
  if (excluded.some((one) => one === partOrFailure)) return 'excluded'
  return covered === undefined || covered.some((one) => one === partOrFailure) ? 'covered' : 'not-named'
}

/** Whether so many repairs of the same defect have failed that the customer may ask for more than another one. */
export const isRepairLimitReached = ({ maxRepairAttempts }: WarrantyLayerTerms, failedRepairs: number): boolean =>
  maxRepairAttempts !== undefined && failedRepairs >= maxRepairAttempts
