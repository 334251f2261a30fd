import { compareCheckpoints } from '../checkpoint-order.js'
import type { Checkpoint } from '../subscription.js'
import type { Clock } from './clock.js'
import type { Consumer } from './consumer.js'
import { reasonOf } from './reason-of.js'

export interface CheckpointSaving {
  /** Everything is handled up to here, so many events more than the last time. */
  readonly advanced: (upTo: Checkpoint, events: number) => void
  /** The furthest checkpoint up to which everything is handled; nothing before the first. */
  readonly upTo: () => Checkpoint | undefined
  /** Saves what is not saved yet, and ends. Never rejects: `onFailure` is told. */
  readonly finish: () => Promise<void>
}

/** Saves one checkpoint at a time, each further on than the one before, after so many events or so much time. */
export const checkpointSaving = (
  save: Consumer['saveCheckpoint'],
  every: NonNullable<Consumer['saveEvery']>,
  clock: Clock,
  onFailure: (why: string) => void,
): CheckpointSaving => {
  let latest: Checkpoint | undefined
  /** What was last given to `save`: the object itself, so that whether there is more to save is no question of order. */
  let given: Checkpoint | undefined
  let eventsSince = 0
  let saving: Promise<void> | undefined
  let callOffTimer: (() => void) | undefined
  /** Failed or finished: nothing more is saved. */
  let isOver = false

  const stopTimer = (): void => {
    callOffTimer?.()
    callOffTimer = undefined
  }

  const begin = (): void => {
    if (latest === undefined || latest === given || isOver) return
    given = latest
    eventsSince = 0
    stopTimer()
    saving = saved(latest)
  }

  const saved = async (checkpoint: Checkpoint): Promise<void> => {
    // Wrapped, so that what `save` throws at once is met a turn later, like a rejection.
    const attempt = async (): Promise<void> => save(checkpoint)
    try {
      await attempt()
    } catch (thrown) {
      isOver = true
      onFailure(`the checkpoint could not be saved: ${reasonOf(thrown)}`)
    }
    saving = undefined
    schedule()
  }

  const schedule = (): void => {
    if (latest === given || saving !== undefined || isOver) return
    if (eventsSince >= every.events) {
      begin()
      return
    }
    callOffTimer ??= clock.after(every.milliseconds, () => {
      callOffTimer = undefined
      begin()
    })
  }

  return {
    advanced: (upTo, events) => {
      eventsSince += events
      const progress = latest === undefined ? 1 : compareCheckpoints(upTo, latest)
      if (progress === undefined) {
        onFailure('the subscription gives checkpoints of another kind, or of another stream, than before')
        return
      }
      // Some servers tell of a filtered subscription's progress with one and the same position, or an earlier one.
      if (progress > 0) latest = upTo
      schedule()
    },
    upTo: () => latest,
    finish: async () => {
      stopTimer()
      await saving
      begin()
      await saving
      isOver = true
      stopTimer()
    },
  }
}
