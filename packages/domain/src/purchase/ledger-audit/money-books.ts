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

/** Which account keeps a deduction; none keeps one that is not to be given back. */
const keptIn = ({ keptBack }: Plan['components'][number]) =>
  keptBack === undefined ? ([undefined, 'lineId'] as const) : OWNERS[keptBack]

/** Takes a refund's amounts from what was charged and from what was captured, or gives them back. */
export const use = ({ charged, payments }: Books, { components, tenders }: Plan, sign: 1n | -1n): Found => {
  const found: Array<readonly [LedgerFaultKind, string]> = []
  const touched = new Set<string>()
  for (const part of components) {
    const isTaken = part.component !== 'deduction'
    const [kind, field] = part.component === 'deduction' ? keptIn(part) : OWNERS[part.component]
    if (kind === undefined) continue
    const owner = `${kind} ${part[field]}`
    const account = charged.get(owner)
    if (account !== undefined) account.used += isTaken ? sign * part.minor : -sign * part.minor
    touched.add(owner)
  }
  for (const owner of touched) {
    const account = charged.get(owner)
    if (account === undefined || account.used > account.total || account.used < 0n) {
      found.push(['ComponentExceeded', owner])
    }
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
