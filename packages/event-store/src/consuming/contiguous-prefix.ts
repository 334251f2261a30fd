import { compareCheckpoints } from '../checkpoint-order.js'
import type { RecordedEvent } from '../event.js'
import type { Checkpoint } from '../subscription.js'

/** A delivered event, until it and all before it are handled. */
export interface HeldEvent {
  readonly event: RecordedEvent
  /** The event's own, or that of the last delivery without an event before the next one. */
  checkpoint: Checkpoint
  isHandled: boolean
  /** When its first try began, by the consumer's clock; absent before. */
  begunAt?: number
}

/** How far everything is handled, while events are handled in any order. */
export interface ContiguousPrefix {
  readonly delivered: (event: RecordedEvent, checkpoint: Checkpoint) => HeldEvent
  /** A delivery without an event: there is nothing to handle up to this checkpoint. */
  readonly passed: (checkpoint: Checkpoint) => void
  readonly handled: (held: HeldEvent) => void
  /** The lowest unhandled event; nothing where all are handled. */
  readonly lowest: () => HeldEvent | undefined
  /** Events from the lowest unhandled one on, handled or not. */
  readonly size: () => number
}

/**
 * Tells each time the handled prefix has grown: up to which delivered checkpoint, and by how many events. Places are
 * never reckoned: a store may have holes anywhere, so that only what was delivered is known to be there.
 */
export const contiguousPrefix = (onAdvance: (upTo: Checkpoint, events: number) => void): ContiguousPrefix => {
  const held: Array<HeldEvent> = []

  return {
    delivered: (event, checkpoint) => {
      const one: HeldEvent = { event, checkpoint, isHandled: false }
      held.push(one)
      return one
    },
    passed: (checkpoint) => {
      const last = held[held.length - 1]
      if (last === undefined) return onAdvance(checkpoint, 0)
      // Some servers tell of progress with an earlier place; one that can't be compared is for whoever keeps it to refuse.
      const progress = compareCheckpoints(checkpoint, last.checkpoint)
      if (progress === undefined || progress > 0) last.checkpoint = checkpoint
    },
    handled: (one) => {
      one.isHandled = true
      let count = 0
      while (held[count]?.isHandled === true) count += 1
      const last = held.splice(0, count)[count - 1]
      if (last !== undefined) onAdvance(last.checkpoint, count)
    },
    lowest: () => held[0],
    size: () => held.length,
  }
}
