import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { EventToAppend } from '../../event.js'
import type { EventStore } from '../../event-store.js'
import { type BrokenStore, eventIdOf, withoutRecognising } from './breaking.fixtures.js'

const idsIn = async (store: EventStore, stream: string): Promise<ReadonlyArray<string>> => {
  const slice = await store.readStream(stream)()
  return E.isRight(slice) ? slice.right.events.map(eventIdOf) : []
}

export const brokenRepeats: ReadonlyArray<BrokenStore> = [
  {
    does: 'writes a repeated append a second time',
    fails: [
      'gives an append sent again at any its first result',
      'gives an append sent again at stream-exists its first result',
      'refuses event ids that the stream holds at any other expectation',
      'writes an append once that is sent many times at once',
      'behaves like a list of events',
    ],
    breaking: withoutRecognising,
  },
  {
    does: 'takes every repeat for a conflict',
    fails: [
      'gives an append sent again at no-stream its first result',
      'gives an append sent again at the same revision its first result',
      'gives an append sent again at any its first result',
    ],
    breaking: () => (sound) => ({
      append: (stream, events, expected) => async () => {
        const known = await idsIn(sound, stream)
        return events.some((one) => known.includes(eventIdOf(one)))
          ? E.left({
              failure: 'StreamMovedOn',
              stream,
              expected,
              actual: known.length === 0 ? ('no-stream' as const) : known.length - 1,
            })
          : sound.append(stream, events, expected)()
      },
    }),
  },
  {
    does: 'tells, of a repeat, the last revision of the stream',
    fails: [
      'gives an append sent again at no-stream its first result',
      'gives an append sent again at the same revision its first result',
      'gives an append sent again at stream-exists its first result',
      'gives an append sent again at any its first result',
    ],
    breaking: () => (sound) => ({
      append: (stream, events, expected) => async () => {
        const outcome = await sound.append(stream, events, expected)()
        const last = (await idsIn(sound, stream)).length - 1
        return E.isRight(outcome) && events.length > 0 ? E.right({ ...outcome.right, revision: last }) : outcome
      },
    }),
  },
  {
    does: 'recognises a repeat whatever it expects',
    fails: ['refuses event ids that the stream holds at any other expectation', 'behaves like a list of events'],
    breaking: () => (sound) => ({
      append: (stream, events, expected) => async () => {
        const known = await idsIn(sound, stream)
        const isKnown = events.length > 0 && events.every((one) => known.includes(eventIdOf(one)))
        return sound.append(stream, events, isKnown ? 'any' : expected)()
      },
    }),
  },
  {
    does: 'writes, of an append some of whose events are there, the others',
    fails: ['refuses an append only some of whose event ids the stream holds', 'behaves like a list of events'],
    breaking: () => (sound) => ({
      append: (stream, events, expected) => async () => {
        const known = await idsIn(sound, stream)
        const unknown = events.filter((one) => !known.includes(eventIdOf(one)))
        return sound.append(stream, unknown.length === 0 ? events : unknown, expected)()
      },
    }),
  },
  {
    does: 'recognises event ids across streams',
    fails: ['takes the same event ids in another stream for other events', 'behaves like a list of events'],
    breaking: () => {
      const first = new Map<string, string>()
      return ({ append }) => ({
        append: (stream, events, expected) => {
          const one = events[0] === undefined ? undefined : first.get(eventIdOf(events[0]))
          if (one !== undefined && one !== stream) return TE.right({ revision: events.length - 1 })
          for (const taken of events) first.set(eventIdOf(taken), stream)
          return append(stream, events, expected)
        },
      })
    },
    patienceMs: 250,
  },
  {
    does: 'recognises repeats by what this handle has appended',
    fails: ['recognises an append sent again through another handle'],
    breaking: () => {
      const unrecognising = withoutRecognising()
      return (sound, behind) => {
        const forgetful = { ...sound, ...unrecognising(sound, behind) }
        const own = new Map<string, ReturnType<EventStore['append']>>()
        return {
          ...forgetful,
          append: (stream, events: ReadonlyArray<EventToAppend>, expected) => {
            const key = JSON.stringify([stream, events.map(eventIdOf), expected])
            const before = own.get(key)
            if (before !== undefined) return before
            const appending = forgetful.append(stream, events, expected)()
            own.set(key, () => appending)
            return () => appending
          },
        }
      }
    },
  },
]
