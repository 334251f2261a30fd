import { given } from '@aftersale/decider/testing'
import { explainedErrors } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { allocate } from '../money/allocation.js'
import { decimalText } from '../money/decimal-text.js'
import { allUnits, type LineId, noUnits, without } from '../units/index.js'
import { type PurchaseCommand, RecordPurchase, ReserveRefund } from './commands.js'
import type { PurchaseEvent } from './events.js'
import type { AccountKey } from './money/account-key.js'
import { leftOf, lostMinorOf } from './money/money-ledger.js'
import type { RefundComponent } from './money/refund-plan.js'
import {
  accessGranted,
  after,
  boughtAndDelivered,
  buy,
  buyOnly,
  cancelRefund,
  card,
  consume,
  count,
  dispute,
  ebook,
  ebooks,
  fail,
  fulfil,
  giftCard,
  goods,
  handOver,
  kettle,
  kettles,
  line,
  monday,
  outcomeOf,
  purchaseAfter,
  refund,
  refundNumber,
  refundOf,
  release,
  replace,
  reservation,
  reserve,
  settle,
  text,
  wednesday,
  yen,
} from './purchase.fixtures.js'
import { purchase } from './purchase.js'
import { Tender } from './sale/charges.js'
import type { SoldLine } from './sale/sold-line.js'
import { Purpose } from './units/holder.js'

// What other systems are known to get wrong about units and money, each named by what is right.

const second = { refundId: refundNumber(2) }
const onCard = (minor: bigint) => [{ paymentId: card, minor }]

/** Those lines, all paid by card and handed over. */
const sold = (...lines: ReadonlyArray<SoldLine>): ReadonlyArray<PurchaseCommand> => {
  const totalMinor = lines.reduce((sum, { grossMinor }) => sum + grossMinor, 0n)
  return [
    buy({
      lines,
      shipping: [],
      fees: [],
      payments: [{ paymentId: card, tender: 'card', capturedMinor: totalMinor, capturedAt: monday('09:00') }],
      totalMinor,
    }),
    fulfil({ lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity })) }),
  ]
}

const ends = (commands: ReadonlyArray<PurchaseCommand>, ...accounts: ReadonlyArray<AccountKey>) => {
  const { money } = purchaseAfter(...commands)
  return accounts.map((account) => leftOf(money, account))
}

/** What each reservation of so many units of a line was worth: net amount and tax. */
const worthOf = (events: ReadonlyArray<PurchaseEvent>): ReadonlyArray<readonly [bigint, bigint]> =>
  events.flatMap((event) =>
    event.type === 'UnitsReserved'
      ? event.data.lines.map(({ netMinor, taxMinor }) => [netMinor, taxMinor] as const)
      : [],
  )

const returned = (lineId: LineId, ...quantities: ReadonlyArray<number>): ReadonlyArray<PurchaseCommand> =>
  quantities.flatMap((quantity, index) => {
    const reservationId = reservation(100 * (index + 1) + lineId.length)
    return [reserve({ reservationId, lines: [{ lineId, quantity: count(quantity) }] }), consume({ reservationId })]
  })

const sumOf = (amounts: ReadonlyArray<readonly [bigint, bigint]>): bigint =>
  amounts.reduce((sum, [net, tax]) => sum + net + tax, 0n)

describe('what was captured', () => {
  it('D1: bounds what is refunded in all: after the total less one only one is left', () => {
    const history = after(...sold(line({ lineId: kettle, netMinor: 10_000n })), refundOf(9999n), settle())
    given(purchase, history)
      .when(refundOf(2n, second))
      .rejects({ reason: 'ComponentExceeded', account: 'goods:kettle', requestedMinor: 2n, leftMinor: 1n })
    given(purchase, history)
      .when(refundOf(1n, second))
      .records({
        type: 'RefundReserved',
        data: refundOf(1n, second).data,
      })
  })

  it('D2: bounds what is refunded on each payment', () => {
    const twoCards = buyOnly(line({ lineId: kettle, netMinor: 10_000n }), {
      payments: [
        { paymentId: card, tender: 'card', capturedMinor: 6000n, capturedAt: monday('09:00') },
        { paymentId: text('card-2'), tender: 'card', capturedMinor: 4000n, capturedAt: monday('09:00') },
      ],
    })
    given(purchase, after(twoCards))
      .when(refundOf(6001n))
      .rejects({ reason: 'ExceedsCaptured', paymentId: card, requestedMinor: 6001n, leftMinor: 6000n })
  })

  it.each(Object.keys(Tender.keys) as ReadonlyArray<Tender>)('D3: bounds refunds whatever the tender: %s', (tender) => {
    const bought = buyOnly(line({ lineId: kettle, netMinor: 10_000n }), {
      payments: [{ paymentId: card, tender, capturedMinor: 9000n, capturedAt: monday('09:00') }],
    })
    given(purchase, after(bought))
      .when(refundOf(9001n))
      .rejects({ reason: 'ExceedsCaptured', paymentId: card, requestedMinor: 9001n, leftMinor: 9000n })
  })

  it('D4: is never exceeded by refunding as much as there is instead: too much is refused, whole', () => {
    const bought = sold(line({ lineId: kettle, netMinor: 10_000n }))
    expect(outcomeOf(bought, refundOf(10_001n))).toBe('ComponentExceeded')
    expect(ends(bought, 'goods:kettle')).toStrictEqual([10_000n])
  })

  it('D5: bounds the refunds of a partly paid purchase, not its total', () => {
    const partly = buyOnly(line({ lineId: kettle, netMinor: 10_000n }), { capturedMinor: 3000n })
    expect(outcomeOf([partly], refundOf(3001n))).toBe('ExceedsCaptured')
    expect(outcomeOf([partly], refundOf(3000n))).toStrictEqual(['RefundReserved'])
  })

  it('D28: is nothing of what was added unpaid and removed again', () => {
    const unpaid = buy({
      lines: [line({ lineId: kettle, netMinor: 10_000n }), line({ lineId: ebook, netMinor: 5000n })],
      shipping: [],
      fees: [],
      payments: [
        { paymentId: card, tender: 'card', capturedMinor: 10_000n, capturedAt: monday('09:00') },
        { paymentId: text('authorised-only'), tender: 'card', capturedMinor: 0n, capturedAt: monday('09:00') },
      ],
      totalMinor: 15_000n,
    })
    const back = refundOf(5000n, { lineId: ebook, tenders: [{ paymentId: text('authorised-only'), minor: 5000n }] })
    given(purchase, after(unpaid))
      .when(back)
      .rejects({
        reason: 'ExceedsCaptured',
        paymentId: text('authorised-only'),
        requestedMinor: 5000n,
        leftMinor: 0n,
      })
    const nothingPaid = buyOnly(line({ lineId: kettle }), { capturedMinor: 0n })
    expect(outcomeOf([nothingPaid], refundOf(1n))).toBe('ExceedsCaptured')
  })

  it('D29: is given back over the payments until nothing is left to give', () => {
    const bought = buyOnly(line({ lineId: kettle, netMinor: 10_000n }), {
      payments: [
        { paymentId: card, tender: 'card', capturedMinor: 6000n, capturedAt: monday('09:00') },
        { paymentId: giftCard, tender: 'gift-card', capturedMinor: 4000n, capturedAt: monday('09:00') },
      ],
    })
    expect(outcomeOf([bought], refundOf(9000n))).toBe('ExceedsCaptured')
    const over = refundOf(9000n, { tenders: [...onCard(6000n), { paymentId: giftCard, minor: 3000n }] })
    const rest = refundOf(1000n, { ...second, tenders: [{ paymentId: giftCard, minor: 1000n }] })
    expect(ends([bought, over, rest], 'goods:kettle')).toStrictEqual([0n])
  })

  it('D46: of a gift card goes back on the gift card, as far as it paid, and of the card on the card', () => {
    const mixed = (onCardMinor: bigint, onGiftCard: bigint) =>
      refund({
        components: [goods(kettle, 17_925n)],
        tenders: [...onCard(onCardMinor), { paymentId: giftCard, minor: onGiftCard }],
      })
    const bought = buyOnly(line({ lineId: kettle, netMinor: 17_925n }), {
      payments: [
        { paymentId: card, tender: 'card', capturedMinor: 7925n, capturedAt: monday('09:00') },
        { paymentId: giftCard, tender: 'gift-card', capturedMinor: 10_000n, capturedAt: monday('09:00') },
      ],
    })
    expect(outcomeOf([bought], mixed(17_925n, 0n))).toBe('ExceedsCaptured')
    expect(outcomeOf([bought], mixed(7924n, 10_001n))).toBe('ExceedsCaptured')
    expect(outcomeOf([bought], mixed(7925n, 10_000n))).toStrictEqual(['RefundReserved'])
  })

  it('D47: goes back on the payments that each refund names, however many refunds there are', () => {
    const on = (number: number, onCardMinor: bigint, onGiftCard: bigint) =>
      refund({
        refundId: refundNumber(number),
        components: [goods(kettle, onCardMinor + onGiftCard)],
        tenders: [...onCard(onCardMinor), { paymentId: giftCard, minor: onGiftCard }],
      })
    const { money } = purchaseAfter(buy(), on(1, 500n, 100n), on(2, 0n, 300n), on(3, 700n, 0n))
    expect([card, giftCard].map((paymentId) => money.payments.get(paymentId)?.reservedMinor)).toStrictEqual([
      1200n,
      400n,
    ])
  })
})

describe('what units are worth', () => {
  it('D7: is 179.25 of ten at 23.90 less 25 %, to the penny and unit by unit', () => {
    const untaxed = line({ ...kettles, taxMinor: 0n, grossMinor: 17_925n })
    const oneByOne = worthOf(after(...sold(untaxed), ...returned(kettle, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)))
    expect(oneByOne.map(([net]) => net)).toStrictEqual([
      1793n,
      1792n,
      1793n,
      1792n,
      1793n,
      1792n,
      1793n,
      1792n,
      1793n,
      1792n,
    ])
    expect(sumOf(oneByOne)).toBe(17_925n)
    expect(outcomeOf(sold(untaxed), refundOf(17_926n))).toBe('ComponentExceeded')
  })

  it('D8: carries of the tax what was stored with the line, at whatever rate it would come out today', () => {
    const oddly = line({ lineId: kettle, quantity: count(2), netMinor: 10_000n, taxMinor: 1899n })
    expect(worthOf(after(...sold(oddly), ...returned(kettle, 2)))).toStrictEqual([[10_000n, 1899n]])
    expect(worthOf(after(...sold(oddly), ...returned(kettle, 1, 1)))).toStrictEqual([
      [5000n, 950n],
      [5000n, 949n],
    ])
  })

  it('D9: is 50.00 of two lines at 25.00 whose prices include two rates of tax', () => {
    const at19 = line({ lineId: kettle, netMinor: 2101n, taxMinor: 399n })
    const at7 = line({ lineId: ebook, netMinor: 2336n, taxMinor: 164n })
    const all = worthOf(after(...sold(at19, at7), ...returned(kettle, 1), ...returned(ebook, 1)))
    expect(sumOf(all)).toBe(5000n)
  })

  it('D10, D15: is whole minor units, and nothing finer can be asked for', () => {
    const cents = line({ lineId: kettle, netMinor: 88n, taxMinor: 12n })
    expect(sumOf(worthOf(after(...sold(cents), ...returned(kettle, 1))))).toBe(100n)
    const asked = (minor: unknown) =>
      ReserveRefund.decode({
        ...refund(),
        data: { ...refund().data, components: [{ component: 'goods', lineId: 'kettle', minor }] },
      })
    for (const finer of [0.884956, '0.884956', '5013.48', 50.1348]) {
      const decoded = asked(finer)
      expect(E.isLeft(decoded) && explainedErrors(decoded.left).join()).toContain('data.components[0].minor')
    }
    const bought = sold(line({ lineId: kettle, netMinor: 5013n }))
    expect(outcomeOf(bought, refundOf(5013n))).toStrictEqual(['RefundReserved'])
    expect(outcomeOf(bought, refundOf(5014n))).toBe('ComponentExceeded')
  })

  it('D12: is 5.40 and 3.60 of goods at 6 and 4 pounds on which one pound was taken off', () => {
    const shares = allocate(100n, [600n, 400n])
    const [ofFirst = 0n, ofSecond = 0n] = E.isRight(shares) ? shares.right : []
    const lines = [
      line({ lineId: kettle, netMinor: 600n, discountMinor: ofFirst }),
      line({ lineId: ebook, netMinor: 400n, discountMinor: ofSecond }),
    ]
    expect(worthOf(after(...sold(...lines), ...returned(kettle, 1), ...returned(ebook, 1)))).toStrictEqual([
      [540n, 0n],
      [360n, 0n],
    ])
  })

  it('D13: is discounted on the basis that the tax was taken of, price, discount and tax alike', () => {
    const discounted = line({
      lineId: kettle,
      quantity: count(2),
      netMinor: 10_000n,
      discountMinor: 1000n,
      taxMinor: 1710n,
    })
    expect(worthOf(after(...sold(discounted), ...returned(kettle, 1)))).toStrictEqual([[4500n, 855n]])
  })

  it('D14, C6: loses no cent on the last part', () => {
    const three = line({ lineId: kettle, quantity: count(3) })
    const parts = worthOf(after(...sold(three), ...returned(kettle, 1, 1, 1)))
    expect(parts.map(([net]) => net)).toStrictEqual([333n, 334n, 333n])
    const twenty = line({ lineId: kettle, quantity: count(3), netMinor: 2000n })
    expect(worthOf(after(...sold(twenty), ...returned(kettle, 1, 1, 1))).map(([net]) => net)).toStrictEqual([
      667n,
      666n,
      667n,
    ])
    expect(sumOf(parts)).toBe(1000n)
  })

  it('D17: is all that was paid, 318.00, where discounted lines come back one after the other', () => {
    const prices = [12_000n, 15_000n, 10_000n]
    const shares = allocate(5200n, prices)
    const lines = prices.map((netMinor, index) =>
      line({
        lineId: `line-${'x'.repeat(index)}` as LineId,
        quantity: count(7),
        netMinor,
        discountMinor: E.isRight(shares) ? (shares.right[index] ?? 0n) : 0n,
      }),
    )
    const all = worthOf(after(...sold(...lines), ...lines.flatMap(({ lineId }) => returned(lineId, 3, 1, 3))))
    expect(sumOf(all)).toBe(31_800n)
  })

  it('D18: is nothing of what was given for nothing, and never less', () => {
    const free = line({ lineId: kettle, quantity: count(2), netMinor: 5000n, discountMinor: 5000n })
    expect(worthOf(after(...sold(free), ...returned(kettle, 1)))).toStrictEqual([[0n, 0n]])
    expect(outcomeOf(sold(free), refundOf(0n))).toBe('RefundOfNothing')
    expect(outcomeOf(sold(free), refundOf(1n))).toBe('ComponentExceeded')
  })

  it('D25: is what was paid after promotions', () => {
    expect(worthOf(after(...boughtAndDelivered, ...returned(kettle, 10)))).toStrictEqual([[17_925n, 3406n]])
  })

  it('D27: is there for a second and a third part of the same line', () => {
    const parts = [...boughtAndDelivered, ...returned(kettle, 4, 3)]
    expect(outcomeOf(parts, reserve({ lines: [{ lineId: kettle, quantity: count(3) }] }))).toStrictEqual([
      'UnitsReserved',
    ])
    expect(outcomeOf([buy(), refundOf(900n), settle()], refundOf(900n, second))).toStrictEqual(['RefundReserved'])
  })

  it('D40, D41: is in yen what was paid in yen', () => {
    const inYen = { ...buyOnly(line({ lineId: kettle, netMinor: 5800n }), { currency: yen }) }
    const back = (minor: bigint) => refundOf(minor, { currency: yen })
    expect(outcomeOf([inYen], back(5800n))).toStrictEqual(['RefundReserved'])
    expect(decimalText({ amountMinor: 5800n, currency: yen })).toBe('5800')
    const other = buyOnly(line({ lineId: kettle, netMinor: 9899n }), { currency: yen })
    expect(outcomeOf([other], back(989_900n))).toBe('ComponentExceeded')
    expect(outcomeOf([other], back(9899n))).toStrictEqual(['RefundReserved'])
  })

  it('D49: is by the prices of the day of the sale, which nothing rewrites', () => {
    const withoutDiscount = sold(line({ lineId: kettle }))
    expect(outcomeOf(withoutDiscount, sold(line({ lineId: kettle, discountMinor: 100n }))[0] ?? buy())).toBe(
      'PurchaseAlreadyRecorded',
    )
    expect(worthOf(after(...withoutDiscount, ...returned(kettle, 1)))).toStrictEqual([[1000n, 0n]])
  })

  it('D51: bears of a voucher its own share, whichever comes back first', () => {
    const shares = allocate(3000n, [6000n, 4000n])
    const [first = 0n, other = 0n] = E.isRight(shares) ? shares.right : []
    const lines = [
      line({ lineId: kettle, netMinor: 6000n, discountMinor: first }),
      line({ lineId: ebook, netMinor: 4000n, discountMinor: other }),
    ]
    expect(worthOf(after(...sold(...lines), ...returned(kettle, 1)))).toStrictEqual([[4200n, 0n]])
    expect(worthOf(after(...sold(...lines), ...returned(ebook, 1)))).toStrictEqual([[2800n, 0n]])
  })

  it('D81: of a bundle is that of its parts, each with its own quantity and limit', () => {
    const bundleOf = { bundleId: text('camera-set'), unitsPerBundle: count(2) }
    const cameras = line({
      lineId: kettle,
      quantity: count(3),
      netMinor: 25_000n,
      bundleOf: { ...bundleOf, unitsPerBundle: count(1) },
    })
    const batteries = line({ lineId: ebook, quantity: count(6), netMinor: 5000n, bundleOf })
    const threeSets = sold(cameras, batteries)
    const oneSet = reserve({
      lines: [
        { lineId: kettle, quantity: count(1) },
        { lineId: ebook, quantity: count(2) },
      ],
    })
    expect(worthOf(after(...threeSets, oneSet))).toStrictEqual([
      [8333n, 0n],
      [1667n, 0n],
    ])
    expect(
      outcomeOf(
        [...threeSets, oneSet],
        reserve({ reservationId: reservation(2), lines: [{ lineId: ebook, quantity: count(5) }] }),
      ),
    ).toBe('QuantityExceedsAvailable')
    const all = worthOf(after(...threeSets, ...returned(kettle, 1, 2), ...returned(ebook, 2, 4)))
    expect(sumOf(all)).toBe(30_000n)
  })
})

describe('shipping and fees', () => {
  const shipping = (minor: bigint, shippingId = 'parcel'): RefundComponent => ({
    component: 'shipping',
    shippingId: text(shippingId),
    minor,
  })
  const shippingTax = (minor: bigint, shippingId = 'parcel'): RefundComponent => ({
    component: 'shipping-tax',
    shippingId: text(shippingId),
    minor,
  })
  const fee = (minor: bigint): RefundComponent => ({ component: 'fee', feeId: text('cod'), minor })
  const back = (...components: ReadonlyArray<RefundComponent>) =>
    refund({ components, tenders: onCard(components.reduce((sum, { minor }) => sum + minor, 0n)) })
  /**
   * What is charged is charged after its discount, and taxed at 19 %: the first 6.00 less 1.00 is 5.00, with 0.95 of tax;
   * the second 8.00 less an eighth is 7.00, with 1.33. With 10.00 for the kettle 10.00 + 5.95 + 8.33 = 24.28.
   */
  const twoShipments = buyOnly(line({ lineId: kettle }), {
    shipping: [
      { shippingId: text('first'), netMinor: 500n, taxMinor: 95n },
      { shippingId: text('second'), netMinor: 700n, taxMinor: 133n },
    ],
    totalMinor: 2428n,
    capturedMinor: 2428n,
  })

  it('D11: give back no more of a fee than the fee', () => {
    given(purchase, after(buy()))
      .when(back(fee(301n)))
      .rejects({ reason: 'ComponentExceeded', account: 'fee:cod', requestedMinor: 301n, leftMinor: 300n })
  })

  it('D19: give back the tax of shipping only with the shipping', () => {
    expect(outcomeOf([buy()], back(goods(kettle, 1793n), shippingTax(94n)))).toBe('TaxWithoutItsNet')
    expect(outcomeOf([buy()], back(shipping(495n), shippingTax(94n)))).toStrictEqual(['RefundReserved'])
  })

  it('D20: have a balance for each shipping charge of its own', () => {
    given(purchase, after(twoShipments))
      .when(back(shipping(600n, 'first')))
      .rejects({ reason: 'ComponentExceeded', account: 'shipping:first', requestedMinor: 600n, leftMinor: 500n })
  })

  it('D21: leave nothing behind where everything goes back, tax of shipping and all', () => {
    const whole = refund({
      components: [
        goods(kettle, 17_925n),
        { component: 'goods-tax', lineId: kettle, minor: 3406n },
        goods(ebook, 1000n),
        { component: 'goods-tax', lineId: ebook, minor: 70n },
        goods('laptop' as LineId, 100_000n),
        { component: 'goods-tax', lineId: 'laptop' as LineId, minor: 19_000n },
        shipping(495n),
        shippingTax(94n),
        fee(300n),
        { component: 'fee-tax', feeId: text('cod'), minor: 57n },
      ],
      tenders: [...onCard(100_000n), { paymentId: giftCard, minor: 42_347n }],
    })
    const { money } = purchaseAfter(buy(), whole, settle())
    expect([...money.accounts.keys()].map((account) => leftOf(money, account)).every((minor) => minor === 0n)).toBe(
      true,
    )
    expect([...money.payments.values()].every((one) => one.settledMinor === one.capturedMinor)).toBe(true)
  })

  it('D22: give back each of several shippings, by what was paid for it: after its discount, and with its tax', () => {
    const first = [shipping(500n, 'first'), shippingTax(95n, 'first')]
    const all = back(...first, shipping(700n, 'second'), shippingTax(133n, 'second'))
    const accounts = ['shipping:first', 'shipping-tax:first', 'shipping:second', 'shipping-tax:second'] as const
    expect(ends([twoShipments, all], ...accounts)).toStrictEqual([0n, 0n, 0n, 0n])
    expect(ends([twoShipments, back(...first)], ...accounts)).toStrictEqual([0n, 0n, 700n, 133n])
    expect(all.data.tenders).toStrictEqual(onCard(1428n)) // 5.95 + 8.33
    for (const more of [shipping(800n, 'second'), shipping(701n, 'second')]) {
      expect(outcomeOf([twoShipments], back(more))).toBe('ComponentExceeded')
    }
    expect(outcomeOf([twoShipments], back(shipping(700n, 'second'), shippingTax(152n, 'second')))).toBe(
      'ComponentExceeded', // the tax of 8.00
    )
  })

  it('D23: give back shipping by itself', () => {
    expect(outcomeOf([twoShipments], back(shipping(500n, 'first')))).toStrictEqual(['RefundReserved'])
  })

  it('D48: give a one-off fee back once, not with every return', () => {
    const withFee = back(goods(kettle, 1793n), fee(100n))
    given(purchase, after(buy(), withFee, settle()))
      .when(refund({ ...second, components: [goods(kettle, 1792n), fee(100n)], tenders: onCard(1892n) }))
      .rejects({ reason: 'FeeAlreadyRefunded', feeId: text('cod') })
  })
})

describe('a refund', () => {
  const settledOnCard = (...commands: ReadonlyArray<PurchaseCommand>) =>
    purchaseAfter(buy(), ...commands).money.payments.get(card)?.settledMinor

  it('D24: has gone only as far as its settlement says, whatever was planned', () => {
    expect(settledOnCard(refundOf(1815n))).toBe(0n)
    expect(outcomeOf([buy(), refundOf(1815n)], settle({ minor: 1210n }))).toBe('SettlementDiffers')
    expect(settledOnCard(refundOf(1210n), settle(), refundOf(605n, second))).toBe(1210n)
  })

  it('D31: that fails later is not refunded, and its money is there again', () => {
    expect(settledOnCard(refundOf(17_925n), fail())).toBe(0n)
    expect(outcomeOf([buy(), refundOf(17_925n), fail()], refundOf(17_925n, second))).toStrictEqual(['RefundReserved'])
  })

  it('D32: that is pending is neither gone nor free', () => {
    expect(settledOnCard(refundOf(17_925n))).toBe(0n)
    expect(outcomeOf([buy(), refundOf(17_925n)], refundOf(1n, second))).toBe('ComponentExceeded')
  })

  it('D33: that was cancelled does not stand in the way of the next', () => {
    expect(settledOnCard(refundOf(17_925n), cancelRefund())).toBe(0n)
    expect(outcomeOf([buy(), refundOf(17_925n), cancelRefund()], refundOf(17_925n, second))).toStrictEqual([
      'RefundReserved',
    ])
  })

  it('D34: is one, where its notice comes before the answer', () => {
    const history = [buy(), refundOf(1000n), settle()]
    expect(outcomeOf(history, settle({ settledAt: wednesday('10:06') }))).toStrictEqual([])
    expect(outcomeOf(history, refundOf(1000n))).toStrictEqual([])
    expect(settledOnCard(refundOf(1000n), settle(), settle(), refundOf(1000n))).toBe(1000n)
  })

  it('D35: is one, where it is asked for twice', () => {
    expect(outcomeOf([buy(), refundOf(1000n)], refundOf(1000n, { reservedAt: wednesday('10:01') }))).toStrictEqual([])
    expect(settledOnCard(refundOf(1000n), refundOf(1000n), settle())).toBe(1000n)
  })

  it('D37: waits while the payment is disputed', () => {
    given(purchase, after(buy(), dispute()))
      .when(refundOf(1000n))
      .rejects({ reason: 'PaymentDisputed', paymentId: card, disputeIds: [text('dp_1')] })
  })

  it('D39: and a lost dispute together take no more than was captured', () => {
    const lost = dispute({ outcome: 'lost', minor: 100_000n })
    const { money } = purchaseAfter(buy(), refundOf(40_000n, { lineId: 'laptop' as LineId }), settle(), dispute(), lost)
    const payment = money.payments.get(card)
    expect(payment && [payment.settledMinor, lostMinorOf(payment)]).toStrictEqual([40_000n, 60_000n])
    expect(outcomeOf([buy(), dispute(), lost], refundOf(1n))).toBe('ExceedsCaptured')
  })
})

describe('access to what is digital', () => {
  const licences = [buy(), accessGranted]
  const oneBack = [reserve({ lines: [{ lineId: ebook, quantity: count(1) }] }), consume()]
  const usable = (commands: ReadonlyArray<PurchaseCommand>, lineId: LineId) => {
    const { units, revokedAccess } = purchaseAfter(...commands)
    return without(units.accounts.get(lineId)?.delivered ?? noUnits, revokedAccess.get(lineId) ?? noUnits)
  }

  it('D77: stays for the units that were not given back', () => {
    expect(usable([...licences, ...oneBack], ebook)).toStrictEqual(without(allUnits(3), allUnits(1)))
    expect(usable([...licences, refundOf(333n, { lineId: ebook }), settle()], ebook)).toStrictEqual(allUnits(3))
  })

  it('D78: stays for everything else that was bought', () => {
    const film = line({ ...ebooks, lineId: 'film' as LineId })
    const both = buy({ lines: [ebooks, film], shipping: [], fees: [], totalMinor: 2140n })
    const granted = fulfil({
      by: 'access-granted',
      lines: [
        { lineId: ebook, quantity: count(3) },
        { lineId: film.lineId, quantity: count(3) },
      ],
    })
    const back = reserve({ lines: [{ lineId: ebook, quantity: count(3) }] })
    expect(usable([both, granted, back, consume()], film.lineId)).toStrictEqual(allUnits(3))
    expect(usable([both, granted, back, consume()], ebook)).toStrictEqual(noUnits)
  })

  it('D79: ends in the same decision in which the units are given back', () => {
    const [held, gone] = oneBack
    expect(outcomeOf([...licences, held ?? buy()], gone ?? buy())).toStrictEqual(['UnitsConsumed', 'AccessRevoked'])
  })
})

describe('a unit', () => {
  const purposes = Object.keys(Purpose.keys) as ReadonlyArray<keyof typeof Purpose.keys>
  const one = (number: number, purpose: keyof typeof Purpose.keys) =>
    reserve({ reservationId: reservation(number), purpose, lines: [{ lineId: kettle, quantity: count(1) }] })
  const bought = sold(line({ lineId: kettle }))

  it('C1: is returned, exchanged, claimed or made good once, by whichever comes first', () => {
    for (const first of purposes.filter((purpose) => purpose !== 'non-receipt')) {
      for (const other of purposes) {
        for (const since of [[one(1, first)], [one(1, first), consume()]]) {
          expect(outcomeOf([...bought, ...since], one(2, other))).toMatch(
            /^(QuantityExceedsAvailable|UnitsNotMissing)$/,
          )
        }
      }
    }
  })

  it('C1: is paid for once, as store credit too, however many claims there are', () => {
    const claimed = (number: number) => refundOf(1000n, { refundId: refundNumber(number), payout: 'store-credit' })
    given(purchase, after(...bought, claimed(1), settle()))
      .when(claimed(2))
      .rejects({ reason: 'ComponentExceeded', account: 'goods:kettle', requestedMinor: 1000n, leftMinor: 0n })
  })

  it('C4: that came back is not returnable again, nor one that was not delivered', () => {
    expect(outcomeOf([...bought, one(1, 'return'), consume()], one(2, 'return'))).toBe('QuantityExceedsAvailable')
    expect(outcomeOf([buy()], one(1, 'return'))).toBe('UnitsNotDelivered')
    expect(outcomeOf([...bought, one(1, 'return'), release()], one(2, 'return'))).toStrictEqual(['UnitsReserved'])
  })

  it('C1: that was replaced is not returnable, and its replacement is once it was delivered', () => {
    const replaced = [...boughtAndDelivered, reserve({ purpose: 'claim' }), replace()]
    const replacement = replace().data.newLines[0]?.lineId ?? kettle
    const back = reserve({ reservationId: reservation(2), lines: [{ lineId: replacement, quantity: count(1) }] })
    expect(outcomeOf(replaced, back)).toBe('UnitsNotDelivered')
    expect(outcomeOf([...replaced, handOver(replacement, 1)], back)).toStrictEqual(['UnitsReserved'])
    const original = reserve({ reservationId: reservation(2), lines: [{ lineId: kettle, quantity: count(9) }] })
    expect(outcomeOf(replaced, original)).toBe('QuantityExceedsAvailable')
  })
})

it('D10: no purchase is read whose amounts are numbers with a point', () => {
  const [first] = [kettles]
  const decoded = RecordPurchase.decode({
    ...buy(),
    data: { ...RecordPurchase.data.encode(buy().data), lines: [{ ...first, netMinor: 0.884956 }] },
  })
  expect(E.isLeft(decoded) && explainedErrors(decoded.left).join()).toContain('data.lines[0].netMinor')
})
