import { accept, alreadyDone, reject } from '@aftersale/decider'
import { sameContent } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { allocate } from '../../money/allocation.js'
import { greaterOf, lesserOf } from '../../money/lesser-of.js'
import { isEmpty, type LineId, noUnits, overlap, type UnitRuns, union } from '../../units/index.js'
import type { AddReplacementUnits } from '../commands/entitlement.js'
import type { ReplacementUnitsAdded, ValuedUnits } from '../events/entitlement.js'
import { goodsOf, goodsTaxOf } from '../money/account-key.js'
import { leftOf } from '../money/money-ledger.js'
import type { PurchaseRejection } from '../rejections.js'
import type { Purchase } from '../state.js'
import type { Reservation } from '../units/unit-ledger.js'
import { valued } from '../units/valued.js'
import type { PurchaseDecision } from './purchase-decision.js'
import {
  happenedBefore,
  lineGivenTwice,
  otherCurrency,
  type Refusal,
  refusedBy,
  repeated,
  unfitSerials,
} from './refusals.js'
import { consumed, notHeld } from './units.js'

/**
 * The originals are consumed, if they were not yet, and what was paid for them carries over. A replacement can itself be
 * replaced, however often: each time what it is worth moves on, and nothing is there twice.
 */
export const addReplacementUnits = ({ data }: AddReplacementUnits, purchase: Purchase): PurchaseDecision => {
  const known = purchase.money.replacements.get(data.replacementId)
  if (known !== undefined) {
    return sameContent(askedFor(data), askedFor(known))
      ? alreadyDone
      : reject({ reason: 'ReplacementIdReused', replacementId: data.replacementId })
  }
  const reservation = purchase.units.reservations.get(data.reservationId)
  if (reservation === undefined) return reject({ reason: 'ReservationUnknown', reservationId: data.reservationId })
  const refusal =
    otherCurrency(data.currency, purchase) ??
    happenedBefore(data.addedAt, purchase) ??
    unfitLineage(data, reservation, purchase) ??
    unfitNewLines(data, purchase) ??
    unfitPaymentsOnTop(data, purchase)
  if (refusal !== undefined) return refusedBy(refusal)

  const originals = movedOut(data, purchase)
  if ('reason' in originals) return refusedBy(originals)
  const stillHeld = data.lineageOf.flatMap(({ lineId, units }) => {
    const held = overlap(units, reservation.held.get(lineId) ?? noUnits)
    return isEmpty(held) ? [] : [{ lineId, units: held }]
  })
  return accept([
    ...(stillHeld.length === 0 ? [] : consumed(stillHeld, reservation, purchase, data.addedAt)),
    { type: 'ReplacementUnitsAdded', data: { ...data, lineageOf: originals.lineageOf } },
  ])
}

const askedFor = ({
  reservationId,
  lineageOf,
  newLines,
  paidOnTop,
  currency,
}: AddReplacementUnits['data'] | ReplacementUnitsAdded['data']) => ({
  reservationId,
  lineageOf: lineageOf.map(({ lineId, units }) => ({ lineId, units })),
  newLines,
  paidOnTop,
  currency,
})

const unfitLineage = (
  { lineageOf }: AddReplacementUnits['data'],
  reservation: Reservation,
  { units: { accounts } }: Purchase,
): Refusal => {
  if (lineageOf.length === 0 || lineageOf.some(({ units }) => isEmpty(units))) return { reason: 'LineageMissing' }
  const refusal = lineGivenTwice(lineageOf) ?? notHeld(lineageOf, reservation, heldOrConsumed(reservation))
  if (refusal !== undefined) return refusal
  for (const { lineId, units } of lineageOf) {
    const replaced = overlap(units, accounts.get(lineId)?.replaced ?? noUnits)
    if (!isEmpty(replaced)) return { reason: 'UnitsAlreadyReplaced', lineId, units: replaced }
  }
  return undefined
}

const heldOrConsumed = ({ held, consumed: gone }: Reservation): ReadonlyMap<LineId, UnitRuns> => {
  const all = new Map(held)
  for (const [lineId, units] of gone) all.set(lineId, union(all.get(lineId) ?? noUnits, units))
  return all
}

const unfitNewLines = ({ newLines }: AddReplacementUnits['data'], { sale: { lines } }: Purchase): Refusal => {
  if (newLines.length === 0) return { reason: 'NoUnitsNamed' }
  const lineIds = newLines.map(({ lineId }) => lineId)
  const lineId = lineIds.find((id) => lines.has(id)) ?? repeated(lineIds)
  return lineId === undefined ? unfitSerials(newLines) : { reason: 'LineIdReused', lineId }
}

const unfitPaymentsOnTop = (
  { newLines, paidOnTop = [] }: AddReplacementUnits['data'],
  { money }: Purchase,
): Refusal => {
  for (const { paymentId } of paidOnTop) {
    const payment = money.payments.get(paymentId)
    if (payment === undefined) return { reason: 'PaymentUnknown', paymentId }
    const requestedMinor = onTopOf(paidOnTop.filter((one) => one.paymentId === paymentId))
    const leftMinor = payment.capturedMinor - payment.onTopMinor
    if (requestedMinor > leftMinor) return { reason: 'PaidOnTopNotCaptured', paymentId, requestedMinor, leftMinor }
  }
  const [newMinor, paidOnTopMinor] = [worthOf(newLines), onTopOf(paidOnTop)]
  return paidOnTopMinor > newMinor ? { reason: 'PaidOnTopExceedsReplacement', newMinor, paidOnTopMinor } : undefined
}

const onTopOf = (paidOnTop: AddReplacementUnits['data']['paidOnTop'] = []): bigint =>
  sumOf(paidOnTop.map(({ minor }) => minor))

const worthOf = (lines: ReadonlyArray<{ readonly netMinor: bigint; readonly taxMinor: bigint }>): bigint =>
  lines.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0n)

/**
 * As much as the new lines need and was not paid on top: of the originals' taxes what the new lines bear of tax, the rest of
 * their net amounts, and of the taxes again what those are too little for. So what is left over of a cheaper replacement is
 * less tax where less is borne, and can be refunded before or after. Of none more than its units carry, nor than is left of
 * its line; what one line has no more, the others bear.
 */
const movedOut = (
  { lineageOf, newLines, paidOnTop }: AddReplacementUnits['data'],
  { sale, units, money }: Purchase,
): { readonly lineageOf: ReadonlyArray<ValuedUnits> } | PurchaseRejection => {
  const originals = lineageOf.flatMap(({ lineId, units: replaced }) => {
    const [line, account] = [sale.lines.get(lineId), units.accounts.get(lineId)]
    return line === undefined || account === undefined ? [] : [valued(line, account, replaced)]
  })
  const nets = originals.map(({ netMinor }) => netMinor)
  const taxes = originals.map(({ taxMinor }) => taxMinor)
  const movable = [
    ...originals.map(({ lineId, netMinor }) => lesserOf(netMinor, leftOf(money, goodsOf(lineId)))),
    ...originals.map(({ lineId, taxMinor }) => lesserOf(taxMinor, leftOf(money, goodsTaxOf(lineId)))),
  ]
  const [newMinor, paidOnTopMinor, movableMinor] = [worthOf(newLines), onTopOf(paidOnTop), sumOf(movable)]
  const neededMinor = newMinor - paidOnTopMinor
  if (neededMinor > movableMinor) {
    return { reason: 'ReplacementExceedsOriginals', newMinor, movableMinor, paidOnTopMinor }
  }
  const borneMinor = lesserOf(sumOf(newLines.map((line) => line.taxMinor)), neededMinor)
  const movedTaxMinor = lesserOf(sumOf(taxes), greaterOf(borneMinor, neededMinor - sumOf(nets)))
  const wanted = [...partsOf(nets, neededMinor - movedTaxMinor), ...partsOf(taxes, movedTaxMinor)]
  const moved = within(movable, wanted)
  return {
    lineageOf: originals.map((original, index) => ({
      ...original,
      netMinor: moved[index] ?? 0n,
      taxMinor: moved[originals.length + index] ?? 0n,
    })),
  }
}

/** Of each amount its part. What stays is split by the amounts, as it is where it is refunded, so that the two never meet. */
const partsOf = (amounts: ReadonlyArray<bigint>, movedMinor: bigint): ReadonlyArray<bigint> => {
  const staying = split(sumOf(amounts) - movedMinor, amounts)
  return amounts.map((minor, index) => minor - (staying[index] ?? 0n))
}

/** What is wanted, as far as there is as much; what there is not is taken where there is more. */
const within = (there: ReadonlyArray<bigint>, wanted: ReadonlyArray<bigint>): ReadonlyArray<bigint> => {
  const taken = there.map((minor, index) => lesserOf(minor, wanted[index] ?? 0n))
  const more = split(
    sumOf(wanted) - sumOf(taken),
    there.map((minor, index) => minor - (taken[index] ?? 0n)),
  )
  return taken.map((minor, index) => minor + (more[index] ?? 0n))
}

const split = (minor: bigint, by: ReadonlyArray<bigint>): ReadonlyArray<bigint> => {
  const shares = allocate(minor, by)
  return E.isRight(shares) ? shares.right : by.map(() => 0n)
}

const sumOf = (amounts: ReadonlyArray<bigint>): bigint => amounts.reduce((sum, minor) => sum + minor, 0n)
