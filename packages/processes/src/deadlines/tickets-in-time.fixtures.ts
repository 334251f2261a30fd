import { commandHandler } from '@aftersale/command-handling'
import { retailDesk, type ServiceTicketCommand, serviceTicketAggregate } from '@aftersale/domain'
import { type InMemoryEvents, inMemoryEventStore } from '@aftersale/event-store'
import {
  type Actor,
  type Instant,
  instantOf,
  millisecondsAfter,
  type NonEmptyText,
  type Uuid,
} from '@aftersale/messages'
import * as fc from 'fast-check'
import { runDeadlines } from './run-deadlines.js'
import { letTimePass, virtualClock } from './virtual-clock.js'

/** What people do with tickets, and whether the deadlines were kept until then. */
export interface Deed {
  readonly what: (typeof WHAT)[number]
  readonly ticket: number
  readonly number: number
  /** Since the deed before; how long ago it happened when it is recorded; how far ahead what it promises is due. */
  readonly minutes: number
  readonly late: number
  readonly ahead: number
  readonly runners: 0 | 1 | 2
  readonly keepAfter: number
}

const WHAT = [
  'open',
  'contact',
  'reply',
  'ask',
  'answer',
  'hold',
  'resume',
  'promise',
  'keep',
  'renegotiate',
  'waive',
  'follow-up',
  'call',
  'resolve',
  'reopen',
  'close',
  'quote',
  'spam',
] as const

export const anyDeed: fc.Arbitrary<Deed> = fc.record(
  {
    what: fc.constantFrom(...WHAT, 'open', 'promise', 'promise', 'renegotiate', 'follow-up', 'resolve'),
    ticket: fc.integer({ min: 1, max: 3 }),
    number: fc.integer({ min: 1, max: 3 }),
    minutes: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 90, max: 60 * 24 * 9 })),
    late: fc.oneof(
      { weight: 4, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 600 }) },
    ),
    ahead: fc.integer({ min: 0, max: 60 * 24 * 4 }),
    runners: fc.constantFrom(0, 0, 1, 1, 1, 2),
    keepAfter: fc.constantFrom(1, 3, 1000),
  },
  { noNullPrototype: true },
)

const begin = Date.parse('2025-06-02T07:00:00.000Z')
const agent: Actor = { kind: 'agent', id: 'agent-1' as NonEmptyText }
const ticketIdOf = (ticket: number): Uuid => `0197290f-eeee-7000-8000-00000000000${ticket}` as Uuid

const commandOf = ({ what, ticket, number, late, ahead }: Deed, now: Instant): ServiceTicketCommand => {
  const [at, due] = [millisecondsAfter(now, -late * 60_000), millisecondsAfter(now, (ahead - late) * 60_000)]
  const serviceTicketId = ticketIdOf(ticket)
  const contact = {
    direction: 'inbound',
    channel: 'email',
    nature: 'request',
    contactedBy: { kind: 'customer', id: 'c' },
  }
  const named = { promiseId: `promise-${number}`, followUpId: `follow-up-${number}`, quoteId: `quote-${number}` }
  const data = (): readonly [ServiceTicketCommand['type'], object] => {
    switch (what) {
      case 'open':
        return [
          'OpenServiceTicket',
          {
            issueId: ticketIdOf(9),
            channel: 'email',
            kind: 'question',
            priority: number === 1 ? 'critical' : 'moderate',
            openedBy: contact.contactedBy,
            openedAt: at,
            contact: { ...contact, contactId: 'contact-0' },
          },
        ]
      case 'contact':
        return ['RecordContact', { ...contact, contactId: `contact-${number}`, contactedAt: at }]
      case 'reply':
        return [
          'ReplyToCustomer',
          { messageId: `message-${number}`, channel: 'email', repliedBy: agent, automated: false, repliedAt: at },
        ]
      case 'ask':
        return ['AskCustomer', { askedAt: at }]
      case 'answer':
        return ['EndWaitingOnCustomer', { answeredAt: at }]
      case 'hold':
        return ['PutOnHold', { cause: 'parts', heldAt: at }]
      case 'resume':
        return ['ResumeFromHold', { resumedAt: at }]
      case 'promise':
        return ['MakePromise', { ...named, subject: 'call-back', dueAt: due, promisedBy: agent, promisedAt: at }]
      case 'keep':
        return ['KeepPromise', { ...named, keptAt: at }]
      case 'renegotiate':
        return ['RenegotiatePromise', { ...named, newDueAt: due, consentedAt: at }]
      case 'waive':
        return ['WaivePromise', { ...named, waivedAt: at }]
      case 'follow-up':
        return ['RequestFollowUp', { ...named, channel: 'phone', dueAt: due, requestedAt: at }]
      case 'call':
        return ['CompleteFollowUp', { ...named, completedBy: agent, completedAt: at }]
      case 'resolve':
        return ['ResolveServiceTicket', { resolvedBy: agent, resolvedAt: at }]
      case 'reopen':
        return ['ReopenServiceTicket', { because: 'not-solved', reopenedBy: agent, reopenedAt: at }]
      case 'close':
        return ['CloseServiceTicket', { closedBy: 'agent', closedAt: at }]
      case 'quote':
        return [
          'OfferQuote',
          {
            ...named,
            currency: 'EUR',
            lines: [{ lineId: 'labour', work: 'labour', netMinor: 100n, taxMinor: 19n }],
            validUntil: due,
            offeredBy: agent,
            offeredAt: at,
          },
        ]
      case 'spam':
        return ['MarkServiceTicketAsSpam', { markedBy: agent, markedAt: at }]
    }
  }
  const [type, more] = data()
  return { type, data: { serviceTicketId, serviceLevel: retailDesk, ...more } } as unknown as ServiceTicketCommand
}

/** A time in which the deadlines were kept, and which events were recorded in it: from the one with this place, up to another. */
export interface Watch {
  readonly from: Instant
  readonly to: Instant
  readonly firstEvent: number
  readonly endOfEvents: number
}

/** Lets all of it happen, and at the end a year in which the deadlines are kept; gives when they were. */
export const lived = async (deeds: ReadonlyArray<Deed>, events: InMemoryEvents): Promise<ReadonlyArray<Watch>> => {
  const handle = commandHandler(inMemoryEventStore({ events }))
  const watches: Array<Watch> = []
  let now = instantOf(begin)

  const pass = async (until: Instant, runners: number, keepAfter: number): Promise<void> => {
    const clock = virtualClock(now)
    const firstEvent = events.all.length
    const runs = Array.from({ length: runners }, () =>
      runDeadlines(inMemoryEventStore({ events }), {
        aggregates: [serviceTicketAggregate],
        clock,
        keepAfterEvents: () => keepAfter,
        waitMilliseconds: () => 0,
      }),
    )
    const settled = async () => {
      await Promise.all(runs.map((run) => run.settled()))
    }
    await letTimePass(clock, { settled }, until)
    await Promise.all(runs.map((run) => run.stop()))
    if (runners > 0) watches.push({ from: now, to: until, firstEvent, endOfEvents: events.all.length })
    now = until
  }

  for (const [index, deed] of deeds.entries()) {
    await pass(millisecondsAfter(now, deed.minutes * 60_000), deed.runners, deed.keepAfter)
    // Much of it is refused: that is part of the game.
    await handle(serviceTicketAggregate, {
      id: ticketIdOf(deed.ticket),
      command: commandOf(deed, now),
      commandId: `deed-${index}` as NonEmptyText,
      actor: agent,
      recordedAt: now,
    })()
  }
  await pass(millisecondsAfter(now, 365 * 86_400_000), 1, 1000)
  return watches
}
