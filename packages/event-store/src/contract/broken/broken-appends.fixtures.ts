import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { RecordedEvent } from '../../event.js'
import type { EventStore } from '../../event-store.js'
import type { ExpectedRevision } from '../../expected-revision.js'
import { event, streamOf } from '../sample-events.js'
import { type BrokenStore, readAs, withoutRecognising } from './breaking.fixtures.js'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Appends at the expectation that `change` makes of the caller's. */
const expecting =
  (change: (expected: ExpectedRevision) => ExpectedRevision) =>
  (): ((sound: EventStore) => Partial<EventStore>) =>
  ({ append }) => ({ append: (stream, events, expected) => append(stream, events, change(expected)) })

export const brokenAppends: ReadonlyArray<BrokenStore> = [
  {
    does: 'numbers a stream from 1',
    fails: ['numbers the events of each stream from 0', 'behaves like a list of events'],
    breaking: () => readAs((read) => ({ ...read, revision: read.revision + 1 })),
  },
  {
    does: 'tells the revision of the first event of an append, not of the last',
    fails: ['tells the revision and the position of the last event', 'behaves like a list of events'],
    breaking:
      () =>
      ({ append }) => ({
        append: (stream, events, expected) =>
          pipe(
            append(stream, events, expected),
            TE.map((appended) => ({ ...appended, revision: Number(appended.revision) - events.length + 1 })),
          ),
      }),
  },
  {
    does: 'gives the events of one append the same position',
    fails: ['gives every event a later position than the one before'],
    breaking: () =>
      readAs((read) => {
        const place = Math.floor(read.position.commit / 2)
        return { ...read, position: { commit: place, prepare: place } }
      }),
  },
  {
    does: 'gives positions as BigInts',
    fails: ['gives every event a later position than the one before'],
    breaking: () =>
      readAs((read) => {
        const place = BigInt(read.position.commit) as unknown as number
        return { ...read, position: { commit: place, prepare: place } }
      }),
  },
  {
    does: 'checks the name and the expectation of an append of no events',
    fails: ['takes an append of no events for nothing to do'],
    breaking:
      () =>
      ({ append, readStream }) => ({
        append: (stream, events, expected) =>
          events.length > 0
            ? append(stream, events, expected)
            : pipe(
                readStream(stream),
                TE.map(() => ({ revision: 'nothing-appended' as const })),
              ),
      }),
  },
  {
    does: 'creates the stream for an append of no events',
    fails: ['takes an append of no events for nothing to do', 'behaves like a list of events'],
    breaking: () => (sound) => ({
      append: (stream, events, expected) =>
        events.length > 0
          ? sound.append(stream, events, expected)
          : async () => {
              await sound.append(stream, [event(0xdead, 'StreamCreated')], 'no-stream')()
              return sound.append(stream, [], expected)()
            },
    }),
  },
  {
    does: 'uses up positions for appends that it refuses',
    fails: ['uses up no position for an append that it refuses'],
    breaking: () => {
      let burnt = 0
      const burntBefore = new Map<number, number>()
      return (sound, behind) => {
        const places = readAs((read) => {
          const place = read.position.commit + (burntBefore.get(read.position.commit) ?? 0)
          return { ...read, position: { commit: place, prepare: place } }
        })(sound, behind)
        return {
          ...places,
          append: (stream, events, expected) => async () => {
            const before = behind.memory.all.length
            const outcome = await sound.append(stream, events, expected)()
            if (E.isLeft(outcome)) burnt += events.length
            for (let place = before; place < behind.memory.all.length; place += 1) burntBefore.set(place, burnt)
            return outcome
          },
        }
      }
    },
  },
  {
    does: 'never compares the expected revision with the stream',
    fails: [
      'refuses an append that expects an earlier or a later revision',
      'refuses an append that expects a revision of a stream that does not exist',
      'appends at no-stream only where there is no stream',
      'appends at stream-exists only where there is a stream',
      'tells, where the stream moved on',
      'lets exactly one of several writers append at one revision',
      'behaves like a list of events',
    ],
    breaking: expecting((expected) => (Number(expected) < 0 ? expected : 'any')),
  },
  {
    does: 'is off by one in the revision that is expected',
    fails: [
      'appends at the revision that is expected',
      'numbers the events of each stream',
      'loses no append of writers',
    ],
    breaking: expecting((expected) => (typeof expected === 'number' ? expected + 1 : expected)),
  },
  {
    does: 'takes any for stream-exists',
    fails: ['appends at any whether or not there is a stream', 'gives an append sent again at any its first result'],
    breaking: expecting((expected) => (expected === 'any' ? 'stream-exists' : expected)),
  },
  {
    does: 'takes stream-exists for any',
    fails: ['appends at stream-exists only where there is a stream'],
    breaking: expecting((expected) => (expected === 'stream-exists' ? 'any' : expected)),
  },
  {
    does: 'tells, where the stream moved on, the expected revision as the actual one',
    fails: ['tells, where the stream moved on', 'behaves like a list of events'],
    breaking:
      () =>
      ({ append }) => ({
        append: (stream, events, expected) =>
          pipe(
            append(stream, events, expected),
            TE.mapLeft((failure) =>
              failure.failure === 'StreamMovedOn'
                ? { ...failure, actual: typeof expected === 'number' ? expected : ('no-stream' as const) }
                : failure,
            ),
          ),
      }),
  },
  {
    does: 'tells NaN of a stream that does not exist',
    fails: ['tells, where the stream moved on'],
    breaking:
      () =>
      ({ append }) => ({
        append: (stream, events, expected) =>
          pipe(
            append(stream, events, expected),
            TE.mapLeft((failure) =>
              failure.failure === 'StreamMovedOn' ? { ...failure, actual: Number(failure.actual) } : failure,
            ),
          ),
      }),
  },
  {
    does: 'looks at the stream, and appends a moment later whatever others did meanwhile',
    fails: [
      'lets exactly one of several writers append at one revision',
      'loses no append of writers that append where they read the end',
      'writes an append once that is sent many times at once',
    ],
    breaking: () => {
      const unrecognising = withoutRecognising()
      return (sound, behind) => {
        const late = { ...sound, ...unrecognising(sound, behind) }
        return {
          ...late,
          append: (stream, events, expected) => async () => {
            const slice = await sound.readStream(stream, { direction: 'backwards', maxCount: 1 })()
            const last = E.isRight(slice) ? slice.right.lastRevision : 'no-stream'
            await turn()
            await turn()
            return late.append(stream, events, expected === last ? 'any' : expected)()
          },
        }
      }
    },
  },
  {
    does: 'writes the events of an append one by one',
    fails: ['keeps the events of each append together in their stream'],
    breaking:
      () =>
      ({ append }) => ({
        append: (stream, events, expected) =>
          events.length < 2
            ? append(stream, events, expected)
            : async () => {
                let outcome = await append(stream, events.slice(0, 1), expected)()
                for (const one of events.slice(1)) {
                  await turn()
                  if (E.isRight(outcome)) outcome = await append(stream, [one], 'any')()
                }
                return outcome
              },
      }),
  },
  {
    does: 'refuses what comes while more than a hundred appends are on their way',
    fails: ['carries out a thousand appends that are sent at once'],
    breaking: () => {
      let onTheirWay = 0
      return ({ append }) => ({
        append: (stream, events, expected) => async () => {
          onTheirWay += 1
          await turn()
          const isTooMuch = onTheirWay > 100
          onTheirWay -= 1
          return isTooMuch
            ? E.left({ failure: 'StoreUnavailable', cause: 'failed', why: 'RESOURCE_EXHAUSTED' })
            : append(stream, events, expected)()
        },
      })
    },
  },
  {
    does: 'leaves behind the first event of an append that it refuses',
    fails: [
      'refuses data that is not JSON',
      'refuses an append that holds one event id twice',
      'refuses event types that are reserved',
    ],
    breaking:
      () =>
      ({ append }) => ({
        append: (stream, events, expected) => async () => {
          const outcome = await append(stream, events, expected)()
          if (E.isLeft(outcome) && events.length > 1) await append(stream, events.slice(0, 1), expected)()
          return outcome
        },
      }),
  },
  {
    does: 'shows later commits first, as a sequence does that is drawn before the commit',
    fails: ['shows readers each event once in the order of the positions'],
    breaking: () => {
      // Every seventh event is not visible until four more were written after it.
      const isHidden = ({ position }: RecordedEvent, count: number): boolean =>
        position.commit % 7 === 3 && count - position.commit <= 4
      return (sound, { memory }) => ({
        readAll: (read) =>
          pipe(
            sound.readAll(read),
            TE.map((page) => ({ ...page, events: page.events.filter((shown) => !isHidden(shown, memory.all.length)) })),
          ),
      })
    },
  },
  {
    does: 'writes to the stream that has the next id',
    fails: ['reads only the stream that was asked for', 'reads back type, data and metadata'],
    breaking:
      () =>
      ({ append }) => ({
        append: (stream, events, expected) => append(stream === streamOf(1) ? streamOf(2) : stream, events, expected),
      }),
  },
]
