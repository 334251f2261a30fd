import type { AppendFailure, EventStore, EventToAppend, RecordedEvent } from '@aftersale/event-store'
import { streamNameOf } from '@aftersale/event-store'
import { left, right } from './right-or-left.fixtures.js'
import { kindsOfStores } from './stores.fixtures.js'
import { notesTogether, ticketNumber } from './ticket-commands.fixtures.js'

const MEBIBYTE = 1024 * 1024
/** Of no other run, on a server that keeps what it was given. */
const tenant = `bad${Date.now().toString(36)}`
let tickets = 0

/** A ticket's stream that nothing else has used, and notes for it. */
const newTicket = () => {
  tickets += 1
  const serviceTicketId = ticketNumber(0, tickets)
  const stream = streamNameOf({ tenant, category: 'serviceTicket', id: serviceTicketId })
  const notes = (called: string, count: number): ReadonlyArray<EventToAppend> =>
    notesTogether({ serviceTicketId, called, turn: 1, stream, count, tenant })
  return { stream, notes }
}

const withData = (event: EventToAppend, data: unknown): EventToAppend => ({ ...event, data })

/** The last of three is replaced: the two before it are good. */
const lastReplaced = (
  events: ReadonlyArray<EventToAppend>,
  replaced: (event: EventToAppend) => EventToAppend,
): ReadonlyArray<EventToAppend> => events.map((event, index) => (index === events.length - 1 ? replaced(event) : event))

interface BadAppend {
  readonly what: string
  readonly spoilt: (events: ReadonlyArray<EventToAppend>) => ReadonlyArray<EventToAppend>
  readonly answer: Partial<AppendFailure>
}

const textOf = (bytes: number): string => 'x'.repeat(bytes)

const badAppends: ReadonlyArray<BadAppend> = [
  {
    what: 'one event over the limit',
    spoilt: (events) => lastReplaced(events, (event) => withData(event, { text: textOf(MEBIBYTE) })),
    answer: { failure: 'AppendTooLarge', limit: MEBIBYTE },
  },
  {
    what: 'events that are over the limit together',
    spoilt: (events) => events.map((event) => withData(event, { text: textOf(MEBIBYTE / 3) })),
    answer: { failure: 'AppendTooLarge', limit: MEBIBYTE },
  },
  {
    what: 'an event of 17 MB',
    spoilt: (events) => lastReplaced(events, (event) => withData(event, { text: textOf(17_000_000) })),
    answer: { failure: 'AppendTooLarge', limit: MEBIBYTE },
  },
  {
    what: "an event of another tenant's",
    spoilt: (events) =>
      lastReplaced(events, (event) => ({ ...event, metadata: { ...event.metadata, tenantId: 'other' as never } })),
    answer: { failure: 'WrongTenant', tenant },
  },
  {
    what: "an event of no tenant's",
    spoilt: (events) =>
      lastReplaced(events, ({ metadata: { tenantId: _, ...metadata }, ...event }) => ({ ...event, metadata })),
    answer: { failure: 'WrongTenant', tenant },
  },
  ...['$NoteAdded', '$>', '$metadata', '$streamDeleted', '$'].map((type) => ({
    what: `an event of the reserved type ${type}`,
    spoilt: (events: ReadonlyArray<EventToAppend>) => lastReplaced(events, (event) => ({ ...event, type })),
    answer: { failure: 'NameNotAllowed', name: type, why: 'event types that start with $ are reserved' } as const,
  })),
  {
    what: 'an event without a type',
    spoilt: (events) => lastReplaced(events, (event) => ({ ...event, type: ' ' })),
    answer: { failure: 'NameNotAllowed', name: ' ' },
  },
  {
    what: 'an event whose type holds a NUL',
    spoilt: (events) => lastReplaced(events, (event) => ({ ...event, type: 'Note\u0000Added' })),
    answer: { failure: 'NameNotAllowed' },
  },
  {
    what: 'data that JSON does not have',
    spoilt: (events) => lastReplaced(events, (event) => withData(event, { amount: 17n })),
    answer: { failure: 'EventNotSerializable', index: 2, type: 'NoteAdded' },
  },
  {
    what: 'the same event twice',
    spoilt: (events) => lastReplaced(events, () => events[0] as EventToAppend),
    answer: { failure: 'DuplicateEventIds' },
  },
]

/** A character of every kind that names elsewhere trip over: control, white, punctuation, reserved, wide, half. */
const ODD_CHARACTERS = [
  ...Array.from({ length: 0x2f }, (_, code) => String.fromCharCode(code)).filter((character) => character !== '-'),
  ...Array.from('/:;<=>?@[\\]^_`{|}~\u007f\u0080\u00a0ß\u00e9\u0301\u200b\u2028\u2029\ufeff\uffff'),
  '\ud800',
  '\udc00',
  '🧺',
  '%00',
  '::',
  '@@',
  '../',
]

/** A stream's name with that in it, in front of it, in its category, and behind it. */
const oddNames = (stream: string): ReadonlyArray<string> => {
  const [category = '', ...id] = stream.split('-')
  return [
    ...ODD_CHARACTERS.flatMap((odd) => [
      `${odd}${stream}`,
      `${category}${odd}-${id.join('-')}`,
      `${category}-${odd}${id.join('-')}`,
      `${stream}${odd}`,
    ]),
    '',
    category,
    `$ce-${category}`,
    `$$${stream}`,
    `$${stream}`,
    stream.toUpperCase(),
    stream.repeat(1000),
  ]
}

describe.each(kindsOfStores)('a store ($kind) that is given what it cannot take', ({ emptyStore }) => {
  let discard: () => Promise<void>
  let store: EventStore

  beforeAll(async () => {
    const empty = await emptyStore()
    store = await empty.open({ tenant, appendLimitBytes: MEBIBYTE })
    discard = async () => {
      await store.close()
      await empty.discard()
    }
  })
  afterAll(() => discard())

  const stored = async (): Promise<ReadonlyArray<RecordedEvent>> =>
    right(await store.readAll({ maxCount: 100_000 })()).events

  it.each(badAppends)('says what is wrong and writes nothing: $what', async ({ spoilt, answer }) => {
    const { stream, notes } = newTicket()
    const before = await stored()
    expect(left(await store.append(stream, spoilt(notes('bad', 3)), 'no-stream')())).toMatchObject(answer)
    expect(await stored()).toEqual(before)
    expect(right(await store.readStream(stream)())).toEqual({ events: [], lastRevision: 'no-stream' })

    // What is good is taken all the same, before and after.
    expect(right(await store.append(stream, notes('good', 3), 'no-stream')()).revision).toBe(2)
    expect(left(await store.append(stream, spoilt(notes('bad', 3)), 2)())).toMatchObject(answer)
    expect(right(await store.append(stream, notes('better', 1), 2)()).revision).toBe(3)
    expect((await stored()).length).toBe(before.length + 4)
  })

  it('takes what is just within the limit, and gives it back whole', async () => {
    const { stream, notes } = newTicket()
    const [note] = notes('large', 1) as [EventToAppend]
    // EventStoreDB keeps the type in UTF-16.
    const frame = Buffer.byteLength(JSON.stringify({ text: '' }) + JSON.stringify(note.metadata)) + 2 * note.type.length
    const large = withData(note, { text: textOf(MEBIBYTE - frame) })
    right(await store.append(stream, [large], 'no-stream')())
    expect(right(await store.readStream(stream)()).events.map(({ data }) => data)).toEqual([large.data])
  })

  it('gives every odd name of a stream the same answer, whatever is asked of it', async () => {
    const { stream, notes } = newTicket()
    const before = await stored()
    for (const name of oddNames(stream)) {
      const answer = { failure: expect.stringMatching(/^(NameNotAllowed|WrongTenant)$/) as string }
      const appended = left(await store.append(name, notes('odd', 1), 'any')())
      expect([name, appended]).toMatchObject([name, answer])
      expect([name, left(await store.readStream(name)())]).toEqual([name, appended])

      const subscription = store.subscribe({ to: 'stream', stream: name, after: 'beginning' })
      for await (const delivery of subscription) throw new Error(`${name} delivered ${JSON.stringify(delivery)}`)
      expect([name, subscription.state()]).toEqual([name, { status: 'stopped', because: appended }])
    }
    expect(await stored()).toEqual(before)
  })

  it("neither appends to another tenant's stream nor reads it", async () => {
    const { stream, notes } = newTicket()
    const before = await stored()
    for (const theirs of [stream.replace(tenant, 'other'), stream.slice(tenant.length + 1)]) {
      const answer = { failure: 'WrongTenant', stream: theirs, tenant }
      expect(left(await store.append(theirs, notes('theirs', 1), 'any')())).toEqual(answer)
      expect(left(await store.readStream(theirs)())).toEqual(answer)
    }
    expect(await stored()).toEqual(before)
  })
})
