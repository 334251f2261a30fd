import {
  type EventStore,
  type EventToAppend,
  type InMemoryEvents,
  inMemoryEventStore,
  type Position,
} from '@aftersale/event-store'
import {
  type EventMetadata,
  eventCatalogue,
  eventIdOf,
  instantOf,
  message,
  NonEmptyText,
  PositiveInteger,
} from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import Libsql from 'libsql'
import type { SqliteDatabase, SqliteProjection, SqliteRow } from './index.js'

const NoteAdded = message('NoteAdded', { text: NonEmptyText, minutes: PositiveInteger })
const TicketResolved = message('TicketResolved', { by: NonEmptyText })

export const ticketEvents = eventCatalogue([NoteAdded, TicketResolved])
export type TicketEvent = t.TypeOf<typeof NoteAdded> | t.TypeOf<typeof TicketResolved>

/** A row a ticket: how many notes, how many minutes, and the texts one after the other, so that order shows. */
export const tickets: SqliteProjection<TicketEvent> = {
  name: 'tickets',
  version: 1,
  follows: { to: 'category', category: 'serviceTicket' },
  catalogue: ticketEvents,
  tables: {
    ticket:
      'stream TEXT PRIMARY KEY, notes INTEGER NOT NULL, minutes INTEGER NOT NULL, texts TEXT NOT NULL, resolvedBy TEXT',
  },
  project: (rows, { event, recorded: { stream } }) => {
    const ticket = rows.table('ticket')
    rows.run(`INSERT OR IGNORE INTO ${ticket} VALUES (?, 0, 0, '', NULL)`, stream)
    switch (event.type) {
      case 'NoteAdded':
        rows.run(
          `UPDATE ${ticket} SET notes = notes + 1, minutes = minutes + ?, texts = texts || ? WHERE stream = ?`,
          event.data.minutes,
          event.data.text,
          stream,
        )
        return
      case 'TicketResolved':
        rows.run(`UPDATE ${ticket} SET resolvedBy = ? WHERE stream = ?`, event.data.by, stream)
        return
    }
  },
}

/** `<category>-<uuid>`, another one for each number. */
export const streamNumber = (number: number, category = 'serviceTicket'): string =>
  `${category}-00000000-0000-7000-8000-${String(number).padStart(12, '0')}`

const metadataOf = (stream: string, number: number): EventMetadata => {
  const at = instantOf(Date.UTC(2025, 5, 2, 7) + number * 1000)
  const commandId = `command-${number}` as EventMetadata['commandId']
  return {
    eventId: eventIdOf(stream, commandId, 0),
    schemaVersion: 1 as PositiveInteger,
    occurredAt: at,
    recordedAt: at,
    actor: { kind: 'agent', id: 'agent-7' as EventMetadata['actor']['id'] },
    commandId,
    correlationId: commandId,
    causationId: commandId,
    commandHash: eventIdOf(stream, 'content', number),
  }
}

/** The numbers of events are of one stream: two of the same number are the same event. */
export const noteAdded = (stream: string, number: number, text = 'x', minutes = 1): EventToAppend => ({
  type: 'NoteAdded',
  data: { text, minutes },
  metadata: metadataOf(stream, number),
})

export const ticketResolved = (stream: string, number: number, by = 'agent-7'): EventToAppend => ({
  type: 'TicketResolved',
  data: { by },
  metadata: metadataOf(stream, number),
})

/** An event that no catalogue here knows. */
export const surveyAnswered = (stream: string, number: number): EventToAppend => ({
  type: 'SurveyAnswered',
  data: { score: 5 },
  metadata: metadataOf(stream, number),
})

/** Of a known type, with data that is not what the type promises. */
export const undecodableNote = (stream: string, number: number): EventToAppend => ({
  type: 'NoteAdded',
  data: { text: '', minutes: -1 },
  metadata: metadataOf(stream, number),
})

export const appended = async (
  store: EventStore,
  stream: string,
  ...events: ReadonlyArray<EventToAppend>
): Promise<Position> => {
  const outcome = right(await store.append(stream, events, 'any')())
  if (outcome.position === undefined) throw new Error('nothing was appended')
  return outcome.position
}

export const storeOf = (events: InMemoryEvents): EventStore => inMemoryEventStore({ events })

export const memoryDatabase = (): SqliteDatabase => new Libsql(':memory:')

export const rowsIn = (database: SqliteDatabase, view: string): ReadonlyArray<SqliteRow> =>
  database.prepare(`SELECT * FROM "${view}" ORDER BY 1`).all() as ReadonlyArray<SqliteRow>

export const right = <Right>(result: E.Either<unknown, Right>): Right => {
  if (E.isLeft(result)) throw new Error(`unexpected failure: ${JSON.stringify(result.left)}`)
  return result.right
}

export const left = <Left>(result: E.Either<Left, unknown>): Left => {
  if (E.isRight(result)) throw new Error(`unexpected success: ${JSON.stringify(result.right)}`)
  return result.left
}
