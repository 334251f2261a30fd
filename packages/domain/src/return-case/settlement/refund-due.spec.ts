import { at, newYork } from '../../calendar/calendar.fixtures.js'
import {
  after,
  authorise,
  caseOf,
  handOver,
  item,
  june,
  kettles,
  lineId,
  may,
  olderPurchaseId,
  purchaseId,
  receive,
  request,
  requestLine,
  shopInGermany,
  text,
} from '../return-case.fixtures.js'
import { refundDue } from './refund-due.js'
import { electronics, refundLegOf, settledIn, withdrawalOfOwnAccord } from './rounds.fixtures.js'
import {
  advanceDelivered,
  advanceReturned,
  arrived,
  askedBack,
  backToCustomer,
  cameBack,
  close,
  exchangeOf,
  failedOutcome,
  followedBy,
  giveUp,
  offered,
  outcome,
  overdue,
  propose,
  purchaseOf,
  rejectProposal,
  sendInAdvance,
} from './settlement.fixtures.js'

// Notice on 20 May: the 14 days end with 3 June, at 24:00 in Berlin.
const bought = purchaseOf([kettles()])
const terms = shopInGermany
const evidence = [bought]
const asked = { kind: 'withdrawal' as const, terms, requestedAt: may(20) }
const withdrawn = askedBack(bought, { asked })
const back = cameBack(bought, { asked })
type History = typeof back

const unitsDue = (history: History) =>
  refundDue(caseOf(history))?.lines.flatMap(({ units }) => units.map(({ first, last }) => [first, last]))
const linesDue = (history: History) => refundDue(caseOf(history))?.lines.map((line) => [line.purchaseId, line.lineId])

describe('the money of a withdrawal', () => {
  it('is owed for what came back, where nothing was shown to be sent', () => {
    const two = followedBy(withdrawn, arrived('parcel-1', { kettle: 2 }))
    expect(refundDue(caseOf(two))).toMatchObject({
      dueAt: june(4, '00:00'),
      noticeAt: may(20),
      provedAt: may(26),
      lines: [{ lineId: 'kettles', units: [{ first: 1, last: 2 }] }],
    })
  })

  it('is owed for all of it once it was shown to be sent, the first of several parcels counting', () => {
    const sent = followedBy(
      withdrawn,
      handOver({ parcelId: text('parcel-2'), handedOverAt: june(7) }),
      handOver({ handedOverAt: june(6) }),
    )
    expect(refundDue(caseOf(sent))).toMatchObject({ dueAt: june(6), provedAt: june(6) })
    expect(unitsDue(sent)).toStrictEqual([[1, 3]])
  })

  it('is owed from the receipt on, where another parcel was sent only later', () => {
    const sent = followedBy(
      withdrawn,
      arrived('parcel-1', { kettle: 1 }),
      handOver({ parcelId: text('parcel-2'), handedOverAt: june(6) }),
    )
    expect(refundDue(caseOf(sent))).toMatchObject({ dueAt: june(4, '00:00'), provedAt: may(26) })
  })

  it('is not owed before any of it came or was shown to be sent', () => {
    expect(refundDue(caseOf(withdrawn))).toBeUndefined()
  })

  it('is owed by a last day that is no working day, too: of 17 May with the end of Saturday, 31 May', () => {
    const saturday = cameBack(bought, { asked: { ...asked, requestedAt: may(17) } })
    expect(refundDue(caseOf(saturday))?.dueAt).toBe(june(1, '00:00'))
  })

  it('is told once', () => {
    expect(refundDue(caseOf(followedBy(back, overdue())))).toBeUndefined()
  })

  it('ends on a day that can be written: with the end of 30 December 9999, and not of the 31st', () => {
    const noticeOn = (date: string) => {
      const known = caseOf(back)
      return refundDue({ ...known, request: { ...known.request, requestedAt: at(`${date}T12:00+01:00`) } })?.dueAt
    }
    expect(noticeOn('9999-12-16')).toBe(at('9999-12-31T00:00+01:00'))
    expect(noticeOn('9999-12-17')).toBeUndefined()
  })
})

describe('what is no withdrawal by law', () => {
  it('has no such day: a defect, and a right to withdraw that the shop gives of its own accord', () => {
    expect(refundDue(caseOf(cameBack(bought, { asked: { kind: 'damaged', terms } })))).toBeUndefined()
    const byPolicy = cameBack(bought, { asked: { kind: 'withdrawal', terms: withdrawalOfOwnAccord } })
    expect(caseOf(byPolicy).draws).toMatchObject([{ judgedAs: 'withdrawal', by: 'policy' }])
    expect(refundDue(caseOf(byPolicy))).toBeUndefined()
  })

  // What is made to order the law leaves out, and this shop takes it back all the same.
  const generous = { ...terms, policy: { ...terms.policy, exceptions: [] } }

  it('is not owed with the rest of the same purchase', () => {
    const mixed = purchaseOf([kettles(), electronics('lens', 1, 5000n, { madeToOrder: true })])
    const both = cameBack(mixed, { asked: { terms: generous } })
    expect(linesDue(both)).toStrictEqual([[purchaseId, 'kettles']])
  })

  const ofTwo = (newYorkers: typeof bought, berliners: typeof bought) =>
    after(
      request({
        terms: generous,
        evidence: [newYorkers, berliners],
        lines: [newYorkers, berliners].map((each) =>
          requestLine({
            requestLineId: text(`of-${each.purchaseId}`),
            purchaseId: each.purchaseId,
            lineId: lineId('kettles'),
          }),
        ),
      }),
      'reserve',
      authorise({ terms: generous }),
      receive({ items: [item('kettle', 4)] }),
    )

  it('is not owed with another purchase, nor counts by its zone, though two call their lines alike', () => {
    const toOrder = purchaseOf([kettles({ madeToOrder: true })], { zone: newYork })
    const history = ofTwo(toOrder, purchaseOf([kettles()], { purchaseId: olderPurchaseId }))
    expect(refundDue(caseOf(history))?.dueAt).toBe(june(4, '00:00'))
    expect(linesDue(history)).toStrictEqual([[olderPurchaseId, 'kettles']])
  })

  it('leaves it owed for every purchase that was withdrawn from', () => {
    const history = ofTwo(bought, purchaseOf([kettles()], { purchaseId: olderPurchaseId }))
    expect(linesDue(history)).toStrictEqual([
      [purchaseId, 'kettles'],
      [olderPurchaseId, 'kettles'],
    ])
  })
})

describe('units that need no money any more', () => {
  const legOf = (leg: Parameters<typeof settledIn>[2][number], history: History = back) =>
    settledIn(history, 1, [leg], { evidence, terms })
  const exchange = exchangeOf({ kettles: [1] }, [offered('kettle', 1)])

  it('are those that it was paid for, and not those that it was only asked for or failed for', () => {
    const requested = legOf(refundLegOf(1, { kettles: [1] }))
    expect(unitsDue(requested)).toStrictEqual([[1, 3]])
    expect(unitsDue(followedBy(requested, failedOutcome()))).toStrictEqual([[1, 3]])
    expect(unitsDue(followedBy(requested, outcome()))).toStrictEqual([[2, 3]])
  })

  it.each([
    ['exchanged', exchange],
    ['sent back to the customer', backToCustomer({ kettles: [1] })],
  ])('are those that are %s, once that is approved', (_, leg) => {
    const proposed = followedBy(back, propose({ legs: [leg], evidence, terms }))
    expect(unitsDue(proposed)).toStrictEqual([[1, 3]])
    expect(unitsDue(followedBy(proposed, rejectProposal()))).toStrictEqual([[1, 3]])
    expect(unitsDue(legOf(leg))).toStrictEqual([[2, 3]])
  })

  it('are not those of an exchange that was given up', () => {
    expect(unitsDue(followedBy(legOf(exchange), giveUp()))).toStrictEqual([[1, 3]])
  })

  it('are those that a replacement was sent for in advance, unless it came back', () => {
    const sent = followedBy(withdrawn, sendInAdvance({ evidence: bought }), advanceDelivered())
    expect(unitsDue(followedBy(sent, arrived('parcel-1', { kettle: 3 })))).toStrictEqual([[3, 3]])
    expect(unitsDue(followedBy(sent, advanceReturned(), arrived('parcel-1', { kettle: 3 })))).toStrictEqual([[1, 3]])
  })

  it('are none at all once every unit was paid for', () => {
    const all = followedBy(legOf(refundLegOf(1, { kettles: [1, 2, 3] })), outcome())
    expect(refundDue(caseOf(all))).toBeUndefined()
    expect(refundDue(caseOf(followedBy(all, close())))).toBeUndefined()
  })
})
