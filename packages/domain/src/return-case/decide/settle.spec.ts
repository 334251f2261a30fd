import { given } from '@aftersale/decider/testing'
import type { CustomerId } from '../../customer/customer-id.js'
import type { Currency } from '../../money/currency.js'
import {
  june,
  kettles,
  may,
  olderPurchaseId,
  recordedBy,
  rejectedBy,
  shopInGermany,
  statusAfter,
  text,
  toldBy,
  typesOf,
} from '../return-case.fixtures.js'
import { returnCase } from '../return-case.js'
import {
  approve,
  arrived,
  askedBack,
  backToCustomer,
  cameBack,
  close,
  creditId,
  failedOutcome,
  followedBy,
  line,
  outcome,
  overdue,
  propose,
  purchaseOf,
  refundId,
  refundOf,
  rejectProposal,
  retry,
  sentBack,
} from '../settlement/settlement.fixtures.js'

const bought = purchaseOf([kettles()])
const returned = cameBack(bought)
const onCard = propose({ legs: [refundOf({ kettles: [1, 2, 3] })], evidence: [bought] })
const asCredit = propose({
  legs: [refundOf({ kettles: [1, 2, 3] }, { credit: { creditId: creditId(1), customerAgreed: true } })],
  evidence: [bought],
})
const proposed = followedBy(returned, onCard)
const approved = followedBy(proposed, approve())

describe('ApproveSettlement', () => {
  it('asks for the money, with the units that are consumed by it', () => {
    const events = recordedBy(proposed, approve())
    expect(typesOf(events)).toStrictEqual(['SettlementApproved', 'RefundRequested'])
    expect(toldBy(proposed, approve(), 'RefundRequested')).toMatchObject({
      legId: 'leg-1',
      refundId: refundId(1),
      minor: 10710n,
      currency: 'EUR',
      tenders: [{ paymentId: 'card-1', minor: 10710n }],
      components: [
        { component: 'goods', lineId: 'kettles', minor: 9000n },
        { component: 'goods-tax', lineId: 'kettles', minor: 1710n },
      ],
      lines: [{ lineId: 'kettles', units: [{ first: 1, last: 3 }] }],
    })
    expect(statusAfter(approved)).toBe('settling')
  })

  it('records nothing when repeated', () => {
    given(returnCase, approved).when(approve()).recordsNothing()
  })

  it('asks for store credit for the customer, or for who has the claim code', () => {
    const history = followedBy(returned, asCredit)
    expect(rejectedBy(history, approve())).toStrictEqual({
      reason: 'ClaimCodeMissing',
      legId: 'leg-1',
      creditId: creditId(1),
    })
    const byCode = approve({ claimCodes: [{ creditId: creditId(1), claimCode: text('GIFT-7') }] })
    expect(toldBy(history, byCode, 'StoreCreditRequested')).toMatchObject({
      creditId: creditId(1),
      refundId: refundId(1),
      claimCode: 'GIFT-7',
      minor: 10710n,
    })
    const customerId = '0197290f-6a00-7000-8000-00000000c001' as CustomerId
    const known = cameBack(bought, { asked: { customerId } })
    const told = toldBy(followedBy(known, asCredit), approve(), 'StoreCreditRequested')
    expect([told.customerId, 'claimCode' in told]).toStrictEqual([customerId, false])
  })

  it('settles at once what there is nothing to pay for', () => {
    const gift = purchaseOf([line('gift', { netMinor: 0n, taxMinor: 0n })], { payments: [] })
    const history = followedBy(cameBack(gift), propose({ legs: [refundOf({ gift: [1] })], evidence: [gift] }))
    expect(typesOf(recordedBy(history, approve()))).toStrictEqual([
      'SettlementApproved',
      'RefundRequested',
      'RefundLegSettled',
    ])
  })

  it('is refused for what was not proposed, or was rejected', () => {
    expect(rejectedBy(returned, approve()).reason).toBe('SettlementUnknown')
    expect(rejectedBy(followedBy(proposed, rejectProposal()), approve()).reason).toBe('SettlementAlreadyRejected')
  })
})

describe('RejectSettlement', () => {
  it('sets the proposal aside', () => {
    expect(typesOf(recordedBy(proposed, rejectProposal()))).toStrictEqual(['SettlementRejected'])
    given(returnCase, followedBy(proposed, rejectProposal())).when(rejectProposal()).recordsNothing()
  })

  it('is refused once it is approved, and for what was not proposed', () => {
    expect(rejectedBy(approved, rejectProposal()).reason).toBe('SettlementAlreadyApproved')
    expect(rejectedBy(returned, rejectProposal()).reason).toBe('SettlementUnknown')
  })
})

describe('RecordRefundOutcome', () => {
  it('settles the leg', () => {
    expect(toldBy(approved, outcome(), 'RefundLegSettled')).toMatchObject({
      legId: 'leg-1',
      refundId: refundId(1),
      providerRef: 'provider-1',
      settledAt: may(29),
    })
  })

  it('is told that the money is on its way, which is neither', () => {
    const pending = outcome({ outcome: 'pending', happenedAt: may(28, '14:00') })
    const history = followedBy(approved, pending)
    expect(typesOf(recordedBy(approved, pending))).toStrictEqual(['RefundLegPending'])
    given(returnCase, history).when(pending).recordsNothing()
    expect(rejectedBy(history, close())).toStrictEqual({ reason: 'LegsOpen', legIds: ['leg-1'] })
    expect(typesOf(recordedBy(history, outcome()))).toStrictEqual(['RefundLegSettled'])
    expect(typesOf(recordedBy(history, failedOutcome()))).toStrictEqual(['RefundLegFailed'])
  })

  it('hears of a way after its end, and lets it be', () => {
    const pending = outcome({ outcome: 'pending' })
    given(returnCase, followedBy(approved, outcome())).when(pending).recordsNothing()
    given(returnCase, followedBy(approved, failedOutcome())).when(pending).recordsNothing()
  })

  it('records each outcome once, whoever tells it and however often', () => {
    const settled = followedBy(approved, outcome())
    given(returnCase, settled)
      .when(outcome({ happenedAt: may(30), providerRef: text('notice-9') }))
      .recordsNothing()
    const failed = followedBy(approved, failedOutcome())
    given(returnCase, failed)
      .when(failedOutcome({ happenedAt: may(30) }))
      .recordsNothing()
  })

  it('is refused where it goes against what is settled', () => {
    expect(rejectedBy(followedBy(approved, outcome()), failedOutcome())).toStrictEqual({
      reason: 'RefundAlreadyPaid',
      refundId: refundId(1),
    })
  })

  it('takes it that a refund was paid that was thought to have failed', () => {
    expect(typesOf(recordedBy(followedBy(approved, failedOutcome()), outcome()))).toStrictEqual(['RefundLegSettled'])
  })

  it('withdraws the second try, where the first one turns out to have been paid', () => {
    const retried = followedBy(approved, failedOutcome(), retry({ evidence: bought }))
    expect(typesOf(recordedBy(retried, outcome()))).toStrictEqual(['RefundLegSettled', 'RefundRetryWithdrawn'])
    const withdrawn = followedBy(retried, outcome())
    given(returnCase, withdrawn)
      .when(failedOutcome({ refundId: refundId(2) }))
      .recordsNothing()
    expect(rejectedBy(withdrawn, outcome({ refundId: refundId(2) })).reason).toBe('LegStandsOtherwise')
  })

  it('is refused for a leg or a refund that is not there, and without what it has to say', () => {
    expect(rejectedBy(approved, outcome({ legId: text('leg-9') })).reason).toBe('LegUnknown')
    expect(rejectedBy(approved, outcome({ refundId: refundId(9) })).reason).toBe('RefundUnknown')
    expect(rejectedBy(proposed, outcome()).reason).toBe('RefundUnknown')
    const { providerRef: _, ...silent } = outcome().data
    expect(rejectedBy(approved, { type: 'RecordRefundOutcome', data: silent }).reason).toBe('ProviderRefMissing')
    const unexplained = { ...silent, outcome: 'failed' as const }
    expect(rejectedBy(approved, { type: 'RecordRefundOutcome', data: unexplained }).reason).toBe('FailureUnexplained')
  })

  it('tells of store credit by its own events', () => {
    const claimCodes = [{ creditId: creditId(1), claimCode: text('GIFT-7') }]
    const history = followedBy(returned, asCredit, approve({ claimCodes }))
    const issued = outcome()
    expect(toldBy(history, issued, 'StoreCreditLegSettled')).toMatchObject({ creditId: creditId(1) })
    expect(toldBy(history, failedOutcome(), 'StoreCreditLegFailed')).toMatchObject({ creditId: creditId(1) })
  })
})

describe('RetryRefund', () => {
  const failed = followedBy(approved, failedOutcome())

  it('asks for the same sum under a new id', () => {
    const told = toldBy(failed, retry({ evidence: bought }), 'RefundRequested')
    expect([told.refundId, told.minor, told.lines]).toStrictEqual([refundId(2), 10710n, []])
    expect(
      typesOf(recordedBy(followedBy(failed, retry({ evidence: bought })), outcome({ refundId: refundId(2) }))),
    ).toStrictEqual(['RefundLegSettled'])
  })

  it('records nothing when repeated', () => {
    given(returnCase, followedBy(failed, retry({ evidence: bought })))
      .when(retry({ evidence: bought }))
      .recordsNothing()
  })

  it('may give store credit instead, where the customer agrees', () => {
    const credit = { creditId: creditId(1), customerAgreed: true }
    const asked = retry({ evidence: bought, payout: { refundId: refundId(2), credit }, claimCode: text('GIFT-7') })
    expect(toldBy(failed, asked, 'StoreCreditRequested')).toMatchObject({ minor: 10710n, claimCode: 'GIFT-7' })
    const unasked = retry({
      ...asked.data,
      payout: { refundId: refundId(2), credit: { ...credit, customerAgreed: false } },
    })
    expect(rejectedBy(failed, unasked).reason).toBe('StoreCreditNotAgreed')
    const { claimCode: _, ...nameless } = asked.data
    expect(rejectedBy(failed, { type: 'RetryRefund', data: nameless }).reason).toBe('ClaimCodeMissing')
  })

  it('is refused while the first one may still be paid', () => {
    expect(rejectedBy(approved, retry({ evidence: bought }))).toStrictEqual({
      reason: 'LegStandsOtherwise',
      legId: 'leg-1',
      status: 'requested',
    })
  })

  it('is refused under an id that was used, for another purchase, and above what may be refunded', () => {
    const again = (differing: Parameters<typeof retry>[0]) =>
      rejectedBy(failed, retry({ evidence: bought, ...differing }))
    expect(again({ payout: { refundId: refundId(1) } }).reason).toBe('RefundIdReused')
    expect(again({ evidence: { ...bought, purchaseId: olderPurchaseId } }).reason).toBe('SettlementEvidenceMissing')
    expect(again({ evidence: { ...bought, currency: 'SEK' as Currency } }).reason).toBe('CurrencyMismatch')
    const short = bought.payments.map((payment) => ({ ...payment, refundableMinor: 10709n }))
    expect(again({ evidence: { ...bought, payments: short } })).toMatchObject({
      reason: 'ExceedsRefundable',
      refundableMinor: 10709n,
      owedMinor: 10710n,
    })
    expect(again({ legId: text('leg-9') }).reason).toBe('LegUnknown')
  })
})

describe('RecordReturnToCustomer', () => {
  const goesBack = followedBy(returned, propose({ legs: [backToCustomer({ kettles: [1, 2, 3] })], evidence: [bought] }))

  it('says which units are with the customer again', () => {
    const decided = followedBy(goesBack, approve())
    expect(toldBy(goesBack, approve(), 'ReturnToCustomerDecided').because).toBe('no-defect-found')
    expect(toldBy(decided, sentBack({ ref: text('parcel-9') }), 'ReturnedToCustomer')).toMatchObject({
      lines: [{ lineId: 'kettles', units: [{ first: 1, last: 3 }] }],
      ref: 'parcel-9',
    })
    given(returnCase, followedBy(decided, sentBack())).when(sentBack()).recordsNothing()
  })

  it('is refused before it is approved, and for a leg of money', () => {
    expect(rejectedBy(goesBack, sentBack()).reason).toBe('LegStandsOtherwise')
    expect(rejectedBy(approved, sentBack()).reason).toBe('LegUnknown')
  })
})

describe('CloseReturnCase', () => {
  it('ends a case of which nothing is still to come', () => {
    const history = followedBy(approved, outcome())
    expect(toldBy(history, close(), 'ReturnCaseClosed').unsettled).toStrictEqual([])
    const closed = followedBy(history, close())
    expect(statusAfter(closed)).toBe('closed')
    given(returnCase, closed)
      .when(close({ closedAt: june(21) }))
      .recordsNothing()
  })

  it('is refused while a leg is open: proposed, requested, failed', () => {
    const open = { reason: 'LegsOpen', legIds: ['leg-1'] }
    expect(rejectedBy(proposed, close())).toStrictEqual(open)
    expect(rejectedBy(approved, close())).toStrictEqual(open)
    expect(rejectedBy(followedBy(approved, failedOutcome()), close())).toStrictEqual(open)
  })

  it('is refused while units are here that no leg has, or are still to come', () => {
    expect(rejectedBy(returned, close())).toStrictEqual({ reason: 'UnitsUnsettled', quantity: 3 })
    const half = followedBy(askedBack(bought), arrived('parcel-1', { kettle: 1 }))
    const settled = followedBy(
      half,
      propose({ legs: [refundOf({ kettles: [1] })], evidence: [bought] }),
      approve(),
      outcome(),
    )
    expect(rejectedBy(settled, close())).toStrictEqual({ reason: 'UnitsStillAwaited', quantity: 2 })
  })
})

describe('RecordRefundOverdue', () => {
  const asked = { kind: 'withdrawal' as const, terms: shopInGermany, requestedAt: may(20) }
  const withdrawn = followedBy(
    askedBack(bought, { asked }),
    arrived('parcel-1', { kettle: 3 }, { receivedAt: may(26) }),
  )

  it('falls due 14 days after the notice: of 20 May with the end of 3 June', () => {
    expect(given(returnCase, withdrawn).deadlines).toContainEqual({ dueAt: june(4, '00:00'), command: overdue() })
    expect(toldBy(withdrawn, overdue(), 'WithdrawalRefundOverdue')).toMatchObject({
      lines: [{ units: [{ first: 1, last: 3 }] }],
      overdueAt: june(4, '00:00'),
    })
    given(returnCase, followedBy(withdrawn, overdue())).when(overdue()).recordsNothing()
  })

  it('is withheld until the goods come, where they come later', () => {
    const late = followedBy(askedBack(bought, { asked }), arrived('parcel-1', { kettle: 3 }, { receivedAt: june(9) }))
    expect(given(returnCase, late).deadlines).toContainEqual({
      dueAt: june(9),
      command: overdue({ dueAt: june(9) }),
    })
    given(returnCase, askedBack(bought, { asked })).when(overdue()).recordsNothing()
  })

  it('is nothing once the money went, and nothing of the shop’s own offer', () => {
    const paid = followedBy(
      withdrawn,
      propose({ legs: [refundOf({ kettles: [1, 2, 3] })], evidence: [bought], terms: shopInGermany }),
      approve(),
      outcome(),
    )
    expect(given(returnCase, paid).deadlines).toStrictEqual([])
    given(returnCase, paid).when(overdue()).recordsNothing()
    given(returnCase, returned).when(overdue()).recordsNothing()
  })
})
