import { accept, alreadyDone, reject } from '@aftersale/decider'
import type { NonEmptyText } from '@aftersale/messages'
import {
  countOf,
  isEmpty,
  isWithin,
  type LineId,
  type LineUnits,
  lowest,
  noUnits,
  overlap,
  type UnitRuns,
  unitsOf,
  without,
} from '../../units/index.js'
import type { CancelUnits, ConsumeUnits, ReleaseUnits, ReserveUnits } from '../commands/entitlement.js'
import type { ValuedUnits } from '../events/entitlement.js'
import type { PurchaseEvent } from '../events.js'
import type { LineQuantity } from '../line-quantity.js'
import type { PurchaseRejection } from '../rejections.js'
import type { Purchase } from '../state.js'
import type { Purpose } from '../units/holder.js'
import {
  availableUnits,
  missingUnits,
  type Reservation,
  serialsOf,
  type UnitAccount,
  unshippedUnits,
} from '../units/unit-ledger.js'
import { valued } from '../units/valued.js'
import type { PurchaseDecision } from './purchase-decision.js'
import { happenedBefore, lineGivenTwice, type Refusal, refusedBy, repeated } from './refusals.js'
import { answers } from './units-answered.js'

export const cancelUnits = ({ data }: CancelUnits, purchase: Purchase): PurchaseDecision => {
  const { purchaseId, cancellationId, lines: asked, because, cancelledAt } = data
  const known = purchase.units.cancellations.get(cancellationId)
  if (known !== undefined) {
    return known.because === because && answers(asked, known.lines)
      ? alreadyDone
      : reject({ reason: 'CancellationIdReused', cancellationId })
  }
  const early = happenedBefore(cancelledAt, purchase)
  if (early !== undefined) return refusedBy(early)
  const chosen = chosenUnits(asked, purchase, cancellableUnits)
  if ('reason' in chosen) return refusedBy(chosen)
  return accept([
    { type: 'UnitsCancelled', data: { purchaseId, cancellationId, lines: chosen.lines, because, cancelledAt } },
  ])
}

export const reserveUnits = ({ data }: ReserveUnits, purchase: Purchase): PurchaseDecision => {
  const { reservationId, purpose, holder, lines: asked } = data
  const known = purchase.units.reservations.get(reservationId)?.reserved
  if (known !== undefined) {
    const isSame =
      known.purpose === purpose &&
      known.holder.aggregate === holder.aggregate &&
      known.holder.id === holder.id &&
      answers(asked, known.lines)
    return isSame ? alreadyDone : reject({ reason: 'ReservationIdReused', reservationId })
  }
  const early = happenedBefore(data.reservedAt, purchase)
  if (early !== undefined) return refusedBy(early)
  const chosen = chosenUnits(asked, purchase, purpose === 'non-receipt' ? undeliveredUnits : returnableUnits)
  if ('reason' in chosen) return refusedBy(chosen)
  return accept([{ type: 'UnitsReserved', data: { ...data, lines: chosen.lines } }])
}

/** Which units of a line are meant, or why there are none to be had. */
type Choice = (
  asked: LineQuantity,
  line: { readonly account: UnitAccount; readonly isTracked: boolean },
) => UnitRuns | PurchaseRejection

const chosenUnits = (
  asked: ReadonlyArray<LineQuantity>,
  purchase: Purchase,
  choose: Choice,
): { readonly lines: ReadonlyArray<ValuedUnits> } | PurchaseRejection => {
  if (asked.length === 0) return { reason: 'NoUnitsNamed' }
  const twice = lineGivenTwice(asked)
  if (twice !== undefined) return twice
  const lines: ValuedUnits[] = []
  for (const one of asked) {
    const [line, account] = [purchase.sale.lines.get(one.lineId), purchase.units.accounts.get(one.lineId)]
    if (line === undefined || account === undefined) return { reason: 'LineUnknown', lineId: one.lineId }
    const units = choose(one, { account, isTracked: line.serialTracked })
    if ('reason' in units) return units
    lines.push(valued(line, account, units))
  }
  return { lines }
}

/** Before shipping it matters to nobody which unit is which, so serials need not be named. */
const cancellableUnits: Choice = ({ lineId, quantity, serials }, { account }) => {
  const unshipped = unshippedUnits(account)
  const named = serials === undefined ? lowest(unshipped, quantity) : unitsNamed(lineId, quantity, serials, account)
  if ('reason' in named) return named
  return countOf(overlap(named, unshipped)) === quantity
    ? named
    : { reason: 'UnitsAlreadyShipped', lineId, requested: quantity, cancellable: countOf(unshipped) }
}

/** Of what never came the customer need not know the serials. */
const undeliveredUnits: Choice = ({ lineId, quantity, serials }, { account }) => {
  const missing = missingUnits(account)
  const named = serials === undefined ? lowest(missing, quantity) : unitsNamed(lineId, quantity, serials, account)
  if ('reason' in named) return named
  return countOf(overlap(named, missing)) === quantity
    ? named
    : { reason: 'UnitsNotMissing', lineId, requested: quantity, missing: countOf(missing) }
}

const returnableUnits: Choice = ({ lineId, quantity, serials }, { account, isTracked }) => {
  if (isTracked !== (serials !== undefined)) return { reason: 'SerialsDoNotMatch', lineId, quantity }
  const available = availableUnits(account)
  if (serials !== undefined) {
    const named = unitsNamed(lineId, quantity, serials, account)
    if ('reason' in named) return named
    const delivered = countOf(overlap(named, account.delivered))
    if (delivered < quantity) return { reason: 'UnitsNotDelivered', lineId, requested: quantity, delivered }
    const serial = serials.find((one) => isEmpty(overlap(unitOf(one, account), available)))
    return serial === undefined ? named : { reason: 'SerialNotAvailable', lineId, serial }
  }
  const [delivered, free] = [countOf(account.delivered), countOf(available)]
  if (quantity > delivered) return { reason: 'UnitsNotDelivered', lineId, requested: quantity, delivered }
  if (quantity > free) return { reason: 'QuantityExceedsAvailable', lineId, requested: quantity, available: free }
  return lowest(available, quantity)
}

const unitsNamed = (
  lineId: LineId,
  quantity: number,
  serials: ReadonlyArray<NonEmptyText>,
  account: UnitAccount,
): UnitRuns | PurchaseRejection => {
  if (serials.length !== quantity || repeated(serials) !== undefined) {
    return { reason: 'SerialsDoNotMatch', lineId, quantity }
  }
  const serial = serials.find((one) => !account.serials.has(one))
  if (serial !== undefined) return { reason: 'SerialUnknown', lineId, serial }
  return unitsOf(serials.map((one) => account.serials.get(one) ?? 0))
}

const unitOf = (serial: NonEmptyText, { serials }: UnitAccount): UnitRuns => {
  const unit = serials.get(serial)
  return unit === undefined ? noUnits : unitsOf([unit])
}

export const releaseUnits = ({ data }: ReleaseUnits, purchase: Purchase): PurchaseDecision => {
  const { purchaseId, reservationId, because, releasedAt } = data
  const reservation = purchase.units.reservations.get(reservationId)
  if (reservation === undefined) return reject({ reason: 'ReservationUnknown', reservationId })
  const named = namedUnits(data.lines, reservation, reservation.released)
  if ('reason' in named) return refusedBy(named)
  if (named.lines.length === 0) return alreadyDone
  const lines = named.lines.map(({ lineId, units }) => withSerials(purchase, lineId, units))
  return accept([{ type: 'UnitsReleased', data: { purchaseId, reservationId, lines, because, releasedAt } }])
}

export const consumeUnits = ({ data }: ConsumeUnits, purchase: Purchase): PurchaseDecision => {
  const { reservationId, consumedAt } = data
  const reservation = purchase.units.reservations.get(reservationId)
  if (reservation === undefined) return reject({ reason: 'ReservationUnknown', reservationId })
  if (data.lines === undefined && reservation.held.size === 0 && reservation.consumed.size === 0) {
    return reject({ reason: 'NothingHeld', reservationId })
  }
  const named = namedUnits(data.lines, reservation, reservation.consumed)
  if ('reason' in named) return refusedBy(named)
  return named.lines.length === 0 ? alreadyDone : accept(consumed(named.lines, reservation, purchase, consumedAt))
}

type Named = { readonly lineId: LineId; readonly units: UnitRuns }

/** Those units of the reservation that it holds; none where what is asked was done before, whole. */
const namedUnits = (
  asked: ReadonlyArray<Named> | undefined,
  reservation: Reservation,
  done: ReadonlyMap<LineId, UnitRuns>,
): { readonly lines: ReadonlyArray<Named> } | PurchaseRejection => {
  if (asked === undefined) return { lines: [...reservation.held].map(([lineId, units]) => ({ lineId, units })) }
  if (asked.length === 0 || asked.some(({ units }) => isEmpty(units))) return { reason: 'NoUnitsNamed' }
  const twice = lineGivenTwice(asked)
  if (twice !== undefined) return twice
  if (asked.every(({ lineId, units }) => isWithin(units, done.get(lineId) ?? noUnits))) return { lines: [] }
  return notHeld(asked, reservation, reservation.held) ?? { lines: asked }
}

/** The first of those units that are not among what the reservation has to do with. */
export const notHeld = (
  asked: ReadonlyArray<Named>,
  { reserved: { reservationId } }: Reservation,
  held: ReadonlyMap<LineId, UnitRuns>,
): Refusal => {
  for (const { lineId, units } of asked) {
    const foreign = without(units, held.get(lineId) ?? noUnits)
    if (!isEmpty(foreign)) return { reason: 'UnitsNotHeld', reservationId, lineId, units: foreign }
  }
  return undefined
}

/** The units are gone for good; with them ends the access to those that are digital, in the same decision. */
export const consumed = (
  lines: ReadonlyArray<Named>,
  { reserved: { purchaseId, reservationId, purpose, holder } }: Reservation,
  purchase: Purchase,
  consumedAt: ConsumeUnits['data']['consumedAt'],
): ReadonlyArray<PurchaseEvent> => {
  const given = lines.flatMap(({ lineId, units }) => {
    const [line, account] = [purchase.sale.lines.get(lineId), purchase.units.accounts.get(lineId)]
    return line === undefined || account === undefined ? [] : [{ line, valued: valued(line, account, units) }]
  })
  const digital = given.filter(({ line }) => line.kind === 'digital' && endsAccess(purpose))
  return [
    {
      type: 'UnitsConsumed',
      data: { purchaseId, reservationId, purpose, holder, lines: given.map((one) => one.valued), consumedAt },
    },
    ...(digital.length === 0
      ? []
      : [
          {
            type: 'AccessRevoked' as const,
            data: {
              purchaseId,
              reservationId,
              lines: digital.map(({ valued: { netMinor: _, taxMinor: __, ...units } }) => units),
              revokedAt: consumedAt,
            },
          },
        ]),
  ]
}

/** There never was any to what did not come. */
const endsAccess = (purpose: Purpose): boolean => purpose !== 'non-receipt'

const withSerials = (purchase: Purchase, lineId: LineId, units: UnitRuns): LineUnits => {
  const account = purchase.units.accounts.get(lineId)
  const serials = account === undefined ? undefined : serialsOf(account, units)
  return { lineId, units, ...(serials !== undefined && { serials }) }
}
