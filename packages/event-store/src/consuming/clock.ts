/** The passing of time, as a consumer needs it. Tests pass one of their own. */
export interface Clock {
  /** In milliseconds, since whenever; never goes back. */
  readonly now: () => number
  /** Calls `run` once, after so many milliseconds; gives the way to call it off. */
  readonly after: (milliseconds: number, run: () => void) => () => void
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
}
