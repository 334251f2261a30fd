import { epochMillisecondsOf, type Instant, instantOf } from '@aftersale/messages'

/** The time by which deadlines fall due: the machine's, or one that is set by hand. */
export interface DeadlineClock {
  readonly now: () => Instant
  /**
   * Calls `run` once, later, about when it is `instant`; gives the way to call it off. It may come early or late: whoever
   * is called looks at `now` again.
   */
  readonly at: (instant: Instant, run: () => void) => () => void
}

/** A machine may sleep, and its clock be set: no timer is relied on for longer than this. */
const LONGEST_WAIT_MILLISECONDS = 60_000

/** The machine's own time. */
export const systemDeadlineClock: DeadlineClock = {
  now: () => instantOf(Date.now()),
  at: (instant, run) => {
    const milliseconds = Math.max(0, epochMillisecondsOf(instant) - Date.now())
    const timer = setTimeout(run, Math.min(milliseconds, LONGEST_WAIT_MILLISECONDS))
    return () => clearTimeout(timer)
  },
}
