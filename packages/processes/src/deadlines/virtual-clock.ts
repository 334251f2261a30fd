import type { Instant } from '@aftersale/messages'
import type { DeadlineClock } from './deadline-clock.js'
import type { DeadlinesRun } from './run-deadlines.js'

/** A clock that stands still until it is set: for tests, simulations, and what would happen if. */
export interface VirtualClock extends DeadlineClock {
  /** Sets it to a later instant; an earlier one leaves it where it is. */
  readonly setTo: (instant: Instant) => void
  /** The soonest instant that somebody waits for. */
  readonly awaited: () => Instant | undefined
}

export const virtualClock = (from: Instant): VirtualClock => {
  const timers = new Set<{ readonly instant: Instant; readonly run: () => void }>()
  let now = from
  const ringDue = (): void => {
    for (const timer of [...timers].filter(({ instant }) => instant <= now)) {
      timers.delete(timer)
      timer.run()
    }
  }
  return {
    now: () => now,
    at: (instant, run) => {
      const timer = { instant, run }
      timers.add(timer)
      if (instant <= now) queueMicrotask(ringDue)
      return () => timers.delete(timer)
    },
    setTo: (instant) => {
      if (instant > now) now = instant
      ringDue()
    },
    awaited: () => {
      let soonest: Instant | undefined
      for (const { instant } of timers) if (soonest === undefined || instant < soonest) soonest = instant
      return soonest
    },
  }
}

/** Lets time pass to `until`, with a halt at each instant at which something falls due until that is done. */
export const letTimePass = async (
  clock: VirtualClock,
  run: Pick<DeadlinesRun, 'settled'>,
  until: Instant,
): Promise<void> => {
  await run.settled()
  for (let next = clock.awaited(); next !== undefined && next <= until; next = clock.awaited()) {
    clock.setTo(next)
    await run.settled()
  }
  clock.setTo(until)
  await run.settled()
}
