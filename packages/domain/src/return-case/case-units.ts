import { NonEmptyText, optional, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { PurchaseId } from '../purchase/purchase-id.js'
import { ReservationId } from '../purchase/reservation-id.js'
import { countOf, isEmpty, LineId, noUnits, overlap, UnitRuns, union, without } from '../units/index.js'

/** Units of a purchase line, and under which reservation the case holds them. */
export const CaseUnits = record(
  {
    purchaseId: PurchaseId,
    lineId: LineId,
    reservationId: ReservationId,
    units: UnitRuns,
    /** Of serial-tracked lines: as many as units, those of the lowest unit first. */
    serials: optional(t.readonlyArray(NonEmptyText)),
  },
  'CaseUnits',
)
export type CaseUnits = t.TypeOf<typeof CaseUnits>

type Place = Pick<CaseUnits, 'purchaseId' | 'lineId' | 'reservationId'>
type Several = ReadonlyArray<CaseUnits>

export const isSamePlace = (one: Place, other: Place): boolean =>
  one.purchaseId === other.purchaseId && one.lineId === other.lineId && one.reservationId === other.reservationId

/** The units at that place, of however many entries. */
const unitsAt = (several: Several, place: Place): UnitRuns =>
  several.filter((one) => isSamePlace(one, place)).reduce((units, one) => union(units, one.units), noUnits)

/** The units that are in the first and not in the second, place by place; serials left out. */
export const unitsWithout = (several: Several, taken: Several): Several =>
  bare(several).flatMap((one) => {
    const units = without(one.units, unitsAt(taken, one))
    return isEmpty(units) ? [] : [{ ...one, units }]
  })

/** The units that are in both, place by place; serials left out. */
export const unitsInBoth = (several: Several, other: Several): Several =>
  bare(several).flatMap((one) => {
    const units = overlap(one.units, unitsAt(other, one))
    return isEmpty(units) ? [] : [{ ...one, units }]
  })

export const countOfUnits = (several: Several): number => several.reduce((sum, { units }) => sum + countOf(units), 0)

/** One entry for each place, in the order in which they are first named. */
const bare = (several: Several): Several =>
  several.reduce<Several>((places, { purchaseId, lineId, reservationId }) => {
    const place = { purchaseId, lineId, reservationId }
    return places.some((known) => isSamePlace(known, place))
      ? places
      : [...places, { ...place, units: unitsAt(several, place) }]
  }, [])
