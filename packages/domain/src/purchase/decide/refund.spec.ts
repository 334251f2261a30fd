import { given } from '@aftersale/decider/testing'
import type { LineId } from '../../units/index.js'
import type { PurchaseCommand } from '../commands.js'
import { leftOf } from '../money/money-ledger.js'
import type { RefundComponent } from '../money/refund-plan.js'
import {
  after,
  buy,
  buyOnly,
  cancelRefund,
  card,
  count,
  dispute,
  fail,
  giftCard,
  goods,
  kettle,
  line,
  monday,
  pay,
  purchaseAfter,
  refund,
  refundNumber,
  refundOf,
  returnCase,
  settle,
  text,
  wednesday,
  yen,
} from '../purchase.fixtures.js'
import { purchase } from '../purchase.js'

const had = (...commands: ReadonlyArray<PurchaseCommand>) => given(purchase, after(buy(), ...commands))
const second = { refundId: refundNumber(2) }
const onCard = (minor: bigint) => [{ paymentId: card, minor }]
const shipping = (minor: bigint): RefundComponent => ({ component: 'shipping', shippingId: text('parcel'), minor })
const shippingTax = (minor: bigint): RefundComponent => ({
  component: 'shipping-tax',
  shippingId: text('parcel'),
  minor,
})
const fee = (minor: bigint): RefundComponent => ({ component: 'fee', feeId: text('cod'), minor })
const feeTax = (minor: bigint): RefundComponent => ({ component: 'fee-tax', feeId: text('cod'), minor })
const deduction = (minor: bigint, of: Partial<RefundComponent> = {}): RefundComponent => ({
  component: 'deduction',
  minor,
  because: text('wear'),
  ...of,
})
const refundFor = (minor: bigint, ...components: ReadonlyArray<RefundComponent>) =>
  refund({ components, tenders: onCard(minor) })

/** Of the kettles' goods (179.25) and of the card (1000.00), what may still go back. */
const left = (...commands: ReadonlyArray<PurchaseCommand>) => {
  const { money } = purchaseAfter(buy(), ...commands)
  const { capturedMinor = 0n, reservedMinor = 0n, settledMinor = 0n } = money.payments.get(card) ?? {}
  return [leftOf(money, `goods:${kettle}`), capturedMinor - reservedMinor - settledMinor]
}

describe('ReserveRefund', () => {
  it('sets the money aside, in its components and on its payments', () => {
    had().when(refund()).records({ type: 'RefundReserved', data: refund().data })
    expect(left()).toStrictEqual([17_925n, 100_000n])
    expect(left(refund())).toStrictEqual([16_132n, 97_866n])
  })

  it('is the same as store credit', () => {
    const credit = refund({ payout: 'store-credit' })
    had().when(credit).records({ type: 'RefundReserved', data: credit.data })
    expect(left(credit)).toStrictEqual([16_132n, 97_866n])
  })

  it('records nothing when repeated, whatever became of the refund', () => {
    for (const since of [[], [settle()], [fail()], [cancelRefund()]]) {
      had(refund(), ...since)
        .when(refund())
        .recordsNothing()
      had(refund(), ...since)
        .when(refund({ reservedAt: wednesday('11:00') }))
        .recordsNothing()
    }
  })

  it('is refused under an id of another refund', () => {
    const reused = { reason: 'RefundIdReused', refundId: refundNumber(1) } as const
    had(refund()).when(refundOf(1793n)).rejects(reused)
    had(refund())
      .when(refund({ holder: returnCase(2) }))
      .rejects(reused)
    had(refund())
      .when(refund({ payout: 'store-credit' }))
      .rejects(reused)
    had(refund())
      .when(refund({ tenders: [{ paymentId: giftCard, minor: 2134n }] }))
      .rejects(reused)
  })

  it('takes a component to its last cent, and not a cent more', () => {
    had()
      .when(refundOf(17_925n))
      .records({ type: 'RefundReserved', data: refundOf(17_925n).data })
    had()
      .when(refundOf(17_926n))
      .rejects({ reason: 'ComponentExceeded', account: 'goods:kettle', requestedMinor: 17_926n, leftMinor: 17_925n })
    for (const since of [refundOf(17_000n), settle()]) {
      const history = since.type === 'SettleRefund' ? [refundOf(17_000n), since] : [since]
      had(...history)
        .when(refundOf(926n, second))
        .rejects({ reason: 'ComponentExceeded', account: 'goods:kettle', requestedMinor: 926n, leftMinor: 925n })
    }
  })

  it('adds up what a refund takes of a component in several parts', () => {
    had()
      .when(refundFor(18_000n, goods(kettle, 9000n), goods(kettle, 9000n)))
      .rejects({ reason: 'ComponentExceeded', account: 'goods:kettle', requestedMinor: 18_000n, leftMinor: 17_925n })
  })

  it('has a limit for each component of its own', () => {
    for (const [component, account, total] of [
      [{ component: 'goods-tax', lineId: kettle, minor: 3407n }, 'goods-tax:kettle', 3406n],
      [shipping(496n), 'shipping:parcel', 495n],
      [fee(301n), 'fee:cod', 300n],
    ] as ReadonlyArray<[RefundComponent, 'fee:cod', bigint]>) {
      had()
        .when(refundFor(component.minor, component))
        .rejects({ reason: 'ComponentExceeded', account, requestedMinor: component.minor, leftMinor: total })
    }
  })

  it('takes a payment to its last cent, and not a cent more', () => {
    const whole = [buyOnly(line({ lineId: kettle, netMinor: 5000n }), { capturedMinor: 3000n })]
    const owed = given(purchase, after(...whole))
    owed.when(refundOf(3000n)).records({ type: 'RefundReserved', data: refundOf(3000n).data })
    owed
      .when(refundOf(3001n))
      .rejects({ reason: 'ExceedsCaptured', paymentId: card, requestedMinor: 3001n, leftMinor: 3000n })
    given(purchase, after(...whole, refundOf(2000n), settle()))
      .when(refundOf(1001n, second))
      .rejects({ reason: 'ExceedsCaptured', paymentId: card, requestedMinor: 1001n, leftMinor: 1000n })
  })

  it('adds up what a refund puts on a payment in several parts', () => {
    given(purchase, after(buyOnly(line({ lineId: kettle, netMinor: 5000n }), { capturedMinor: 3000n })))
      .when(refundOf(4000n, { tenders: [...onCard(2000n), ...onCard(2000n)] }))
      .rejects({ reason: 'ExceedsCaptured', paymentId: card, requestedMinor: 4000n, leftMinor: 3000n })
  })

  it('has a limit for each payment of its own', () => {
    had()
      .when(
        refund({
          components: [{ component: 'goods', lineId: 'laptop' as LineId, minor: 50_000n }],
          tenders: [{ paymentId: giftCard, minor: 50_000n }],
        }),
      )
      .rejects({ reason: 'ExceedsCaptured', paymentId: giftCard, requestedMinor: 50_000n, leftMinor: 42_347n })
  })

  it('can go back on what was paid later', () => {
    const owed = [buyOnly(line({ lineId: kettle, netMinor: 5000n }), { capturedMinor: 0n }), pay()]
    const later = refundOf(5000n, { tenders: [{ paymentId: text('card-2'), minor: 5000n }] })
    given(purchase, after(...owed))
      .when(later)
      .records({ type: 'RefundReserved', data: later.data })
  })

  it('is refused where components and tenders do not balance', () => {
    had()
      .when(refundFor(1794n, goods(kettle, 1793n)))
      .rejects({ reason: 'RefundNotBalanced', componentsMinor: 1793n, tendersMinor: 1794n })
    had()
      .when(refundFor(1792n, goods(kettle, 1793n)))
      .rejects({ reason: 'RefundNotBalanced', componentsMinor: 1793n, tendersMinor: 1792n })
    had()
      .when(refundFor(1793n, goods(kettle, 1793n), deduction(100n)))
      .rejects({ reason: 'RefundNotBalanced', componentsMinor: 1693n, tendersMinor: 1793n })
  })

  it('keeps a deduction back, and the component is used up all the same', () => {
    const worn = refundFor(1693n, goods(kettle, 1793n), deduction(100n, { lineId: kettle }))
    had().when(worn).records({ type: 'RefundReserved', data: worn.data })
    expect(left(worn)).toStrictEqual([16_132n, 98_307n])
  })

  it('may deduct all of a line, and no more', () => {
    const all = refund({
      components: [goods(kettle, 1793n), deduction(1793n, { lineId: kettle })],
      tenders: [],
    })
    had().when(all).records({ type: 'RefundReserved', data: all.data })
    had()
      .when(refundFor(1792n, goods(kettle, 1793n), shipping(495n), deduction(496n, { lineId: 'laptop' as LineId })))
      .rejects({ reason: 'DeductionExceedsLine', lineId: text('laptop'), deductedMinor: 496n, refundedMinor: 0n })
    had()
      .when(refundFor(0n, goods(kettle, 1793n), deduction(1794n)))
      .rejects({ reason: 'RefundNotBalanced', componentsMinor: -1n, tendersMinor: 0n })
    had()
      .when(refundFor(1793n, goods(kettle, 1793n), deduction(0n, { because: undefined as never })))
      .rejects({ reason: 'DeductionUnexplained' })
  })

  it('is refused where nothing goes back', () => {
    had()
      .when(refund({ components: [], tenders: [] }))
      .rejects({ reason: 'RefundOfNothing' })
    had()
      .when(refundFor(0n, goods(kettle, 0n)))
      .rejects({ reason: 'RefundOfNothing' })
    had()
      .when(refundFor(0n, deduction(0n)))
      .rejects({ reason: 'RefundOfNothing' })
  })

  it('is refused where a component does not say whose it is', () => {
    const unclear: ReadonlyArray<RefundComponent> = [
      { component: 'goods', minor: 1n },
      { component: 'goods-tax', lineId: kettle, feeId: text('cod'), minor: 1n },
      { component: 'shipping', minor: 1n },
      { component: 'shipping-tax', shippingId: text('parcel'), lineId: kettle, minor: 1n },
      { component: 'fee', shippingId: text('parcel'), minor: 1n },
      { component: 'fee-tax', feeId: text('cod'), lineId: kettle, minor: 1n },
      deduction(1n, { feeId: text('cod') }),
    ]
    for (const component of unclear) {
      had().when(refundFor(1n, component)).rejects({ reason: 'ComponentOwnerUnclear', component: component.component })
    }
  })

  it('is refused for what was never sold or charged', () => {
    had()
      .when(refundFor(1n, { component: 'shipping', shippingId: text('express'), minor: 1n }))
      .rejects({ reason: 'ComponentUnknown', account: 'shipping:express' })
    had()
      .when(refundFor(1n, goods('__proto__' as LineId, 1n)))
      .rejects({ reason: 'ComponentUnknown', account: 'goods:__proto__' })
  })

  it('is refused on a payment that there is not', () => {
    had()
      .when(refundOf(1n, { tenders: [{ paymentId: text('constructor'), minor: 1n }] }))
      .rejects({ reason: 'PaymentUnknown', paymentId: text('constructor') })
  })

  it('gives a fee that is refundable once back in one refund only', () => {
    const half = refundFor(150n, fee(150n))
    had(half, settle())
      .when(refund({ ...second, components: [fee(150n)], tenders: onCard(150n) }))
      .rejects({ reason: 'FeeAlreadyRefunded', feeId: text('cod') })
    had(half, settle())
      .when(refund({ ...second, components: [feeTax(57n)], tenders: onCard(57n) }))
      .rejects({ reason: 'FeeAlreadyRefunded', feeId: text('cod') })
    const whole = refund({ ...second, components: [fee(300n), feeTax(57n)], tenders: onCard(357n) })
    had(half, fail()).when(whole).records({ type: 'RefundReserved', data: whole.data })
  })

  describe('that keeps something back for later', () => {
    /** Of two kettles' 35.86 and 6.81 tax 10.00 and 1.90 stay: what the kept ones cost more without a promotion. */
    const kept = (minor: bigint, keptBack: 'goods' | 'goods-tax') => deduction(minor, { lineId: kettle, keptBack })
    const tax = (minor: bigint): RefundComponent => ({ component: 'goods-tax', lineId: kettle, minor })
    const partly = refundFor(3077n, goods(kettle, 3586n), tax(681n), kept(1000n, 'goods'), kept(190n, 'goods-tax'))
    const later = refund({
      ...second,
      components: [
        { ...goods(kettle, 1000n), because: text('promotion'), keptBack: 'goods' },
        { ...tax(190n), because: text('promotion-tax'), keptBack: 'goods-tax' },
      ],
      tenders: onCard(1190n),
    })
    const taxLeft = (...commands: ReadonlyArray<PurchaseCommand>) =>
      leftOf(purchaseAfter(buy(), ...commands).money, `goods-tax:${kettle}`)

    it('leaves it in the accounts of its line, net and tax', () => {
      had().when(partly).records({ type: 'RefundReserved', data: partly.data })
      // 179.25 less 35.86 would be 143.39, and 34.06 less 6.81 would be 27.25.
      expect(left(partly)).toStrictEqual([15_339n, 96_923n])
      expect(taxLeft(partly)).toBe(2915n)
      expect(left(partly, settle())).toStrictEqual([15_339n, 96_923n])
      expect(left(partly, fail())).toStrictEqual([17_925n, 100_000n])
      expect(left(partly, cancelRefund())).toStrictEqual([17_925n, 100_000n])
    })

    it('gives it back with another refund', () => {
      had(partly, settle()).when(later).records({ type: 'RefundReserved', data: later.data })
      expect(left(partly, settle(), later)).toStrictEqual([14_339n, 95_733n])
      expect(taxLeft(partly, settle(), later)).toBe(2725n)
    })

    it('is taken where all is kept back, and nothing is paid', () => {
      const nothingPaid = refundFor(0n, goods(kettle, 1793n), kept(1793n, 'goods'))
      had().when(nothingPaid).records({ type: 'RefundReserved', data: nothingPaid.data })
      expect(left(nothingPaid, settle())).toStrictEqual([17_925n, 100_000n])
    })

    it('is refused where an account would keep more than is given of it', () => {
      had()
        .when(refundFor(680n, goods(kettle, 1000n), tax(681n), kept(1001n, 'goods')))
        .rejects({ reason: 'DeductionExceedsLine', lineId: kettle, deductedMinor: 1001n, refundedMinor: 1000n })
      had()
        .when(refundFor(999n, goods(kettle, 1000n), tax(681n), kept(682n, 'goods-tax')))
        .rejects({ reason: 'DeductionExceedsLine', lineId: kettle, deductedMinor: 682n, refundedMinor: 681n })
      expect(
        had().when(refundFor(1n, goods(kettle, 1000n), kept(600n, 'goods'), deduction(399n, { lineId: kettle })))
          .decision,
      ).toMatchObject({ _tag: 'Right' })
      had()
        .when(refundFor(0n, goods(kettle, 1000n), kept(600n, 'goods'), deduction(401n, { lineId: kettle })))
        .rejects({ reason: 'DeductionExceedsLine', lineId: kettle, deductedMinor: 1001n, refundedMinor: 1000n })
    })

    it('is refused where it does not say whose account keeps it, or another than its own', () => {
      had()
        .when(refundFor(900n, goods(kettle, 1000n), deduction(100n, { keptBack: 'goods' })))
        .rejects({ reason: 'ComponentOwnerUnclear', component: 'deduction' })
      for (const part of [
        { ...goods(kettle, 5n), keptBack: 'goods-tax' },
        { ...tax(5n), keptBack: 'goods' },
      ] as const) {
        had().when(refundFor(5n, part)).rejects({ reason: 'ComponentOwnerUnclear', component: part.component })
      }
      for (const part of [shipping(5n), fee(5n)]) {
        had()
          .when(refundFor(5n, { ...part, keptBack: 'goods' }))
          .rejects({ reason: 'ComponentOwnerUnclear', component: part.component })
      }
    })

    it('counts against what is left what is taken, not what is named', () => {
      const before = refundOf(15_000n, second)
      expect(had(before).when(refundFor(2900n, goods(kettle, 3900n), kept(1000n, 'goods'))).decision).toMatchObject({
        _tag: 'Right',
      })
      had(before)
        .when(refundFor(2926n, goods(kettle, 3926n), kept(1000n, 'goods')))
        .rejects({ reason: 'ComponentExceeded', account: 'goods:kettle', requestedMinor: 2926n, leftMinor: 2925n })
    })
  })

  it('gives another fee back in parts', () => {
    const wrapping = buyOnly(line({ lineId: kettle }), {
      fees: [{ feeId: text('cod'), kind: text('gift-wrapping'), netMinor: 300n, taxMinor: 57n, refundableOnce: false }],
      capturedMinor: 1357n,
      totalMinor: 1357n,
    })
    const rest = refund({ ...second, components: [fee(150n), feeTax(57n)], tenders: onCard(207n) })
    given(purchase, after(wrapping, refundFor(150n, fee(150n))))
      .when(rest)
      .records({
        type: 'RefundReserved',
        data: rest.data,
      })
  })

  it('gives the tax of shipping and of fees back only with what it is on, now or before', () => {
    had()
      .when(refundFor(94n, shippingTax(94n)))
      .rejects({ reason: 'TaxWithoutItsNet', account: 'shipping-tax:parcel' })
    had()
      .when(refundFor(57n, feeTax(57n)))
      .rejects({ reason: 'TaxWithoutItsNet', account: 'fee-tax:cod' })
    const both = refundFor(589n, shipping(495n), shippingTax(94n))
    had().when(both).records({ type: 'RefundReserved', data: both.data })
    const rest = refund({ ...second, components: [shippingTax(94n)], tenders: onCard(94n) })
    had(refundFor(495n, shipping(495n)), settle())
      .when(rest)
      .records({ type: 'RefundReserved', data: rest.data })
  })

  it('is refused in another currency', () => {
    had()
      .when(refund({ currency: yen }))
      .rejects({ reason: 'CurrencyMismatch', expected: buy().data.currency, found: yen })
  })

  it('is refused on a payment that is disputed, and on no other', () => {
    had(dispute())
      .when(refund())
      .rejects({ reason: 'PaymentDisputed', paymentId: card, disputeIds: [text('dp_1')] })
    const onGiftCard = refund({ tenders: [{ paymentId: giftCard, minor: 2134n }] })
    had(dispute()).when(onGiftCard).records({ type: 'RefundReserved', data: onGiftCard.data })
    had(dispute(), dispute({ outcome: 'won' }))
      .when(refund())
      .records({ type: 'RefundReserved', data: refund().data })
  })

  it('is refused before the purchase', () => {
    had()
      .when(refund({ reservedAt: monday('08:59') }))
      .rejects({ reason: 'HappenedBeforePurchase', purchasedAt: monday('09:00') })
  })
})

describe('SettleRefund', () => {
  it('books the money as gone', () => {
    had(refund()).when(settle()).records({ type: 'RefundSettled', data: settle().data })
    expect(left(refund(), settle())).toStrictEqual([16_132n, 97_866n])
  })

  it('records nothing when repeated, at whatever time', () => {
    had(refund(), settle()).when(settle()).recordsNothing()
    had(refund(), settle())
      .when(settle({ settledAt: wednesday('11:00') }))
      .recordsNothing()
  })

  it('is refused where it settled as another payment', () => {
    had(refund(), settle())
      .when(settle({ providerRef: text('re_2') }))
      .rejects({ reason: 'RefundAlreadySettled', refundId: refundNumber(1), providerRef: text('re_1') })
  })

  it('is refused where another amount went back than was reserved', () => {
    had(refund())
      .when(settle({ minor: 1210n }))
      .rejects({
        reason: 'SettlementDiffers',
        refundId: refundNumber(1),
        reservedMinor: 2134n,
        settledMinor: 1210n,
      })
    had(refund())
      .when(settle({ minor: 2134n }))
      .records({ type: 'RefundSettled', data: settle().data })
  })

  it('is refused for a refund that there is not', () => {
    had()
      .when(settle())
      .rejects({ reason: 'RefundUnknown', refundId: refundNumber(1) })
  })

  it.each([fail(), cancelRefund()])('after $type books the money that went back all the same', (ended) => {
    had(refund(), ended).when(settle()).records({ type: 'RefundSettled', data: settle().data })
    expect(left(refund(), ended, settle())).toStrictEqual([16_132n, 97_866n])
  })

  it('after a failure is refused where the money was given to another refund meanwhile', () => {
    had(refundOf(17_925n), fail(), refundOf(1n, second))
      .when(settle())
      .rejects({ reason: 'ComponentExceeded', account: 'goods:kettle', requestedMinor: 17_925n, leftMinor: 17_924n })
    const owed = buyOnly(line({ lineId: kettle, quantity: count(2), netMinor: 5000n }), { capturedMinor: 3000n })
    given(purchase, after(owed, refundOf(2000n), fail(), refundOf(2000n, second)))
      .when(settle())
      .rejects({ reason: 'ExceedsCaptured', paymentId: card, requestedMinor: 2000n, leftMinor: 1000n })
  })

  it('is booked also while the payment is disputed', () => {
    had(refund(), dispute()).when(settle()).records({ type: 'RefundSettled', data: settle().data })
  })
})

describe('FailRefund', () => {
  it('gives the money free again', () => {
    had(refund()).when(fail()).records({ type: 'RefundFailed', data: fail().data })
    expect(left(refund(), fail())).toStrictEqual([17_925n, 100_000n])
  })

  it('records nothing when repeated, whatever happened since', () => {
    had(refund(), fail()).when(fail()).recordsNothing()
    had(refund(), fail())
      .when(fail({ failedAt: wednesday('11:00') }))
      .recordsNothing()
    had(refund(), fail(), settle()).when(fail()).recordsNothing()
  })

  it('is refused for a refund that settled: nothing un-settles it', () => {
    had(refund(), settle())
      .when(fail())
      .rejects({ reason: 'RefundAlreadySettled', refundId: refundNumber(1), providerRef: text('re_1') })
  })

  it('is refused for a refund that failed otherwise or was cancelled', () => {
    had(refund(), fail())
      .when(fail({ because: text('account-closed') }))
      .rejects({ reason: 'RefundNotReserved', refundId: refundNumber(1), status: 'failed' })
    had(refund(), cancelRefund())
      .when(fail())
      .rejects({ reason: 'RefundNotReserved', refundId: refundNumber(1), status: 'cancelled' })
  })

  it('is refused for a refund that there is not', () => {
    had()
      .when(fail())
      .rejects({ reason: 'RefundUnknown', refundId: refundNumber(1) })
  })
})

describe('CancelRefund', () => {
  it('gives the money free again', () => {
    had(refund()).when(cancelRefund()).records({ type: 'RefundCancelled', data: cancelRefund().data })
    expect(left(refund(), cancelRefund())).toStrictEqual([17_925n, 100_000n])
  })

  it('records nothing when repeated, whatever happened since', () => {
    had(refund(), cancelRefund()).when(cancelRefund()).recordsNothing()
    had(refund(), cancelRefund())
      .when(cancelRefund({ cancelledAt: wednesday('11:00') }))
      .recordsNothing()
    had(refund(), cancelRefund(), settle()).when(cancelRefund()).recordsNothing()
  })

  it('is refused for a refund that settled', () => {
    had(refund(), settle())
      .when(cancelRefund())
      .rejects({ reason: 'RefundAlreadySettled', refundId: refundNumber(1), providerRef: text('re_1') })
  })

  it('is refused for a refund that failed, or was cancelled for something else', () => {
    had(refund(), fail())
      .when(cancelRefund())
      .rejects({ reason: 'RefundNotReserved', refundId: refundNumber(1), status: 'failed' })
    had(refund(), cancelRefund())
      .when(cancelRefund({ because: text('typing-error') }))
      .rejects({ reason: 'RefundNotReserved', refundId: refundNumber(1), status: 'cancelled' })
  })

  it('is refused for a refund that there is not', () => {
    had()
      .when(cancelRefund())
      .rejects({ reason: 'RefundUnknown', refundId: refundNumber(1) })
  })
})
