import type { SubscriptionFailure } from './failures.js'
import type { Delivery, Subscription, SubscriptionState } from './subscription.js'

/** A subscription that its store can end. */
export interface EndableSubscription extends Subscription {
  /** Ends it and says why; the reason it ended for first stays. */
  readonly end: (because: 'asked' | SubscriptionFailure) => void
}

/** From catching up to stopped: what an adapter's deliveries look at, and what its store ends. */
export interface SubscriptionLife {
  readonly state: () => SubscriptionState
  readonly isStopped: () => boolean
  /** Ignored once it is stopped: that is the last state there is. */
  readonly become: (state: Exclude<SubscriptionState, { readonly status: 'stopped' }>) => void
  /** Stops it, tells of it, and wakes whoever sleeps. Of several calls the first counts. */
  readonly end: (because: 'asked' | SubscriptionFailure) => void
  /**
   * Resolves when `wake` is called, or at the end. `start` gives the way to call the waking off, which is done where the
   * end comes first. Never starts once it is stopped: look at `isStopped` after it.
   */
  readonly sleep: (start: (wake: () => void) => () => void) => Promise<void>
}

/** A life that begins with catching up. `onEnd` is called once, at the end: release there what the deliveries hold. */
export const subscriptionLife = (onEnd: () => void): SubscriptionLife => {
  let state: SubscriptionState = { status: 'catching-up' }
  const sleepers = new Set<() => void>()
  const isStopped = (): boolean => state.status === 'stopped'

  return {
    state: () => state,
    isStopped,
    become: (next) => {
      if (!isStopped()) state = next
    },
    end: (because) => {
      if (isStopped()) return
      state = { status: 'stopped', because }
      onEnd()
      for (const cutShort of sleepers) cutShort()
      sleepers.clear()
    },
    sleep: async (start) => {
      if (isStopped()) return
      await new Promise<void>((resolve) => {
        let callOff = (): void => undefined
        const cutShort = (): void => {
          callOff()
          resolve()
        }
        sleepers.add(cutShort)
        callOff = start(() => {
          sleepers.delete(cutShort)
          resolve()
        })
        // Starting may itself have ended everything.
        if (isStopped()) callOff()
      })
    },
  }
}

/**
 * A subscription whose deliveries are taken one by one, in one loop; leaving the loop ends it. The deliveries look at
 * `isStopped` each time they go on, and end the life before they return for a reason of their own.
 */
export const endableSubscription = (
  life: SubscriptionLife,
  deliveries: () => AsyncGenerator<Delivery, void, undefined>,
): EndableSubscription => {
  let isIterated = false
  return {
    state: life.state,
    stop: async () => life.end('asked'),
    end: life.end,
    [Symbol.asyncIterator]: () => {
      if (isIterated) throw new TypeError('A subscription is iterated once; subscribe again from the last checkpoint')
      isIterated = true
      const generator = deliveries()
      return {
        next: () => generator.next(),
        return: async () => {
          life.end('asked')
          // Not waited for: it may be in the middle of a call to its store, and whoever leaves is to leave at once.
          generator.return().catch(() => undefined)
          return { done: true, value: undefined }
        },
      }
    },
  }
}
