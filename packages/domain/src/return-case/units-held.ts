import type { NonEmptyText } from '@aftersale/messages'
import { numbersIn, overlap } from '../units/index.js'
import { type CaseUnits, unitsWithout } from './case-units.js'
import { unitsTaken } from './settlement/settlement-state.js'
import type { ReturnCase } from './state.js'

// Where the units of a case are. Each reserved unit is in exactly one place: waited for, received, cancelled, expired,
// lost, or kept by the customer.

type Several = ReadonlyArray<CaseUnits>

/** Every unit that a purchase ever reserved for the case. */
export const reservedUnits = ({ reservations }: ReturnCase): Several =>
  reservations.flatMap(({ purchaseId, reservationId, lines }) =>
    lines.map(({ lineId, units }) => ({ purchaseId, lineId, reservationId, units })),
  )

/** Units that came back. */
export const receivedUnits = ({ receipts }: ReturnCase): Several =>
  receipts.flatMap(({ items }) => items.flatMap(({ taken }) => taken))

/** Cancelled, expired or refused: the purchase has them back. */
export const releasedUnits = ({ cancellations, expiries, refusals, settlement: { closed } }: ReturnCase): Several => [
  ...[...cancellations, ...expiries, ...refusals].flatMap(({ lines }) => lines),
  ...(closed?.unsettled ?? []),
]

/** Sent, not arrived and not expected; still held. */
export const lostUnits = (returnCase: ReturnCase): Several =>
  unitsWithout(
    returnCase.losses.flatMap(({ lines }) => lines),
    [...receivedUnits(returnCase), ...releasedUnits(returnCase)],
  )

/** What the customer need not send back. */
export const keptUnits = (returnCase: ReturnCase): Several =>
  returnCase.authorisation?.goodsKept === true
    ? unitsWithout(reservedUnits(returnCase), [...receivedUnits(returnCase), ...releasedUnits(returnCase)])
    : []

/** Still to come. */
export const awaitedUnits = (returnCase: ReturnCase): Several =>
  unitsWithout(reservedUnits(returnCase), [
    ...receivedUnits(returnCase),
    ...releasedUnits(returnCase),
    ...lostUnits(returnCase),
    ...keptUnits(returnCase),
  ])

/** What is not here and that nothing was paid or given for: it may still be cancelled. */
export const cancellableUnits = (returnCase: ReturnCase): Several =>
  unitsWithout([...awaitedUnits(returnCase), ...keptUnits(returnCase)], unitsTaken(returnCase.settlement))

/** What is waited for, and that nothing was paid or given for in advance. */
export const expirableUnits = (returnCase: ReturnCase): Several =>
  unitsWithout(awaitedUnits(returnCase), unitsTaken(returnCase.settlement))

/** What a parcel may bring: what is waited for, what was thought lost, what need not have come. */
export const receivableUnits = (returnCase: ReturnCase): Several =>
  unitsWithout(reservedUnits(returnCase), [...receivedUnits(returnCase), ...releasedUnits(returnCase)])

/** Still held of the purchases: neither cancelled, expired nor refused. */
export const heldUnits = (returnCase: ReturnCase): Several =>
  unitsWithout(reservedUnits(returnCase), releasedUnits(returnCase))

export const inspectedUnits = ({ inspections }: ReturnCase): Several => inspections.flatMap(({ lines }) => lines)

export const disposedUnits = ({ dispositions }: ReturnCase): Several => dispositions.flatMap(({ lines }) => lines)

/** Units that were decided to go back to the customer. */
export const goingBackUnits = ({ dispositions }: ReturnCase): Several =>
  dispositions.flatMap(({ disposition, lines }) => (disposition === 'return-to-customer' ? lines : []))

/** What was received of an item. */
export const unitsOfItem = ({ receipts }: ReturnCase, itemId: NonEmptyText): Several =>
  receipts.flatMap(({ items }) => items.flatMap(({ item, taken }) => (item.itemId === itemId ? taken : [])))

/** The same units with their serials, where the line is tracked by them. */
export const withSerials = (returnCase: ReturnCase, several: Several): Several =>
  several.map((one) => {
    const serials = serialsAt(returnCase, one)
    return serials === undefined ? one : { ...one, serials: serials.map(({ serial }) => serial) }
  })

/** The serials of those units, lowest unit first; nothing where the line is not tracked by them. */
export const serialsAt = (
  { reservations }: ReturnCase,
  { purchaseId, lineId, reservationId, units }: CaseUnits,
): ReadonlyArray<{ readonly serial: NonEmptyText; readonly unit: number }> | undefined => {
  const line = reservations
    .find((one) => one.purchaseId === purchaseId && one.reservationId === reservationId)
    ?.lines.find((one) => one.lineId === lineId)
  if (line?.serials === undefined) return undefined
  const { serials } = line
  const wanted = new Set(numbersIn(overlap(line.units, units)))
  return numbersIn(line.units).flatMap((unit, index) => {
    const serial = serials[index]
    return serial === undefined || !wanted.has(unit) ? [] : [{ serial, unit }]
  })
}
