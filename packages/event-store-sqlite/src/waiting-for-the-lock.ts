import { isLocked } from './sqlite-failure.js'

/** Milliseconds between two tries, growing; the last one repeats. */
const PAUSES = [0, 1, 1, 2, 3, 5, 8, 13, 20]

/**
 * Tries again while another connection holds the lock, and lets this process do other things meanwhile. Throws what
 * the last try threw once it is `giveUpAt` (on the clock of `performance`), and at once whatever is not about the lock.
 */
export const waitingForTheLock = async <Result>(giveUpAt: number, attempt: () => Result): Promise<Result> => {
  for (let count = 0; ; count += 1) {
    try {
      return attempt()
    } catch (thrown) {
      if (!isLocked(thrown) || performance.now() >= giveUpAt) throw thrown
    }
    await pause(PAUSES[Math.min(count, PAUSES.length - 1)] ?? 0)
  }
}

/** Up to a half longer at random: two who wait for each other should not keep step. */
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    if (milliseconds === 0) setImmediate(resolve)
    else setTimeout(resolve, milliseconds * (1 + Math.random() / 2))
  })
