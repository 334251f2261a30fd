import type { LocalDate } from '../../calendar/local-date.js'
import type { Standstill } from '../../calendar/standstill.js'
import type { Zone } from '../../calendar/zone.js'
import type { WarrantyLayerTerms } from '../../policy/warranty-terms/warranty-terms.js'
import type { Custody, Suspension } from '../custody/custody.js'
import type { Warranty } from '../state.js'
import { dayBefore, dayIn } from './calendar-bounds.js'

type Facts = Pick<Warranty, 'registered' | 'custodies' | 'suspensions'>

/**
 * The days on which a layer does not run. Both the day on which the product is taken and the one on which it is handed
 * back are such; of a rest by agreement the day on which it ends is none. What lasts still is counted until `on`, where
 * that is given, and not at all otherwise.
 */
export const standstillsOf = (layer: WarrantyLayerTerms, facts: Facts, on?: LocalDate): ReadonlyArray<Standstill> => [
  ...carriedStandstills(facts, layer.layerId),
  ...facts.custodies.flatMap((custody) => (restsIn(layer, custody, facts) ? daysOf(custody, layer, on) : [])),
  ...facts.suspensions.flatMap((suspension) => (restsBy(layer, suspension) ? restDaysOf(suspension, layer, on) : [])),
]

/** The days on which a repair or a replacement was waited for, from the day it was asked for. */
export const waitingDays = (facts: Facts, zone: Zone): ReadonlyArray<Standstill> => [
  ...carriedStandstills(facts, undefined),
  ...facts.custodies.flatMap(({ taken, handedBackAt }) =>
    taken.purpose === 'inspection' || handedBackAt === undefined
      ? []
      : [{ firstOn: dayIn(zone, taken.request?.requestedAt ?? taken.takenAt), lastOn: dayIn(zone, handedBackAt) }],
  ),
]

/** Whether the layer stands still while that custody lasts: by its terms, or by the law of the contract. */
export const restsIn = (
  layer: WarrantyLayerTerms,
  { taken }: Custody,
  { registered }: Pick<Facts, 'registered'>,
): boolean =>
  layer.custodySuspends ||
  (layer.kind === 'statutory' && registered.conformity?.custodySuspends === true && taken.purpose !== 'inspection')

export const restsBy = ({ layerId }: WarrantyLayerTerms, { suspended }: Suspension): boolean =>
  suspended.layerIds.includes(layerId)

/** The first day on which the layer stands still: what the law gives does so from the request on. */
export const firstDayOf = ({ taken }: Custody, { kind, zone }: WarrantyLayerTerms): LocalDate =>
  dayIn(zone, kind === 'statutory' ? (taken.request?.requestedAt ?? taken.takenAt) : taken.takenAt)

const daysOf = (custody: Custody, layer: WarrantyLayerTerms, on: LocalDate | undefined): ReadonlyArray<Standstill> => {
  const lastOn = custody.handedBackAt === undefined ? on : dayIn(layer.zone, custody.handedBackAt)
  return lastOn === undefined ? [] : [{ firstOn: firstDayOf(custody, layer), lastOn }]
}

const restDaysOf = (
  { suspended, resumedAt }: Suspension,
  { zone }: WarrantyLayerTerms,
  on: LocalDate | undefined,
): ReadonlyArray<Standstill> => {
  const lastOn = resumedAt === undefined ? on : dayBefore(dayIn(zone, resumedAt))
  return lastOn === undefined ? [] : [{ firstOn: dayIn(zone, suspended.suspendedAt), lastOn }]
}

const carriedStandstills = (
  { registered: { carried } }: Facts,
  layerId: string | undefined,
): ReadonlyArray<Standstill> => (carried?.standstills ?? []).filter((standstill) => standstill.layerId === layerId)
