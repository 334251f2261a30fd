import { given } from '@aftersale/decider/testing'
import type { ServiceTicketCommand } from '../commands.js'
import {
  acceptQuote,
  after,
  agent,
  bill,
  cancel,
  customer,
  declineQuote,
  expireQuote,
  friday,
  labour,
  monday,
  namesOf,
  offerQuote,
  openTicket,
  pump,
  recorded,
  reopen,
  resolve,
  spam,
  text,
  tracesOf,
  tuesday,
  warrantyOnLabour,
  wednesday,
} from '../service-ticket.fixtures.js'
import { serviceTicket } from '../service-ticket.js'

const offered = [openTicket(), offerQuote()]
const accepted = [...offered, acceptQuote()]

describe('OfferQuote', () => {
  it('offers the lines at their total of net and tax, in minor units', () => {
    const [told] = recorded(after(openTicket()), offerQuote())
    expect(told).toStrictEqual([
      'QuoteOffered',
      {
        quoteId: 'quote-1',
        currency: 'EUR',
        lines: [labour, pump],
        totalMinor: 16_065n,
        validUntil: friday('12:00'),
        offeredBy: agent,
        offeredAt: monday('10:00'),
      },
    ])
  })

  it('takes a total of one minor unit less than 10^18, and no more', () => {
    const largest = { ...labour, netMinor: 10n ** 18n - 1n, taxMinor: 0n }
    expect(recorded(after(openTicket()), offerQuote({ lines: [largest] }))).toMatchObject([
      ['QuoteOffered', { totalMinor: 999_999_999_999_999_999n }],
    ])
    given(serviceTicket, after(openTicket()))
      .when(offerQuote({ lines: [largest, { ...pump, netMinor: 1n, taxMinor: 0n }] }))
      .rejects({ reason: 'AmountOutOfBounds', amountMinor: 10n ** 18n, currency: offerQuote().data.currency })
  })

  it('records nothing when repeated, also after it was accepted', () => {
    for (const history of [offered, accepted, [...offered, spam()]]) {
      given(serviceTicket, after(...history))
        .when(offerQuote())
        .recordsNothing()
    }
  })
})

describe('AcceptQuote and DeclineQuote', () => {
  it('are the customer’s answer, up to the end of its validity, exclusive', () => {
    expect(recorded(after(...offered), acceptQuote({ acceptedAt: friday('11:59') }))).toStrictEqual([
      ['QuoteAccepted', { quoteId: 'quote-1', acceptedBy: customer, acceptedAt: friday('11:59') }],
    ])
    expect(recorded(after(...offered), declineQuote())).toStrictEqual([
      [
        'QuoteDeclined',
        { quoteId: 'quote-1', because: 'too-dear', declinedBy: customer, declinedAt: tuesday('10:00') },
      ],
    ])
    given(serviceTicket, after(...offered))
      .when(declineQuote({ declinedAt: friday('12:00') }))
      .rejects({ reason: 'QuoteNoLongerValid', quoteId: text('quote-1'), validUntil: friday('12:00') })
  })

  it('correct an expiry that was recorded before they were heard of', () => {
    const expired = [...offered, expireQuote()]
    expect(namesOf(recorded(after(...expired), acceptQuote()))).toStrictEqual(['QuoteAccepted'])
    expect(recorded(after(...expired, acceptQuote()), bill())).toMatchObject([['ServiceBilled', {}]])
  })

  it('exclude each other, and record nothing when repeated', () => {
    given(serviceTicket, after(...accepted))
      .when(acceptQuote())
      .recordsNothing()
    given(serviceTicket, after(...offered, declineQuote()))
      .when(declineQuote())
      .recordsNothing()
    given(serviceTicket, after(...offered, declineQuote()))
      .when(acceptQuote())
      .rejects({ reason: 'QuoteAlreadyAnswered', quoteId: text('quote-1'), outcome: 'declined' })
  })
})

describe('a quote that nobody answers', () => {
  it('expires by its deadline, once', () => {
    const { deadlines } = given(serviceTicket, after(...offered))
    expect(deadlines).toContainEqual({ dueAt: friday('12:00'), command: expireQuote() })
    expect(recorded(after(...offered), expireQuote())).toStrictEqual([
      ['QuoteExpired', { quoteId: 'quote-1', expiredAt: friday('12:00') }],
    ])
    given(serviceTicket, after(...offered, expireQuote()))
      .when(expireQuote())
      .recordsNothing()
    given(serviceTicket, after(...accepted))
      .when(expireQuote())
      .recordsNothing()
    given(serviceTicket, after(...offered, cancel()))
      .when(expireQuote())
      .recordsNothing()
  })

  it('stands against the end of the work while it is valid, and is told to have expired by what comes after', () => {
    given(serviceTicket, after(...offered))
      .when(resolve())
      .rejects({ reason: 'OpenWork', promiseIds: [], quoteIds: [text('quote-1')] })
    expect(recorded(after(...offered), resolve({ resolvedAt: friday('12:00') })).map(([type]) => type)).toEqual(
      expect.arrayContaining(['QuoteExpired', 'ServiceTicketResolved']),
    )
  })
})

describe('BillService', () => {
  it('bills what was accepted, with the rules it went by', () => {
    const history = after(...accepted)
    const { serviceTicketId: _, ...billed } = bill().data
    expect(recorded(history, bill())).toStrictEqual([['ServiceBilled', { ...billed, totalMinor: 16_065n }]])
    expect(tracesOf(history, bill())).toMatchObject([
      [
        { ruleId: 'covered-work-is-billed-at-nothing', outcome: 'nothing-covered-is-charged' },
        {
          ruleId: 'bills-stay-within-the-accepted-quote',
          facts: { acceptedMinor: '16065', billedMinor: '0', billMinor: '16065' },
        },
      ],
    ])
  })

  it('never goes over the quote, with all bills under it', () => {
    const first = bill({ lines: [labour] })
    const rest = bill({ billId: text('bill-2'), lines: [pump] })
    expect(recorded(after(...accepted, first), rest)).toMatchObject([['ServiceBilled', { totalMinor: 5355n }]])
    given(serviceTicket, after(...accepted, first))
      .when(bill({ billId: text('bill-2'), lines: [{ ...pump, netMinor: 4501n }] }))
      .rejects({ reason: 'BillExceedsQuote', acceptedMinor: 16_065n, billedMinor: 10_710n, billMinor: 5356n })
  })

  it('charges nothing that a warranty or a plan covers when the work was done', () => {
    const history = after(...accepted)
    given(serviceTicket, history)
      .when(bill({ coverage: [warrantyOnLabour] }))
      .rejects({ reason: 'WorkIsCovered', lineIds: [text('1')], streams: [warrantyOnLabour.stream] })
    const free = { ...labour, netMinor: 0n, taxMinor: 0n }
    expect(recorded(history, bill({ lines: [free, pump], coverage: [warrantyOnLabour] }))).toMatchObject([
      ['ServiceBilled', { totalMinor: 5355n, coverage: [warrantyOnLabour] }],
    ])
  })

  it('charges what was covered only until the work was done, and from later on', () => {
    const { performedAt } = bill().data
    for (const coverage of [
      { ...warrantyOnLabour, endsAtExclusive: performedAt },
      { ...warrantyOnLabour, startsAt: wednesday('11:01') },
    ]) {
      expect(recorded(after(...accepted), bill({ coverage: [coverage] }))).toMatchObject([
        ['ServiceBilled', { totalMinor: 16_065n }],
      ])
    }
    given(serviceTicket, after(...accepted))
      .when(bill({ coverage: [{ ...warrantyOnLabour, startsAt: performedAt }] }))
      .rejects({ reason: 'WorkIsCovered', lineIds: [text('1')], streams: [warrantyOnLabour.stream] })
  })

  it('is refused before the customer accepted, and under a quote that was declined', () => {
    const unaccepted: ReadonlyArray<readonly [ReadonlyArray<ServiceTicketCommand>, string]> = [
      [offered, 'open'],
      [[...offered, declineQuote()], 'declined'],
      [[...offered, expireQuote()], 'expired'],
      [[...offered, acceptQuote({ acceptedAt: wednesday('12:01') })], 'accepted'],
    ]
    for (const [history, outcome] of unaccepted) {
      given(serviceTicket, after(...history))
        .when(bill())
        .rejects({ reason: 'QuoteNotAccepted', quoteId: text('quote-1'), outcome })
    }
  })

  it('records nothing when repeated, and may follow the resolution', () => {
    given(serviceTicket, after(...accepted, bill()))
      .when(bill())
      .recordsNothing()
    const resolved = [...accepted, resolve({ resolvedAt: wednesday('11:30') })]
    expect(namesOf(recorded(after(...resolved), bill()))).toStrictEqual(['ServiceBilled'])
    const reopened = [...resolved, reopen({ reopenedAt: wednesday('11:40') })]
    expect(namesOf(recorded(after(...reopened), bill()))).toStrictEqual(['ServiceBilled'])
  })
})
