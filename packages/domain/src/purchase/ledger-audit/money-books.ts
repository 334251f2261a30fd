import type { NonEmptyText } from '@aftersale/messages'
import type { Books, Found, Plan } from './books.js'
import type { LedgerFaultKind } from './ledger-fault.js'

export const charge = ({ charged }: Books, owner: string, netMinor: bigint, taxMinor: bigint): void => {
  charged.set(owner, { total: netMinor, used: 0n })
  charged.set(`tax of ${owner}`, { total: taxMinor, used: 0n })
}

export const capture = ({ payments }: Books, paymentId: NonEmptyText, captured: bigint): void => {
  if (!payments.has(paymentId)) payments.set(paymentId, { captured, used: 0n, claimed: 0n })
}

const OWNERS = {
  goods: ['goods', 'lineId'],
  'goods-tax': ['tax of goods', 'lineId'],
  shipping: ['shipping', 'shippingId'],
  'shipping-tax': ['tax of shipping', 'shippingId'],
  fee: ['fee', 'feeId'],
  'fee-tax': ['tax of fee', 'feeId'],
} as const

/** Takes a refund's amounts from what was charged and from what was captured, or gives them back. */
export const use = ({ charged, payments }: Books, { components, tenders }: Plan, sign: 1n | -1n): Found => {
  const found: Array<readonly [LedgerFaultKind, string]> = []
  for (const part of components) {
    if (part.component === 'deduction') continue
    const [kind, field] = OWNERS[part.component]
    const owner = `${kind} ${part[field]}`
    const account = charged.get(owner)
    if (account !== undefined) account.used += sign * part.minor
    if (account === undefined || account.used > account.total) found.push(['ComponentExceeded', owner])
  }
  for (const { paymentId, minor } of tenders) {
    const payment = payments.get(paymentId)
    if (payment === undefined) {
      found.push(['PaymentExceeded', paymentId])
      continue
    }
    if (sign === 1n && minor > payment.captured - payment.used - lost(payment))
      found.push(['PaymentExceeded', paymentId])
    payment.used += sign * minor
  }
  return found
}

/** Of what lost disputes were about, what was not on its way back or refunded already. */
export const lost = ({ captured, used, claimed }: { captured: bigint; used: bigint; claimed: bigint }): bigint =>
  claimed < captured - used ? claimed : captured - used
