import { type Instant, type ServiceTicketCommand, serviceTicket } from '@aftersale/domain'
import * as fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import { helpDeskFacts, type RecordedEvent } from './index.js'
import {
  agent,
  closed,
  contacted,
  customer,
  factsOf,
  opened,
  reopened,
  replied,
  resolved,
  uuid,
} from './story.fixtures.js'

type What = 'opened' | 'contacted' | 'replied' | 'resolved' | 'closed' | 'reopened'

/** Tickets 1 to 4, each with some of the events of a story, in any interleaving, any of them missing. */
const anyHistory: fc.Arbitrary<ReadonlyArray<RecordedEvent>> = fc
  .array(
    fc.record({
      ticket: fc.integer({ min: 1, max: 4 }),
      hour: fc.integer({ min: 10, max: 20 }),
      what: fc.constantFrom<What>('opened', 'contacted', 'replied', 'resolved', 'closed', 'reopened'),
      episode: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 40 },
  )
  .map((steps) =>
    steps.map(({ ticket, hour, what, episode }, index) => {
      const [id, of, at] = [index + 100, uuid(ticket), `2025-06-02T${hour}:00`]
      switch (what) {
        case 'opened':
          return opened(id, of, at, { issueId: uuid(1 + (ticket % 3)) })
        case 'contacted':
          return contacted(id, of, at)
        case 'replied':
          return replied(id, of, at, { episode })
        case 'resolved':
          return resolved(id, of, at, episode)
        case 'closed':
          return closed(id, of, at, episode)
        case 'reopened':
          return reopened(id, of, at, episode + 1)
      }
    }),
  )

const ticketOf = (recorded: RecordedEvent): string => recorded.event.data.serviceTicketId

it('takes any history, however broken, and is the same each time', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      expect(factsOf(...history)).toEqual(factsOf(...history))
    }),
    { numRuns: 100 },
  )
})

it('gives the same rows in the same order, however the tickets are interleaved', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const ticketByTicket = [4, 3, 2, 1].flatMap((ticket) => history.filter((told) => ticketOf(told) === uuid(ticket)))
      expect(factsOf(...ticketByTicket)).toEqual(factsOf(...history))
    }),
    { numRuns: 200 },
  )
})

it('gives the same sessions, whichever of the contacts and answers of a ticket was heard of first', () => {
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
  ({ type, data: { serviceTicketId: uuid(1), serviceLevel, ...data } }) as unknown as ServiceTicketCommand

const opening = command('OpenServiceTicket', {
  issueId: uuid(1),
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
  let state = serviceTicket.initial
  const told: Array<RecordedEvent> = []
  const take = (id: number, command: ServiceTicketCommand): void => {
    const decided = serviceTicket.decide(command, state)
    if (isLeft(decided)) throw new TypeError(JSON.stringify(decided.left))
    for (const [index, event] of decided.right.entries()) {
      state = serviceTicket.evolve(state, event)
      told.push({ event, metadata: { eventId: uuid(id * 100 + index) } })
    }
  }
  take(99, opening)
  for (const index of order) {
    const { what, minute: past } = said[index] ?? { what: 'mail', minute: 10 }
    const at = `2025-06-02T09:${past}:00.000Z` as Instant
    take(index + 1, what === 'answer' ? answerAt(at, index) : contactAt(at, index, what === 'mail' ? 'email' : 'forum'))
  }
  return factsOf(...told).issues[0]?.sessions.map(({ contacts }) => contacts.map(({ at }) => at))
}

it('gives rows that stay as they were when more is recorded', () => {
  fc.assert(
    fc.property(anyHistory, anyHistory, (history, more) => {
      const fold = helpDeskFacts()
      for (const told of history) fold.record(told)
      const rows = fold.facts()
      const copy = structuredClone(rows)
      for (const told of more) fold.record(told)
      expect(rows).toEqual(copy)
    }),
    { numRuns: 100 },
  )
})
