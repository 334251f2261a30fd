import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EventToAppend } from '@aftersale/event-store'
import type { EventMetadata } from '@aftersale/messages'
import { eventIdOf, instantOf, type PositiveInteger } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { openLibsql } from './open-libsql.js'
import { nodeSqlite } from './open-node-sqlite.js'
import { openSqliteEventStore, type SqliteEventStoreOptions } from './open-sqlite-event-store.js'
import type { OpenSqliteDatabase, SqliteDatabase } from './sqlite-database.js'
import type { SqliteEventStore } from './sqlite-event-store.js'

/** A folder of its own for the test, and the way to remove it. */
export const newFolder = (): {
  readonly path: string
  readonly in: (name: string) => string
  readonly remove: () => void
} => {
  const path = mkdtempSync(join(tmpdir(), 'aftersale-sqlite-'))
  return { path, in: (name) => join(path, name), remove: () => rmSync(path, { recursive: true, force: true }) }
}

export const opened = async (file: string, options: SqliteEventStoreOptions = {}): Promise<SqliteEventStore> => {
  const store = await openSqliteEventStore(file, options)()
  if (E.isLeft(store)) throw new Error(JSON.stringify(store.left))
  return store.right
}

export const right = <Right>(result: E.Either<unknown, Right>): Right => {
  if (E.isLeft(result)) throw new Error(`unexpected failure: ${JSON.stringify(result.left)}`)
  return result.right
}

export const left = <Left>(result: E.Either<Left, unknown>): Left => {
  if (E.isRight(result)) throw new Error(`unexpected success: ${JSON.stringify(result.right)}`)
  return result.left
}

/** `<category>-<uuid>`, another one for each number. */
export const streamNumber = (number: number, category = 'serviceTicket'): string =>
  `${category}-00000000-0000-7000-8000-${String(number).padStart(12, '0')}`

/** Recorded one second after another from 2025-06-02T07:00:00Z on. */
export const noteAdded = (stream: string, number: number, text = `note ${number}`): EventToAppend => ({
  type: 'InternalNoteAdded',
  data: { number, text },
  metadata: metadataOf(stream, number),
})

const metadataOf = (stream: string, number: number): EventMetadata => {
  const at = instantOf(Date.UTC(2025, 5, 2, 7) + number * 1000)
  const commandId = `add-note-${number}` as EventMetadata['commandId']
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

/** A way to connect that remembers the connections it made. */
export const rememberingConnections = (
  connect: OpenSqliteDatabase = openLibsql,
): {
  readonly openDatabase: OpenSqliteDatabase
  readonly connections: Array<SqliteDatabase>
} => {
  const connections: Array<SqliteDatabase> = []
  const openDatabase: OpenSqliteDatabase = (path, access) => {
    const connection = connect(path, access)
    connections.push(connection)
    return connection
  }
  return { openDatabase, connections }
}

/** Runs as a user who may only do what the files' modes allow: the superuser may do everything. */
export const asAnyUser = async <Result>(run: () => Promise<Result>): Promise<Result> => {
  const NOBODY = 65_534
  if (process.geteuid?.() !== 0) return run()
  process.seteuid?.(NOBODY)
  try {
    return await run()
  } finally {
    process.seteuid?.(0)
  }
}

const builtIn = nodeSqlite()

/** The drivers that this Node.js can run. */
export const drivers: ReadonlyArray<readonly [name: string, openDatabase: OpenSqliteDatabase]> = [
  ['libsql', openLibsql],
  ...(builtIn === undefined ? [] : [['node:sqlite', builtIn] as const]),
]
