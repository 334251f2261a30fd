import {
  type Checkpoint,
  describeFailure,
  type EventFilter,
  type EventStore,
  type Subscription,
} from '@aftersale/event-store'
import { isFinal } from '../running/is-final.js'

/** The events of a store, as far as they were heard of. */
export interface EventsHeard {
  readonly startAfter: (checkpoint: Checkpoint) => void
  /** Listens until the subscription ends; whether anything was heard, why it ended, and whether for good. Never rejects. */
  readonly follow: () => Promise<{ readonly progressed: boolean; readonly isOver: boolean; readonly why: string }>
  readonly upTo: () => Checkpoint | undefined
  /** Whether the end of the log was reached, and the store is not out of reach since. */
  readonly isCaughtUp: () => boolean
  readonly stop: () => void
}

interface Listener {
  /** Something happened to that stream. */
  readonly onEvent: (stream: string) => void
  readonly onNews: () => void
  /** The checkpoint is of no use: all will be heard from the beginning. */
  readonly onLost: () => void
}

export const eventsHeard = (
  store: Pick<EventStore, 'subscribe'>,
  filter: EventFilter,
  { onEvent, onNews, onLost }: Listener,
): EventsHeard => {
  let upTo: Checkpoint | undefined
  let reachedEnd = false
  let subscription: Subscription | undefined

  return {
    startAfter: (checkpoint) => {
      upTo = checkpoint
    },
    follow: async () => {
      const following = store.subscribe({ to: 'all', after: upTo ?? 'beginning', filter })
      subscription = following
      let progressed = false
      try {
        for await (const delivery of following) {
          progressed = true
          if (delivery.kind === 'caught-up') reachedEnd = true
          else upTo = delivery.checkpoint
          if (delivery.kind === 'event') onEvent(delivery.event.stream)
          onNews()
        }
      } catch (thrown) {
        const why = `the subscription threw ${thrown instanceof Error ? thrown.name : 'something else than an Error'}`
        return { progressed, isOver: false, why }
      } finally {
        reachedEnd = false
      }
      const state = following.state()
      if (state.status !== 'stopped' || state.because === 'asked') {
        return { progressed, isOver: false, why: 'the subscription ended' }
      }
      if (state.because.failure === 'CheckpointNotUsable') {
        upTo = undefined
        onLost()
      }
      return { progressed, isOver: isFinal(state.because), why: describeFailure(state.because) }
    },
    upTo: () => upTo,
    isCaughtUp: () => reachedEnd && subscription?.state().status !== 'reconnecting',
    stop: () => {
      // Never rejects for a subscription that only has to be told.
      void subscription?.stop()
    },
  }
}
