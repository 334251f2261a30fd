import { given, historyOf } from '@aftersale/decider/testing'
import type { Instant, NonEmptyText, PolicyRef, PositiveInteger, Uuid } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { at } from '../calendar/calendar.fixtures.js'
import type { LocalDate } from '../calendar/local-date.js'
import type { Zone } from '../calendar/zone.js'
import type { Currency } from '../money/currency.js'
import type { BasisPoints } from '../money/rate.js'
import { parcelDelivery } from '../policy/delivery/example-policies.js'
import type { SalePromotion } from '../policy/return-policy/sale-promotion.js'
import { type LineId, unitsOf } from '../units/index.js'
import type { PurchaseCommand } from './commands.js'
import type { PurchaseEvent } from './events.js'
import type { RefundComponent } from './money/refund-plan.js'
import { purchase } from './purchase.js'
import type { PurchaseId } from './purchase-id.js'
import type { RefundId } from './refund-id.js'
import type { ReplacementId } from './replacement-id.js'
import type { ReservationId } from './reservation-id.js'
import type { MarketCode } from './sale/market.js'
import type { SoldLine } from './sale/sold-line.js'
import type { ShipmentId } from './shipment-id.js'
import type { Purchase } from './state.js'
import type { ReplacementLine } from './units/replacement-line.js'

type CommandType = PurchaseCommand['type']
type CommandOf<Type extends CommandType> = Extract<PurchaseCommand, { readonly type: Type }>
type DataOf<Type extends CommandType> = CommandOf<Type>['data']

export const text = (words: string): NonEmptyText => words as NonEmptyText
export const count = (value: number): PositiveInteger => value as PositiveInteger
export const day = (date: string): LocalDate => date as LocalDate
export const monday = (time: string): Instant => at(`2025-06-02T${time}+02:00`)
export const tuesday = (time: string): Instant => at(`2025-06-03T${time}+02:00`)
export const wednesday = (time: string): Instant => at(`2025-06-04T${time}+02:00`)

const uuid = (kind: string, number: number): string => `${kind}-7000-8000-${`${number}`.padStart(12, '0')}`
export const purchaseId = uuid('0197290f-6b00', 1) as PurchaseId
export const otherPurchaseId = uuid('0197290f-6b00', 2) as PurchaseId
export const reservation = (number: number): ReservationId => uuid('0197290f-6b01', number) as ReservationId
export const refundNumber = (number: number): RefundId => uuid('0197290f-6b02', number) as RefundId
export const replacementNumber = (number: number): ReplacementId => uuid('0197290f-6b03', number) as ReplacementId
export const returnCase = (number: number) => ({
  aggregate: text('returnCase'),
  id: uuid('0197290f-6b04', number) as Uuid,
})

export const euro = 'EUR' as Currency
export const yen = 'JPY' as Currency

export const kettle = 'kettle' as LineId
export const ebook = 'ebook' as LineId
export const laptop = 'laptop' as LineId
export const card = text('card')
export const giftCard = text('gift-card')
export const fourteenDays: PolicyRef = { policyId: text('fourteen-days'), version: count(3) }

/** A line of goods without discount or tax, for what is asked of it. */
export const line = (changes: Partial<SoldLine> & Pick<SoldLine, 'lineId'>): SoldLine => {
  const { netMinor = 1000n, discountMinor = 0n, taxMinor = 0n } = changes
  return {
    sku: text('sku'),
    kind: 'goods',
    quantity: count(1),
    serialTracked: false,
    netMinor,
    discountMinor,
    taxMinor,
    grossMinor: netMinor - discountMinor + taxMinor,
    ...changes,
  }
}

/** Ten kettles at 23.90 less 25 %: 179.25, with 19 % tax 213.31. */
export const kettles = line({
  lineId: kettle,
  sku: text('kettle-17'),
  quantity: count(10),
  netMinor: 23_900n,
  discountMinor: 5975n,
  taxMinor: 3406n,
  returnPolicyRef: fourteenDays,
})
/** The promotion that the kettles were discounted by. */
export const quarter: SalePromotion = {
  promotionId: text('quarter'),
  lineIds: [kettle],
  leastMinor: 20_000n,
  leastQuantity: count(10),
  takes: { kind: 'percentage', basisPoints: 2500 as BasisPoints },
}
/** Three licences for 10.00 and 0.70 tax. */
export const ebooks = line({ lineId: ebook, kind: 'digital', quantity: count(3), netMinor: 1000n, taxMinor: 70n })
/** Two laptops for 1000.00 and 190.00 tax, whose serials are known once they are handed over. */
export const laptops = line({
  lineId: laptop,
  sku: text('laptop-9'),
  quantity: count(2),
  serialTracked: true,
  netMinor: 100_000n,
  taxMinor: 19_000n,
})

const made =
  <Type extends CommandType>(type: Type, usual: DataOf<Type>) =>
  (changes: Partial<DataOf<Type>> = {}): CommandOf<Type> =>
    ({ type, data: { ...usual, ...changes } }) as unknown as CommandOf<Type>

/** 1423.47 in all: lines 213.31 + 10.70 + 1190.00, shipping 5.89, cash-on-delivery fee 3.57. */
export const buy = made('RecordPurchase', {
  purchaseId,
  purchasedAt: monday('09:00'),
  zone: 'Europe/Berlin' as Zone,
  marketCode: 'DE' as MarketCode,
  channel: 'online',
  currency: euro,
  lines: [kettles, ebooks, laptops],
  shipping: [{ shippingId: text('parcel'), netMinor: 495n, taxMinor: 94n }],
  fees: [{ feeId: text('cod'), kind: text('cash-on-delivery'), netMinor: 300n, taxMinor: 57n, refundableOnce: true }],
  payments: [
    { paymentId: card, tender: 'card', capturedMinor: 100_000n, capturedAt: monday('09:00') },
    { paymentId: giftCard, tender: 'gift-card', capturedMinor: 42_347n, capturedAt: monday('09:00') },
  ],
  totalMinor: 142_347n,
})

/** One line, paid by card as far as `capturedMinor` says, whole without it. */
export const buyOnly = (
  sold: SoldLine,
  { capturedMinor = sold.grossMinor, ...changes }: Partial<DataOf<'RecordPurchase'>> & { capturedMinor?: bigint } = {},
): CommandOf<'RecordPurchase'> =>
  buy({
    lines: [sold],
    shipping: [],
    fees: [],
    payments: [{ paymentId: card, tender: 'card', capturedMinor, capturedAt: monday('09:00') }],
    totalMinor: sold.grossMinor,
    ...changes,
  })

export const pay = made('RecordPayment', {
  purchaseId,
  paymentId: text('card-2'),
  tender: 'card',
  capturedMinor: 5000n,
  currency: euro,
  capturedAt: tuesday('09:00'),
})

export const disclose = made('DisclosePolicy', {
  purchaseId,
  policyRef: fourteenDays,
  phase: 'pre-purchase',
  channel: 'web',
  conditionsShown: [text('window'), text('original-packaging')],
  shownAt: monday('08:55'),
})

export const issue = made('IssueReceipt', {
  purchaseId,
  kind: 'invoice',
  ref: text('2025-4711'),
  amountMinor: 142_347n,
  issuedAt: monday('09:01'),
})

export const registerEvidence = made('RegisterReceiptEvidence', {
  purchaseId,
  evidenceId: text('evidence-1'),
  kind: 'invoice',
  ref: text('2025-4711'),
  issuedOn: day('2025-06-02'),
  verified: false,
  registeredAt: tuesday('10:00'),
})

export const fulfil = made('RecordFulfilment', {
  purchaseId,
  fulfilmentId: text('kettles-handed-over'),
  lines: [{ lineId: kettle, quantity: count(10) }],
  by: 'handed-over-the-counter',
  fulfilledAt: monday('10:00'),
})

/** So many units of a line handed over at the counter. */
export const handOver = (lineId: LineId, quantity: number): PurchaseCommand =>
  fulfil({ fulfilmentId: text(`${lineId}-handed-over`), lines: [{ lineId, quantity: count(quantity) }] })

export const laptopsHandedOver = fulfil({
  fulfilmentId: text('laptops-handed-over'),
  lines: [{ lineId: laptop, quantity: count(2), serials: [text('SN-B'), text('SN-A')] }],
})
export const accessGranted = fulfil({
  fulfilmentId: text('access'),
  lines: [{ lineId: ebook, quantity: count(3) }],
  by: 'access-granted',
})

/** All of the usual purchase is with the customer. */
export const boughtAndDelivered: ReadonlyArray<PurchaseCommand> = [buy(), fulfil(), laptopsHandedOver, accessGranted]

export const shipmentNumber = (number: number): ShipmentId => uuid('0197290f-6b05', number) as ShipmentId

/** A parcel with four of the kettles. */
export const announce = made('AnnounceShipment', {
  purchaseId,
  shipmentId: shipmentNumber(1),
  carrier: text('parcels-and-more'),
  lines: [{ lineId: kettle, quantity: count(4) }],
  promisedBy: wednesday('18:00'),
  announcedAt: monday('12:00'),
  policy: parcelDelivery,
})

export const scan = made('RecordCarrierScan', {
  purchaseId,
  shipmentId: shipmentNumber(1),
  carrierEventId: text('scan-1'),
  code: 'handed-over',
  scannedAt: monday('16:00'),
})

export const cancelShipment = made('CancelShipment', {
  purchaseId,
  shipmentId: shipmentNumber(1),
  because: text('out-of-stock'),
  cancelledAt: monday('14:00'),
})

/** After ten days of silence. */
export const declareLost = made('DeclareLost', {
  purchaseId,
  shipmentId: shipmentNumber(1),
  declaredAt: at('2025-06-13T09:00+02:00'),
})

export const arrive = made('ConfirmDelivery', {
  purchaseId,
  shipmentId: shipmentNumber(1),
  deliveredAt: at('2025-06-16T09:00+02:00'),
  proof: { kind: 'signature' },
})

export const cancel = made('CancelUnits', {
  purchaseId,
  cancellationId: text('cancellation-1'),
  lines: [{ lineId: kettle, quantity: count(2) }],
  because: text('changed-mind'),
  cancelledAt: monday('11:00'),
})

export const reserve = made('ReserveUnits', {
  purchaseId,
  reservationId: reservation(1),
  purpose: 'return',
  holder: returnCase(1),
  lines: [{ lineId: kettle, quantity: count(2) }],
  reservedAt: tuesday('09:00'),
})

export const release = made('ReleaseUnits', {
  purchaseId,
  reservationId: reservation(1),
  because: text('return-cancelled'),
  releasedAt: tuesday('10:00'),
})

export const consume = made('ConsumeUnits', {
  purchaseId,
  reservationId: reservation(1),
  consumedAt: tuesday('11:00'),
})

export const newKettle: ReplacementLine = {
  lineId: 'kettle-2' as LineId,
  sku: text('kettle-17'),
  kind: 'goods',
  quantity: count(1),
  serialTracked: false,
  netMinor: 1793n,
  taxMinor: 341n,
}

/** The first kettle, for 17.93 and 3.41 tax, is replaced by another of the same. */
export const replace = made('AddReplacementUnits', {
  purchaseId,
  replacementId: replacementNumber(1),
  reservationId: reservation(1),
  lineageOf: [{ lineId: kettle, units: unitsOf([1]) }],
  newLines: [newKettle],
  currency: euro,
  addedAt: wednesday('09:00'),
})

/** 21.34 of the first kettle, on the card. */
export const refund = made('ReserveRefund', {
  purchaseId,
  refundId: refundNumber(1),
  holder: returnCase(1),
  currency: euro,
  components: [
    { component: 'goods', lineId: kettle, minor: 1793n },
    { component: 'goods-tax', lineId: kettle, minor: 341n },
  ],
  tenders: [{ paymentId: card, minor: 2134n }],
  payout: 'original-tender',
  reservedAt: wednesday('10:00'),
})

/** That much of one line's goods, on the card. */
export const refundOf = (
  minor: bigint,
  { lineId = kettle, ...changes }: Partial<DataOf<'ReserveRefund'>> & { readonly lineId?: LineId } = {},
): CommandOf<'ReserveRefund'> =>
  refund({ components: [goods(lineId, minor)], tenders: [{ paymentId: card, minor }], ...changes })

export const goods = (lineId: LineId, minor: bigint): RefundComponent => ({ component: 'goods', lineId, minor })

export const settle = made('SettleRefund', {
  purchaseId,
  refundId: refundNumber(1),
  providerRef: text('re_1'),
  settledAt: wednesday('10:05'),
})

export const fail = made('FailRefund', {
  purchaseId,
  refundId: refundNumber(1),
  because: text('card-expired'),
  failedAt: wednesday('10:05'),
})

export const cancelRefund = made('CancelRefund', {
  purchaseId,
  refundId: refundNumber(1),
  because: text('return-cancelled'),
  cancelledAt: wednesday('10:05'),
})

export const dispute = made('RecordDispute', {
  purchaseId,
  disputeId: text('dp_1'),
  paymentId: card,
  minor: 100_000n,
  currency: euro,
  outcome: 'opened',
  happenedAt: wednesday('12:00'),
})

/** The events of commands that are all accepted, one after the other. */
export const after = (...commands: ReadonlyArray<PurchaseCommand>): ReadonlyArray<PurchaseEvent> =>
  historyOf(purchase, commands)

export const purchaseAfter = (...commands: ReadonlyArray<PurchaseCommand>): Purchase => {
  const { state } = given(purchase, after(...commands))
  if (state.status === 'not-recorded') throw new Error('Nothing was bought')
  return state.purchase
}

/** The reason why the command is refused after those, or what it records. */
export const outcomeOf = (
  commands: ReadonlyArray<PurchaseCommand>,
  command: PurchaseCommand,
): string | ReadonlyArray<string> => {
  const { decision } = given(purchase, after(...commands)).when(command)
  return E.isLeft(decision) ? decision.left.reason : decision.right.map(({ type }) => type)
}
