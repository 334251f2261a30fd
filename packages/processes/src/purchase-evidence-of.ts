import {
  allUnits,
  availableUnits,
  type EvidenceLine,
  feeOf,
  feeTaxOf,
  goodsOf,
  goodsTaxOf,
  isEmpty,
  type LineId,
  leftOf,
  openDisputesOf,
  type Purchase,
  type PurchaseEvidence,
  type PurchaseLine,
  type PurchaseState,
  refundableMinorOf,
  shippingOf,
  shippingTaxOf,
  without,
} from '@aftersale/domain'
import { type Instant, laterOf, type PositiveInteger } from '@aftersale/messages'
import { promotionsOf, soldUnderPromotions } from './promotions-of.js'
import type { Found } from './reaction.js'

/** What a return is to know of a purchase, as it was found; nothing where it was never recorded. */
export const purchaseEvidenceOf = ({ state, revision }: Found<PurchaseState>): PurchaseEvidence | undefined => {
  if (state.status === 'not-recorded' || revision === 'no-stream') return undefined
  const { purchase } = state
  const { sale, money } = purchase
  const { purchaseId, customerId, purchasedAt, zone, marketCode, currency, channel, shipping, fees } = sale.recorded
  const deliveries = deliveriesOf(purchase)
  return {
    purchaseId,
    revision,
    ...(customerId === undefined ? {} : { customerId }),
    purchasedAt,
    zone,
    marketCode: marketCode as string as PurchaseEvidence['marketCode'],
    currency,
    channel: channel as string as PurchaseEvidence['channel'],
    ...goodsDeliveredAt(purchase, deliveries),
    lines: [...sale.lines.values()].flatMap((line) =>
      evidenceLine(purchase, line, deliveries.get(line.lineId)).map((evidence) => ({
        ...evidence,
        ...soldUnderPromotions(purchase, line.lineId),
      })),
    ),
    ...promotionsOf(purchase),
    shipping: shipping.map(({ shippingId }) => ({
      shippingId,
      netLeftMinor: leftOf(money, shippingOf(shippingId)),
      taxLeftMinor: leftOf(money, shippingTaxOf(shippingId)),
    })),
    fees: fees.map(({ feeId, refundableOnce }) => ({
      feeId,
      netLeftMinor: leftOf(money, feeOf(feeId)),
      taxLeftMinor: leftOf(money, feeTaxOf(feeId)),
      refundableOnce,
    })),
    payments: [...money.payments].map(([paymentId, payment]) => ({
      paymentId,
      tender: payment.tender as string as PurchaseEvidence['payments'][number]['tender'],
      refundableMinor: refundableMinorOf(payment),
      disputed: openDisputesOf(money, paymentId).length > 0,
    })),
    disclosures: sale.disclosures.map(({ policyRef, phase, channel: by, conditionsShown, shownAt }) => ({
      policyRef,
      phase,
      channel: by as string as PurchaseEvidence['channel'],
      conditionsShown,
      shownAt,
    })),
    receipts: [
      ...[...sale.receipts.values()].map(({ kind }) => ({ kind, verified: true })),
      ...[...sale.receiptEvidence.values()].map(({ kind, verified }) => ({ kind, verified })),
    ],
  }
}

/** When the first and the last delivery of each line was. */
type Deliveries = ReadonlyMap<LineId, { readonly first: Instant; readonly last: Instant }>

const deliveriesOf = ({ tracking: { shipments, fulfilments } }: Purchase): Deliveries => {
  const times = new Map<LineId, { readonly first: Instant; readonly last: Instant }>()
  const note = (lineId: LineId, at: Instant): void => {
    const known = times.get(lineId)
    times.set(
      lineId,
      known === undefined
        ? { first: at, last: at }
        : { first: at < known.first ? at : known.first, last: laterOf(known.last, at) },
    )
  }
  for (const { deliveries } of shipments.values()) {
    for (const { deliveredAt, lines } of deliveries) for (const { lineId } of lines) note(lineId, deliveredAt)
  }
  for (const { fulfilledAt, lines } of fulfilments.values()) for (const { lineId } of lines) note(lineId, fulfilledAt)
  return times
}

/** Of all goods together; the last is not known while some are still to come. */
const goodsDeliveredAt = (
  { sale, units }: Purchase,
  deliveries: Deliveries,
): Pick<PurchaseEvidence, 'firstGoodDeliveredAt' | 'lastGoodDeliveredAt'> => {
  const goods = [...sale.lines.values()].filter(({ kind }) => kind === 'goods')
  const times = goods.flatMap(({ lineId }) => deliveries.get(lineId) ?? [])
  const [one] = times
  if (one === undefined) return {}
  const firstGoodDeliveredAt = times.reduce((first, time) => (time.first < first ? time.first : first), one.first)
  const isOutstanding = goods.some(({ lineId }) => {
    const account = units.accounts.get(lineId)
    return account !== undefined && !isEmpty(outstandingUnits(account))
  })
  return isOutstanding
    ? { firstGoodDeliveredAt }
    : { firstGoodDeliveredAt, lastGoodDeliveredAt: times.map(({ last }) => last).reduce(laterOf) }
}

type UnitAccount = Parameters<typeof availableUnits>[0]

/** Ordered, and neither cancelled, delivered nor made good for. */
const outstandingUnits = ({ quantity, cancelled, delivered, consumed }: UnitAccount) =>
  without(without(without(allUnits(quantity), cancelled), delivered), consumed)

const evidenceLine = (
  { units, money }: Purchase,
  line: PurchaseLine,
  delivered: { readonly last: Instant } | undefined,
): ReadonlyArray<EvidenceLine> => {
  const account = units.accounts.get(line.lineId)
  if (account === undefined) return []
  const { lineId, sku, category, kind, quantity, serialTracked, netMinor, taxMinor, replaces } = line
  const [original] = replaces?.lineageOf ?? []
  const { finalSale, perishable, madeToOrder, sealedHygiene, returnPolicyRef } = line
  return [
    {
      lineId,
      sku,
      ...(category === undefined ? {} : { category }),
      kind,
      quantity,
      available: availableUnits(account),
      serialTracked,
      ...(account.serials.size === 0
        ? {}
        : {
            serials: [...account.serials].map(([serial, unit]) => ({ serial, unit: unit as PositiveInteger })),
          }),
      ...(delivered === undefined ? {} : { deliveredAt: delivered.last }),
      netMinor,
      taxMinor,
      netLeftMinor: leftOf(money, goodsOf(lineId)),
      taxLeftMinor: leftOf(money, goodsTaxOf(lineId)),
      ...(finalSale === undefined ? {} : { finalSale }),
      ...(perishable === undefined ? {} : { perishable }),
      ...(madeToOrder === undefined ? {} : { madeToOrder }),
      ...(sealedHygiene === undefined ? {} : { sealedHygiene }),
      ...(returnPolicyRef === undefined ? {} : { returnPolicyRef }),
      ...(original === undefined ? {} : { replaces: original.lineId }),
    },
  ]
}
