import type { NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import {
  countOf,
  type LineId,
  type LineUnits,
  lowest,
  numbersIn,
  overlap,
  type UnitRuns,
  unitsOf,
  without,
} from '../../units/index.js'
import type { LineQuantity } from '../line-quantity.js'
import type { PurchaseRejection } from '../rejections.js'
import type { PurchaseLine } from '../sale/sale.js'
import type { LineKind } from '../sale/sold-line.js'
import type { ShipmentId } from '../shipment-id.js'
import type { Purchase } from '../state.js'
import { type UnitAccount, unshippedUnits } from '../units/unit-ledger.js'

type Picked = E.Either<PurchaseRejection, LineUnits>

/**
 * The units that those quantities of not yet shipped lines come to: the lowest that are left or, of lines tracked by
 * serials, those of the serials. `isFitting` tells which kinds of line may go this way.
 */
export const pickedToDeliver = (
  purchase: Purchase,
  wanted: ReadonlyArray<LineQuantity>,
  notFitting: (lineId: LineId, kind: LineKind) => PurchaseRejection | undefined,
): E.Either<PurchaseRejection, ReadonlyArray<LineUnits>> =>
  eachOnce(wanted, (want): Picked => {
    const { lineId, quantity } = want
    const line = purchase.sale.lines.get(lineId)
    const account = purchase.units.accounts.get(lineId)
    if (line === undefined || account === undefined) return E.left({ reason: 'LineUnknown', lineId })
    const unfit = notFitting(lineId, line.kind)
    if (unfit !== undefined) return E.left(unfit)
    const free = unshippedUnits(account)
    if (line.serialTracked) return pickedBySerial(purchase, line, account, free, want)
    if (want.serials !== undefined) return E.left({ reason: 'SerialsDoNotMatch', lineId, quantity })
    return countOf(free) < quantity
      ? E.left({ reason: 'OverShipment', lineId, shippable: countOf(free) })
      : E.right({ lineId, units: lowest(free, quantity) })
  })

/** One answer for all lines, or the first refusal; a line that is named twice would be delivered twice. */
export const eachOnce = (
  wanted: ReadonlyArray<LineQuantity>,
  pick: (want: LineQuantity) => Picked,
): E.Either<PurchaseRejection, ReadonlyArray<LineUnits>> => {
  if (wanted.length === 0) return E.left({ reason: 'NoUnitsNamed' })
  const picked: LineUnits[] = []
  for (const want of wanted) {
    const { lineId } = want
    if (picked.some((line) => line.lineId === lineId)) return E.left({ reason: 'LineGivenTwice', lineId })
    const one = pick(want)
    if (E.isLeft(one)) return one
    picked.push(one.right)
  }
  return E.right(picked)
}

/** A serial that was named at the sale is that unit's; another one becomes the lowest unit's that has none. */
const pickedBySerial = (
  purchase: Purchase,
  line: PurchaseLine,
  account: UnitAccount,
  free: UnitRuns,
  { lineId, quantity, serials = [] }: LineQuantity,
): Picked => {
  if (serials.length !== quantity || new Set(serials).size !== quantity) {
    return E.left({ reason: 'SerialsDoNotMatch', lineId, quantity })
  }
  const unitOfSerial = new Map<NonEmptyText, number>()
  const known = line.serials
  for (const serial of serials) {
    const unit = known === undefined ? account.serials.get(serial) : known.indexOf(serial) + 1
    if (unit === 0) return E.left({ reason: 'SerialNotSold', lineId, serial })
    const isShipped = unit === undefined ? isShippedElsewhere(purchase, line, serial) : !isAmong(free, unit)
    if (isShipped) return E.left(alreadyShipped(purchase, serial))
    if (unit !== undefined) unitOfSerial.set(serial, unit)
  }
  const unnamed = without(free, unitsOf([...account.serials.values(), ...unitOfSerial.values()]))
  const unknown = serials.filter((serial) => !unitOfSerial.has(serial))
  if (countOf(unnamed) < unknown.length) return E.left({ reason: 'OverShipment', lineId, shippable: countOf(free) })
  const units = numbersIn(lowest(unnamed, unknown.length))
  unknown.forEach((serial, index) => {
    unitOfSerial.set(serial, units[index] ?? 0)
  })
  const inOrder = [...unitOfSerial].sort(([, left], [, right]) => left - right)
  return E.right({
    lineId,
    units: unitsOf(inOrder.map(([, unit]) => unit)),
    serials: inOrder.map(([serial]) => serial),
  })
}

const isAmong = (runs: UnitRuns, unit: number): boolean => overlap(runs, unitsOf([unit])).length > 0

/** Whether another line of the same product has it: two products may well have the same number. */
const isShippedElsewhere = ({ sale, units }: Purchase, line: PurchaseLine, serial: NonEmptyText): boolean =>
  [...sale.lines.values()].some(
    ({ lineId, sku }) =>
      lineId !== line.lineId && sku === line.sku && units.accounts.get(lineId)?.serials.has(serial) === true,
  )

const alreadyShipped = ({ tracking }: Purchase, serial: NonEmptyText): PurchaseRejection => {
  const shipmentId = [...tracking.shipments.values()].findLast(({ announced }) =>
    announced.lines.some(({ serials = [] }) => serials.includes(serial)),
  )?.announced.shipmentId
  return { reason: 'SerialAlreadyShipped', serial, ...optionally(shipmentId) }
}

const optionally = (shipmentId: ShipmentId | undefined): { readonly shipmentId?: ShipmentId } =>
  shipmentId === undefined ? {} : { shipmentId }
