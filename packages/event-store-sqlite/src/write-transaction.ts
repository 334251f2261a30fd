import type { Appended, ExpectedRevision, Position, StreamMovedOn } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import { type EncodedAppend, type EncodedEvent, nothingAppended } from './encoded-append.js'
import type { Kinds } from './kinds.js'
import { prepareRows, type RowsStatement, type SqliteDatabase, type SqliteStatement } from './sqlite-database.js'

/** The statements that write, prepared once a connection. */
export class WriteStatements {
  /** By stream and event id: the last position, the stream's id, its last revision and the event's: null each where there is none. */
  readonly head: RowsStatement<readonly [number | null, number | null, number | null, number | null]>
  readonly revisionOfId: RowsStatement<readonly [number]>
  readonly positionOfRevision: RowsStatement<readonly [number]>
  readonly insertStream: SqliteStatement
  readonly insertEvent: SqliteStatement

  constructor(database: SqliteDatabase) {
    this.head = prepareRows(
      database,
      `SELECT
         (SELECT max(position) FROM events),
         streams.id,
         (SELECT max(revision) FROM events WHERE stream = streams.id),
         (SELECT revision FROM events WHERE stream = streams.id AND event_id = wanted.event_id)
       FROM (SELECT ? AS name, ? AS event_id) AS wanted LEFT JOIN streams ON streams.name = wanted.name`,
    )
    this.revisionOfId = prepareRows(database, 'SELECT revision FROM events WHERE stream = ? AND event_id = ?')
    this.positionOfRevision = prepareRows(database, 'SELECT position FROM events WHERE stream = ? AND revision = ?')
    this.insertStream = database.prepare('INSERT INTO streams (id, name) VALUES (?, ?)')
    this.insertEvent = database.prepare(
      'INSERT INTO events (position, stream, revision, kind, event_id, data, metadata) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
  }
}

interface Head {
  /** Absent where the stream doesn't exist yet. */
  id: number | undefined
  /** -1 where the stream doesn't exist yet. */
  lastRevision: number
}

/**
 * Several appends inside one open write transaction, each seeing those before it. Positions are given out after the
 * check, so that a refused append leaves no gap. Throws what the driver throws; the transaction is to be rolled back then.
 */
export class WriteTransaction {
  private readonly heads = new Map<string, Head>()
  private nextPosition = -1
  /** How many events were written. */
  written = 0

  constructor(
    private readonly statements: WriteStatements,
    private readonly kinds: Kinds,
  ) {}

  append(append: EncodedAppend): E.Either<StreamMovedOn, Appended> {
    if (append.events.length === 0) return E.right(nothingAppended)
    const { head, revisionOfFirst } = this.headOf(append)
    const first = this.firstRevisionOfRepeated(head, append, revisionOfFirst)
    if (first === 'moved-on') return E.left(movedOn(append, head))
    if (first !== undefined) return this.appendedBefore(head, append, first)
    return holds(head, append.expected) ? E.right(this.insert(head, append)) : E.left(movedOn(append, head))
  }

  /** Asks for the first event's revision along with it: most appends are of one event. */
  private headOf({ stream, events }: EncodedAppend): {
    readonly head: Head
    readonly revisionOfFirst: number | undefined
  } {
    const known = this.heads.get(stream)
    if (known !== undefined) return { head: known, revisionOfFirst: this.revisionOf(known.id, events[0]) }
    const eventId = events[0]?.storedEventId ?? null
    const [lastPosition, id, lastRevision, revision] = this.statements.head.get(stream, eventId) ?? [
      null,
      null,
      null,
      null,
    ]
    if (this.nextPosition === -1) this.nextPosition = (lastPosition ?? -1) + 1
    const head: Head = { id: id ?? undefined, lastRevision: lastRevision ?? -1 }
    this.heads.set(stream, head)
    return { head, revisionOfFirst: revision ?? undefined }
  }

  /** Nothing where no event of the append stands in the stream yet, `moved-on` where they don't stand there in one run. */
  private firstRevisionOfRepeated(
    { id }: Head,
    { events }: EncodedAppend,
    first: number | undefined,
  ): number | 'moved-on' | undefined {
    const others = events.slice(1).map((event) => this.revisionOf(id, event))
    if (first === undefined) return others.every((revision) => revision === undefined) ? undefined : 'moved-on'
    return others.every((revision, index) => revision === first + index + 1) ? first : 'moved-on'
  }

  private revisionOf(streamId: number | undefined, event: EncodedEvent | undefined): number | undefined {
    const eventId = event?.storedEventId ?? null
    if (streamId === undefined || eventId === null) return undefined
    return this.statements.revisionOfId.get(streamId, eventId)?.[0]
  }

  private appendedBefore(head: Head, append: EncodedAppend, first: number): E.Either<StreamMovedOn, Appended> {
    if (head.id === undefined || !couldStandAt(first, append.expected)) return E.left(movedOn(append, head))
    const revision = first + append.events.length - 1
    const [position] = this.statements.positionOfRevision.get(head.id, revision) ?? []
    return E.right(position === undefined ? { revision } : { revision, position: positionAt(position) })
  }

  private insert(head: Head, { stream, tenant, category, events }: EncodedAppend): Appended {
    const id = head.id ?? this.nextPosition
    if (head.id === undefined) this.statements.insertStream.run(id, stream)
    for (const { type, storedEventId, data, metadata } of events) {
      const kind = this.kinds.idToWrite(tenant, category, type)
      this.statements.insertEvent.run(this.nextPosition, id, head.lastRevision + 1, kind, storedEventId, data, metadata)
      this.nextPosition += 1
      this.written += 1
      head.lastRevision += 1
    }
    head.id = id
    return { revision: head.lastRevision, position: positionAt(this.nextPosition - 1) }
  }
}

export const positionAt = (position: number): Position => ({ commit: position, prepare: position })

const holds = ({ id, lastRevision }: Head, expected: ExpectedRevision): boolean => {
  if (expected === 'any') return true
  if (expected === 'no-stream') return id === undefined
  return id !== undefined && (expected === 'stream-exists' || expected === lastRevision)
}

/** Whether an append with this expectation could have put its first event at this revision. */
const couldStandAt = (first: number, expected: ExpectedRevision): boolean => {
  if (expected === 'any') return true
  if (expected === 'no-stream') return first === 0
  return expected === 'stream-exists' ? first > 0 : first === expected + 1
}

const movedOn = ({ stream, expected }: EncodedAppend, { lastRevision }: Head): StreamMovedOn => ({
  failure: 'StreamMovedOn',
  stream,
  expected,
  actual: lastRevision === -1 ? 'no-stream' : lastRevision,
})
