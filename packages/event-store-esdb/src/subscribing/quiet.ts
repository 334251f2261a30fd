import type { Connection } from './connection.js'
import { Dropped } from './dropped.js'
import type { Followed, Place } from './followed.js'

/** Before the end is reached little time is lost by looking; behind it a look is for checkpoints and for dead connections. */
const FIRST_LOOK_MILLISECONDS = 50
const FIRST_LOOK_AT_END_MILLISECONDS = 1_000
const LOOK_AT_LEAST_EVERY_MILLISECONDS = 30_000

/**
 * What to make of a connection on which nothing comes. A server need not tell that its end was reached (one before 23.10
 * does not, none does of a stream that does not exist), nor how far it has come while nothing passes the filter, and a
 * dead connection looks like a quiet one: so the store is looked at, ever more rarely.
 */
export class Quiet {
  /** Whether the end was reached: the server has said so, or it was seen; and not that it fell behind since. */
  isAtEnd = false
  private looks = 0
  private readonly openedAt = performance.now()
  /** Since when the store has something that does not come. */
  private owedSince: number | undefined

  constructor(
    private readonly followed: Followed,
    private readonly connection: Pick<Connection, 'isConfirmed' | 'hasArrivals' | 'over'>,
    private readonly timeoutMilliseconds: number,
  ) {}

  /** Something came. */
  isOver(): void {
    this.looks = 0
    this.owedSince = undefined
  }

  waitMilliseconds(): number {
    if (!this.connection.isConfirmed) {
      return Math.max(0, this.openedAt + this.timeoutMilliseconds - performance.now())
    }
    const first = this.isAtEnd ? FIRST_LOOK_AT_END_MILLISECONDS : FIRST_LOOK_MILLISECONDS
    const longest = this.owedSince === undefined ? LOOK_AT_LEAST_EVERY_MILLISECONDS : this.timeoutMilliseconds
    return Math.min(first * 2 ** this.looks, longest, LOOK_AT_LEAST_EVERY_MILLISECONDS)
  }

  /** Up to where nothing is for the subscription. Rejects where the server owes something and is silent. */
  async lookAhead(reached: Place | undefined): Promise<Place | undefined> {
    if (!this.connection.isConfirmed) {
      throw this.silence('did not confirm the subscription')
    }
    this.looks = Math.min(this.looks + 1, 20)
    const { hasWanted, passed, isAll } = await this.followed.ahead(reached)
    if (this.connection.hasArrivals || this.connection.over !== undefined) return passed
    if (!hasWanted) {
      this.owedSince = undefined
      if (isAll) this.isAtEnd = true
      else this.looks = 0
      return passed
    }
    this.owedSince ??= performance.now()
    if (performance.now() - this.owedSince >= this.timeoutMilliseconds) {
      throw this.silence('sent nothing of what it holds')
    }
    return passed
  }

  private silence(what: string): Dropped {
    return new Dropped({ fault: 'no-answer', why: `the server ${what} for ${this.timeoutMilliseconds} ms` })
  }
}
