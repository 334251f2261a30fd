import { type EventStore, inMemoryEventStore, type RecordedEvent } from '@aftersale/event-store'
import { eventIdOf, type Instant } from '@aftersale/messages'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { commandHandler } from './command-handler.js'
import { promised } from './promised.js'
import {
  bookSeats,
  closeRoom,
  fivePastNoon,
  houseRules,
  noon,
  otherRoomId,
  type RoomCommand,
  type RoomEvent,
  requestOf,
  room,
  roomAggregate,
  roomId,
  roomStream,
  textOf,
} from './seat-booking.fixtures.js'

const eventsOf = async (store: EventStore, stream = roomStream): Promise<ReadonlyArray<RecordedEvent>> => {
  const slice = await store.readStream(stream)()
  if (E.isLeft(slice)) throw new Error(slice.left.failure)
  return slice.right.events
}

const anyText = fc.stringMatching(/^\S+$/).map(textOf)

/** The aggregate, counting how often it decides. */
const countingRoom = () => {
  const decided: Array<string> = []
  return {
    decided,
    aggregate: {
      ...roomAggregate,
      decider: {
        ...room,
        decide: (...[command, state]: Parameters<typeof room.decide>) => {
          decided.push(command.type)
          return room.decide(command, state)
        },
      },
    },
  }
}

describe('a command on a new aggregate', () => {
  it('is recorded with all that is known about it', async () => {
    const store = inMemoryEventStore()
    const request = requestOf(closeRoom, {
      channel: textOf('phone'),
      correlationId: textOf('call-7'),
      causationId: textOf('message-9'),
    })

    const handled = await commandHandler(store)(roomAggregate, request)()

    const metadata = {
      eventId: eventIdOf(roomStream, 'booking-1', 0),
      schemaVersion: 1,
      occurredAt: noon,
      recordedAt: fivePastNoon,
      actor: { kind: 'customer', id: 'customer-1' },
      channel: 'phone',
      commandId: 'booking-1',
      correlationId: 'call-7',
      causationId: 'message-9',
      commandHash: expect.stringMatching(/^[0-9a-f-]{36}$/),
      policyRefs: [houseRules],
    }
    expect(handled).toStrictEqual(
      E.right({
        outcome: 'recorded',
        stream: roomStream,
        events: [{ revision: 0, event: { type: 'RoomClosed', data: { closedAt: noon } }, metadata }],
        revision: 0,
        position: { commit: 0, prepare: 0 },
      }),
    )
    expect(await eventsOf(store)).toEqual([
      {
        stream: roomStream,
        revision: 0,
        position: { commit: 0, prepare: 0 },
        type: 'RoomClosed',
        data: { closedAt: noon },
        metadata,
      },
    ])
  })

  it('records all the events of one decision, in order, with the revisions they got', async () => {
    const store = inMemoryEventStore()

    const handled = await promised(commandHandler(store))(roomAggregate, requestOf(bookSeats(10)))

    expect(handled).toMatchObject({ outcome: 'recorded', events: [{ revision: 0 }, { revision: 1 }], revision: 1 })
    expect((await eventsOf(store)).map(({ type }) => type)).toEqual(['SeatsBooked', 'RoomFilled'])
  })

  it('is written in one order, whatever the order of what the caller brought', async () => {
    const store = inMemoryEventStore()
    const { kind, id } = requestOf(closeRoom).actor

    await commandHandler(store)(
      roomAggregate,
      requestOf(closeRoom, { channel: textOf('phone'), actor: { id, kind } }),
    )()

    const [closed] = await eventsOf(store)
    expect(Object.keys(closed?.metadata as object)).toEqual([
      'eventId',
      'schemaVersion',
      'occurredAt',
      'recordedAt',
      'actor',
      'channel',
      'commandId',
      'correlationId',
      'causationId',
      'commandHash',
      'policyRefs',
    ])
    expect(JSON.stringify((closed?.metadata as { actor: object }).actor)).toBe('{"kind":"customer","id":"customer-1"}')
  })

  it('begins a conversation of its own where the caller names none', async () => {
    const store = inMemoryEventStore()

    await commandHandler(store)(roomAggregate, requestOf(closeRoom))()

    expect((await eventsOf(store))[0]?.metadata).toMatchObject({ correlationId: 'booking-1', causationId: 'booking-1' })
  })

  it("keeps the caller's conversation and cause, whatever they are", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (correlationId, causationId) => {
        const store = inMemoryEventStore()
        await commandHandler(store)(roomAggregate, requestOf(closeRoom, { correlationId, causationId }))()
        expect((await eventsOf(store))[0]?.metadata).toMatchObject({ correlationId, causationId })
      }),
      { numRuns: 50 },
    )
  })

  it('takes the time of recording from the clock where the caller gives none', async () => {
    const store = inMemoryEventStore()
    const now = () => '2025-06-02T12:07:00.000Z' as Instant
    const { recordedAt: _, ...request } = requestOf(closeRoom)

    await commandHandler(store, { now })(roomAggregate, request)()

    expect((await eventsOf(store))[0]?.metadata).toMatchObject({ recordedAt: '2025-06-02T12:07:00.000Z' })
  })

  it('is not recorded where it would have happened after it is recorded', async () => {
    const store = inMemoryEventStore()
    const elevenAm = '2025-06-02T11:00:00.000Z' as Instant

    const handled = await commandHandler(store)(roomAggregate, requestOf(closeRoom, { recordedAt: elevenAm }))()

    expect(handled).toEqual(
      E.left({
        failure: 'OccurredAfterRecorded',
        stream: roomStream,
        type: 'RoomClosed',
        occurredAt: noon,
        recordedAt: elevenAm,
      }),
    )
    expect(await eventsOf(store)).toEqual([])
  })

  it.each([
    ['a number as text', { seats: '2', bookedAt: noon }, 'data.seats: expected PositiveInteger, got "2"'],
    ['no number at all', { bookedAt: noon }, 'data.seats: missing, expected PositiveInteger'],
    ['a fraction', { seats: 1.5, bookedAt: noon }, 'data.seats: expected PositiveInteger, got 1.5'],
    ['no time', { seats: 2 }, 'occurredAt: missing, expected Instant'],
    ['a time that is none', { seats: 2, bookedAt: 'yesterday' }, 'occurredAt: expected Instant, got "yesterday"'],
  ])(
    'is not recorded where it could not be read again: %s, from a caller without types',
    async (_what, data, error) => {
      const store = inMemoryEventStore()
      const command = { type: 'BookSeats', data } as unknown as RoomCommand

      const handled = await commandHandler(store)(roomAggregate, requestOf(command))()

      expect(handled).toMatchObject({
        left: { failure: 'EventUnreadable', stream: roomStream, type: 'SeatsBooked', because: { errors: [error] } },
      })
      expect(await eventsOf(store)).toEqual([])
      expect(await commandHandler(store)(roomAggregate, requestOf(bookSeats(2)))()).toMatchObject({ _tag: 'Right' })
    },
  )

  it('is not recorded where what is known of its sending could not be read again', async () => {
    const store = inMemoryEventStore()

    const handled = await commandHandler(store)(roomAggregate, requestOf(bookSeats(2), { channel: textOf('') }))()

    expect(handled).toMatchObject({
      left: { failure: 'EventUnreadable', because: { errors: ['channel: expected NonEmptyText, got ""'] } },
    })
    expect(await eventsOf(store)).toEqual([])
  })

  it('is recorded in the stream of its tenant, and says so', async () => {
    const store = inMemoryEventStore({ tenant: 'north' })

    const handled = await commandHandler(store, { tenant: textOf('north') })(roomAggregate, requestOf(closeRoom))()

    expect(handled).toMatchObject({ right: { outcome: 'recorded', stream: `north.room-${roomId}` } })
    expect((await eventsOf(store, `north.room-${roomId}`))[0]?.metadata).toMatchObject({ tenantId: 'north' })
  })
})

describe('a refused command', () => {
  it('gives the rejection and records nothing', async () => {
    const store = inMemoryEventStore()

    const handled = await commandHandler(store)(roomAggregate, requestOf(bookSeats(11)))()

    expect(handled).toEqual(
      E.left({ failure: 'CommandRejected', stream: roomStream, rejection: { reason: 'TooFewSeatsLeft', left: 10 } }),
    )
    expect(await eventsOf(store)).toEqual([])
  })
})

describe('a repeated command', () => {
  it('with the same id and content gives the recorded result without deciding', async () => {
    const store = inMemoryEventStore()
    const { aggregate, decided } = countingRoom()
    const handle = commandHandler(store)
    const first = await handle(aggregate, requestOf(bookSeats(10)))()
    await handle(aggregate, requestOf(closeRoom, { commandId: textOf('closing-1') }))()

    const again = await handle(
      aggregate,
      requestOf(bookSeats(10), { recordedAt: '2025-07-01T00:00:00.000Z' as Instant }),
    )()

    expect(again).toEqual(
      E.right({
        outcome: 'repeated',
        stream: roomStream,
        events: E.isRight(first) ? first.right.events : [],
        revision: 2,
        // Of its own last event, not of what was recorded since.
        position: { commit: 1, prepare: 1 },
      }),
    )
    expect(E.isRight(again) && again.right.events).toHaveLength(2)
    expect(decided).toEqual(['BookSeats', 'CloseRoom'])
    expect(await eventsOf(store)).toHaveLength(3)
  })

  it('gives the recorded result also where the caller pinned the revision it had then', async () => {
    const store = inMemoryEventStore()
    const handle = promised(commandHandler(store))
    const request = requestOf(bookSeats(1), { expectedRevision: 'no-stream' })
    await handle(roomAggregate, request)

    expect(await handle(roomAggregate, request)).toMatchObject({ outcome: 'repeated', revision: 0 })
  })

  it('with the same id and other content is refused', async () => {
    const store = inMemoryEventStore()
    const handle = commandHandler(store)
    await handle(roomAggregate, requestOf(bookSeats(1)))()

    expect(await handle(roomAggregate, requestOf(bookSeats(2)))()).toEqual(
      E.left({ failure: 'CommandIdReused', stream: roomStream, commandId: 'booking-1' }),
    )
    expect(await eventsOf(store)).toHaveLength(1)
  })

  it('is recognised whatever the order of the keys in its content', async () => {
    const store = inMemoryEventStore()
    const handle = promised(commandHandler(store))
    const { type, data } = closeRoom
    await handle(roomAggregate, requestOf({ type, data } as typeof closeRoom))

    expect(await handle(roomAggregate, requestOf({ data, type } as typeof closeRoom))).toMatchObject({
      outcome: 'repeated',
    })
  })

  it('with the same id on another aggregate is another command', async () => {
    const store = inMemoryEventStore()
    const handle = promised(commandHandler(store))
    await handle(roomAggregate, requestOf(bookSeats(1)))

    expect(await handle(roomAggregate, requestOf(bookSeats(2), { id: otherRoomId }))).toMatchObject({
      outcome: 'recorded',
    })
  })

  it('that recorded nothing is decided again', async () => {
    const store = inMemoryEventStore()
    const { aggregate, decided } = countingRoom()
    const handle = promised(commandHandler(store))
    await handle(aggregate, requestOf(closeRoom, { commandId: textOf('closing-1') }))

    const twice = [1, 2].map(() => handle(aggregate, requestOf(closeRoom, { commandId: textOf('closing-2') })))

    for (const handled of await Promise.all(twice)) {
      expect(handled).toEqual({ outcome: 'already-done', stream: roomStream, events: [], revision: 0 })
    }
    expect(decided).toEqual(['CloseRoom', 'CloseRoom', 'CloseRoom'])
    expect(await eventsOf(store)).toHaveLength(1)
  })
})

/** A store before whose first `times` appends somebody else books one seat. */
const withRival = (store: EventStore, times: number): EventStore & { readonly readFrom: ReadonlyArray<number> } => {
  const readFrom: Array<number> = []
  let booked = 0
  return {
    ...store,
    readFrom,
    readStream: (stream, read) => {
      readFrom.push(read?.from ?? 0)
      return store.readStream(stream, read)
    },
    append: (stream, events, expected) => async () => {
      if (booked < times) {
        booked += 1
        await commandHandler(store)(roomAggregate, requestOf(bookSeats(1), { commandId: textOf(`rival-${booked}`) }))()
      }
      return store.append(stream, events, expected)()
    },
  }
}

describe('a conflict', () => {
  it('is decided again on what the others wrote, reading only the tail', async () => {
    const memory = inMemoryEventStore()
    await commandHandler(memory)(roomAggregate, requestOf(bookSeats(2), { commandId: textOf('earlier') }))()
    const store = withRival(memory, 2)

    const handled = await promised(commandHandler(store))(roomAggregate, requestOf(bookSeats(6)))

    expect(handled).toMatchObject({ outcome: 'recorded', revision: 4 })
    expect((await eventsOf(memory)).map(({ type }) => type)).toEqual([
      'SeatsBooked',
      'SeatsBooked',
      'SeatsBooked',
      'SeatsBooked',
      'RoomFilled',
    ])
    expect(store.readFrom).toEqual([0, 1, 2])
  })

  it('is refused where the others left nothing', async () => {
    const store = withRival(inMemoryEventStore(), 1)

    expect(await promised(commandHandler(store))(roomAggregate, requestOf(bookSeats(10)))).toEqual({
      failure: 'CommandRejected',
      stream: roomStream,
      rejection: { reason: 'TooFewSeatsLeft', left: 9 },
    })
  })

  it('is handed to the caller after so many attempts', async () => {
    const store = withRival(inMemoryEventStore(), 9)

    expect(await promised(commandHandler(store, { attempts: 3 }))(roomAggregate, requestOf(bookSeats(1)))).toEqual({
      failure: 'StreamMovedOn',
      stream: roomStream,
      expected: 1,
      actual: 2,
    })
    expect(store.readFrom).toHaveLength(3)
  })

  it('is never retried where the caller pinned the revision', async () => {
    const memory = inMemoryEventStore()
    const store = withRival(memory, 1)
    const { aggregate, decided } = countingRoom()
    const request = requestOf(bookSeats(1), { expectedRevision: 'no-stream' })

    expect(await promised(commandHandler(store))(aggregate, request)).toEqual({
      failure: 'StreamMovedOn',
      stream: roomStream,
      expected: 'no-stream',
      actual: 0,
    })
    expect(decided).toHaveLength(1)
    expect(await eventsOf(memory)).toHaveLength(1)
  })

  it('is told without deciding where the stream had moved on before', async () => {
    const store = inMemoryEventStore()
    const { aggregate, decided } = countingRoom()
    await commandHandler(store)(roomAggregate, requestOf(bookSeats(1)))()
    const late = requestOf(bookSeats(1), { commandId: textOf('booking-2'), expectedRevision: 'no-stream' })

    expect(await promised(commandHandler(store))(aggregate, late)).toMatchObject({
      failure: 'StreamMovedOn',
      actual: 0,
    })
    expect(decided).toEqual([])
  })
})

/** A store that does not tell what became of its first `times` appends; whether it wrote them, `wrote` says. */
const withSilence = (store: EventStore, times: number, wrote: boolean): EventStore => {
  let silent = 0
  return {
    ...store,
    append: (stream, events, expected) => async () => {
      if (silent >= times) return store.append(stream, events, expected)()
      silent += 1
      if (wrote) await store.append(stream, events, expected)()
      const eventIds = events.map(({ metadata }) => metadata.eventId)
      return E.left({ failure: 'OutcomeUnknown', stream, eventIds, why: 'the connection was lost' })
    },
  }
}

describe('an append whose outcome is unknown', () => {
  it('is found by its event ids where it was written, and written once', async () => {
    const memory = inMemoryEventStore()
    const { aggregate, decided } = countingRoom()

    const handled = await promised(commandHandler(withSilence(memory, 1, true)))(aggregate, requestOf(bookSeats(10)))

    expect(handled).toMatchObject({ outcome: 'recorded', events: [{ revision: 0 }, { revision: 1 }], revision: 1 })
    expect(await eventsOf(memory)).toHaveLength(2)
    expect(decided).toHaveLength(1)
  })

  it('is repeated with the same ids where it was not written', async () => {
    const memory = inMemoryEventStore()

    const handled = await promised(commandHandler(withSilence(memory, 1, false)))(
      roomAggregate,
      requestOf(bookSeats(1)),
    )

    expect(handled).toMatchObject({ outcome: 'recorded', revision: 0 })
    expect((await eventsOf(memory)).map(({ metadata }) => metadata)).toEqual([
      expect.objectContaining({ eventId: eventIdOf(roomStream, 'booking-1', 0) }),
    ])
  })

  it('stays unknown, and is said to be, where the store never tells', async () => {
    const store = withSilence(inMemoryEventStore(), 99, false)

    expect(await promised(commandHandler(store, { attempts: 3 }))(roomAggregate, requestOf(bookSeats(1)))).toEqual({
      failure: 'OutcomeUnknown',
      stream: roomStream,
      eventIds: [eventIdOf(roomStream, 'booking-1', 0)],
      why: 'the connection was lost',
    })
  })

  it('stays unknown where the store can not be asked any more', async () => {
    const silent = withSilence(inMemoryEventStore(), 1, true)
    let reads = 0
    const store: EventStore = {
      ...silent,
      readStream: (stream, read) => {
        reads += 1
        return reads === 1
          ? silent.readStream(stream, read)
          : TE.left({ failure: 'StoreUnavailable', cause: 'unreachable', why: 'gone' })
      },
    }

    expect(await promised(commandHandler(store))(roomAggregate, requestOf(bookSeats(1)))).toMatchObject({
      failure: 'OutcomeUnknown',
    })
  })

  it('is decided again where others wrote in its place', async () => {
    const memory = inMemoryEventStore()
    const store = withSilence(withRival(memory, 1), 1, false)
    const rival: EventStore = {
      ...store,
      append: (stream, events, expected) => async () => {
        const outcome = await store.append(stream, events, expected)()
        if (E.isLeft(outcome)) {
          await commandHandler(memory)(roomAggregate, requestOf(bookSeats(9), { commandId: textOf('rival') }))()
        }
        return outcome
      },
    }

    expect(await promised(commandHandler(rival))(roomAggregate, requestOf(bookSeats(2)))).toEqual({
      failure: 'CommandRejected',
      stream: roomStream,
      rejection: { reason: 'TooFewSeatsLeft', left: 1 },
    })
  })
})

describe('a history that can not be read', () => {
  it('fails the command at the event at fault', async () => {
    const store = inMemoryEventStore()
    await commandHandler(store)(roomAggregate, requestOf(bookSeats(1)))()
    const [first] = await eventsOf(store)
    const metadata = { ...(first?.metadata as object), eventId: eventIdOf(roomStream, 'elsewhere', 0) }
    await store.append(roomStream, [{ type: 'SeatsPainted', data: {}, metadata: metadata as never }], 0)()

    const handled = await promised(commandHandler(store))(
      roomAggregate,
      requestOf(closeRoom, { commandId: textOf('closing-1') }),
    )

    expect(handled).toMatchObject({
      failure: 'HistoryUnreadable',
      stream: roomStream,
      revision: 1,
      because: { failure: 'UnknownEventType' },
    })
  })
})

describe('many senders on one aggregate, through a store that fails in every way', () => {
  it('book each seat once: what is acknowledged is recorded, what is refused is not', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ seats: fc.integer({ min: 1, max: 4 }), sends: fc.integer({ min: 1, max: 3 }) }), {
          minLength: 2,
          maxLength: 6,
        }),
        fc.array(fc.constantFrom('works', 'silent, written', 'silent, not written', 'unavailable'), { maxLength: 12 }),
        async (bookings, faults) => {
          const memory = inMemoryEventStore()
          const ahead = [...faults]
          const store: EventStore = {
            ...memory,
            append: (stream, events, expected) => async () => {
              const fault = ahead.shift() ?? 'works'
              if (fault === 'works') return memory.append(stream, events, expected)()
              if (fault === 'unavailable') {
                return E.left({ failure: 'StoreUnavailable', cause: 'unreachable', why: 'the node restarts' })
              }
              if (fault === 'silent, written') await memory.append(stream, events, expected)()
              return E.left({ failure: 'OutcomeUnknown', stream, eventIds: [], why: 'no answer' })
            },
          }
          const handle = promised(commandHandler(store, { attempts: 20 }))
          const sent = bookings.flatMap(({ seats, sends }, index) =>
            Array.from({ length: sends }, async () => ({
              commandId: `booking-${index}`,
              seats,
              handled: await handle(
                roomAggregate,
                requestOf(bookSeats(seats), { commandId: textOf(`booking-${index}`) }),
              ),
            })),
          )
          const answers = await Promise.all(sent)

          const recorded = (await eventsOf(memory)).filter(({ type }) => type === 'SeatsBooked')
          const commandIds = recorded.map(({ metadata }) => (metadata as { commandId: string }).commandId)
          expect(new Set(commandIds).size).toBe(commandIds.length)
          const seats = recorded.map(({ data }) => (data as Extract<RoomEvent, { type: 'SeatsBooked' }>['data']).seats)
          expect(seats.reduce<number>((sum, taken) => sum + taken, 0)).toBeLessThanOrEqual(10)
          for (const { commandId, handled } of answers) {
            if ('outcome' in handled) expect(commandIds).toContain(commandId)
            else if (handled.failure === 'CommandRejected') expect(commandIds).not.toContain(commandId)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})
