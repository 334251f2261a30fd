import type { NonEmptyText } from '@aftersale/messages'
import type { LineId } from '../../units/index.js'
import type { RefundComponent } from './refund-plan.js'

/** Whose amount it is: `goods` and `goods-tax` of a line, `shipping` and `shipping-tax` of a charge, `fee` and `fee-tax` of a fee. */
export type AccountKey = `${'goods' | 'goods-tax' | 'shipping' | 'shipping-tax' | 'fee' | 'fee-tax'}:${string}`

export const goodsOf = (lineId: LineId): AccountKey => `goods:${lineId}`
export const goodsTaxOf = (lineId: LineId): AccountKey => `goods-tax:${lineId}`
export const shippingOf = (shippingId: NonEmptyText): AccountKey => `shipping:${shippingId}`
export const shippingTaxOf = (shippingId: NonEmptyText): AccountKey => `shipping-tax:${shippingId}`
export const feeOf = (feeId: NonEmptyText): AccountKey => `fee:${feeId}`
export const feeTaxOf = (feeId: NonEmptyText): AccountKey => `fee-tax:${feeId}`

/** Which account a component is taken from; nothing of a deduction, or where it does not name whose it is. */
export const accountKeyOf = ({ component, lineId, shippingId, feeId }: RefundComponent): AccountKey | undefined => {
  switch (component) {
    case 'goods':
      return lineId && goodsOf(lineId)
    case 'goods-tax':
      return lineId && goodsTaxOf(lineId)
    case 'shipping':
      return shippingId && shippingOf(shippingId)
    case 'shipping-tax':
      return shippingId && shippingTaxOf(shippingId)
    case 'fee':
      return feeId && feeOf(feeId)
    case 'fee-tax':
      return feeId && feeTaxOf(feeId)
    case 'deduction':
      return undefined
  }
}

/** How much a refund names of each account, however often a component does, before what is kept back of it. */
export const named = (components: ReadonlyArray<RefundComponent>): ReadonlyMap<AccountKey, bigint> =>
  summed(components, accountKeyOf)

/** How much of each account stays in it, though the refund names it. */
export const keptBack = (components: ReadonlyArray<RefundComponent>): ReadonlyMap<AccountKey, bigint> =>
  summed(components, ({ component, lineId, keptBack: kept }) =>
    component !== 'deduction' || lineId === undefined || kept === undefined
      ? undefined
      : kept === 'goods'
        ? goodsOf(lineId)
        : goodsTaxOf(lineId),
  )

/** How much is taken from each account. A deduction gives nothing back to any, but for what is kept back. */
export const taken = (components: ReadonlyArray<RefundComponent>): ReadonlyMap<AccountKey, bigint> => {
  const amounts = new Map(named(components))
  for (const [key, minor] of keptBack(components)) amounts.set(key, (amounts.get(key) ?? 0n) - minor)
  return amounts
}

const summed = (
  components: ReadonlyArray<RefundComponent>,
  keyOf: (component: RefundComponent) => AccountKey | undefined,
): ReadonlyMap<AccountKey, bigint> => {
  const amounts = new Map<AccountKey, bigint>()
  for (const component of components) {
    const key = keyOf(component)
    if (key !== undefined) amounts.set(key, (amounts.get(key) ?? 0n) + component.minor)
  }
  return amounts
}
