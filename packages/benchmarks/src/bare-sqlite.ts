import {
  openLibsql,
  openSqliteEventStore,
  type SqliteDatabase,
  type SqliteStatement,
} from '@aftersale/event-store-sqlite'
import * as E from 'fp-ts/lib/Either.js'
import type { TicketHistory } from './ticket-histories.js'
import { typicalEvents } from './typical-events.js'

type Row = readonly [position: number, stream: string, revision: number, kind: number, data: string, metadata: string]

const SELECT = `
SELECT events.position, streams.name, events.revision, events.kind, events.data, events.metadata
FROM events JOIN streams ON streams.id = events.stream`

/**
 * What the store is measured beside: the driver alone, on a file of the same format and as durable, told what to write.
 * It checks nothing: no name, no expectation, no id that stands there already.
 */
export class BareSqlite {
  private readonly begin: SqliteStatement
  private readonly commit: SqliteStatement
  private readonly insertStream: SqliteStatement
  private readonly insertEvent: SqliteStatement
  private readonly pageOfAll: SqliteStatement
  private readonly eventsOfStream: SqliteStatement
  private readonly kinds = new Map<string, number>()
  private nextPosition = 0

  private constructor(private readonly database: SqliteDatabase) {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    this.begin = database.prepare('BEGIN IMMEDIATE')
    this.commit = database.prepare('COMMIT')
    this.insertStream = database.prepare('INSERT INTO streams (id, name) VALUES (?, ?)')
    this.insertEvent = database.prepare(
      'INSERT INTO events (position, stream, revision, kind, event_id, data, metadata) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    this.pageOfAll = database.prepare(`${SELECT} WHERE events.position > ? ORDER BY events.position LIMIT ?`)
    this.pageOfAll.raw(true)
    this.eventsOfStream = database.prepare(`${SELECT} WHERE streams.name = ? ORDER BY events.revision`)
    this.eventsOfStream.raw(true)
    const insertKind = database.prepare('INSERT INTO kinds (id, tenant, category, type) VALUES (?, ?, ?, ?)')
    for (const [id, text] of typicalEvents.entries()) {
      const { type } = JSON.parse(text) as { readonly type: string }
      insertKind.run(id, '', 'serviceTicket', type)
      this.kinds.set(type, id)
    }
  }

  /** In a new file, which the store lays out. */
  static async openedIn(file: string): Promise<BareSqlite> {
    const laidOut = await openSqliteEventStore(file)()
    if (E.isLeft(laidOut)) throw new Error(laidOut.left.failure)
    await laidOut.right.close()
    return new BareSqlite(openLibsql(file, 'read-write'))
  }

  /** Each event in a transaction of its own. */
  appendOneByOne({ stream, events }: TicketHistory): void {
    const id = this.nextPosition
    for (const [revision, event] of events.entries()) {
      this.begin.run()
      if (revision === 0) this.insertStream.run(id, stream)
      this.insert(id, revision, event)
      this.commit.run()
    }
  }

  /** Everything in one transaction. */
  appendTogether(histories: ReadonlyArray<TicketHistory>): void {
    this.begin.run()
    for (const { stream, events } of histories) {
      const id = this.nextPosition
      this.insertStream.run(id, stream)
      for (const [revision, event] of events.entries()) this.insert(id, revision, event)
    }
    this.commit.run()
  }

  /** The rows of the first `count` events, a thousand at a time. */
  readAll(count: number, take: (row: Row) => void): number {
    let read = 0
    let after = -1
    while (read < count) {
      const rows = this.pageOfAll.all(after, Math.min(1000, count - read)) as ReadonlyArray<Row>
      const last = rows.at(-1)
      if (last === undefined) throw new Error(`There are only ${read} events`)
      for (const row of rows) take(row)
      read += rows.length
      after = last[0]
    }
    return read
  }

  readStream(stream: string, take: (row: Row) => void): number {
    const rows = this.eventsOfStream.all(stream) as ReadonlyArray<Row>
    for (const row of rows) take(row)
    return rows.length
  }

  close(): void {
    this.database.close()
  }

  private insert(stream: number, revision: number, { type, data, metadata }: TicketHistory['events'][number]): void {
    const eventId = Buffer.from(metadata.eventId.replaceAll('-', ''), 'hex')
    const kind = this.kinds.get(type) ?? -1
    const [dataText, metadataText] = [JSON.stringify(data), JSON.stringify(metadata)]
    this.insertEvent.run(this.nextPosition, stream, revision, kind, eventId, dataText, metadataText)
    this.nextPosition += 1
  }
}

/** What any reader of such a row does. */
export const parseRow = ([, , , , data, metadata]: Row): void => {
  if (JSON.parse(data) === null || JSON.parse(metadata) === null) throw new Error('A row is empty')
}
