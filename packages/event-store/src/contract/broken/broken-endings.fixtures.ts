import type { Delivery, Subscription } from '../../subscription.js'
import type { BrokenStore } from './breaking.fixtures.js'

const SOON_MS = 250

/** Iterates the sound subscription by hand. */
const iterating = (
  inner: Subscription,
  change: (iterator: AsyncIterator<Delivery>) => AsyncIterator<Delivery>,
): Subscription => ({ ...inner, [Symbol.asyncIterator]: () => change(inner[Symbol.asyncIterator]()) })

export const brokenEndings: ReadonlyArray<BrokenStore> = [
  {
    does: 'does not hear that it is stopped while it waits',
    fails: ['ends the loop when it is stopped while it waits', 'ends the loop when it is stopped from within'],
    breaking:
      () =>
      ({ subscribe }) => ({ subscribe: (start) => ({ ...subscribe(start), stop: async () => undefined }) }),
    patienceMs: SOON_MS,
  },
  {
    does: 'delivers what it has fetched before it looks whether it was stopped',
    fails: [
      'delivers nothing when it is stopped before the loop begins',
      'ends the loop when it is stopped from within',
    ],
    breaking:
      () =>
      ({ subscribe }) => ({
        subscribe: (start) => {
          const inner = subscribe(start)
          const iterator = inner[Symbol.asyncIterator]()
          const fetched: Array<Promise<IteratorResult<Delivery>>> = [iterator.next(), iterator.next(), iterator.next()]
          return {
            ...inner,
            [Symbol.asyncIterator]: () => ({
              next: () => {
                fetched.push(iterator.next())
                return fetched.shift() ?? iterator.next()
              },
              return: () => iterator.return?.() ?? Promise.resolve({ done: true, value: undefined }),
            }),
          }
        },
      }),
  },
  {
    does: 'goes on when the loop is left',
    fails: ['is stopped by leaving the loop'],
    breaking:
      () =>
      ({ subscribe }) => ({
        subscribe: (start) => iterating(subscribe(start), (iterator) => ({ next: () => iterator.next() })),
      }),
  },
  {
    does: 'lets a reader leave only when something comes',
    fails: ['lets a waiting reader leave at once'],
    breaking:
      () =>
      ({ subscribe }) => ({
        subscribe: (start) => {
          let last: Promise<unknown> = Promise.resolve()
          return iterating(subscribe(start), (iterator) => ({
            next: () => {
              const next = iterator.next()
              last = next
              return next
            },
            return: async () => {
              await last
              return iterator.return?.() ?? { done: true, value: undefined }
            },
          }))
        },
      }),
    patienceMs: SOON_MS,
  },
  {
    does: 'shares its deliveries out among the loops over one subscription',
    fails: ['is iterated once'],
    breaking:
      () =>
      ({ subscribe }) => ({
        subscribe: (start) => {
          const inner = subscribe(start)
          let one: AsyncIterator<Delivery> | undefined
          return {
            ...inner,
            [Symbol.asyncIterator]: () => {
              one ??= inner[Symbol.asyncIterator]()
              return one
            },
          }
        },
      }),
    patienceMs: SOON_MS,
  },
  {
    does: 'says of a subscription that ends with the store that it was asked to',
    fails: ['ends every subscription of its own when it is closed', 'fails every call with StoreClosed'],
    breaking:
      () =>
      ({ subscribe }) => ({
        subscribe: (start) => {
          const inner = subscribe(start)
          return {
            ...inner,
            state: () => {
              const state = inner.state()
              return state.status === 'stopped' ? { status: 'stopped', because: 'asked' } : state
            },
          }
        },
      }),
  },
  {
    does: 'leaves its subscriptions waiting when it is closed',
    fails: ['ends every subscription of its own when it is closed'],
    breaking:
      () =>
      (_sound, { openSound, tenant }) => {
        const { subscribe } = openSound(tenant === undefined ? {} : { tenant })
        return { subscribe }
      },
    patienceMs: SOON_MS,
  },
  {
    does: 'ends the subscriptions of every handle when one is closed',
    fails: ['ends every subscription of its own when it is closed'],
    breaking: () => {
      const everyone: Array<Subscription> = []
      return ({ subscribe, close }) => ({
        subscribe: (start) => {
          const inner = subscribe(start)
          everyone.push(inner)
          return inner
        },
        close: async () => {
          await close()
          await Promise.all(everyone.map((subscription) => subscription.stop()))
        },
      })
    },
  },
  {
    does: 'goes on serving when it is closed',
    fails: ['fails every call with StoreClosed'],
    breaking:
      () =>
      (_sound, { openSound, tenant }) => {
        const { append, readStream, readAll } = openSound(tenant === undefined ? {} : { tenant })
        return { append, readStream, readAll }
      },
  },
  {
    does: 'throws when it is closed twice',
    fails: ['fails every call with StoreClosed'],
    breaking:
      () =>
      ({ close }) => {
        let closed = false
        return {
          close: async () => {
            if (closed) throw new Error('it is closed')
            closed = true
            await close()
          },
        }
      },
  },
]
