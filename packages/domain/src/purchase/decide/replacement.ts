import { accept, alreadyDone, reject } from '@aftersale/decider'
import * as E from 'fp-ts/lib/Either.js'
import { allocate } from '../../money/allocation.js'
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
import { sameContent } from './same-content.js'
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
    unfitPaymentOnTop(data, purchase)
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

const unfitPaymentOnTop = ({ newLines, paidOnTop }: AddReplacementUnits['data'], { money }: Purchase): Refusal => {
  if (paidOnTop === undefined) return undefined
  const { paymentId, minor: requestedMinor } = paidOnTop
  const payment = money.payments.get(paymentId)
  if (payment === undefined) return { reason: 'PaymentUnknown', paymentId }
  const leftMinor = payment.capturedMinor - payment.onTopMinor
  if (requestedMinor > leftMinor) return { reason: 'PaidOnTopNotCaptured', paymentId, requestedMinor, leftMinor }
  const newMinor = worthOf(newLines)
  return requestedMinor > newMinor
    ? { reason: 'PaidOnTopExceedsReplacement', newMinor, paidOnTopMinor: requestedMinor }
    : undefined
}

const worthOf = (lines: ReadonlyArray<{ readonly netMinor: bigint; readonly taxMinor: bigint }>): bigint =>
  lines.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0n)

/**
 * As much as the new lines need and was not paid on top, taken from the originals' net amounts and taxes in proportion:
 * of none more than its units carry, nor more than is left of its line. What is left over can still be refunded.
 */
const movedOut = (
  { lineageOf, newLines, paidOnTop }: AddReplacementUnits['data'],
  { sale, units, money }: Purchase,
): { readonly lineageOf: ReadonlyArray<ValuedUnits> } | PurchaseRejection => {
  const originals = lineageOf.flatMap(({ lineId, units: replaced }) => {
    const [line, account] = [sale.lines.get(lineId), units.accounts.get(lineId)]
    return line === undefined || account === undefined ? [] : [valued(line, account, replaced)]
  })
  const movable = originals.flatMap(({ lineId, netMinor, taxMinor }) => [
    atMost(netMinor, leftOf(money, goodsOf(lineId))),
    atMost(taxMinor, leftOf(money, goodsTaxOf(lineId))),
  ])
  const [newMinor, paidOnTopMinor] = [worthOf(newLines), paidOnTop?.minor ?? 0n]
  const movableMinor = movable.reduce((sum, minor) => sum + minor, 0n)
  const exceeds: PurchaseRejection = { reason: 'ReplacementExceedsOriginals', newMinor, movableMinor, paidOnTopMinor }
  if (newMinor - paidOnTopMinor > movableMinor) return exceeds

  const moved = allocate(newMinor - paidOnTopMinor, movable)
  if (E.isLeft(moved)) return exceeds
  return {
    lineageOf: originals.map((original, index) => ({
      ...original,
      netMinor: moved.right[2 * index] ?? 0n,
      taxMinor: moved.right[2 * index + 1] ?? 0n,
    })),
  }
}

const atMost = (minor: bigint, left: bigint): bigint => (minor < left ? minor : left)
