import { given } from '@aftersale/decider/testing'
import type { LineId } from '../../units/index.js'
import { units } from '../../units/units.fixtures.js'
import type { AddReplacementUnits, PurchaseCommand } from '../commands.js'
import type { ReplacementUnitsAdded } from '../events.js'
import { goodsOf, goodsTaxOf } from '../money/account-key.js'
import { leftOf } from '../money/money-ledger.js'
import {
  accessGranted,
  after,
  announce,
  boughtAndDelivered,
  buy,
  buyOnly,
  consume,
  count,
  declareLost,
  ebook,
  fulfil,
  handOver,
  kettle,
  laptop,
  line,
  monday,
  newKettle,
  outcomeOf,
  pay,
  purchaseAfter,
  refundNumber,
  refundOf,
  release,
  replace,
  replacementNumber,
  reservation,
  reserve,
  scan,
  text,
  yen,
} from '../purchase.fixtures.js'
import { purchase } from '../purchase.js'

const claim = reserve({ purpose: 'claim' })
const had = (...commands: ReadonlyArray<PurchaseCommand>) =>
  given(purchase, after(...boughtAndDelivered, claim, ...commands))
const secondKettle = newKettle.lineId
const thirdKettle = 'kettle-3' as LineId
const first = [{ lineId: kettle, units: units(1) }]

const added = (command: AddReplacementUnits, netMinor: bigint, taxMinor: bigint): ReplacementUnitsAdded => ({
  type: 'ReplacementUnitsAdded',
  data: { ...command.data, lineageOf: [{ lineId: kettle, units: units(1), netMinor, taxMinor }] },
})

/** What may still be refunded of lines, goods and tax. */
const left = (commands: ReadonlyArray<PurchaseCommand>, ...lineIds: ReadonlyArray<LineId>) => {
  const { money } = purchaseAfter(...boughtAndDelivered, claim, ...commands)
  return lineIds.map((lineId) => [leftOf(money, goodsOf(lineId)), leftOf(money, goodsTaxOf(lineId))])
}

describe('AddReplacementUnits', () => {
  it('consumes the original, and moves what was paid for it to the new line', () => {
    had()
      .when(replace())
      .records(
        {
          type: 'UnitsConsumed',
          data: {
            purchaseId: claim.data.purchaseId,
            reservationId: reservation(1),
            purpose: 'claim',
            holder: claim.data.holder,
            lines: [{ lineId: kettle, units: units(1), netMinor: 1793n, taxMinor: 341n }],
            consumedAt: replace().data.addedAt,
          },
        },
        added(replace(), 1793n, 341n),
      )
    expect(left([replace()], kettle, secondKettle)).toStrictEqual([
      [17_925n - 1793n, 3406n - 341n],
      [1793n, 341n],
    ])
  })

  it('takes an original that was consumed before', () => {
    had(consume())
      .when(replace())
      .records(added(replace(), 1793n, 341n))
  })

  it('records nothing when repeated', () => {
    had(replace()).when(replace()).recordsNothing()
    had(replace())
      .when(replace({ addedAt: monday('12:00') }))
      .recordsNothing()
  })

  it('is refused under an id of another replacement', () => {
    const reused = { reason: 'ReplacementIdReused', replacementId: replacementNumber(1) } as const
    had(replace())
      .when(replace({ lineageOf: [{ lineId: kettle, units: units(2) }] }))
      .rejects(reused)
    had(replace())
      .when(replace({ newLines: [{ ...newKettle, netMinor: 1n }] }))
      .rejects(reused)
  })

  it('is refused for units that the reservation never had', () => {
    had()
      .when(replace({ lineageOf: [{ lineId: kettle, units: units(2, 3) }] }))
      .rejects({ reason: 'UnitsNotHeld', reservationId: reservation(1), lineId: kettle, units: units(3) })
    had(release())
      .when(replace())
      .rejects({ reason: 'UnitsNotHeld', reservationId: reservation(1), lineId: kettle, units: units(1) })
    given(purchase, after(...boughtAndDelivered))
      .when(replace())
      .rejects({ reason: 'ReservationUnknown', reservationId: reservation(1) })
  })

  it('is refused a second time for the same unit', () => {
    had(replace())
      .when(replace({ replacementId: replacementNumber(2), newLines: [{ ...newKettle, lineId: thirdKettle }] }))
      .rejects({ reason: 'UnitsAlreadyReplaced', lineId: kettle, units: units(1) })
  })

  it('is refused without lineage, without a new line, and where a line is named twice', () => {
    had()
      .when(replace({ lineageOf: [] }))
      .rejects({ reason: 'LineageMissing' })
    had()
      .when(replace({ lineageOf: [{ lineId: kettle, units: units() }] }))
      .rejects({ reason: 'LineageMissing' })
    had()
      .when(replace({ newLines: [] }))
      .rejects({ reason: 'NoUnitsNamed' })
    had()
      .when(replace({ lineageOf: [...first, ...first] }))
      .rejects({ reason: 'LineGivenTwice', lineId: kettle })
  })

  it('is refused where a new line has the id of a line that there is', () => {
    had()
      .when(replace({ newLines: [{ ...newKettle, lineId: kettle }] }))
      .rejects({ reason: 'LineIdReused', lineId: kettle })
    had()
      .when(replace({ newLines: [newKettle, newKettle] }))
      .rejects({ reason: 'LineIdReused', lineId: secondKettle })
  })

  it('is refused where the serials of a new line are not one for each unit', () => {
    had()
      .when(replace({ newLines: [{ ...newKettle, serials: [text('K-1')] }] }))
      .rejects({ reason: 'SerialsNotTracked', lineId: secondKettle })
  })

  it('is refused in another currency, and before the purchase', () => {
    had()
      .when(replace({ currency: yen }))
      .rejects({ reason: 'CurrencyMismatch', expected: buy().data.currency, found: yen })
    had()
      .when(replace({ addedAt: monday('08:59') }))
      .rejects({ reason: 'HappenedBeforePurchase', purchasedAt: monday('09:00') })
  })

  it('is refused where the new line is worth more than the original', () => {
    had()
      .when(replace({ newLines: [{ ...newKettle, netMinor: 1794n }] }))
      .rejects({
        reason: 'ReplacementExceedsOriginals',
        newMinor: 2135n,
        movableMinor: 2134n,
        paidOnTopMinor: 0n,
      })
  })

  it('takes a dearer line with what is paid on top', () => {
    const dearer = replace({
      newLines: [{ ...newKettle, netMinor: 3000n, taxMinor: 570n }],
      paidOnTop: [{ paymentId: text('card-2'), minor: 1436n }],
    })
    expect(outcomeOf([...boughtAndDelivered, claim, pay()], dearer)).toStrictEqual([
      'UnitsConsumed',
      'ReplacementUnitsAdded',
    ])
    expect(left([pay(), dearer], secondKettle)).toStrictEqual([[3000n, 570n]])
  })

  it('takes what is paid on top by as many payments as it took, each up to what was captured of it', () => {
    const inTwo = (minor: bigint, other: bigint) =>
      replace({
        newLines: [{ ...newKettle, netMinor: 3000n, taxMinor: 570n }],
        paidOnTop: [
          { paymentId: text('card-2'), minor },
          { paymentId: text('card-3'), minor: other },
        ],
      })
    const paid = [pay({ capturedMinor: 1000n }), pay({ paymentId: text('card-3'), capturedMinor: 436n })]
    const { money } = purchaseAfter(...boughtAndDelivered, claim, ...paid, inTwo(1000n, 436n))
    expect(['card-2', 'card-3'].map((paymentId) => money.payments.get(text(paymentId))?.onTopMinor)).toStrictEqual([
      1000n,
      436n,
    ])
    had(...paid)
      .when(inTwo(999n, 437n))
      .rejects({ reason: 'PaidOnTopNotCaptured', paymentId: text('card-3'), requestedMinor: 437n, leftMinor: 436n })
    const twice = [
      { paymentId: text('card-2'), minor: 1000n },
      { paymentId: text('card-2'), minor: 436n },
    ]
    had(...paid)
      .when(replace({ newLines: inTwo(0n, 0n).data.newLines, paidOnTop: twice }))
      .rejects({ reason: 'PaidOnTopNotCaptured', paymentId: text('card-2'), requestedMinor: 1436n, leftMinor: 1000n })
  })

  it('is refused where what is paid on top was not captured, or serves another replacement', () => {
    const dearer = (minor: bigint) =>
      replace({
        newLines: [{ ...newKettle, netMinor: 1793n + minor }],
        paidOnTop: [{ paymentId: text('card-2'), minor }],
      })
    had()
      .when(dearer(1n))
      .rejects({ reason: 'PaymentUnknown', paymentId: text('card-2') })
    had(pay())
      .when(dearer(5001n))
      .rejects({
        reason: 'PaidOnTopNotCaptured',
        paymentId: text('card-2'),
        requestedMinor: 5001n,
        leftMinor: 5000n,
      })
    const other = { replacementId: replacementNumber(2), lineageOf: [{ lineId: kettle, units: units(2) }] }
    had(pay(), dearer(3000n))
      .when(
        replace({
          ...other,
          newLines: [{ ...newKettle, lineId: thirdKettle }],
          paidOnTop: [{ paymentId: text('card-2'), minor: 2001n }],
        }),
      )
      .rejects({ reason: 'PaidOnTopNotCaptured', paymentId: text('card-2'), requestedMinor: 2001n, leftMinor: 2000n })
    had(pay())
      .when(replace({ paidOnTop: [{ paymentId: text('card-2'), minor: 2135n }] }))
      .rejects({ reason: 'PaidOnTopExceedsReplacement', newMinor: 2134n, paidOnTopMinor: 2135n })
  })

  it('leaves what a cheaper line is worth less to be refunded', () => {
    const cheaper = replace({ newLines: [{ ...newKettle, netMinor: 840n, taxMinor: 160n }] })
    const [original, replaced] = left([cheaper], kettle, secondKettle)
    expect(replaced).toStrictEqual([840n, 160n])
    expect(original?.reduce((sum, minor) => sum + minor, 0n)).toBe(17_925n + 3406n - 1000n)
  })

  describe('by a cheaper line at another rate of tax', () => {
    // Two at 30.00 and 5.70 tax; for one of them a book of 20.00 and 1.40, so that 10.00 and 4.30 go back to the customer.
    const book = { ...newKettle, netMinor: 2000n, taxMinor: 140n }
    const twoSold = (quantity: number, each: bigint, tax: bigint) => [
      buyOnly(
        line({
          lineId: kettle,
          quantity: count(quantity),
          netMinor: each * BigInt(quantity),
          taxMinor: tax * BigInt(quantity),
        }),
      ),
      fulfil({ lines: [{ lineId: kettle, quantity: count(quantity) }] }),
      reserve({ purpose: 'exchange', lines: [{ lineId: kettle, quantity: count(1) }] }),
    ]
    const difference = refundOf(1430n, {
      components: [
        { component: 'goods', lineId: kettle, minor: 1000n },
        { component: 'goods-tax', lineId: kettle, minor: 430n },
      ],
    })

    it.each([
      ['before', [difference, replace({ newLines: [book] })]],
      ['after', [replace({ newLines: [book] }), difference]],
    ])('leaves the difference, net and tax, to be refunded %s it', (_, commands) => {
      expect(outcomeOf([...twoSold(1, 3000n, 570n), commands[0] ?? difference], commands[1] ?? difference)).not.toBe(
        'ComponentExceeded',
      )
      const { money } = purchaseAfter(...twoSold(2, 3000n, 570n), ...commands)
      // The other one is worth what was paid for it, net and tax.
      expect([leftOf(money, goodsOf(kettle)), leftOf(money, goodsTaxOf(kettle))]).toStrictEqual([3000n, 570n])
    })

    it('takes of the tax what the net amount is too little for', () => {
      const untaxed = replace({ newLines: [{ ...newKettle, netMinor: 3500n, taxMinor: 0n }] })
      const { money } = purchaseAfter(...twoSold(1, 3000n, 570n), untaxed)
      expect([leftOf(money, goodsOf(kettle)), leftOf(money, goodsTaxOf(kettle))]).toStrictEqual([0n, 70n])
    })
  })

  it('moves no more than is left of a line after a price reduction', () => {
    const reduced = [refundOf(17_000n, { refundId: refundNumber(9) })]
    had(...reduced)
      .when(replace())
      .rejects({ reason: 'ReplacementExceedsOriginals', newMinor: 2134n, movableMinor: 1266n, paidOnTopMinor: 0n })
    const worthLess = replace({ newLines: [{ ...newKettle, netMinor: 925n, taxMinor: 341n }] })
    expect(left([...reduced, worthLess], kettle, secondKettle)).toStrictEqual([
      [0n, 3065n],
      [925n, 341n],
    ])
  })

  it('has a new line that is shipped, delivered, held and replaced as any other, in a lineage of any length', () => {
    const commands: PurchaseCommand[] = [replace()]
    let of = secondKettle
    for (let number = 2; number <= 5; number += 1) {
      const next = `kettle-of-generation-${number}` as LineId
      commands.push(
        handOver(of, 1),
        reserve({ purpose: 'claim', reservationId: reservation(number), lines: [{ lineId: of, quantity: count(1) }] }),
        replace({
          replacementId: replacementNumber(number),
          reservationId: reservation(number),
          lineageOf: [{ lineId: of, units: units(1) }],
          newLines: [{ ...newKettle, lineId: next }],
        }),
      )
      of = next
    }
    const { sale, money } = purchaseAfter(...boughtAndDelivered, claim, ...commands)
    const lineage: LineId[] = []
    for (let at: LineId | undefined = of; at !== undefined; at = sale.lines.get(at)?.replaces?.lineageOf[0]?.lineId) {
      lineage.push(at)
    }
    expect(lineage).toHaveLength(6)
    expect(lineage.at(-1)).toBe(kettle)
    // What was paid for the first kettle is there once, however often it was replaced.
    expect(lineage.map((lineId) => leftOf(money, goodsOf(lineId)))).toStrictEqual([1793n, 0n, 0n, 0n, 0n, 16_132n])
    given(purchase, after(...boughtAndDelivered, claim, ...commands))
      .when(reserve({ reservationId: reservation(9), lines: [{ lineId: secondKettle, quantity: count(1) }] }))
      .rejects({ reason: 'QuantityExceedsAvailable', lineId: secondKettle, requested: 1, available: 0 })
  })

  it('replaces what never came, once', () => {
    const lost = [buy(), announce(), scan(), declareLost(), reserve({ purpose: 'non-receipt' })]
    expect(outcomeOf(lost, replace())).toStrictEqual(['UnitsConsumed', 'ReplacementUnitsAdded'])
  })

  it('ends the access to a digital original', () => {
    const licence = reserve({ purpose: 'exchange', lines: [{ lineId: ebook, quantity: count(1) }] })
    const other = replace({
      lineageOf: [{ lineId: ebook, units: units(1) }],
      newLines: [{ ...newKettle, kind: 'digital', netMinor: 333n, taxMinor: 23n }],
    })
    expect(outcomeOf([buy(), accessGranted, licence], other)).toStrictEqual([
      'UnitsConsumed',
      'AccessRevoked',
      'ReplacementUnitsAdded',
    ])
  })

  it('replaces units of several lines by one', () => {
    const both = reserve({
      purpose: 'exchange',
      lines: [
        { lineId: kettle, quantity: count(1) },
        { lineId: laptop, quantity: count(1), serials: [text('SN-A')] },
      ],
    })
    const bundle = line({ lineId: 'bundle' as LineId, netMinor: 51_793n, taxMinor: 9841n })
    const { grossMinor: _, discountMinor: __, ...newLine } = bundle
    const { money } = purchaseAfter(
      ...boughtAndDelivered,
      both,
      replace({
        lineageOf: [
          { lineId: kettle, units: units(1) },
          { lineId: laptop, units: units(2) },
        ],
        newLines: [newLine],
      }),
    )
    expect([kettle, laptop, newLine.lineId].map((lineId) => leftOf(money, goodsOf(lineId)))).toStrictEqual([
      16_132n,
      50_000n,
      51_793n,
    ])
    expect(purchaseAfter(buy(), fulfil()).sale.lines.size).toBe(3)
  })
})
