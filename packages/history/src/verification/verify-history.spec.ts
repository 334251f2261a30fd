import { commandHandler } from '@aftersale/command-handling'
import { retailDesk, type ServiceTicketCommand, serviceTicketAggregate } from '@aftersale/domain'
import { inMemoryEventStore } from '@aftersale/event-store'
import { type Actor, commandHashOf, eventIdOf, type Instant, instantOf, type NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { HistoryEvent } from '../history-event.js'
import { type VerificationFault, verifyHistory } from './verify-history.js'

const ticket = '00000000-0000-4000-8000-000000000001'
const other = '00000000-0000-4000-8000-000000000002'
const later = '00000000-0000-4000-8000-000000000003'
const stream = `serviceTicket-${ticket}`
const agent = { kind: 'agent', id: 'agent-1' } as Actor
const customer = { kind: 'customer', id: 'customer-1' } as Actor

/** Commands on three tickets, an hour apart from one another: 2 June 2025 is a Monday. */
const lived: ReadonlyArray<readonly [string, (at: Instant) => object]> = [
  [ticket, opened(ticket)],
  [other, opened(other)],
  [ticket, (assignedAt) => ({ type: 'AssignServiceTicket', data: { team: 'first-line', assignedAt } })],
  [ticket, (transferredAt) => ({ type: 'TransferServiceTicket', data: { toTeam: 'technical', transferredAt } })],
  [
    ticket,
    (promisedAt) => ({
      type: 'MakePromise',
      data: {
        promiseId: 'p1',
        subject: 'answer',
        dueAt: instantOf(Date.parse(promisedAt) + 3_600_000),
        promisedBy: agent,
        promisedAt,
      },
    }),
  ],
  [ticket, (keptAt) => ({ type: 'KeepPromise', data: { promiseId: 'p1', keptAt } })],
  [ticket, (askedAt) => ({ type: 'AskCustomer', data: { askedAt, serviceLevel: retailDesk } })],
  [ticket, (answeredAt) => ({ type: 'EndWaitingOnCustomer', data: { answeredAt, serviceLevel: retailDesk } })],
  [other, (requestedAt) => ({ type: 'RequestMerge', data: { into: ticket, requestedBy: agent, requestedAt } })],
  [
    ticket,
    (absorbedAt) => ({
      type: 'AbsorbServiceTicket',
      data: { absorbedTicketId: other, requestedAtRevision: 3, absorbedAt },
    }),
  ],
  [
    other,
    (mergedAt) => ({
      type: 'MergeServiceTicket',
      data: { into: ticket, requestedAtRevision: 3, absorbedAtRevision: 14, mergedAt },
    }),
  ],
  [
    ticket,
    (resolvedAt) => ({
      type: 'ResolveServiceTicket',
      data: { resolvedBy: agent, resolvedAt, serviceLevel: retailDesk },
    }),
  ],
  [later, (at) => opened(ticket, ticket)(at)],
]

function opened(issueId: string, followsUp?: string): (openedAt: Instant) => object {
  return (openedAt) => ({
    type: 'OpenServiceTicket',
    data: {
      issueId,
      channel: 'email',
      kind: 'question',
      priority: 'moderate',
      openedBy: customer,
      openedAt,
      serviceLevel: retailDesk,
      ...(followsUp === undefined ? {} : { followsUp }),
    },
  })
}

let history: ReadonlyArray<HistoryEvent> = []

beforeAll(async () => {
  const store = inMemoryEventStore()
  const handle = commandHandler(store)
  for (const [index, [id, commandAt]] of lived.entries()) {
    const at = instantOf(Date.parse('2025-06-02T07:00:00Z') + index * 1_800_000)
    const command = commandAt(at) as { readonly type: string; readonly data: object }
    const handled = await handle(serviceTicketAggregate, {
      id,
      command: { ...command, data: { serviceTicketId: id, ...command.data } } as unknown as ServiceTicketCommand,
      commandId: `command-${index}` as NonEmptyText,
      actor: agent,
      recordedAt: at,
    })()
    if (E.isLeft(handled)) throw new Error(`${command.type}: ${JSON.stringify(handled.left)}`)
  }
  const page = await store.readAll()()
  if (E.isRight(page)) {
    history = page.right.events.map(({ position: _position, ...event }) => JSON.parse(JSON.stringify(event)))
  }
})

const verified = async (events: ReadonlyArray<HistoryEvent>) => {
  const faults: Array<VerificationFault> = []
  const source = {
    name: 'history',
    async *batches() {
      yield E.right({ events, firstLine: 1 })
    },
  }
  const verification = await verifyHistory(source, (fault) => faults.push(fault))
  return { ...verification, told: faults.map(({ stream, revision, what }) => `${stream}@${revision}: ${what}`) }
}

const indexOf = (type: string): number => {
  const index = history.findIndex((event) => event.type === type)
  if (index === -1) throw new Error(`There is no ${type} in ${history.map((event) => event.type).join(', ')}`)
  return index
}

type Changed = Partial<Omit<HistoryEvent, 'data' | 'metadata'>> & { readonly data?: object; readonly metadata?: object }

/** The history with the first event of that type changed. */
const withChanged = (type: string, change: Changed): ReadonlyArray<HistoryEvent> =>
  history.map((event, index) =>
    index === indexOf(type)
      ? {
          ...event,
          ...change,
          data: { ...(event.data as object), ...change.data },
          metadata: { ...(event.metadata as object), ...change.metadata },
        }
      : event,
  )

/** The history without the first event of that type, those after it moved up. */
const without = (type: string): ReadonlyArray<HistoryEvent> => {
  const gone = history[indexOf(type)] as HistoryEvent
  return history
    .filter((event) => event !== gone)
    .map((event) =>
      event.stream === gone.stream && event.revision > gone.revision
        ? { ...event, revision: event.revision - 1 }
        : event,
    )
}

it('finds no fault in what the tickets themselves recorded', async () => {
  expect(await verified(history)).toEqual({ events: history.length, streams: 3, faults: 0, told: [] })
})

it.each<[string, string, Changed, RegExp]>([
  ['an unknown type', 'ServiceTicketTransferred', { type: 'TicketTeleported' }, /unknown event type TicketTeleported$/],
  [
    'a schema version of the future',
    'ServiceTicketTransferred',
    { metadata: { schemaVersion: 7 } },
    /has schema version 7, this program knows up to 1$/,
  ],
  [
    'data that are not of its type',
    'ServiceTicketTransferred',
    { data: { hop: 'first' } },
    /not what its schema version 1 says: data\.hop: expected PositiveInteger/,
  ],
  [
    'metadata that can not be read',
    'ServiceTicketTransferred',
    { metadata: { recordedAt: 'now' } },
    /metadata that can't be read: recordedAt: expected Instant/,
  ],
  [
    'an event id that is not its own',
    'ServiceTicketTransferred',
    { metadata: { eventId: ticket } },
    /event id .* is not that of event 1 of its command$/,
  ],
  [
    'a time of business that its data contradict',
    'ServiceTicketTransferred',
    { metadata: { occurredAt: '2025-06-02T07:00:00.000Z' } },
    /metadata say it occurred at 2025-06-02T07:00:00\.000Z, its data 2025-06-02T08:30/,
  ],
  [
    'a recording before it happened',
    'ServiceTicketTransferred',
    { metadata: { recordedAt: '2025-06-02T07:00:00.000Z' } },
    /it occurred at .*, after it was recorded at/,
  ],
  [
    'another tenant than its stream',
    'ServiceTicketTransferred',
    { metadata: { tenantId: 'acme' } },
    /it is of tenant acme, its stream of \(none\)$/,
  ],
  [
    'another ticket than its stream',
    'ServiceTicketTransferred',
    { data: { serviceTicketId: other } },
    new RegExp(`it speaks of ticket ${other}$`),
  ],
  ['a hop that does not follow', 'ServiceTicketTransferred', { data: { hop: 5 } }, /it is hop 5, after 0$/],
  [
    'a team that did not have it',
    'ServiceTicketTransferred',
    { data: { fromTeam: 'billing' } },
    /it leaves billing, which never had it$/,
  ],
  ['a promise never made', 'PromiseKept', { data: { promiseId: 'p9' } }, /promise p9 was never made$/],
  ['a clock never started', 'SlaMet', { data: { clockId: 'clock-9' } }, /clock clock-9 was never started$/],
  ['an episode that does not run', 'ServiceTicketResolved', { data: { episode: 2 } }, /episode 1 runs, not 2$/],
])('finds %s', async (_, type, change, told) => {
  const { told: all } = await verified(withChanged(type, change))
  expect(all.find((one) => told.test(one))).toBeDefined()
})

it.each<[string, string, RegExp]>([
  ['its opening', 'ServiceTicketOpened', /it comes before the ticket was opened$/],
  ['the promise that was kept', 'PromiseMade', /promise p1 was never made$/],
  ['the waiting that ended', 'WaitingOnCustomerStarted', /the ticket does not wait on the customer$/],
  ['the start of a clock', 'SlaClockStarted', /clock .* was never started$/],
  ['the request of a merge', 'ServiceTicketMergeRequested', /its merge was not requested$/],
  ['the other half of a merge', 'ServiceTicketAbsorbed', /which did not absorb it$/],
])('finds that an event misses %s', async (_, type, told) => {
  const { told: all } = await verified(without(type))
  expect(all.find((one) => told.test(one))).toBeDefined()
})

it('finds a revision that is missing, and one that comes twice', async () => {
  const missing = await verified(history.filter((event) => !(event.stream === stream && event.revision === 2)))
  expect(missing.told).toContainEqual(expect.stringMatching(/@3: .* goes on at revision 3, where 2 was to come$/))
  const twice = await verified([...history, history[0] as HistoryEvent])
  expect(twice.told).toContainEqual(expect.stringMatching(/@0: .* has revision 0 a second time$/))
})

it('finds a ticket that follows up one that is not there, or of another issue', async () => {
  const alone = history.filter((event) => event.stream === `serviceTicket-${later}`)
  expect((await verified(alone)).told).toEqual([
    `serviceTicket-${later}@0: it follows up ticket ${ticket}, which is not there`,
  ])
  const ofOther = history.map((event) =>
    event.stream === `serviceTicket-${later}` && event.revision === 0
      ? { ...event, data: { ...(event.data as object), issueId: other } }
      : event,
  )
  expect((await verified(ofOther)).told).toEqual([
    `serviceTicket-${later}@0: it follows up ticket ${ticket}, but of another issue`,
  ])
})

/** The history, and behind it events of commands of their own on one ticket, a minute apart. */
const followedBy = (
  id: string,
  ...added: ReadonlyArray<readonly [type: string, data: object, at: string]>
): ReadonlyArray<HistoryEvent> => {
  const ofTicket = `serviceTicket-${id}`
  const last = history.filter((event) => event.stream === ofTicket).at(-1) as HistoryEvent
  return [
    ...history,
    ...added.map(([type, data, at], index) => ({
      stream: ofTicket,
      revision: last.revision + 1 + index,
      type,
      data: { serviceTicketId: id, ...data },
      metadata: {
        ...(last.metadata as object),
        eventId: eventIdOf(ofTicket, `forged-${index}`, 0),
        commandId: `forged-${index}`,
        commandHash: commandHashOf(data),
        occurredAt: at,
        recordedAt: at,
        schemaVersion: 1,
      },
    })),
  ]
}
const at = '2025-06-20T07:00:00.000Z'
const dataOf = (type: string): object => history[indexOf(type)]?.data as object
const contact = {
  contactId: 'late',
  sessionId: 'late',
  direction: 'inbound',
  channel: 'email',
  nature: 'request',
  contactedBy: customer,
  episode: 1,
}
const spam = ['ServiceTicketMarkedAsSpam', { markedBy: agent, markedAt: at }, at] as const
const closing = { episode: 1, outcome: 'resolved', closedBy: 'agent', closedAt: at }
const closed = ['ServiceTicketClosed', closing, at] as const

describe('on what a ticket can not have done', () => {
  it.each<[string, () => ReadonlyArray<HistoryEvent>, string]>([
    [
      'a second resolution in one episode',
      () => followedBy(ticket, ['ServiceTicketResolved', { ...dataOf('ServiceTicketResolved'), resolvedAt: at }, at]),
      'ServiceTicketResolved: the ticket is resolved',
    ],
    ['a second closing', () => followedBy(ticket, closed, closed), 'ServiceTicketClosed: the ticket is closed'],
    [
      'a closing as resolved of what was not',
      () => followedBy(later, closed),
      'ServiceTicketClosed: its outcome is resolved, but the ticket is new',
    ],
    ['spam a second time', () => followedBy(later, spam, spam), 'ServiceTicketMarkedAsSpam: the ticket is spam'],
    [
      'a contact on a ticket that was merged away',
      () => followedBy(other, ['ContactRecorded', { ...contact, contactedAt: at }, at]),
      'ContactRecorded: the ticket is merged',
    ],
    [
      'a contact passed on from a ticket that was not merged',
      () =>
        followedBy(later, ['ContactRerouted', { contactId: 'late', toServiceTicketId: ticket, reroutedAt: at }, at]),
      'ContactRerouted: the ticket is not merged into any other',
    ],
    [
      'a wait on a resolved ticket',
      () => followedBy(ticket, ['WaitingOnCustomerStarted', { startedAt: at }, at]),
      'WaitingOnCustomerStarted: the ticket is resolved',
    ],
    [
      'a resolution before the opening',
      () => withChanged('ServiceTicketResolved', { data: { resolvedAt: '2025-06-01T07:00:00.000Z' } }),
      'ServiceTicketResolved: it happened at 2025-06-01T07:00:00.000Z, before the last change of the ticket at ',
    ],
    [
      'a due instant that its own rule did not give',
      () => withChanged('SlaClockStarted', { data: { dueAt: '2025-06-05T07:00:00.000Z' } }),
      'SlaClockStarted: it is due at 2025-06-05T07:00:00.000Z, but by its own rule at ',
    ],
    [
      'a clock met after it was due',
      () => withChanged('SlaMet', { data: { metAt: '2026-06-05T07:00:00.000Z' } }),
      'SlaMet: clock resolution-1 was due at ',
    ],
    [
      'a breach at another instant than the due one',
      () =>
        followedBy(later, [
          'SlaBreached',
          { clockId: 'resolution-1', kind: 'resolution', breachedAt: at, trace: [] },
          at,
        ]),
      'SlaBreached: clock resolution-1 is due at ',
    ],
    [
      'a breach of a clock that was stopped',
      () =>
        followedBy(ticket, [
          'SlaBreached',
          { clockId: 'resolution-1', kind: 'resolution', breachedAt: at, trace: [] },
          at,
        ]),
      'SlaBreached: clock resolution-1 is met',
    ],
    [
      'a miss of a clock that was not breached',
      () =>
        followedBy(later, [
          'SlaMissed',
          { clockId: 'resolution-1', kind: 'resolution', stoppedAt: at, elapsed: 'PT1H' },
          at,
        ]),
      'SlaMissed: clock resolution-1 is running, not breached',
    ],
    [
      'one command with two fingerprints',
      () => withChanged('SlaClockStarted', { metadata: { commandHash: commandHashOf('another') } }),
      'command command-0 was another one before, by its hash',
    ],
    [
      'a command that comes back after others',
      () =>
        followedBy(ticket, spam).map((event, index, all) =>
          index === all.length - 1
            ? { ...event, metadata: { ...(event.metadata as object), commandId: 'command-2' } }
            : event,
        ),
      'command command-2 left events before, with others between',
    ],
  ])('finds %s', async (_, faulty, told) => {
    const { told: all } = await verified(faulty())
    expect(all).toContainEqual(expect.stringContaining(told))
  })
})
