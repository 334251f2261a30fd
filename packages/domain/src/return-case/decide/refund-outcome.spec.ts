import { given } from '@aftersale/decider/testing'
import type { CustomerId } from '../../customer/customer-id.js'
import { caseId, kettles, may, purchaseId, recordedBy, rejectedBy, text, toldBy } from '../return-case.fixtures.js'
import { returnCase } from '../return-case.js'
import {
  approve,
  backToCustomer,
  cameBack,
  choose,
  creditId,
  exchangeOf,
  failedOutcome,
  followedBy,
  offered,
  outcome,
  outOfStock,
  propose,
  purchaseOf,
  refundId,
  refundOf,
  rejectProposal,
  retry,
  sentBack,
} from '../settlement/settlement.fixtures.js'

const returnCaseId = caseId
const customerId = '0197290f-6a00-7000-8000-00000000c001' as CustomerId
const bought = purchaseOf([kettles()])
const returned = cameBack(bought)
const agreed = { creditId: creditId(1), customerAgreed: true }
const all = { kettles: [1, 2, 3] }
const approved = followedBy(returned, propose({ legs: [refundOf(all)], evidence: [bought] }), approve())
const failed = followedBy(approved, failedOutcome())
const retried = followedBy(failed, retry({ evidence: bought }))
const asCredit = followedBy(
  returned,
  propose({ legs: [refundOf(all, { credit: agreed })], evidence: [bought] }),
  approve({ claimCodes: [{ creditId: creditId(1), claimCode: text('GIFT-7') }] }),
)

describe('RecordRefundOutcome', () => {
  it('tells that the money is on its way, with what its provider calls it where that is known', () => {
    const { providerRef, ...unnamed } = outcome({ outcome: 'pending' }).data
    const pending = { returnCaseId, legId: 'leg-1', refundId: refundId(1), pendingAt: may(29) }
    expect(toldBy(approved, { type: 'RecordRefundOutcome', data: unnamed }, 'RefundLegPending')).toStrictEqual(pending)
    expect(toldBy(approved, outcome({ outcome: 'pending' }), 'RefundLegPending')).toStrictEqual({
      ...pending,
      providerRef,
    })
  })

  it('takes it that store credit was issued without a provider to ask', () => {
    const { providerRef: _, ...unnamed } = outcome().data
    expect(recordedBy(asCredit, { type: 'RecordRefundOutcome', data: unnamed })).toStrictEqual([
      {
        type: 'StoreCreditLegSettled',
        data: { returnCaseId, legId: 'leg-1', refundId: refundId(1), creditId: creditId(1), settledAt: may(29) },
      },
    ])
  })

  it('withdraws a second try that is on its way, saying why', () => {
    const onItsWay = followedBy(retried, outcome({ refundId: refundId(2), outcome: 'pending' }))
    expect(recordedBy(onItsWay, outcome())).toStrictEqual([
      {
        type: 'RefundLegSettled',
        data: {
          returnCaseId,
          legId: 'leg-1',
          refundId: refundId(1),
          providerRef: 'provider-1',
          settledAt: may(29),
        },
      },
      {
        type: 'RefundRetryWithdrawn',
        data: {
          returnCaseId,
          legId: 'leg-1',
          refundId: refundId(2),
          because: 'earlier-refund-was-paid',
          withdrawnAt: may(29),
        },
      },
    ])
  })

  it('withdraws no try that has an end already', () => {
    const failedTwice = followedBy(retried, failedOutcome({ refundId: refundId(2) }))
    expect(recordedBy(failedTwice, outcome())).toMatchObject([{ type: 'RefundLegSettled' }])
    expect(recordedBy(failedTwice, outcome())).toHaveLength(1)
  })
})

describe('RetryRefund', () => {
  const again = (differing: Parameters<typeof retry>[0]) => retry({ evidence: bought, ...differing })

  it('is the same try by its id and its way alone', () => {
    expect(rejectedBy(retried, again({ payout: { refundId: refundId(3) } }))).toMatchObject({
      reason: 'LegStandsOtherwise',
      status: 'requested',
    })
    expect(rejectedBy(retried, again({ payout: { refundId: refundId(2), credit: agreed } })).reason).toBe(
      'LegStandsOtherwise',
    )
  })

  it('records nothing when an earlier one of several tries is repeated', () => {
    const third = again({ payout: { refundId: refundId(3) } })
    const tried = followedBy(retried, failedOutcome({ refundId: refundId(2) }), third)
    given(returnCase, tried).when(again({})).recordsNothing()
    given(returnCase, tried).when(third).recordsNothing()
  })

  it('gives store credit to the customer who is known, whatever claim code comes with it', () => {
    const known = followedBy(
      cameBack(bought, { asked: { customerId } }),
      propose({ legs: [refundOf(all)], evidence: [bought] }),
      approve(),
      failedOutcome(),
    )
    const payout = { refundId: refundId(2), credit: agreed }
    const toCustomer = { creditId: creditId(1), customerId, minor: 10710n }
    expect(toldBy(known, again({ payout }), 'StoreCreditRequested')).toMatchObject(toCustomer)
    const told = toldBy(known, again({ payout, claimCode: text('GIFT-7') }), 'StoreCreditRequested')
    expect(told).toMatchObject(toCustomer)
    expect(told).not.toHaveProperty('claimCode')
    expect(toldBy(failed, again({ payout, claimCode: text('GIFT-7') }), 'StoreCreditRequested')).not.toHaveProperty(
      'customerId',
    )
  })

  it('says which exchange it is the difference of', () => {
    const mug = offered('mug', 1, [1000n, 190n])
    const cheaper = followedBy(
      cameBack(bought, { quantities: { kettles: 1 }, asked: { kind: 'exchange' } }),
      propose({
        legs: [exchangeOf({ kettles: [1] }, [mug], { difference: { refundId: refundId(1) } })],
        evidence: [bought],
      }),
      approve(),
      failedOutcome({ legId: text('leg-1/difference') }),
    )
    expect(toldBy(cheaper, again({ legId: text('leg-1/difference') }), 'RefundRequested')).toStrictEqual({
      returnCaseId,
      legId: 'leg-1/difference',
      refundId: refundId(2),
      purchaseId,
      lines: [],
      components: [
        { component: 'goods', lineId: 'kettles', minor: 2000n },
        { component: 'goods-tax', lineId: 'kettles', minor: 380n },
      ],
      tenders: [{ paymentId: 'card-1', minor: 2380n }],
      minor: 2380n,
      currency: 'EUR',
      differenceOf: 'leg-1',
      requestedAt: may(30),
    })
    expect(toldBy(failed, again({}), 'RefundRequested')).not.toHaveProperty('differenceOf')
  })
})

describe('RecordReturnToCustomer', () => {
  const back = followedBy(returned, propose({ legs: [backToCustomer(all)], evidence: [bought] }), approve())

  it('names its parcel where there is one', () => {
    const { lines } = toldBy(back, sentBack(), 'ReturnedToCustomer')
    expect(toldBy(back, sentBack(), 'ReturnedToCustomer')).toStrictEqual({
      returnCaseId,
      legId: 'leg-1',
      purchaseId,
      lines,
      returnedAt: may(30),
    })
    expect(toldBy(back, sentBack({ ref: text('parcel-9') }), 'ReturnedToCustomer').ref).toBe('parcel-9')
  })

  it('is refused for a leg that is not there', () => {
    expect(rejectedBy(back, sentBack({ legId: text('leg-9') }))).toStrictEqual({ reason: 'LegUnknown', legId: 'leg-9' })
  })
})

describe('ApproveSettlement', () => {
  const second = {
    settlementId: text('settlement-2'),
    legs: [refundOf({ kettles: [2] }, { legId: text('leg-2'), refundId: refundId(2) })],
    evidence: [bought],
  }
  const two = followedBy(returned, propose({ legs: [refundOf({ kettles: [1] })], evidence: [bought] }), propose(second))

  it('approves the one that is named, as rejecting rejects it', () => {
    expect(toldBy(two, approve({ settlementId: text('settlement-2') }), 'RefundRequested').legId).toBe('leg-2')
    const oneRejected = followedBy(two, rejectProposal({ settlementId: text('settlement-2') }))
    expect(recordedBy(oneRejected, approve())).toMatchObject([
      { type: 'SettlementApproved', data: { settlementId: 'settlement-1' } },
      { type: 'RefundRequested', data: { legId: 'leg-1' } },
    ])
    given(returnCase, oneRejected)
      .when(rejectProposal({ settlementId: text('settlement-2') }))
      .recordsNothing()
  })

  it('says who approved it and when', () => {
    expect(toldBy(two, approve(), 'SettlementApproved')).toStrictEqual({
      returnCaseId,
      settlementId: 'settlement-1',
      approvedBy: { kind: 'agent', id: 'agent-1' },
      approvedAt: may(28, '13:00'),
    })
  })

  it('takes the claim code of each credit, and gives it the end that was agreed', () => {
    const expiry = { expiresOn: '2028-05-31', zone: 'Europe/Berlin' } as never
    const credits = [1, 2].map((number) =>
      refundOf(
        { kettles: [number] },
        {
          legId: text(`leg-${number}`),
          refundId: refundId(number),
          credit: { creditId: creditId(number), customerAgreed: true, ...(number === 2 ? { expiry } : {}) },
        },
      ),
    )
    const history = followedBy(returned, propose({ legs: credits, evidence: [bought] }))
    const codes = [1, 2].map((number) => ({ creditId: creditId(number), claimCode: text(`GIFT-${number}`) }))
    const asked = recordedBy(history, approve({ claimCodes: codes })).filter(
      (event) => event.type === 'StoreCreditRequested',
    )
    expect(asked.map(({ data }) => [data.creditId, data.claimCode, data.expiry])).toStrictEqual([
      [creditId(1), 'GIFT-1', undefined],
      [creditId(2), 'GIFT-2', { expiresOn: '2028-05-31', zone: 'Europe/Berlin' }],
    ])
    expect(asked[0]?.data).not.toHaveProperty('expiry')
    expect(rejectedBy(history, approve({ claimCodes: codes.slice(0, 1) }))).toStrictEqual({
      reason: 'ClaimCodeMissing',
      legId: 'leg-2',
      creditId: creditId(2),
    })
  })

  it('settles a refund of nothing with a word on why', () => {
    const gift = purchaseOf([kettles({ netMinor: 0n, taxMinor: 0n, netLeftMinor: 0n, taxLeftMinor: 0n })])
    const history = followedBy(cameBack(gift), propose({ legs: [refundOf(all)], evidence: [gift] }))
    expect(toldBy(history, approve(), 'RefundRequested')).toMatchObject({
      legId: 'leg-1',
      refundId: refundId(1),
      minor: 0n,
      tenders: [],
      requestedAt: may(28, '13:00'),
    })
    expect(toldBy(history, approve(), 'RefundLegSettled')).toStrictEqual({
      returnCaseId,
      legId: 'leg-1',
      refundId: refundId(1),
      providerRef: 'nothing-to-pay',
      settledAt: may(28, '13:00'),
    })
  })
})

describe('a replacement that was chosen anew', () => {
  const mug = offered('mug', 1, [1000n, 190n])
  const kettle = followedBy(
    cameBack(bought, { quantities: { kettles: 1 }, asked: { kind: 'exchange', customerId } }),
    propose({ legs: [exchangeOf({ kettles: [1] }, [offered('kettle', 1)])], evidence: [bought] }),
    approve(),
    outOfStock(),
  )

  it('gives the difference as store credit to the customer', () => {
    const difference = { refundId: refundId(5), credit: agreed }
    const told = toldBy(kettle, choose({ replacement: [mug], evidence: bought, difference }), 'StoreCreditRequested')
    expect(told).toMatchObject({ legId: 'leg-1/difference-2', differenceOf: 'leg-1', customerId, minor: 2380n })
  })
})
