import type { Currency } from '../../money/currency.js'
import { kettles, olderPurchaseId, recordedBy, rejectedBy, text, toldBy, typesOf } from '../return-case.fixtures.js'
import type { ProposedLeg } from '../settlement/proposed-leg.js'
import {
  approve,
  cameBack,
  choose,
  creditId,
  delivered,
  dispatched,
  exchangeOf,
  followedBy,
  giveUp,
  offered,
  outOfStock,
  propose,
  purchaseOf,
  refundId,
  refundOf,
  replacementId,
  surplusPaid,
} from '../settlement/settlement.fixtures.js'

const bought = purchaseOf([kettles()])
const returned = cameBack(bought, { quantities: { kettles: 2 }, asked: { kind: 'exchange' } })
const proposed = (...legs: ReadonlyArray<ProposedLeg>) => followedBy(returned, propose({ legs, evidence: [bought] }))
const approved = (...legs: ReadonlyArray<ProposedLeg>) => followedBy(proposed(...legs), approve())

/** A kettle of 35.70 for one like it, for a teapot of 41.65, and beside it another one refunded. */
const even = exchangeOf({ kettles: [1] }, [offered('kettle', 1)])
const dearer = exchangeOf({ kettles: [1] }, [offered('teapot', 1, [3500n, 665n])])
const refund = refundOf({ kettles: [2] }, { legId: text('leg-2'), refundId: refundId(2) })
const ofRefund = { legId: text('leg-2') }
const mug = { replacement: [offered('mug', 1, [1000n, 190n])], evidence: bought }
const outOf = followedBy(approved(even, refund), outOfStock())

describe('the commands of an exchange', () => {
  it('mean nothing to a refund, or to a leg that is not there', () => {
    const beside = approved(even, refund)
    for (const leg of [ofRefund, { legId: text('leg-9') }]) {
      const commands = [
        surplusPaid(leg),
        outOfStock(leg),
        choose({ ...leg, ...mug }),
        giveUp(leg),
        dispatched(leg),
        delivered(leg),
      ]
      for (const command of commands) {
        expect(rejectedBy(beside, command)).toStrictEqual({ reason: 'LegUnknown', ...leg })
      }
    }
  })

  it('wait for its approval', () => {
    const commands = [outOfStock(), choose(mug), dispatched(), delivered()]
    for (const command of commands) {
      expect(rejectedBy(proposed(even), command)).toStrictEqual({ reason: 'LegUnknown', legId: 'leg-1' })
    }
    expect(rejectedBy(proposed(dearer), surplusPaid())).toMatchObject({
      reason: 'LegStandsOtherwise',
      status: 'proposed',
    })
  })
})

describe('RecordExchangePayment', () => {
  it('is another payment in another currency', () => {
    const paid = followedBy(approved(dearer), surplusPaid())
    expect(rejectedBy(paid, surplusPaid({ currency: 'SEK' as Currency })).reason).toBe('PaymentIdReused')
  })

  it('is kept as far as the next choice needs it, the first payment first', () => {
    const history = followedBy(
      approved(dearer),
      surplusPaid({ minor: 500n }),
      surplusPaid({ paymentId: text('on-top-2'), minor: 95n }),
      outOfStock(),
      choose({ replacement: [offered('jug', 1, [3252n, 618n])], evidence: bought }),
    )
    // 38.70 less 35.70 are 3.00 of the 5.95 that were paid.
    expect(
      toldBy(history, dispatched({ replacementId: replacementId(2) }), 'ExchangeDispatched').paidOnTop,
    ).toStrictEqual([{ paymentId: 'on-top-1', minor: 300n }])
  })
})

describe('ChooseReplacement', () => {
  it('is refused under an id that another exchange has, and by what another purchase tells', () => {
    const other = exchangeOf({ kettles: [2] }, [offered('kettle', 1)], {
      legId: text('leg-2'),
      replacementId: replacementId(3),
    })
    const both = followedBy(approved(even, other), outOfStock())
    expect(rejectedBy(both, choose({ ...mug, replacementId: replacementId(3) }))).toStrictEqual({
      reason: 'ReplacementIdReused',
      replacementId: replacementId(3),
    })
    expect(rejectedBy(both, choose({ ...mug, evidence: { ...bought, purchaseId: olderPurchaseId } }))).toStrictEqual({
      reason: 'SettlementEvidenceMissing',
      purchaseId: bought.purchaseId,
    })
  })

  it('refunds the difference under an id of its own, up to what may be refunded', () => {
    expect(rejectedBy(outOf, choose({ ...mug, difference: { refundId: refundId(2) } }))).toStrictEqual({
      reason: 'RefundIdReused',
      refundId: refundId(2),
    })
    const short = { ...bought, payments: bought.payments.map((each) => ({ ...each, refundableMinor: 2379n })) }
    expect(rejectedBy(outOf, choose({ ...mug, evidence: short, difference: { refundId: refundId(5) } }))).toMatchObject(
      { reason: 'ExceedsRefundable', refundableMinor: 2379n, owedMinor: 2380n },
    )
  })

  it('gives no store credit to who is not known', () => {
    const credit = { creditId: creditId(1), customerAgreed: true }
    expect(rejectedBy(outOf, choose({ ...mug, difference: { refundId: refundId(5), credit } }))).toStrictEqual({
      reason: 'ClaimCodeMissing',
      legId: 'leg-1',
      creditId: creditId(1),
    })
  })
})

describe('GiveUpExchange', () => {
  it('is possible while the customer has not paid', () => {
    expect(toldBy(approved(dearer), giveUp(), 'ExchangeGivenUp').paidBackMinor).toBe(0n)
  })

  it('is possible beside a refund of other units', () => {
    expect(typesOf(recordedBy(approved(even, refund), giveUp()))).toStrictEqual(['ExchangeGivenUp'])
  })

  it('is refused before it is approved', () => {
    expect(rejectedBy(proposed(even), giveUp())).toMatchObject({ reason: 'LegStandsOtherwise', status: 'proposed' })
  })
})
