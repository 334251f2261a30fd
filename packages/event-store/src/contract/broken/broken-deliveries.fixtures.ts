import type { Delivery } from '../../subscription.js'
import { type BrokenStore, delivered, delivering, eventIdOf, readAs } from './breaking.fixtures.js'

/** Each of the ways of following that the contract tries. */
export const everyWay = (sentence: (what: string) => string): ReadonlyArray<string> =>
  ['all', 'a category', 'a stream', 'some types', 'some categories', 'types of categories'].map(sentence)

const fromTheBeginning = everyWay((what) => `delivers ${what} from the beginning`)
const fromTheEnd = everyWay((what) => `delivers ${what} from the end`)

/** For stores that leave readers waiting: long enough for what comes, if it comes. */
const SOON_MS = 250

export const brokenDeliveries: ReadonlyArray<BrokenStore> = [
  {
    does: 'ends a subscription, without a word, when it has caught up',
    fails: [...fromTheBeginning, ...fromTheEnd, 'waits for a stream that does not exist yet'],
    breaking:
      () =>
      ({ subscribe }) => ({
        subscribe: (start) => {
          const inner = subscribe(start)
          async function* untilCaughtUp(): AsyncGenerator<Delivery, void, undefined> {
            for await (const delivery of inner) {
              yield delivery
              if (delivery.kind === 'caught-up') return
            }
          }
          return { ...inner, [Symbol.asyncIterator]: untilCaughtUp }
        },
      }),
  },
  {
    does: 'delivers the first event after it caught up twice',
    fails: [...fromTheBeginning, ...fromTheEnd, 'behaves like a list of events'],
    breaking: () =>
      delivered(() => {
        let isFirst = false
        return (delivery) => {
          const twice = isFirst && delivery.kind === 'event'
          if (delivery.kind !== 'checkpoint') isFirst = delivery.kind === 'caught-up'
          return twice ? [delivery, delivery] : [delivery]
        }
      }),
  },
  {
    does: 'says again and again that the end was reached',
    fails: [...fromTheBeginning, ...fromTheEnd],
    breaking: () => delivered(() => (delivery) => (delivery.kind === 'caught-up' ? [delivery, delivery] : [delivery])),
  },
  {
    does: 'begins at the beginning where it is to begin at the end',
    fails: [...fromTheEnd, 'behaves like a list of events'],
    breaking:
      () =>
      ({ subscribe }) => ({
        subscribe: (start) => subscribe({ ...start, after: start.after === 'end' ? 'beginning' : start.after }),
      }),
  },
  {
    does: 'follows everything where it is to follow one stream',
    fails: [
      'delivers a stream from the beginning',
      'delivers a stream from the end',
      'waits for a stream that does not exist yet',
      'gives with each event the checkpoint of the place',
    ],
    breaking:
      () =>
      ({ subscribe }) => ({
        subscribe: (start) => subscribe(start.to === 'stream' ? { to: 'all', after: start.after } : start),
      }),
  },
  {
    does: 'follows everything where it is to follow a category',
    fails: ['delivers a category from the beginning', 'delivers a category from the end'],
    breaking:
      () =>
      ({ subscribe }) => ({
        subscribe: (start) => subscribe(start.to === 'category' ? { to: 'all', after: start.after } : start),
      }),
  },
  {
    does: 'forgets the filter of a subscription',
    fails: [
      'delivers some types from the beginning',
      'delivers some categories from the end',
      'delivers types of categories from the beginning',
    ],
    breaking:
      () =>
      ({ subscribe }) => ({
        subscribe: (start) => subscribe(start.to === 'all' ? { to: 'all', after: start.after } : start),
      }),
  },
  {
    does: 'delivers events without their metadata',
    fails: ['delivers events as they are read'],
    breaking: () => (sound, behind) => {
      const { subscribe } = readAs(({ metadata, ...event }) => ({
        ...event,
        metadata: { eventId: eventIdOf({ metadata }) },
      }))(sound, behind)
      return subscribe === undefined ? {} : { subscribe }
    },
  },
  {
    does: 'says that the end was reached before it delivers anything',
    fails: ['says that the end was reached only when everything that was there is delivered'],
    breaking: () =>
      delivered(() => {
        let first = true
        return (delivery) => {
          const before: ReadonlyArray<Delivery> = first ? [{ kind: 'caught-up' }] : []
          first = false
          return [...before, delivery]
        }
      }),
  },
  {
    does: 'never says that the end was reached',
    fails: ['reaches the end of an empty store at once', 'says that the end was reached only when'],
    breaking: () => delivered(() => (delivery) => (delivery.kind === 'caught-up' ? [] : [delivery])),
    patienceMs: SOON_MS,
  },
  {
    does: 'is live before it begins',
    fails: ['reaches the end of an empty store at once, and is catching up before'],
    breaking:
      () =>
      ({ subscribe }) => ({
        subscribe: (start) => {
          const inner = subscribe(start)
          return {
            ...inner,
            state: () => (inner.state().status === 'catching-up' ? { status: 'live' } : inner.state()),
          }
        },
      }),
  },
  {
    does: 'stays at catching up for ever',
    fails: ['says that the end was reached only when everything that was there is delivered, and is live then'],
    breaking:
      () =>
      ({ subscribe }) => ({
        subscribe: (start) => {
          const inner = subscribe(start)
          return {
            ...inner,
            state: () => (inner.state().status === 'live' ? { status: 'catching-up' } : inner.state()),
          }
        },
      }),
  },
  {
    does: 'finds nothing in a stream that came to be after it began to follow it',
    fails: ['waits for a stream that does not exist yet'],
    breaking:
      () =>
      ({ subscribe }, { memory }) => ({
        subscribe: (start) => {
          const exists = start.to !== 'stream' || memory.stream(start.stream) !== undefined
          return delivering(subscribe(start), (delivery) => (exists || delivery.kind !== 'event' ? [delivery] : []))
        },
      }),
    patienceMs: SOON_MS,
  },
  {
    does: 'shares the events out among its subscriptions',
    fails: ['delivers everything to each of several subscriptions'],
    breaking: () => {
      const taken = new Set<unknown>()
      return delivered(() => (delivery) => {
        if (delivery.kind !== 'event') return [delivery]
        const isTaken = taken.has(delivery.event)
        taken.add(delivery.event)
        return isTaken ? [] : [delivery]
      })
    },
    patienceMs: SOON_MS,
  },
  {
    does: 'delivers, once it is live, what its own handle has appended',
    fails: ['delivers what is appended through another handle'],
    breaking: () => (sound) => {
      const own = new Set<string>()
      return {
        append: (stream, events, expected) => {
          for (const event of events) own.add(eventIdOf(event))
          return sound.append(stream, events, expected)
        },
        subscribe: (start) => {
          let live = false
          return delivering(sound.subscribe(start), (delivery) => {
            live ||= delivery.kind === 'caught-up'
            return live && delivery.kind === 'event' && !own.has(eventIdOf(delivery.event)) ? [] : [delivery]
          })
        },
      }
    },
    patienceMs: SOON_MS,
  },
  {
    does: 'loses an event where one page of a thousand ends and the next begins',
    fails: ['catches up over some thousand events'],
    breaking: () =>
      delivered(() => {
        let count = 0
        return (delivery) => {
          if (delivery.kind === 'event') count += 1
          return delivery.kind === 'event' && count % 1000 === 0 ? [] : [delivery]
        }
      }),
    patienceMs: 3000,
  },
  {
    does: 'drops events that come while the reader is slow',
    fails: ['keeps what a slow reader has not asked for yet'],
    breaking:
      () =>
      (sound, { memory }) => ({
        subscribe: (start) => {
          const inner = sound.subscribe(start)
          let known = memory.all.length
          let lost = 0
          const changed = delivering(inner, (delivery) => {
            if (delivery.kind === 'caught-up') known = memory.all.length
            if (delivery.kind !== 'event' || delivery.event.position.commit < known) return [delivery]
            lost += 1
            return lost > 2 ? [delivery] : []
          })
          return changed
        },
      }),
    patienceMs: SOON_MS,
  },
  {
    does: 'gives everyone who asks at once the same delivery',
    fails: ['hands out one delivery at a time'],
    breaking:
      () =>
      ({ subscribe }) => ({
        subscribe: (start) => {
          const inner = subscribe(start)
          return {
            ...inner,
            [Symbol.asyncIterator]: () => {
              const iterator = inner[Symbol.asyncIterator]()
              let coming: Promise<IteratorResult<Delivery>> | undefined
              return {
                ...iterator,
                next: () => {
                  coming ??= iterator.next().finally(() => {
                    coming = undefined
                  })
                  return coming
                },
              }
            },
          }
        },
      }),
  },
  {
    does: 'follows what cannot be, for ever',
    fails: ['refuses to follow streams and categories that cannot be'],
    breaking:
      () =>
      ({ subscribe }) => ({
        subscribe: (start) => {
          const inner = subscribe(start)
          const state = inner.state()
          const isRefused = state.status === 'stopped' && typeof state.because === 'object'
          return isRefused ? subscribe({ to: 'all', filter: { types: [] }, after: start.after }) : inner
        },
      }),
    patienceMs: SOON_MS,
  },
]
