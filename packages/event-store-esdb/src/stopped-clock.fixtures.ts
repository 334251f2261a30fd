import { setTimeout as wait } from 'node:timers/promises'

const STEP_MILLISECONDS = 5

/**
 * Stops the clock for whatever waits by a timer in this process, to the end of the test: nobody loses patience unless the
 * test lets time pass, however long the machine takes. What goes over sockets comes and goes meanwhile, a double's
 * delays and the pauses of `backoffMilliseconds` in an append or a read too.
 */
export const stoppedClock = () => {
  jest.useFakeTimers({
    doNotFake: ['Date', 'hrtime', 'nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate'],
  })

  /** At once: for a wait that is known to be the only one. */
  const passes = (milliseconds: number): void => {
    jest.advanceTimersByTime(milliseconds)
  }

  /** In small steps, and none before this process has taken up what lies ready for it. */
  const passesUntil = async (isEnough: () => boolean): Promise<void> => {
    while (!isEnough()) {
      await wait(1)
      passes(STEP_MILLISECONDS)
    }
  }

  const passesDuring = async <Outcome>(waiting: Promise<Outcome>): Promise<Outcome> => {
    let isOver = false
    const over = (): void => {
      isOver = true
    }
    waiting.then(over, over)
    await passesUntil(() => isOver)
    return waiting
  }

  const clock = { passes, passesUntil, passesDuring }
  stopped = clock
  return clock
}

let stopped: ReturnType<typeof stoppedClock> | undefined

/** Lets time pass for what a test has left waiting; then the clock is the machine's again, if it was stopped. */
export const clockGoesOn = async (ending: Promise<unknown>): Promise<void> => {
  await (stopped === undefined ? ending : stopped.passesDuring(ending))
  stopped = undefined
  jest.useRealTimers()
}
