import type { CustomerId } from '../../customer/customer-id.js'
import { kettles, rejectedBy, text } from '../return-case.fixtures.js'
import type { ProposedLeg } from './proposed-leg.js'
import { refundLegOf, settledIn } from './rounds.fixtures.js'
import {
  askedBack,
  backToCustomer,
  cameBack,
  choose,
  creditId,
  exchangeOf,
  failedOutcome,
  followedBy,
  offered,
  outOfStock,
  propose,
  purchaseOf,
  refundId,
  replacementId,
  retry,
  sendInAdvance,
} from './settlement.fixtures.js'

// An id stands for one leg, one refund, one credit or one replacement of a case for good: what comes again under it is
// taken for a repetition by whoever carries it out.

const bought = purchaseOf([kettles()])
const evidence = [bought]
const customerId = '0197290f-6a00-7000-8000-00000000c001' as CustomerId
const back = cameBack(bought, { asked: { customerId } })
type History = typeof back

const refusedNext = (history: History, ...legs: ReadonlyArray<ProposedLeg>) =>
  rejectedBy(history, propose({ settlementId: text('settlement-9'), legs, evidence }))
const credited = (number: number, credit: number, quantities: Parameters<typeof refundLegOf>[1]) =>
  refundLegOf(number, quantities, { credit: { creditId: creditId(credit), customerAgreed: true } })
const swap = (number: number, differing: Parameters<typeof exchangeOf>[2] = {}) =>
  exchangeOf({ kettles: [number] }, [offered('kettle', 1)], { legId: text(`leg-${number}`), ...differing })

describe('an id that was only proposed', () => {
  it('stands for its leg, whatever kind the other is of', () => {
    const proposed = followedBy(back, propose({ legs: [backToCustomer({ kettles: [1] })], evidence }))
    expect(refusedNext(proposed, refundLegOf(1, { kettles: [2] }))).toStrictEqual({
      reason: 'LegIdReused',
      legId: 'leg-1',
    })
  })

  it('stands for its refund', () => {
    const proposed = followedBy(back, propose({ legs: [refundLegOf(1, { kettles: [1] })], evidence }))
    const other = refundLegOf(2, { kettles: [2] }, { refundId: refundId(1) })
    expect(refusedNext(proposed, other)).toStrictEqual({ reason: 'RefundIdReused', refundId: refundId(1) })
  })

  it('stands for its store credit', () => {
    const proposed = followedBy(back, propose({ legs: [credited(1, 1, { kettles: [1] })], evidence }))
    expect(refusedNext(proposed, credited(2, 1, { kettles: [2] }))).toStrictEqual({
      reason: 'CreditIdReused',
      creditId: creditId(1),
    })
  })

  it('stands for its replacement', () => {
    const proposed = followedBy(back, propose({ legs: [swap(1)], evidence }))
    expect(refusedNext(proposed, swap(2))).toStrictEqual({
      reason: 'ReplacementIdReused',
      replacementId: replacementId(1),
    })
  })
})

describe('an id that came later', () => {
  const retriedBy = (payout: { readonly refundId: ReturnType<typeof refundId> }) =>
    followedBy(
      settledIn(back, 1, [refundLegOf(1, { kettles: [1] })], { evidence }),
      failedOutcome(),
      retry({ evidence: bought, payout }),
    )

  it('stands for the second try of a refund', () => {
    const other = refundLegOf(3, { kettles: [2] }, { refundId: refundId(2) })
    expect(refusedNext(retriedBy({ refundId: refundId(2) }), other).reason).toBe('RefundIdReused')
  })

  it('stands for the credit that took the place of a refund', () => {
    const credit = { creditId: creditId(2), customerAgreed: true }
    const retried = retriedBy({ refundId: refundId(2), credit } as never)
    expect(refusedNext(retried, credited(3, 2, { kettles: [2] })).reason).toBe('CreditIdReused')
  })

  it('stands for the replacement that was chosen in place of another', () => {
    const empty = followedBy(settledIn(back, 1, [swap(1)], { evidence }), outOfStock())
    const chosen = followedBy(empty, choose({ replacement: [offered('kettle', 1)], evidence: bought }))
    expect(refusedNext(chosen, swap(2, { replacementId: replacementId(2) })).reason).toBe('ReplacementIdReused')
    expect(refusedNext(chosen, swap(2)).reason).toBe('ReplacementIdReused')
  })

  it('stands for a replacement that was sent in advance', () => {
    const sent = followedBy(askedBack(bought), sendInAdvance({ evidence: bought }))
    const third = swap(3, { legId: text('advance-1') })
    expect(refusedNext(sent, third).reason).toBe('LegIdReused')
    expect(refusedNext(sent, swap(3)).reason).toBe('ReplacementIdReused')
  })
})

describe('two legs of one proposal', () => {
  it('have no replacement by the same id', () => {
    expect(refusedNext(back, swap(1), swap(2)).reason).toBe('ReplacementIdReused')
  })

  it('have no refund by the same id, were one of them only for the case that an exchange costs less', () => {
    const exchange = swap(1, { difference: { refundId: refundId(2) } })
    expect(refusedNext(back, exchange, refundLegOf(2, { kettles: [2] }))).toStrictEqual({
      reason: 'RefundIdReused',
      refundId: refundId(2),
    })
  })
})
