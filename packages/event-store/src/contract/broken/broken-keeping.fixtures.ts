import * as E from 'fp-ts/lib/Either.js'
import type { EventToAppend, RecordedEvent } from '../../event.js'
import { inMemoryEventStore } from '../../in-memory/in-memory-event-store.js'
import { InMemoryEvents } from '../../in-memory/in-memory-events.js'
import { partsOfStreamName } from '../../stream-name.js'
import { streamOf, uuid } from '../sample-events.js'
import { appendedAs, type BrokenStore, eventIdOf, LIMIT_BYTES, readAs, withEventId } from './breaking.fixtures.js'

const withData = (change: (data: unknown) => unknown) => appendedAs((event) => ({ ...event, data: change(event.data) }))

/** What JSON makes of a value, in the most careless way. */
const careless = (value: unknown): unknown => {
  const plain = (_key: string, inner: unknown): unknown => (typeof inner === 'bigint' ? String(inner) : inner)
  try {
    return value === undefined || typeof value === 'function' ? null : JSON.parse(JSON.stringify(value, plain))
  } catch {
    return '[Circular]'
  }
}

const sortedKeys = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)))
    : value

export const brokenKeeping: ReadonlyArray<BrokenStore> = [
  {
    does: 'takes an append that holds one event id twice',
    fails: ['refuses an append that holds one event id twice', 'behaves like a list of events'],
    breaking:
      () =>
      ({ append }) => ({
        append: (stream, events, expected) => {
          const seen = new Set<string>()
          const twice = events.map((event, index) => {
            if (!seen.has(eventIdOf(event))) {
              seen.add(eventIdOf(event))
              return event
            }
            return withEventId(event, uuid(7000 + index))
          })
          return append(stream, twice, expected)
        },
      }),
  },
  {
    does: 'takes an event without an id, and gives it one',
    fails: ['refuses an event without an id, which it could not know again'],
    breaking: () => {
      let given = 8000
      return appendedAs((event) => {
        if (eventIdOf(event)) return event
        given += 1
        return withEventId(event, uuid(given))
      })
    },
  },
  {
    does: 'writes of data that is not JSON what is left of it',
    fails: ['refuses data that is not JSON', 'refuses metadata that is not JSON'],
    breaking: () =>
      appendedAs((event) => ({
        ...event,
        data: careless(event.data),
        metadata: careless(event.metadata) as EventToAppend['metadata'],
      })),
  },
  {
    does: 'tells the wrong event of those that are not JSON',
    fails: ['refuses data that is not JSON'],
    breaking:
      () =>
      ({ append }) => ({
        append: (stream, events, expected) => async () => {
          const outcome = await append(stream, events, expected)()
          return E.isLeft(outcome) && outcome.left.failure === 'EventNotSerializable'
            ? E.left({ ...outcome.left, index: outcome.left.index + 1 })
            : outcome
        },
      }),
  },
  {
    does: 'throws where data is not JSON',
    fails: ['refuses data that is not JSON'],
    breaking:
      () =>
      ({ append }) => ({
        append: (stream, events, expected) => async () => {
          try {
            JSON.stringify(events)
          } catch {
            throw new Error('the events are not JSON')
          }
          return append(stream, events, expected)()
        },
      }),
  },
  {
    does: 'takes streams by any name',
    fails: ['refuses streams whose names are reserved or not in the form'],
    breaking:
      () =>
      ({ append, readStream }) => {
        const allowed = (name: string): string => (partsOfStreamName(name) === undefined ? streamOf(1) : name)
        return {
          append: (stream, events, expected) => append(allowed(stream), events, expected),
          readStream: (stream, read) => readStream(allowed(stream), read),
        }
      },
  },
  {
    does: 'takes events of types that start with $',
    fails: ['refuses event types that are reserved, empty or unwritable'],
    breaking: () => appendedAs((event) => ({ ...event, type: event.type.replace(/^\$/, 'system:') })),
  },
  {
    does: 'takes events of an empty type',
    fails: ['refuses event types that are reserved, empty or unwritable'],
    breaking: () => appendedAs((event) => ({ ...event, type: event.type.trim() === '' ? 'Untyped' : event.type })),
  },
  {
    does: 'takes a revision that is none for any',
    fails: ['refuses to expect what is no revision'],
    breaking:
      () =>
      ({ append }) => ({
        append: (stream, events, expected) =>
          append(
            stream,
            events,
            typeof expected === 'number' && !(expected >= 0 && expected % 1 === 0) ? 'any' : expected,
          ),
      }),
  },
  {
    does: 'has no limit though it says that it has one',
    fails: ['refuses an append larger than the store takes whole'],
    breaking:
      () =>
      (_sound, { openSound, tenant }) => {
        const { append } = openSound(tenant === undefined ? {} : { tenant })
        return { append }
      },
  },
  {
    does: 'cuts an append in two that is too large, and writes what fits',
    fails: ['refuses an append larger than the store takes whole'],
    breaking:
      () =>
      ({ append }) => ({
        append: (stream, events, expected) => async () => {
          const outcome = await append(stream, events, expected)()
          return E.isLeft(outcome) && outcome.left.failure === 'AppendTooLarge' && events.length > 1
            ? append(stream, events.slice(0, events.length / 2), expected)()
            : outcome
        },
      }),
  },
  {
    does: 'sorts the keys of the data',
    fails: ['reads back type, data and metadata exactly as they were written'],
    breaking: () => withData(sortedKeys),
  },
  {
    does: 'rounds numbers',
    fails: ['reads back type, data and metadata exactly as they were written'],
    breaking: () =>
      withData((data) =>
        Array.isArray(data)
          ? data.map((item) => (typeof item === 'number' ? Math.fround(item) : (item as unknown)))
          : data,
      ),
  },
  {
    does: 'composes the characters of texts',
    fails: ['reads back type, data and metadata exactly as they were written'],
    breaking: () =>
      withData((data) =>
        Array.isArray(data)
          ? data.map((item) => (typeof item === 'string' ? item.normalize() : (item as unknown)))
          : data,
      ),
  },
  {
    does: 'keeps of the metadata what it knows',
    fails: ['keeps fields of the metadata that it does not know'],
    breaking: () =>
      appendedAs((event) => {
        const { traceparent: _traceparent, ...metadata } = event.metadata as EventToAppend['metadata'] & {
          traceparent?: string
        }
        return { ...event, metadata }
      }),
  },
  {
    does: 'reads a field back that was undefined, as null',
    fails: ['writes what JSON writes'],
    breaking: () =>
      withData((data) =>
        typeof data === 'object' && data !== null && !Array.isArray(data)
          ? Object.fromEntries(Object.entries(data).map(([key, value]) => [key, (value ?? null) as unknown]))
          : data,
      ),
  },
  {
    does: 'compares types without regard to case',
    fails: ['takes any writable text for the type of an event', 'behaves like a list of events'],
    breaking: () => appendedAs((event) => ({ ...event, type: event.type.toLowerCase() })),
  },
  {
    does: 'keeps what the caller handed over, not a copy',
    fails: ['keeps what was appended, whatever the caller does with it afterwards'],
    breaking: () => {
      const handedOver = new Map<string, EventToAppend>()
      return (sound, behind) => ({
        ...readAs((read) => ({ ...read, ...handedOver.get(eventIdOf(read)) }))(sound, behind),
        append: (stream, events, expected) => {
          for (const event of events) handedOver.set(eventIdOf(event), event)
          return sound.append(stream, events, expected)
        },
      })
    },
  },
  {
    does: 'hands out what it keeps, not a copy',
    fails: ['keeps what was read, whatever a reader does with it'],
    breaking: () => {
      const kept = new Map<string, RecordedEvent>()
      return readAs((read) => {
        const own = kept.get(eventIdOf(read)) ?? structuredClone(read)
        kept.set(eventIdOf(read), own)
        return own
      })
    },
  },
  {
    does: 'cuts texts off after 65,535 characters',
    fails: ['keeps an event of several hundred thousand bytes whole'],
    breaking: () =>
      withData((data) =>
        typeof data === 'object' && data !== null && 'text' in data && typeof data.text === 'string'
          ? { ...data, text: data.text.slice(0, 65_535) }
          : data,
      ),
  },
  {
    does: 'forgets everything when it is closed',
    fails: [
      'keeps everything when it is closed and opened again',
      'recognises an append sent again through another handle',
    ],
    breaking: () => {
      let memory = new InMemoryEvents()
      return (_sound, { tenant }) => {
        const own = inMemoryEventStore({
          events: memory,
          appendLimitBytes: LIMIT_BYTES,
          ...(tenant === undefined ? {} : { tenant }),
        })
        return {
          ...own,
          close: async () => {
            memory = new InMemoryEvents()
            await own.close()
          },
        }
      }
    },
  },
]
