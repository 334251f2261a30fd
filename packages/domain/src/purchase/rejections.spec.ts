import { given } from '@aftersale/decider/testing'
import * as E from 'fp-ts/lib/Either.js'
import type { LineId } from '../units/index.js'
import { units } from '../units/units.fixtures.js'
import type { PurchaseCommand } from './commands.js'
import { purchaseEvents } from './events.js'
import {
  after,
  boughtAndDelivered,
  buy,
  buyOnly,
  cancel,
  cancelRefund,
  card,
  consume,
  count,
  day,
  dispute,
  fail,
  goods,
  issue,
  kettle,
  kettles,
  laptop,
  laptops,
  line,
  monday,
  newKettle,
  otherPurchaseId,
  pay,
  quarter,
  refund,
  refundNumber,
  refundOf,
  registerEvidence,
  release,
  replace,
  replacementNumber,
  reservation,
  reserve,
  settle,
  text,
  yen,
} from './purchase.fixtures.js'
import { purchase } from './purchase.js'
import { type EntitlementRejection, entitlementRejections } from './rejections/entitlement.js'
import { type RefundRejection, refundRejections } from './rejections/refunds.js'
import { type SaleRejection, saleRejections } from './rejections/sale.js'
import { purchaseRejections } from './rejections.js'

type Reason = (SaleRejection | EntitlementRejection | RefundRejection)['reason']

const delivered = boughtAndDelivered
const [parcel, fee, payment] = [buy().data.shipping[0], buy().data.fees[0], buy().data.payments[0]]
const twice = <Thing>(thing: Thing | undefined): ReadonlyArray<Thing> => (thing === undefined ? [] : [thing, thing])
const of = (lineId: LineId, quantity: number) => [{ lineId, quantity: count(quantity) }]
const serials = (...named: ReadonlyArray<string>) => buyOnly({ ...laptops, serials: named.map(text) })
const nobody = 'unknown' as LineId

/** Commands the last of which is refused for that reason. */
const waysTo: Readonly<Record<Reason, ReadonlyArray<PurchaseCommand>>> = {
  PurchaseNotRecorded: [pay()],
  PurchaseAlreadyRecorded: [buy(), buy({ channel: 'store' })],
  AddressedToAnotherPurchase: [buy(), pay({ purchaseId: otherPurchaseId })],
  HappenedBeforePurchase: [buy(), cancel({ cancelledAt: monday('08:00') })],
  CurrencyMismatch: [buy(), pay({ currency: yen })],
  NothingSold: [buy({ lines: [] })],
  LineIdRepeated: [buy({ lines: [kettles, kettles] })],
  ShippingIdRepeated: [buy({ shipping: twice(parcel) })],
  FeeIdRepeated: [buy({ fees: twice(fee) })],
  PaymentIdRepeated: [buy({ payments: twice(payment) })],
  SerialRepeated: [serials('A', 'A')],
  SerialsNotTracked: [buyOnly({ ...laptops, serialTracked: false, serials: [text('A'), text('B')] })],
  SerialsIncomplete: [serials('A')],
  DiscountExceedsNet: [buyOnly(line({ lineId: kettle, netMinor: 1n, discountMinor: 2n, grossMinor: 0n }))],
  LineTotalMismatch: [buyOnly({ ...kettles, grossMinor: 1n })],
  TotalMismatch: [buy({ totalMinor: 1n })],
  PromotionIdRepeated: [buy({ promotions: twice(quarter) })],
  PromotionLineUnknown: [buy({ promotions: [{ ...quarter, lineIds: [nobody] }] })],
  PromotionFreesMoreThanBought: [
    buy({ promotions: [{ ...quarter, takes: { kind: 'free-units', every: count(2), free: count(3) } }] }),
  ],
  DiscountWithoutPromotion: [buy({ promotions: [] })],
  PromotionsMismatch: [buy({ promotions: [{ ...quarter, leastQuantity: count(11) }] })],
  PromiseEndsBeforeItStarts: [buy({ promised: { fromDate: day('2025-06-05'), toDate: day('2025-06-04') } })],
  PaymentIdReused: [buy(), pay(), pay({ capturedMinor: 1n })],
  ReceiptRefReused: [buy(), issue(), issue({ kind: 'receipt' })],
  EvidenceIdReused: [buy(), registerEvidence(), registerEvidence({ verified: true })],
  NoUnitsNamed: [buy(), reserve({ lines: [] })],
  LineUnknown: [buy(), reserve({ lines: of(nobody, 1) })],
  SerialUnknown: [...delivered, reserve({ lines: [{ lineId: laptop, quantity: count(1), serials: [text('SN-X')] }] })],
  CancellationIdReused: [buy(), cancel(), cancel({ lines: of(kettle, 1) })],
  UnitsAlreadyShipped: [...delivered, cancel()],
  ReservationIdReused: [...delivered, reserve(), reserve({ purpose: 'claim' })],
  UnitsNotDelivered: [buy(), reserve()],
  QuantityExceedsAvailable: [
    ...delivered,
    reserve({ lines: of(kettle, 10) }),
    reserve({ reservationId: reservation(2) }),
  ],
  UnitsNotMissing: [buy(), reserve({ purpose: 'non-receipt' })],
  SerialNotAvailable: [
    ...delivered,
    reserve({ lines: [{ lineId: laptop, quantity: count(1), serials: [text('SN-A')] }] }),
    reserve({
      reservationId: reservation(2),
      lines: [{ lineId: laptop, quantity: count(1), serials: [text('SN-A')] }],
    }),
  ],
  ReservationUnknown: [buy(), release()],
  UnitsNotHeld: [...delivered, reserve(), consume({ lines: [{ lineId: kettle, units: units(3) }] })],
  NothingHeld: [...delivered, reserve(), release(), consume()],
  ReplacementIdReused: [...delivered, reserve(), replace(), replace({ newLines: [{ ...newKettle, netMinor: 1n }] })],
  LineageMissing: [...delivered, reserve(), replace({ lineageOf: [] })],
  UnitsAlreadyReplaced: [
    ...delivered,
    reserve(),
    replace(),
    replace({ replacementId: replacementNumber(2), newLines: [{ ...newKettle, lineId: nobody }] }),
  ],
  LineIdReused: [...delivered, reserve(), replace({ newLines: [{ ...newKettle, lineId: kettle }] })],
  ReplacementExceedsOriginals: [...delivered, reserve(), replace({ newLines: [{ ...newKettle, netMinor: 9999n }] })],
  PaidOnTopExceedsReplacement: [...delivered, reserve(), replace({ paidOnTop: [{ paymentId: card, minor: 9999n }] })],
  PaidOnTopNotCaptured: [...delivered, reserve(), replace({ paidOnTop: [{ paymentId: card, minor: 100_001n }] })],
  RefundIdReused: [buy(), refund(), refundOf(1n)],
  RefundOfNothing: [buy(), refund({ components: [], tenders: [] })],
  ComponentOwnerUnclear: [buy(), refund({ components: [{ component: 'goods', minor: 2134n }] })],
  ComponentUnknown: [buy(), refund({ components: [goods(nobody, 2134n)] })],
  DeductionUnexplained: [buy(), refund({ components: [goods(kettle, 2134n), { component: 'deduction', minor: 0n }] })],
  DeductionExceedsLine: [
    buy(),
    refundOf(0n, {
      components: [goods(kettle, 1n), { component: 'deduction', lineId: laptop, minor: 1n, because: text('wear') }],
    }),
  ],
  RefundNotBalanced: [buy(), refundOf(1n, { components: [goods(kettle, 2n)] })],
  ComponentExceeded: [buy(), refundOf(17_926n)],
  FeeAlreadyRefunded: [
    buy(),
    refundOf(1n, { components: [{ component: 'fee', feeId: text('cod'), minor: 1n }] }),
    refundOf(1n, { refundId: refundNumber(2), components: [{ component: 'fee', feeId: text('cod'), minor: 1n }] }),
  ],
  TaxWithoutItsNet: [
    buy(),
    refundOf(1n, { components: [{ component: 'shipping-tax', shippingId: text('parcel'), minor: 1n }] }),
  ],
  PaymentUnknown: [buy(), refundOf(1n, { tenders: [{ paymentId: text('unknown'), minor: 1n }] })],
  PaymentDisputed: [buy(), dispute(), refund()],
  ExceedsCaptured: [buyOnly(line({ lineId: kettle }), { capturedMinor: 0n }), refundOf(1n)],
  RefundUnknown: [buy(), settle()],
  RefundAlreadySettled: [buy(), refund(), settle(), fail()],
  SettlementDiffers: [buy(), refund(), settle({ minor: 1n })],
  RefundNotReserved: [buy(), refund(), fail(), cancelRefund()],
  DisputeIdReused: [buy(), dispute(), dispute({ minor: 1n })],
  DisputeAlreadyOver: [buy(), dispute({ outcome: 'won' }), dispute({ outcome: 'lost' })],
}

describe('each reason', () => {
  it.each(Object.entries(waysTo))('%s stands against a command', (reason, commands) => {
    const [refused] = commands.slice(-1)
    if (refused === undefined) throw new Error(`No way leads to ${reason}`)
    expect(given(purchase, after(...commands.slice(0, -1))).when(refused).decision).toMatchObject(E.left({ reason }))
  })

  it('is among those that are printed', () => {
    const own = { ...saleRejections, ...entitlementRejections, ...refundRejections }
    expect(Object.keys(own).sort()).toStrictEqual(Object.keys(waysTo).sort())
    expect(Object.keys(purchaseRejections)).toStrictEqual(expect.arrayContaining(Object.keys(own)))
  })

  it('says what it means in a sentence', () => {
    for (const meaning of Object.values(purchaseRejections)) expect(meaning).toMatch(/^[A-Z].*\.$/)
  })

  it('has a name that no event has', () => {
    const names = purchaseEvents.map(({ messageType }): string => messageType)
    expect(names.filter((name) => name in purchaseRejections)).toStrictEqual([])
  })
})
