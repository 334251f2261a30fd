import { prepareRows, type RowsStatement, type SqliteDatabase } from './sqlite-database.js'

/** Every signal of this process by file, so that handles on the same file wake each other at once. */
const signalsByPath = new Map<string, Set<ChangeSignal>>()

/**
 * Tells when the file may hold more than before: at once for what this process appends, and by looking every so many
 * milliseconds for what others do. Looks only while somebody waits, and keeps the process alive only then.
 */
export class ChangeSignal {
  private readonly waiting = new Set<() => void>()
  private changes = 0
  /** Changes when another connection has committed; never by this one's own commits. */
  private readonly dataVersionStatement: RowsStatement<readonly [number]>
  private dataVersion: number | undefined
  private timer: NodeJS.Timeout | undefined

  constructor(
    database: SqliteDatabase,
    private readonly path: string,
    private readonly pollMilliseconds: number,
  ) {
    this.dataVersionStatement = prepareRows(database, 'PRAGMA data_version')
    this.dataVersion = this.dataVersionNow()
    const signals = signalsByPath.get(path) ?? new Set()
    signalsByPath.set(path, signals.add(this))
  }

  /** Grows with every change. Take it before reading, and wait for a later one after. */
  get count(): number {
    return this.changes
  }

  /** Calls `wake` once: when the count has passed `seen`. Gives the way to call it off. */
  after(seen: number, wake: () => void): () => void {
    if (this.changes > seen) {
      wake()
      return () => undefined
    }
    this.waiting.add(wake)
    this.timer ??= setTimeout(this.poll, this.pollMilliseconds)
    return () => {
      this.waiting.delete(wake)
      this.restIfNobodyWaits()
    }
  }

  /** This handle has appended. */
  announce(): void {
    for (const signal of signalsByPath.get(this.path) ?? []) signal.raise()
  }

  close(): void {
    this.raise()
    const signals = signalsByPath.get(this.path)
    signals?.delete(this)
    if (signals?.size === 0) signalsByPath.delete(this.path)
  }

  private raise(): void {
    this.changes += 1
    const waiting = [...this.waiting]
    this.waiting.clear()
    this.restIfNobodyWaits()
    for (const wake of waiting) wake()
  }

  private restIfNobodyWaits(): void {
    if (this.waiting.size > 0) return
    clearTimeout(this.timer)
    this.timer = undefined
  }

  private readonly poll = (): void => {
    this.timer = setTimeout(this.poll, this.pollMilliseconds)
    const dataVersion = this.dataVersionNow()
    if (dataVersion === this.dataVersion) return
    this.dataVersion = dataVersion
    this.raise()
  }

  /** Where it can't be read, whoever waits is woken and meets the failure itself. */
  private dataVersionNow(): number | undefined {
    try {
      return this.dataVersionStatement.get()?.[0]
    } catch {
      return undefined
    }
  }
}
