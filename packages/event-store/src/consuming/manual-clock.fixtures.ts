import type { Clock } from './clock.js'

export interface ManualClock extends Clock {
  /** Lets time pass, and runs what falls due on the way, in order. */
  readonly pass: (milliseconds: number) => void
  /** Timers that wait: none once everything is over. */
  readonly waiting: () => number
}

/** A clock that stands still until it is told to go. */
export const manualClock = (): ManualClock => {
  const timers = new Set<{ readonly dueAt: number; readonly run: () => void }>()
  let now = 0
  const firstDueBy = (end: number) =>
    [...timers].filter(({ dueAt }) => dueAt <= end).sort((left, right) => left.dueAt - right.dueAt)[0]
  return {
    now: () => now,
    after: (milliseconds, run) => {
      const timer = { dueAt: now + milliseconds, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    pass: (milliseconds) => {
      const end = now + milliseconds
      for (let timer = firstDueBy(end); timer !== undefined; timer = firstDueBy(end)) {
        timers.delete(timer)
        now = timer.dueAt
        timer.run()
      }
      now = end
    },
    waiting: () => timers.size,
  }
}

/** Lets everything go on that waits for no clock and no handler. */
export const turnsOfTheLoop = async (count = 3): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate)
}
