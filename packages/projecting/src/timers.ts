/** The clock and the alarm of a run; a test brings its own. */
export interface Timers {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Calls back once, later; gives the way to call it off. */
  readonly after: (milliseconds: number, callBack: () => void) => () => void
}

export const systemTimers: Timers = {
  now: () => Date.now(),
  after: (milliseconds, callBack) => {
    const timer = setTimeout(callBack, milliseconds)
    return () => clearTimeout(timer)
  },
}

export const pause = (timers: Timers, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    timers.after(milliseconds, resolve)
  })
