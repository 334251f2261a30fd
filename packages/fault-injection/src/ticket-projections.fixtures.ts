import { createHash } from 'node:crypto'
import { type DomainEvent, domainEventCatalogue } from '@aftersale/domain/events'
import type { RecordedEvent } from '@aftersale/event-store'
import type { SqliteProjection } from '@aftersale/projecting'

/** One row an event, in the order in which they were projected; nothing hinders an event from standing there twice. */
export const ticketJournal: SqliteProjection<DomainEvent> = {
  name: 'ticketJournal',
  version: 1,
  follows: { to: 'category', category: 'serviceTicket' },
  catalogue: domainEventCatalogue,
  tables: {
    entry: 'place INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, event_id TEXT NOT NULL',
  },
  project: (rows, { metadata, recorded }) => {
    rows.run(
      `INSERT INTO ${rows.table('entry')} (stream, revision, event_id) VALUES (?, ?, ?)`,
      recorded.stream,
      recorded.revision,
      metadata.eventId,
    )
  },
}

/** One row a ticket: each event changes it, so that an event too many, too few or out of order shows in it for ever. */
export const ticketDigest: SqliteProjection<DomainEvent> = {
  name: 'ticketDigest',
  version: 1,
  follows: { to: 'all' },
  catalogue: domainEventCatalogue,
  tables: {
    ticket: 'stream TEXT PRIMARY KEY, events INTEGER NOT NULL, digest TEXT NOT NULL',
  },
  project: (rows, { metadata, recorded: { stream } }) => {
    const row = rows.get(`SELECT events, digest FROM ${rows.table('ticket')} WHERE stream = ?`, stream)
    rows.run(
      `INSERT INTO ${rows.table('ticket')} VALUES (?, ?, ?)
       ON CONFLICT (stream) DO UPDATE SET events = excluded.events, digest = excluded.digest`,
      stream,
      Number(row?.events ?? 0) + 1,
      digestOn(String(row?.digest ?? ''), metadata.eventId),
    )
  },
}

const digestOn = (before: string, eventId: string): string =>
  createHash('sha1')
    .update(before + eventId)
    .digest('hex')

/** The rows that these events make, a line each, as `journalRows` and `digestRows` read them. */
export const journalOf = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<string> =>
  events.map(({ stream, revision, metadata }, index) =>
    [index + 1, stream, revision, (metadata as { readonly eventId: string }).eventId].join(' '),
  )

export const digestsOf = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<string> => {
  const digests = new Map<string, { events: number; digest: string }>()
  for (const { stream, metadata } of events) {
    const { eventId } = metadata as { readonly eventId: string }
    const known = digests.get(stream) ?? { events: 0, digest: '' }
    digests.set(stream, { events: known.events + 1, digest: digestOn(known.digest, eventId) })
  }
  return [...digests].map(([stream, { events: count, digest }]) => [stream, count, digest].join(' ')).toSorted()
}

interface Queried {
  prepare(sql: string): { all(): Array<unknown> }
}

const linesOf = (database: Queried, sql: string): ReadonlyArray<string> =>
  database
    .prepare(sql)
    .all()
    .map((row) => Object.values(row as Readonly<Record<string, unknown>>).join(' '))

export const journalRows = (database: Queried): ReadonlyArray<string> =>
  linesOf(database, 'SELECT place, stream, revision, event_id FROM ticketJournal_entry ORDER BY place')

export const digestRows = (database: Queried): ReadonlyArray<string> =>
  linesOf(database, 'SELECT stream, events, digest FROM ticketDigest_ticket ORDER BY stream')
