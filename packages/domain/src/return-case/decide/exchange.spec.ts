import { given } from '@aftersale/decider/testing'
import type { Currency } from '../../money/currency.js'
import {
  june,
  kettles,
  may,
  recordedBy,
  rejectedBy,
  statusAfter,
  text,
  toldBy,
  typesOf,
} from '../return-case.fixtures.js'
import { returnCase } from '../return-case.js'
import type { OfferedReplacement } from '../settlement/replacement.js'
import {
  approve,
  cameBack,
  choose,
  close,
  creditId,
  delivered,
  dispatched,
  exchangeFor,
  exchangeOf,
  followedBy,
  giveUp,
  inShort,
  offered,
  outcome,
  outOfStock,
  propose,
  purchaseOf,
  refundId,
  refundOf,
  replacementId,
  surplusPaid,
} from '../settlement/settlement.fixtures.js'

const bought = purchaseOf([kettles()])
const returned = cameBack(bought, { quantities: { kettles: 1 }, asked: { kind: 'exchange' } })
/** One kettle of 35.70 for something else. */
const approvedFor = (replacement: OfferedReplacement, difference?: { refundId: ReturnType<typeof refundId> }) =>
  followedBy(
    returned,
    propose({
      legs: [exchangeOf({ kettles: [1] }, [replacement], difference === undefined ? {} : { difference })],
      evidence: [bought],
    }),
    approve(),
  )
const teapot = offered('teapot', 1, [3500n, 665n])
const even = approvedFor(offered('kettle', 1))
const dearer = approvedFor(teapot)
const cheaper = approvedFor(offered('mug', 1, [1000n, 190n]), { refundId: refundId(1) })

describe('an approved exchange', () => {
  it('goes out at once where it is even', () => {
    expect(toldBy(even, dispatched(), 'ExchangeDispatched')).toMatchObject({
      replacementId: replacementId(1),
      lines: [{ lineId: 'kettles', units: [{ first: 1, last: 1 }] }],
      newLines: [{ sku: 'kettle', quantity: 1, netMinor: 3000n, taxMinor: 570n }],
      paidOnTop: [],
    })
  })

  it('asks for the difference and takes nothing, where the replacement costs more', () => {
    const confirmed = recordedBy(
      followedBy(returned, propose({ legs: [exchangeOf({ kettles: [1] }, [teapot])], evidence: [bought] })),
      approve(),
    )
    expect(typesOf(confirmed)).toStrictEqual(['SettlementApproved', 'ExchangeConfirmed'])
    expect(confirmed[1]?.data).toMatchObject({
      valueMinor: 3570n,
      priceMinor: 4165n,
      dueFromCustomerMinor: 595n,
      dueToCustomerMinor: 0n,
    })
    expect(rejectedBy(dearer, dispatched())).toStrictEqual({
      reason: 'AmountStillDue',
      legId: 'leg-1',
      stillDueMinor: 595n,
    })
  })

  it('refunds the difference beside it, where the replacement costs less', () => {
    expect(typesOf(cheaper.slice(-3))).toStrictEqual(['SettlementApproved', 'ExchangeConfirmed', 'RefundRequested'])
    expect(cheaper.at(-1)?.data).toMatchObject({ legId: 'leg-1/difference', differenceOf: 'leg-1', minor: 2380n })
  })
})

describe('RecordExchangePayment', () => {
  it('makes the goods ready once all that is due is paid, in one payment or several', () => {
    const half = surplusPaid({ minor: 500n })
    const rest = surplusPaid({ paymentId: text('on-top-2'), minor: 95n })
    expect(toldBy(dearer, half, 'ExchangeSurplusPaid').stillDueMinor).toBe(95n)
    expect(rejectedBy(followedBy(dearer, half), dispatched())).toMatchObject({
      reason: 'AmountStillDue',
      stillDueMinor: 95n,
    })
    const paid = followedBy(dearer, half, rest)
    expect(toldBy(paid, dispatched(), 'ExchangeDispatched').paidOnTop).toStrictEqual([
      { paymentId: 'on-top-1', minor: 500n },
      { paymentId: 'on-top-2', minor: 95n },
    ])
  })

  it('records nothing when repeated', () => {
    given(returnCase, followedBy(dearer, surplusPaid()))
      .when(surplusPaid({ paidAt: may(30) }))
      .recordsNothing()
  })

  it('is refused for more than is due, for nothing, in another currency, or where nothing is due', () => {
    expect(rejectedBy(dearer, surplusPaid({ minor: 596n }))).toStrictEqual({
      reason: 'MoreThanDue',
      legId: 'leg-1',
      stillDueMinor: 595n,
      paidMinor: 596n,
    })
    expect(rejectedBy(dearer, surplusPaid({ minor: 0n })).reason).toBe('MoreThanDue')
    expect(rejectedBy(dearer, surplusPaid({ currency: 'SEK' as Currency })).reason).toBe('CurrencyMismatch')
    expect(rejectedBy(even, surplusPaid())).toMatchObject({ reason: 'LegStandsOtherwise', status: 'ready' })
    expect(rejectedBy(followedBy(dearer, surplusPaid()), surplusPaid({ minor: 1n })).reason).toBe('PaymentIdReused')
    expect(rejectedBy(returned, surplusPaid()).reason).toBe('LegUnknown')
  })
})

describe('ReportOutOfStock', () => {
  it('asks for another choice', () => {
    const history = followedBy(even, outOfStock())
    expect(typesOf(recordedBy(even, outOfStock()))).toStrictEqual(['ExchangeOutOfStock'])
    given(returnCase, history).when(outOfStock()).recordsNothing()
    expect(rejectedBy(history, dispatched())).toMatchObject({ reason: 'LegStandsOtherwise', status: 'out-of-stock' })
    expect(rejectedBy(history, close()).reason).toBe('LegsOpen')
  })

  it('is refused once the goods went, for another choice, and for no exchange', () => {
    expect(rejectedBy(followedBy(even, dispatched()), outOfStock()).reason).toBe('LegStandsOtherwise')
    expect(rejectedBy(even, outOfStock({ replacementId: replacementId(9) })).reason).toBe('ReplacementDiffers')
    expect(rejectedBy(returned, outOfStock()).reason).toBe('LegUnknown')
  })
})

describe('ChooseReplacement', () => {
  const again = (replacement: OfferedReplacement, differing: Parameters<typeof choose>[0] = {}) =>
    choose({ replacement: [replacement], evidence: bought, ...differing })

  it('stands against what the units are worth and what was paid on top', () => {
    const paid = followedBy(dearer, surplusPaid({ minor: 595n }), outOfStock())
    expect(toldBy(paid, again(offered('samovar', 1, [4000n, 760n])), 'ExchangeConfirmed')).toMatchObject({
      replacementId: replacementId(2),
      valueMinor: 3570n,
      priceMinor: 4760n,
      dueFromCustomerMinor: 595n,
      dueToCustomerMinor: 0n,
      paidBackMinor: 0n,
    })
    const chosen = followedBy(paid, again(offered('samovar', 1, [4000n, 760n])))
    expect(rejectedBy(chosen, dispatched({ replacementId: replacementId(1) })).reason).toBe('ReplacementDiffers')
    const paidOn = followedBy(chosen, surplusPaid({ paymentId: text('on-top-2'), minor: 595n }))
    expect(
      toldBy(paidOn, dispatched({ replacementId: replacementId(2) }), 'ExchangeDispatched').paidOnTop,
    ).toStrictEqual([
      { paymentId: 'on-top-1', minor: 595n },
      { paymentId: 'on-top-2', minor: 595n },
    ])
  })

  it('gives back what was paid on top and is not needed, and then the rest of the value', () => {
    const paid = followedBy(dearer, surplusPaid({ minor: 595n }), outOfStock())
    const mug = again(offered('mug', 1, [1000n, 190n]), { difference: { refundId: refundId(5) } })
    const [confirmed, refund, ...more] = recordedBy(paid, mug)
    expect(more).toStrictEqual([])
    expect(confirmed?.data).toMatchObject({ paidBackMinor: 595n, dueToCustomerMinor: 2380n })
    expect(refund).toMatchObject({ type: 'RefundRequested', data: { legId: 'leg-1/difference-2', minor: 2380n } })
    const chosen = followedBy(paid, mug)
    expect(
      toldBy(chosen, dispatched({ replacementId: replacementId(2) }), 'ExchangeDispatched').paidOnTop,
    ).toStrictEqual([])
    expect(
      rejectedBy(
        followedBy(
          chosen,
          dispatched({ replacementId: replacementId(2) }),
          delivered({ replacementId: replacementId(2) }),
        ),
        close(),
      ),
    ).toStrictEqual({
      reason: 'LegsOpen',
      legIds: ['leg-1/difference-2'],
    })
  })

  it('counts a difference that went to the customer already', () => {
    const paidOut = followedBy(cheaper, outcome({ legId: text('leg-1/difference') }), outOfStock())
    expect(toldBy(paidOut, again(teapot), 'ExchangeConfirmed')).toMatchObject({
      valueMinor: 1190n,
      priceMinor: 4165n,
      dueFromCustomerMinor: 2975n,
    })
  })

  it('records nothing when repeated, nor does an old report of the first choice', () => {
    const chosen = followedBy(even, outOfStock(), again(offered('kettle', 1)))
    given(returnCase, chosen)
      .when(again(offered('kettle', 1)))
      .recordsNothing()
    given(returnCase, chosen).when(outOfStock()).recordsNothing()
  })

  it('is refused where nothing is out of stock, and where it says too little', () => {
    const empty = followedBy(even, outOfStock())
    expect(rejectedBy(even, again(teapot))).toMatchObject({ reason: 'LegStandsOtherwise', status: 'ready' })
    expect(rejectedBy(empty, again(offered('mug', 1, [1000n, 190n]))).reason).toBe('DifferencePayoutMissing')
    const unasked = { refundId: refundId(5), credit: { creditId: creditId(1), customerAgreed: false } }
    expect(rejectedBy(empty, again(offered('mug', 1, [1000n, 190n]), { difference: unasked })).reason).toBe(
      'StoreCreditNotAgreed',
    )
    expect(rejectedBy(empty, choose({ evidence: bought })).reason).toBe('ReplacementMissing')
  })
})

describe('GiveUpExchange', () => {
  it('frees the units for another settlement, and says what the customer paid for it', () => {
    const history = followedBy(dearer, surplusPaid({ minor: 500n }), outOfStock())
    expect(toldBy(history, giveUp(), 'ExchangeGivenUp').paidBackMinor).toBe(500n)
    const givenUp = followedBy(history, giveUp())
    given(returnCase, givenUp).when(giveUp()).recordsNothing()
    const refund = propose({
      settlementId: text('settlement-2'),
      legs: [refundOf({ kettles: [1] }, { legId: text('leg-2') })],
      evidence: [bought],
    })
    expect(toldBy(givenUp, refund, 'SettlementProposed').toCustomerMinor).toBe(3570n)
  })

  it('is possible as long as nothing went out', () => {
    expect(typesOf(recordedBy(even, giveUp()))).toStrictEqual(['ExchangeGivenUp'])
    expect(toldBy(followedBy(dearer, surplusPaid({ minor: 595n })), giveUp(), 'ExchangeGivenUp').paidBackMinor).toBe(
      595n,
    )
    expect(rejectedBy(followedBy(even, dispatched()), giveUp())).toMatchObject({
      reason: 'LegStandsOtherwise',
      status: 'dispatched',
    })
  })

  it('is refused once a part of the value went to the customer', () => {
    expect(rejectedBy(followedBy(cheaper, outOfStock()), giveUp()).reason).toBe('DifferenceAlreadyRequested')
    expect(rejectedBy(returned, giveUp()).reason).toBe('LegUnknown')
  })
})

describe('ChooseReplacement by evidence in another currency', () => {
  it('is refused: the difference would go back in what was never paid', () => {
    const inDollars = { ...bought, currency: 'USD' as Currency }
    const cup = { replacement: [offered('cup', 1, [100n, 19n])], difference: { refundId: refundId(5) } }
    expect(rejectedBy(followedBy(even, outOfStock()), choose({ ...cup, evidence: inDollars }))).toStrictEqual({
      reason: 'CurrencyMismatch',
      expected: 'EUR',
      found: 'USD',
    })
  })
})

describe('RecordExchangeDispatch and RecordExchangeDelivery', () => {
  it('record each once, in their order', () => {
    const gone = followedBy(even, dispatched())
    given(returnCase, gone)
      .when(dispatched({ dispatchedAt: june(1) }))
      .recordsNothing()
    expect(rejectedBy(even, delivered()).reason).toBe('LegStandsOtherwise')
    const there = followedBy(gone, delivered())
    given(returnCase, there).when(delivered()).recordsNothing()
    given(returnCase, there).when(dispatched()).recordsNothing()
    expect(rejectedBy(gone, close()).reason).toBe('LegsOpen')
    expect(statusAfter(followedBy(there, close()))).toBe('closed')
  })

  it('are refused before it is approved, and for another choice', () => {
    expect(rejectedBy(returned, dispatched()).reason).toBe('LegUnknown')
    expect(rejectedBy(returned, delivered()).reason).toBe('LegUnknown')
    expect(rejectedBy(followedBy(even, dispatched()), delivered({ replacementId: replacementId(9) })).reason).toBe(
      'ReplacementDiffers',
    )
  })
})

describe('the difference of an exchange', () => {
  it('takes tax as far as the replacement bears less of it', () => {
    const bookAtReducedTax = exchangeOf({ kettles: [1] }, [offered('book', 1, [2000n, 140n])], {
      difference: { refundId: refundId(1) },
    })
    const { difference } = exchangeFor(returned, bought, bookAtReducedTax)
    expect(inShort(difference?.components ?? [])).toStrictEqual(['goods kettles 1000', 'goods-tax kettles 430'])
  })

  it('takes no more than there is of either', () => {
    const untaxed = exchangeOf({ kettles: [1] }, [offered('stamps', 1, [3500n, 0n])], {
      difference: { refundId: refundId(1) },
    })
    expect(inShort(exchangeFor(returned, bought, untaxed).difference?.components ?? [])).toStrictEqual([
      'goods-tax kettles 70',
    ])
    const taxedMore = exchangeOf({ kettles: [1] }, [offered('scent', 1, [1000n, 1000n])], {
      difference: { refundId: refundId(1) },
    })
    expect(inShort(exchangeFor(returned, bought, taxedMore).difference?.components ?? [])).toStrictEqual([
      'goods kettles 1570',
    ])
  })
})
