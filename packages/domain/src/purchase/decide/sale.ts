import { accept, alreadyDone, reject } from '@aftersale/decider'
import { sameContent } from '@aftersale/messages'
import type {
  DisclosePolicy,
  IssueReceipt,
  RecordPayment,
  RecordPurchase,
  RegisterReceiptEvidence,
} from '../commands/sale.js'
import type { PolicyDisclosed } from '../events/sale.js'
import type { SoldLine } from '../sale/sold-line.js'
import type { Purchase, PurchaseState } from '../state.js'
import { unfitPromotions } from './promotions.js'
import type { PurchaseDecision } from './purchase-decision.js'
import { otherCurrency, type Refusal, refusedBy, repeated, unfitSerials } from './refusals.js'

export const recordPurchase = ({ data }: RecordPurchase, state: PurchaseState): PurchaseDecision => {
  if (state.status === 'recorded') {
    const { recorded } = state.purchase.sale
    return sameContent(data, recorded)
      ? alreadyDone
      : reject({ reason: 'PurchaseAlreadyRecorded', purchasedAt: recorded.purchasedAt })
  }
  const refusal =
    unfitIds(data) ?? unfitSerials(data.lines) ?? unfitAmounts(data) ?? unfitPromotions(data) ?? unfitPromise(data)
  return refusal === undefined ? accept([{ type: 'PurchaseRecorded', data }]) : refusedBy(refusal)
}

const unfitIds = ({ lines, shipping, fees, payments }: RecordPurchase['data']): Refusal => {
  if (lines.length === 0) return { reason: 'NothingSold' }
  const lineId = repeated(lines.map((line) => line.lineId))
  if (lineId !== undefined) return { reason: 'LineIdRepeated', lineId }
  const shippingId = repeated(shipping.map((charge) => charge.shippingId))
  if (shippingId !== undefined) return { reason: 'ShippingIdRepeated', shippingId }
  const feeId = repeated(fees.map((fee) => fee.feeId))
  if (feeId !== undefined) return { reason: 'FeeIdRepeated', feeId }
  const paymentId = repeated(payments.map((payment) => payment.paymentId))
  return paymentId === undefined ? undefined : { reason: 'PaymentIdRepeated', paymentId }
}

const unfitAmounts = (data: RecordPurchase['data']): Refusal => {
  for (const line of data.lines) {
    const refusal = unfitLine(line)
    if (refusal !== undefined) return refusal
  }
  const foreign = data.payments.find(({ currency = data.currency }) => currency !== data.currency)
  if (foreign?.currency !== undefined) {
    return { reason: 'CurrencyMismatch', expected: data.currency, found: foreign.currency }
  }
  const charges = [...data.shipping, ...data.fees].reduce(
    (sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor,
    0n,
  )
  const expectedMinor = data.lines.reduce((sum, { grossMinor }) => sum + grossMinor, charges)
  return data.totalMinor === expectedMinor
    ? undefined
    : { reason: 'TotalMismatch', expectedMinor, foundMinor: data.totalMinor }
}

const unfitLine = ({ lineId, netMinor, discountMinor, taxMinor, grossMinor }: SoldLine): Refusal => {
  if (discountMinor > netMinor) return { reason: 'DiscountExceedsNet', lineId, netMinor, discountMinor }
  const expectedMinor = netMinor - discountMinor + taxMinor
  return grossMinor === expectedMinor
    ? undefined
    : { reason: 'LineTotalMismatch', lineId, expectedMinor, foundMinor: grossMinor }
}

const unfitPromise = ({ promised }: RecordPurchase['data']): Refusal =>
  promised !== undefined && promised.toDate < promised.fromDate
    ? { reason: 'PromiseEndsBeforeItStarts', ...promised }
    : undefined

export const recordPayment = ({ data }: RecordPayment, purchase: Purchase): PurchaseDecision => {
  const foreign = otherCurrency(data.currency, purchase)
  if (foreign !== undefined) return refusedBy(foreign)
  const { paymentId, tender, capturedMinor } = data
  const known = purchase.money.payments.get(paymentId)
  if (known === undefined) return accept([{ type: 'PaymentRecorded', data }])
  return known.tender === tender && known.capturedMinor === capturedMinor
    ? alreadyDone
    : reject({ reason: 'PaymentIdReused', paymentId })
}

/** What was shown too late is recorded all the same, as what it is: it can then be held against nobody. */
export const disclosePolicy = ({ data }: DisclosePolicy, { sale }: Purchase): PurchaseDecision => {
  const disclosed: PolicyDisclosed['data'] =
    data.phase === 'pre-purchase' && data.shownAt > sale.recorded.purchasedAt
      ? { ...data, phase: 'post-purchase', toldAs: data.phase, because: 'DisclosureTooLate' }
      : data
  return sale.disclosures.some((known) => sameContent(known, disclosed))
    ? alreadyDone
    : accept([{ type: 'PolicyDisclosed', data: disclosed }])
}

export const issueReceipt = ({ data }: IssueReceipt, { sale }: Purchase): PurchaseDecision => {
  const known = sale.receipts.get(data.ref)
  if (known === undefined) return accept([{ type: 'ReceiptIssued', data }])
  return known.kind === data.kind && known.amountMinor === data.amountMinor
    ? alreadyDone
    : reject({ reason: 'ReceiptRefReused', ref: data.ref })
}

/** The same document is registered a second time only once it turned out to be genuine. */
export const registerReceiptEvidence = (
  { data }: RegisterReceiptEvidence,
  { sale: { receiptEvidence } }: Purchase,
): PurchaseDecision => {
  const { registeredAt: _, ...evidence } = data
  const known = receiptEvidence.get(data.evidenceId)
  if (known !== undefined) {
    const { registeredAt: __, ...recorded } = known
    return sameContent(evidence, recorded)
      ? alreadyDone
      : reject({ reason: 'EvidenceIdReused', evidenceId: data.evidenceId })
  }
  const isKnown = [...receiptEvidence.values()].some(
    ({ kind, ref, verified }) => kind === data.kind && ref === data.ref && (verified || !data.verified),
  )
  return isKnown
    ? reject({ reason: 'ReceiptRefReused', ref: data.ref })
    : accept([{ type: 'ReceiptEvidenceRegistered', data }])
}
