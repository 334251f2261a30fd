import {
  type AssetId,
  assetIdOf,
  assetIdOfUnit,
  type LineId,
  type Purchase,
  type PurchaseLine,
  type WarrantedUnit,
  type WarrantyId,
  warrantyAggregate,
  warrantyIdOfUnit,
} from '@aftersale/domain'
import type { Instant, NonEmptyText, PositiveInteger } from '@aftersale/messages'

/** One unit that was sold, with the ids that follow from it. */
export interface SoldUnit {
  readonly line: PurchaseLine
  readonly unit: WarrantedUnit
  readonly serial?: NonEmptyText
  readonly assetId: AssetId
  readonly warrantyId: WarrantyId
}

/** That unit of a line; nothing where the purchase has no such line. */
export const soldUnitOf = (purchase: Purchase, lineId: LineId, number: number): SoldUnit | undefined => {
  const line = purchase.sale.lines.get(lineId)
  if (line === undefined) return undefined
  const unit = { purchaseId: purchase.sale.recorded.purchaseId, lineId, unit: number as PositiveInteger }
  const serials = purchase.units.accounts.get(lineId)?.serials ?? new Map<NonEmptyText, number>()
  const serial = [...serials].find(([, of]) => of === number)?.[0]
  return {
    line,
    unit,
    ...(serial === undefined ? {} : { serial }),
    assetId: serial === undefined ? assetIdOfUnit(unit) : assetIdOf({ sku: line.sku, serial }),
    warrantyId: warrantyIdOfUnit(unit),
  }
}

/** Goods that are told apart, by a serial or by what they are warranted for. */
export const isFollowed = ({ kind, serialTracked, warrantyTermsRef }: PurchaseLine): boolean =>
  kind === 'goods' && (serialTracked || warrantyTermsRef !== undefined)

/** Whether a claim on a warranty gave it in the place of another unit: then its warranty goes on from that one's. */
export const isGivenForAClaim = ({ money, units }: Purchase, { replaces }: PurchaseLine): boolean => {
  if (replaces === undefined) return false
  const reservationId = money.replacements.get(replaces.replacementId)?.reservationId
  const reservation = reservationId === undefined ? undefined : units.reservations.get(reservationId)
  return reservation?.reserved.holder.aggregate === warrantyAggregate.category
}

/** When that unit was delivered, the first time that was heard of. */
export const deliveryOf = (
  { tracking: { shipments, fulfilments } }: Purchase,
  { lineId, unit }: Pick<WarrantedUnit, 'lineId' | 'unit'>,
): Instant | undefined =>
  [
    ...[...shipments.values()].flatMap(({ deliveries }) => deliveries),
    ...[...fulfilments.values()].map(({ fulfilledAt: deliveredAt, lines }) => ({ deliveredAt, lines })),
  ].find(({ lines }) =>
    lines.some((line) => line.lineId === lineId && line.units.some(({ first, last }) => first <= unit && unit <= last)),
  )?.deliveredAt
