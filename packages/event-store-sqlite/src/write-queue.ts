import type { Appended, AppendFailure, StoreUnavailable } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import type { EncodedAppend } from './encoded-append.js'
import { rollBack } from './file-format.js'
import { Kinds } from './kinds.js'
import type { SqliteDatabase, SqliteStatement } from './sqlite-database.js'
import { FULL, isLocked, messageOf, READ_ONLY, resultCodeOf, unavailable } from './sqlite-failure.js'
import { waitingForTheLock } from './waiting-for-the-lock.js'
import { WriteStatements, WriteTransaction } from './write-transaction.js'

/** Why none of several appends was written, and which of them was refused; no `index` where it is about all of them. */
export type AppendAllFailure = AppendFailure & { readonly index?: number }

type Outcome = E.Either<AppendAllFailure, ReadonlyArray<Appended>>

interface Write {
  /** All of them are written, or none. */
  readonly appends: ReadonlyArray<EncodedAppend>
  readonly queuedAt: number
  readonly settle: (outcome: Outcome) => void
}

export interface WriteQueueOptions {
  readonly path: string
  readonly lockWaitMilliseconds: number
  /** Called after each commit that added events. */
  readonly onWritten: () => void
}

/** Single appends that share a transaction, at most: others who wait for the lock must get their turn. */
const WRITES_A_GROUP = 500
const BYTES_A_GROUP = 4 * 1024 * 1024

/**
 * Writes in the order of the calls. Single appends that wait at the same time are committed together and share one
 * flush to the disk; each is answered only after it. A group that fails is tried again one by one, so that
 * no append suffers for another.
 */
export class WriteQueue {
  private readonly kinds: Kinds
  private readonly statements: WriteStatements
  private readonly begin: SqliteStatement
  private readonly commit: SqliteStatement
  private readonly waiting: Array<Write> = []
  private draining: Promise<void> | undefined

  constructor(
    private readonly database: SqliteDatabase,
    private readonly options: WriteQueueOptions,
  ) {
    this.kinds = new Kinds(database)
    this.statements = new WriteStatements(database)
    this.begin = database.prepare('BEGIN IMMEDIATE')
    this.commit = database.prepare('COMMIT')
  }

  write(appends: ReadonlyArray<EncodedAppend>): Promise<Outcome> {
    return new Promise((settle) => {
      this.waiting.push({ appends, queuedAt: performance.now(), settle })
      this.draining ??= this.drain()
    })
  }

  /** Resolves when everything that was called for is answered. */
  async drained(): Promise<void> {
    await this.draining
  }

  private async drain(): Promise<void> {
    // Whoever appends in the same turn of the event loop comes along.
    await new Promise(setImmediate)
    for (let group = this.nextGroup(); group.length > 0; group = this.nextGroup()) {
      await this.writeGroup(group)
      if (this.waiting.length === 0) await new Promise(setImmediate)
    }
    this.draining = undefined
  }

  private nextGroup(): ReadonlyArray<Write> {
    let bytes = 0
    let length = 0
    for (const { appends } of this.waiting) {
      bytes += appends[0]?.bytes ?? 0
      if (length > 0 && (appends.length > 1 || bytes > BYTES_A_GROUP || length === WRITES_A_GROUP)) break
      length += 1
      if (appends.length > 1) break
    }
    return this.waiting.splice(0, length)
  }

  private async writeGroup(group: ReadonlyArray<Write>): Promise<void> {
    const lastQueuedAt = group[group.length - 1]?.queuedAt ?? 0
    try {
      const outcomes = await waitingForTheLock(lastQueuedAt + this.options.lockWaitMilliseconds, () =>
        this.transact(group),
      )
      for (const [index, outcome] of outcomes.entries()) group[index]?.settle(outcome)
    } catch (thrown) {
      if (thrown instanceof CommitFailed) {
        for (const { appends, settle } of group) settle(E.left(this.outcomeUnknown(appends, thrown)))
      } else if (group.length === 1 || isLocked(thrown)) {
        for (const { settle } of group) settle(E.left(this.unavailable(thrown)))
      } else {
        for (const write of group) await this.writeGroup([write])
      }
    }
  }

  /** Throws where nothing was written, and `CommitFailed` where that isn't certain. */
  private transact(group: ReadonlyArray<Write>): ReadonlyArray<Outcome> {
    this.begin.run()
    const transaction = new WriteTransaction(this.statements, this.kinds)
    let outcomes: ReadonlyArray<Outcome>
    try {
      outcomes = group.map(({ appends }) => outcomeOf(transaction, appends))
    } catch (thrown) {
      this.rollBack()
      throw thrown
    }
    // Only a group of one can be refused after a part of it was written.
    if (transaction.written === 0 || (group.length === 1 && outcomes.every(E.isLeft))) {
      this.rollBack()
      return outcomes
    }
    try {
      this.commit.run()
    } catch (thrown) {
      this.rollBack()
      throw certainlyNotCommitted(thrown) ? thrown : new CommitFailed(messageOf(thrown))
    }
    this.options.onWritten()
    return outcomes
  }

  private rollBack(): void {
    rollBack(this.database)
    this.kinds.forget()
  }

  private unavailable(thrown: unknown): StoreUnavailable {
    return unavailable(this.options.path, thrown)
  }

  private outcomeUnknown(appends: ReadonlyArray<EncodedAppend>, { message }: CommitFailed): AppendAllFailure {
    return {
      failure: 'OutcomeUnknown',
      stream: appends[0]?.stream ?? '',
      eventIds: appends.flatMap(({ events }) => events.map(({ eventId }) => eventId)),
      why: `${this.options.path}: the disk failed while the transaction was committed: ${message}`,
    }
  }
}

const outcomeOf = (transaction: WriteTransaction, appends: ReadonlyArray<EncodedAppend>): Outcome => {
  const appended: Array<Appended> = []
  for (const [index, append] of appends.entries()) {
    const result = transaction.append(append)
    if (E.isLeft(result)) return appends.length === 1 ? result : E.left({ ...result.left, index })
    appended.push(result.right)
  }
  return E.right(appended)
}

/** A commit that the disk refused may stand in the write-ahead log all the same, and come back when the file is opened again. */
class CommitFailed extends Error {}

const certainlyNotCommitted = (thrown: unknown): boolean => {
  const code = resultCodeOf(thrown)
  return isLocked(thrown) || code === FULL || code === READ_ONLY
}
