import type { AllPage, AllRead, EventFilter, RecordedEvent, StreamRead, StreamSlice } from '@aftersale/event-store'
import { EVENTS_A_PAGE } from '@aftersale/event-store'
import { Kinds } from './kinds.js'
import { prepareRows, type RowsStatement, type SqliteDatabase } from './sqlite-database.js'
import { DamagedEvent } from './sqlite-failure.js'
import { positionAt } from './write-transaction.js'

type EventRow = readonly [
  position: number,
  stream: string,
  revision: number,
  kind: number,
  data: string,
  metadata: string,
]

type Direction = 'forwards' | 'backwards'

/** A page of all events, and how far it speaks for the file: every event up to `through` that was asked for is known. */
export interface EventsThrough extends AllPage {
  readonly through: number
}

/** Kinds whose rows are merged from the index; where more are wanted, going through all events is as fast. */
const KINDS_MERGED = 16

/** The largest position there can be. */
const LAST = Number.MAX_SAFE_INTEGER

/** Reads without waiting and without holding anything open between two calls. Throws what the driver throws. */
export class EventReader {
  private readonly kinds: Kinds
  private readonly lastPositionStatement: RowsStatement<readonly [number | null]>
  private readonly streamHead: RowsStatement<readonly [number, number]>
  private readonly wholeStream: RowsStatement<EventRow>
  private readonly streamEvents: Readonly<Record<Direction, RowsStatement<EventRow>>>
  private readonly allEvents: Readonly<Record<Direction, RowsStatement<EventRow>>>
  /** Statements by the kinds they select; a reader has few filters. */
  private readonly filtered = new Map<string, RowsStatement<EventRow>>()

  constructor(
    private readonly database: SqliteDatabase,
    private readonly tenant: string,
  ) {
    this.kinds = new Kinds(database)
    this.lastPositionStatement = prepareRows(database, 'SELECT max(position) FROM events')
    this.streamHead = prepareRows(
      database,
      'SELECT id, (SELECT max(revision) FROM events WHERE stream = streams.id) FROM streams WHERE name = ?',
    )
    this.wholeStream = prepareRows(database, `${SELECT} WHERE streams.name = ? ORDER BY revision`)
    const streamEvents = (order: string): RowsStatement<EventRow> =>
      prepareRows(
        database,
        `${SELECT} WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision ${order} LIMIT ?`,
      )
    this.streamEvents = { forwards: streamEvents('ASC'), backwards: streamEvents('DESC') }
    const allEvents = (order: string): RowsStatement<EventRow> =>
      prepareRows(database, `${SELECT} WHERE ${BETWEEN} ORDER BY position ${order} LIMIT ?`)
    this.allEvents = { forwards: allEvents('ASC'), backwards: allEvents('DESC') }
  }

  /** -1 where nothing was ever appended, by whatever tenant. */
  lastPosition(): number {
    return this.lastPositionStatement.get()?.[0] ?? -1
  }

  readStream(stream: string, { from, direction = 'forwards', maxCount }: StreamRead): StreamSlice {
    if (direction === 'forwards' && (from ?? 0) === 0 && maxCount === undefined) {
      // What most callers ask for, by one look: the last of all events tells the stream's last revision.
      const events = this.recorded(this.wholeStream.all(stream))
      return { events, lastRevision: events[events.length - 1]?.revision ?? 'no-stream' }
    }
    const [id, lastRevision] = this.streamHead.get(stream) ?? []
    if (id === undefined || lastRevision === undefined) return { events: [], lastRevision: 'no-stream' }
    const [least, most] =
      direction === 'forwards' ? [from ?? 0, lastRevision] : [0, Math.min(from ?? lastRevision, lastRevision)]
    const rows = this.streamEvents[direction].all(id, least, most, maxCount ?? -1)
    return { events: this.recorded(rows), lastRevision }
  }

  readAll({ after, direction = 'forwards', maxCount = EVENTS_A_PAGE, filter = {} }: AllRead): EventsThrough {
    // Read first: what is appended meanwhile lies beyond it, and belongs to the next page.
    const through = this.lastPosition()
    const least = direction === 'forwards' ? (after?.commit ?? -1) + 1 : 0
    const most = direction === 'forwards' ? through : Math.min(through, (after?.commit ?? LAST) - 1)
    const rows = this.rows(direction, filter, [least, most, maxCount + 1])
    if (rows.length <= maxCount) return { events: this.recorded(rows), through }
    const events = this.recorded(rows.slice(0, maxCount))
    const last = events[events.length - 1]
    return last === undefined ? { events, through } : { events, next: last.position, through: last.position.commit }
  }

  private rows(
    direction: Direction,
    filter: EventFilter,
    [least, most, limit]: readonly [least: number, most: number, limit: number],
  ): ReadonlyArray<EventRow> {
    this.kinds.refresh()
    const kinds = this.kinds.selected(this.tenant, filter)
    if (kinds === 'all') return this.allEvents[direction].all(least, most, limit)
    if (kinds.length === 0) return []
    if (kinds.length <= KINDS_MERGED && kinds.length * 2 <= this.kinds.size) {
      const bounds = kinds.flatMap(() => [least, most])
      return this.filteredStatement(direction, kinds, mergedByKind).all(...bounds, limit)
    }
    return this.filteredStatement(direction, kinds, scanned).all(least, most, limit)
  }

  private filteredStatement(
    direction: Direction,
    kinds: ReadonlyArray<number>,
    sqlOf: (kinds: ReadonlyArray<number>, order: string) => string,
  ): RowsStatement<EventRow> {
    const sql = sqlOf(kinds, direction === 'forwards' ? 'ASC' : 'DESC')
    const known = this.filtered.get(sql)
    if (known !== undefined) return known
    // Filters that keep changing must not pile up: begin anew.
    if (this.filtered.size === 100) this.filtered.clear()
    const statement = prepareRows<EventRow>(this.database, sql)
    this.filtered.set(sql, statement)
    return statement
  }

  private recorded(rows: ReadonlyArray<EventRow>): ReadonlyArray<RecordedEvent> {
    // A row may have a kind that another process added after the kinds were read.
    return rows.map(([position, stream, revision, kind, data, metadata]) => ({
      stream,
      revision,
      position: positionAt(position),
      type: this.typeOf(kind),
      data: parsed(data, 'data', position),
      metadata: parsed(metadata, 'metadata', position),
    }))
  }

  private typeOf(kind: number): string {
    const known = this.kinds.kind(kind)
    if (known !== undefined) return known.type
    this.kinds.refresh()
    const learnt = this.kinds.kind(kind)
    if (learnt === undefined) throw new DamagedEvent(`an event is of kind ${kind}, which the file does not hold`)
    return learnt.type
  }
}

const SELECT = `
SELECT events.position, streams.name, events.revision, events.kind, events.data, events.metadata
FROM events JOIN streams ON streams.id = events.stream`

const BETWEEN = 'events.position BETWEEN ? AND ?'

/** One run of the index for each kind, merged by SQLite in the order of positions. */
const mergedByKind = (kinds: ReadonlyArray<number>, order: string): string =>
  `${kinds.map((kind) => `${SELECT} WHERE events.kind = ${kind} AND ${BETWEEN}`).join('\nUNION ALL')}
ORDER BY 1 ${order} LIMIT ?`

/** `+` keeps SQLite from the index, which would have it collect every matching event and sort them for each page. */
const scanned = (kinds: ReadonlyArray<number>, order: string): string =>
  `${SELECT} WHERE +events.kind IN (${kinds.join(', ')}) AND ${BETWEEN} ORDER BY events.position ${order} LIMIT ?`

const parsed = (json: string, part: string, position: number): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    throw new DamagedEvent(`the ${part} of the event at position ${position} is not JSON`)
  }
}
