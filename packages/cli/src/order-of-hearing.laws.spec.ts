import { type Instant, type ServiceTicketCommand, serviceTicket } from '@aftersale/domain'
import { afterSalesFacts } from '@aftersale/read-models'
import * as fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'

// The rules name the session of a contact by what they know then; the facts must not depend on when that was.

const ticketId = '00000000-0000-5000-8000-000000000001'
const customer = { kind: 'customer', id: 'anna' }
const agent = { kind: 'agent', id: 'ben' }

it('tells the same sessions, whichever of the contacts and answers of a ticket was heard of first', () => {
  const anySaid = fc.array(
    fc.record({
      what: fc.constantFrom('mail', 'post', 'answer'),
      minute: fc.integer({ min: 10, max: 40 }),
    }),
    { maxLength: 8 },
  )
  const anyOrders = anySaid.chain((said) =>
    fc.tuple(fc.constant(said), fc.shuffledSubarray([...said.keys()], { minLength: said.length })),
  )
  fc.assert(
    fc.property(anyOrders, ([said, order]) => {
      const inOrder = said
        .map((_, index) => index)
        .sort((left, right) => (said[left]?.minute ?? 0) - (said[right]?.minute ?? 0))
      const [one, two] = [inOrder, order].map((heard) => sessionsOf(said, heard))
      expect(two).toEqual(one)
    }),
    { numRuns: 200 },
  )
})

const serviceLevel = {
  policyId: 'nothing-promised',
  version: 1,
  calendar: {
    calendarId: 'closed',
    version: 1,
    zone: 'UTC',
    weekly: { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] },
    holidays: [],
  },
  targets: {},
  pausedBy: {},
  botReplyIsFirstResponse: false,
  nextResponseFrom: 'last-customer-contact',
  onReopen: 'resume',
}

const command = (type: ServiceTicketCommand['type'], data: Readonly<Record<string, unknown>>): ServiceTicketCommand =>
  ({ type, data: { serviceTicketId: ticketId, serviceLevel, ...data } }) as unknown as ServiceTicketCommand

const opening = command('OpenServiceTicket', {
  issueId: ticketId,
  channel: 'phone',
  kind: 'question',
  priority: 'moderate',
  openedBy: customer,
  openedAt: '2025-06-02T09:00:00.000Z',
})

const contactAt = (contactedAt: Instant, index: number, channel: string): ServiceTicketCommand =>
  command('RecordContact', {
    contactId: `contact ${index}`,
    direction: 'inbound',
    channel,
    nature: 'request',
    contactedBy: customer,
    contactedAt,
  })

const answerAt = (repliedAt: Instant, index: number): ServiceTicketCommand =>
  command('ReplyToCustomer', {
    messageId: `message ${index}`,
    channel: 'email',
    repliedBy: agent,
    automated: false,
    repliedAt,
  })

/** The sessions of what was said on one ticket, heard of in this order, as the domain records it. */
const sessionsOf = (
  said: ReadonlyArray<{ readonly what: string; readonly minute: number }>,
  order: ReadonlyArray<number>,
): unknown => {
  const fold = afterSalesFacts()
  let state = serviceTicket.initial
  const take = (id: number, command: ServiceTicketCommand): void => {
    const decided = serviceTicket.decide(command, state)
    if (isLeft(decided)) throw new TypeError(JSON.stringify(decided.left))
    for (const [index, event] of decided.right.entries()) {
      state = serviceTicket.evolve(state, event)
      fold.record({ event, metadata: { eventId: `${id} ${index}` } })
    }
  }
  take(99, opening)
  for (const index of order) {
    const { what, minute: past } = said[index] ?? { what: 'mail', minute: 10 }
    const at = `2025-06-02T09:${past}:00.000Z` as Instant
    take(index + 1, what === 'answer' ? answerAt(at, index) : contactAt(at, index, what === 'mail' ? 'email' : 'forum'))
  }
  return fold.facts().issues[0]?.sessions.map(({ contacts }) => contacts.map(({ at }) => at))
}
