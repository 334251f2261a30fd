import { type AppendFailure, type EventStore, type InMemoryEvents, inMemoryEventStore } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'

/** What befalls one call to the store. `unanswered`: it was carried out, and nobody is told; `crashed`: nothing more is. */
export type Fault = 'none' | 'unavailable' | 'unanswered' | 'crashed-before' | 'crashed-after'

/**
 * A handle on these events, each call of which meets the next fault. After a crash every call fails as if the process
 * were gone: what it had in hand is never finished.
 */
export const faultyStore = (
  events: InMemoryEvents,
  nextFault: (call: 'append' | 'read') => Fault,
): { readonly store: EventStore; readonly crashed: Promise<void> } => {
  const store = inMemoryEventStore({ events })
  let tellCrash: () => void = () => undefined
  let isCrashed = false
  const crashed = new Promise<void>((resolve) => {
    tellCrash = resolve
  })
  const crash = () => {
    isCrashed = true
    void store.close()
    tellCrash()
  }
  const closed = E.left({ failure: 'StoreClosed' } as const)
  const unavailable = E.left({ failure: 'StoreUnavailable', cause: 'unreachable', why: 'the cable was cut' } as const)

  return {
    crashed,
    store: {
      ...store,
      append: (stream, toAppend, expected) => async () => {
        if (isCrashed) return closed
        const fault = nextFault('append')
        switch (fault) {
          case 'none':
            return store.append(stream, toAppend, expected)()
          case 'unavailable':
            return unavailable
          case 'crashed-before':
            crash()
            return closed
          case 'unanswered': {
            await store.append(stream, toAppend, expected)()
            const unknown: AppendFailure = {
              failure: 'OutcomeUnknown',
              stream,
              eventIds: toAppend.map(({ metadata }) => metadata.eventId),
              why: 'the answer was lost',
            }
            return E.left(unknown)
          }
          case 'crashed-after':
            await store.append(stream, toAppend, expected)()
            crash()
            return closed
        }
      },
      readStream: (stream, read) => async () => {
        if (isCrashed) return closed
        const fault = nextFault('read')
        if (fault === 'none') return store.readStream(stream, read)()
        if (fault === 'unavailable' || fault === 'unanswered') return unavailable
        crash()
        return closed
      },
    },
  }
}

/** The fault at the call with this number, counted from 0; none at all others. */
export const faultAt = (number: number, fault: Fault): (() => Fault) => {
  let calls = 0
  return () => {
    calls += 1
    return calls - 1 === number ? fault : 'none'
  }
}

/** Numbers from 0 up to 1, the same ones for the same seed. */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
