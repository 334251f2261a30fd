import { randomUUID } from 'node:crypto'
import { type AppendCheck, checkAppend, type Expected } from './append-check.js'
import { bytesInLog, type EventToLog, type LogRecord } from './log-record.js'
import { isSoftDeletion, type Retention, retentionIn, softDeletion, truncatedBefore } from './stream-metadata.js'
import { firstSystemEvents, linksTo } from './system-links.js'

interface LoggedStream {
  /** By revision. */
  readonly records: Array<LogRecord>
  tombstone: LogRecord | undefined
}

export type Appending =
  | Exclude<AppendCheck, { readonly decision: 'write' | 'written-before' }>
  /** `revision` is −1 and there is no position where nothing is in the stream. */
  | { readonly decision: 'written'; readonly revision: number; readonly position: number | undefined }

export type StreamReading =
  | { readonly found: 'events'; readonly records: ReadonlyArray<LogRecord> }
  | { readonly found: 'no-stream' }
  | { readonly found: 'stream-deleted' }

/** The bytes that the header of a log takes, and those of a record that no reader sees. */
const HEADER_BYTES = 128
const UNSEEN_BYTES = 109

const NO_BYTES = new Uint8Array()

/**
 * The log behind a double, in memory: what it wrote, it keeps, whatever happens to the double. Positions grow by the
 * size of what is written, and have holes.
 */
export class ServerLog {
  /** Every event, by position. */
  readonly records: Array<LogRecord> = []
  private readonly streams = new Map<string, LoggedStream>()
  private readonly firstWritten = new Map<string, LogRecord>()
  private readonly boundaries = new Set<number>([0, HEADER_BYTES])
  private readonly watchers = new Set<() => void>()
  private readonly toLink: Array<LogRecord> = []
  private end = HEADER_BYTES

  constructor() {
    this.leaveHole()
    for (const { stream, event } of firstSystemEvents()) this.write(stream, [event])
  }

  /** Writes something that no reader sees, as a server does when it starts. */
  leaveHole(): number {
    const position = this.end
    this.boundaries.add(position)
    this.end += UNSEEN_BYTES
    return position
  }

  append(name: string, expected: Expected, events: ReadonlyArray<EventToLog>): Appending {
    const check = this.check(
      name,
      expected,
      events.map(({ id }) => id),
    )
    if (check.decision === 'written-before') {
      return { decision: 'written', revision: check.last, position: this.readEvent(name, check.last)?.position }
    }
    if (check.decision !== 'write') return check
    if (events.length === 0) return { decision: 'written', revision: this.current(name), position: this.leaveHole() }

    const first = this.current(name) + 1
    const wasDeleted = isMetastream(name) && this.isSoftDeleted(originalOf(name))
    const written = this.write(name, events)
    if (check.isSoftDeleted) this.undelete(name, first)
    if (wasDeleted) this.undelete(originalOf(name), this.current(originalOf(name)) + 1)
    this.wake()
    const last = written[written.length - 1]
    return { decision: 'written', revision: this.current(name), position: last?.position }
  }

  /** Soft: the stream reads as not found until it is written to again, and goes on numbering. */
  delete(name: string, expected: Expected): Appending {
    const check = this.check(name, expected, [randomUUID()])
    if (check.decision === 'written-before') return { decision: 'wrong-expected-version', current: this.current(name) }
    if (check.decision !== 'write') return check
    if (this.current(name) < 0 && this.current(metastreamOf(name)) < 0) {
      return { decision: 'wrong-expected-version', current: -1 }
    }
    const [written] = this.write(metastreamOf(name), [metadataEvent(softDeletion())])
    this.wake()
    return { decision: 'written', revision: this.current(name), position: written?.position }
  }

  /** For ever. */
  tombstone(name: string, expected: Expected): Appending {
    const check = this.check(name, expected, [randomUUID()])
    if (check.decision === 'written-before') return { decision: 'wrong-expected-version', current: this.current(name) }
    if (check.decision !== 'write') return check
    const deleted = {
      id: randomUUID(),
      type: '$streamDeleted',
      isJson: true,
      data: Buffer.from('{}'),
      metadata: NO_BYTES,
    }
    const record = this.record(name, deleted, Number.POSITIVE_INFINITY)
    this.streamNamed(name).tombstone = record
    this.wake()
    return { decision: 'written', revision: this.current(name), position: record.position }
  }

  /** Backwards from `from` or from the end, or forwards from it or the beginning; both with `from` itself. */
  readStream(
    name: string,
    from: number | undefined,
    direction: 'forwards' | 'backwards',
    count: number,
  ): StreamReading {
    const current = this.current(name)
    if (this.isTombstoned(name) || this.isTombstoned(originalOf(name))) return { found: 'stream-deleted' }
    if (current < 0 || this.isSoftDeleted(name)) return { found: 'no-stream' }
    const all = this.streamNamed(name).records
    const [first, oldest] = [this.firstReadable(name), this.oldestReadable(name)]
    const step = direction === 'forwards' ? 1 : -1
    const start = direction === 'forwards' ? Math.max(from ?? 0, first) : Math.min(from ?? current, current)
    const records: Array<LogRecord> = []
    for (let revision = start; records.length < count && revision >= first; revision += step) {
      const record = all[revision]
      if (record === undefined) break
      if (record.created >= oldest) records.push(record)
    }
    return { found: 'events', records }
  }

  /** What a link's target is, where it can be read. */
  readEvent(name: string, revision: number): LogRecord | undefined {
    const reading = this.readStream(name, revision, 'forwards', 1)
    const [record] = reading.found === 'events' ? reading.records : []
    return record?.revision === revision ? record : undefined
  }

  /** The event that a link points to; the link itself where it points nowhere at all; nothing where that is gone. */
  targetOf(record: LogRecord): { readonly event: LogRecord | undefined; readonly link?: LogRecord } {
    if (record.type !== '$>') return { event: record }
    const [, revision, stream] = /^(\d+)@(.*)$/s.exec(Buffer.from(record.data).toString('utf8')) ?? []
    if (revision === undefined || stream === undefined) return { event: record }
    return { event: this.readEvent(stream, Number(revision)), link: record }
  }

  /** What is in a stream from a revision on, truncated or not, as it is pushed to who follows the stream. */
  written(name: string, from: number): ReadonlyArray<LogRecord> {
    const { records, tombstone } = this.streams.get(name) ?? { records: [], tombstone: undefined }
    const following = records.slice(from)
    return tombstone === undefined ? following : [...following, tombstone]
  }

  /** The index in `records` of the first event at or after a position; nothing where no record begins there. */
  indexAt(commit: number, prepare: number): number | undefined {
    if (commit <= (this.records.at(-1)?.position ?? 0) && !this.boundaries.has(commit)) return undefined
    let [low, high] = [0, this.records.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      const position = this.records[middle]?.position ?? 0
      if (position < commit || (position === commit && position < prepare)) low = middle + 1
      else high = middle
    }
    return low
  }

  current(name: string): number {
    return (this.streams.get(name)?.records.length ?? 0) - 1
  }

  isTombstoned(name: string): boolean {
    return this.streams.get(name)?.tombstone !== undefined
  }

  isSoftDeleted(name: string): boolean {
    return isSoftDeletion(this.retention(name))
  }

  /** Calls `wake` after every write; gives the way to call it off. */
  onWrite(wake: () => void): () => void {
    this.watchers.add(wake)
    return () => this.watchers.delete(wake)
  }

  private check(name: string, expected: Expected, ids: ReadonlyArray<string>): AppendCheck {
    const known = {
      current: this.current(name),
      isTombstoned: this.isTombstoned(name),
      isSoftDeleted: this.isSoftDeleted(name),
      hasMetadata: this.current(metastreamOf(name)) >= 0,
      idAt: (revision: number) => this.streams.get(name)?.records[revision]?.id,
      firstWrittenAt: (id: string) => {
        const written = this.firstWritten.get(id)
        return written?.stream === name ? written.revision : undefined
      },
    }
    return checkAppend(known, expected, ids)
  }

  private write(name: string, events: ReadonlyArray<EventToLog>): ReadonlyArray<LogRecord> {
    const { records } = this.streamNamed(name)
    return events.map((event) => {
      const record = this.record(name, event, records.length)
      records.push(record)
      return record
    })
  }

  private record(stream: string, event: EventToLog, revision: number): LogRecord {
    const position = this.end
    this.boundaries.add(position)
    this.end += bytesInLog(stream, event)
    const record = { ...event, position, end: this.end, stream, revision, created: Date.now() }
    this.records.push(record)
    if (!this.firstWritten.has(event.id)) this.firstWritten.set(event.id, record)
    if (event.type !== '$>' && this.toLink.push(record) === 1) setImmediate(() => this.writeLinks())
    return record
  }

  /** Links come after the answer to the append, as those of the server's projections do. */
  private writeLinks(): void {
    for (const record of this.toLink.splice(0)) {
      for (const { stream, event } of linksTo(record)) this.write(stream, [event])
    }
    this.wake()
  }

  private undelete(name: string, from: number): void {
    const data = this.metadataOf(name)
    this.write(metastreamOf(name), [metadataEvent(truncatedBefore(data, from))])
  }

  private retention(name: string): Retention {
    // Of a metadata stream, only the last event can be read.
    return isMetastream(name) ? { maxCount: 1 } : retentionIn(this.metadataOf(name))
  }

  private metadataOf(name: string): Uint8Array | undefined {
    const records = this.streams.get(metastreamOf(name))?.records ?? []
    return records[records.length - 1]?.data
  }

  private firstReadable(name: string): number {
    const { maxCount, truncateBefore = 0 } = this.retention(name)
    return Math.max(0, truncateBefore, maxCount === undefined ? 0 : this.current(name) - maxCount + 1)
  }

  private oldestReadable(name: string): number {
    const { maxAgeSeconds } = this.retention(name)
    return maxAgeSeconds === undefined ? Number.NEGATIVE_INFINITY : Date.now() - maxAgeSeconds * 1000
  }

  private streamNamed(name: string): LoggedStream {
    const known = this.streams.get(name)
    if (known !== undefined) return known
    const stream = { records: [], tombstone: undefined }
    this.streams.set(name, stream)
    return stream
  }

  private wake(): void {
    for (const wake of this.watchers) wake()
  }
}

const metadataEvent = (data: Uint8Array): EventToLog => ({
  id: randomUUID(),
  type: '$metadata',
  isJson: true,
  data,
  metadata: NO_BYTES,
})

const isMetastream = (name: string): boolean => name.startsWith('$$')
const metastreamOf = (name: string): string => `$$${name}`
const originalOf = (name: string): string => (isMetastream(name) ? name.slice(2) : name)
