import { setMaxListeners } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { cappedBackoff } from '@aftersale/event-store'

/** How long calls go on trying, and how they wait between two attempts. */
export class Patience {
  private readonly closing = new AbortController()

  constructor(
    readonly timeoutMilliseconds: number,
    private readonly backoffMilliseconds: (attempt: number) => number,
  ) {
    // Many wait at once; beyond ten Node.js would warn of it.
    setMaxListeners(Number.POSITIVE_INFINITY, this.closing.signal)
  }

  /** Whoever waits goes on at once. */
  end(): void {
    this.closing.abort()
  }

  isOver(): boolean {
    return this.closing.signal.aborted
  }

  /** Aborted when it is over. */
  get signal(): AbortSignal {
    return this.closing.signal
  }

  /** Waits before the next attempt. False where there is none: the time is up, or the store is closed. */
  async another(attempt: number, until: number): Promise<boolean> {
    const left = until - performance.now()
    if (left <= 0 || this.isOver()) return false
    const pause = Math.min(left, Math.max(0, this.backoffMilliseconds(attempt)))
    try {
      await wait(pause, undefined, { signal: this.closing.signal })
    } catch {
      return false
    }
    return true
  }
}

const backoffBeforeTry = cappedBackoff({ firstMilliseconds: 50, mostMilliseconds: 2000 })

/** After the n-th failure (from 1): from 50 ms on, doubling to 2 s, each cut by up to a half at random. */
export const jitteredBackoff = (attempt: number): number => backoffBeforeTry(attempt + 1)
