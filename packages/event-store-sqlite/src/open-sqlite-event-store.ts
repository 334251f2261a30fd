import { accessSync, closeSync, constants, existsSync, openSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type StoreUnavailable, tenantToOpen } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { FORMAT_VERSION, formatOf, layOut, rollBack } from './file-format.js'
import type { FileNotUsable, NotAnEventStore, OpenFailure } from './open-failures.js'
import { openLibsql } from './open-libsql.js'
import { type OpenSqliteDatabase, pragma, type SqliteAccess, type SqliteDatabase } from './sqlite-database.js'
import { type SqliteEventStore, sqliteEventStore } from './sqlite-event-store.js'
import { CANNOT_OPEN, NOT_A_DATABASE, READ_ONLY, resultCodeOf, unavailable } from './sqlite-failure.js'
import { waitingForTheLock } from './waiting-for-the-lock.js'

export interface SqliteEventStoreOptions {
  /** The tenant whose streams this handle appends to and reads; absent for a single tenant. */
  readonly tenant?: string
  /** Only reads: the file must exist, and nothing is written to it. */
  readonly readOnly?: boolean
  /** Fails where the file doesn't exist, instead of creating it. */
  readonly mustExist?: boolean
  /** The most bytes of JSON one append may have; 16 MiB where it is absent. */
  readonly appendLimitBytes?: number
  /** How long a call waits for a lock that another process holds, before it is `locked`; 5 seconds where it is absent. */
  readonly lockWaitMilliseconds?: number
  /** How often a waiting subscription looks whether another process has appended; 50 milliseconds where it is absent. */
  readonly pollMilliseconds?: number
  /** Connects by another driver than libsql, in the manner of better-sqlite3. */
  readonly openDatabase?: OpenSqliteDatabase
}

/**
 * Opens the store in this file, and creates the file where it is missing; never its folder. A file that is not ours is
 * left untouched. Throws a TypeError where the tenant's name is none.
 */
export const openSqliteEventStore = (
  file: string,
  options: SqliteEventStoreOptions = {},
): TE.TaskEither<OpenFailure, SqliteEventStore> => {
  const { readOnly = false, mustExist = false, lockWaitMilliseconds = 5000, openDatabase = openLibsql } = options
  const path = resolve(file)
  const settings = {
    path,
    readOnly,
    lockWaitMilliseconds,
    tenant: tenantToOpen(options.tenant),
    appendLimitBytes: options.appendLimitBytes ?? 16 * 1024 * 1024,
    pollMilliseconds: options.pollMilliseconds ?? 50,
  }

  const opened = (access: SqliteAccess): Promise<E.Either<OpenFailure, SqliteEventStore>> =>
    waitingForTheLock(performance.now() + lockWaitMilliseconds, () => {
      const database = openDatabase(path, access)
      try {
        const fault = prepared(database, path, readOnly)
        if (fault === undefined) return E.right(sqliteEventStore(database, settings))
        database.close()
        return E.left(fault)
      } catch (thrown) {
        database.close()
        throw thrown
      }
    })

  return async () => {
    try {
      const fault = faultOfPath(path, readOnly || mustExist)
      if (fault !== undefined) return E.left(fault)
      return await opened(readOnly ? 'read-only' : 'read-write')
    } catch (thrown) {
      if (!readOnly || !needsFilesBeside(thrown)) return E.left(failureOf(path, thrown))
      return hasLog(path) ? E.left(logUnreadable(path)) : openedImmutable(path, () => opened('immutable'))
    }
  }
}

const openedImmutable = async (
  path: string,
  open: () => Promise<E.Either<OpenFailure, SqliteEventStore>>,
): Promise<E.Either<OpenFailure, SqliteEventStore>> => {
  try {
    return await open()
  } catch (thrown) {
    return E.left(failureOf(path, thrown))
  }
}

const faultOfPath = (path: string, mustExist: boolean): FileNotUsable | undefined => {
  const entry = statSync(path, { throwIfNoEntry: false })
  if (entry !== undefined) return entry.isFile() ? undefined : { failure: 'FileNotUsable', because: 'not-a-file', path }
  if (!existsSync(dirname(path))) return { failure: 'FileNotUsable', because: 'folder-missing', path }
  return mustExist ? { failure: 'FileNotUsable', because: 'missing', path } : undefined
}

/** Makes the connection durable and the file ours; says why it can't be. Throws what the driver throws. */
const prepared = (database: SqliteDatabase, path: string, readOnly: boolean): OpenFailure | undefined => {
  // Waiting is done outside of SQLite, which would hold up the whole process.
  database.exec('PRAGMA busy_timeout = 0')
  const found = formatOf(database)
  switch (found.format) {
    case 'foreign':
      return { failure: 'NotAnEventStore', path, why: 'it is the database of another program' }
    case 'newer':
      return { failure: 'NewerFormat', path, version: found.version, supported: FORMAT_VERSION }
    case 'empty':
    case 'ours':
      break
  }
  if (readOnly) return found.format === 'empty' ? emptyFile(path) : undefined

  const mode = pragma(database, 'journal_mode = WAL')
  if (mode !== 'wal')
    return { failure: 'StoreUnavailable', cause: 'failed', why: `${path}: no write-ahead log is possible here` }
  // An acknowledged append is on the disk. `fullfsync` is for macOS, whose fsync leaves it in the drive's cache.
  database.exec('PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON')
  // A large import leaves a large log; the next checkpoint cuts it back to this.
  database.exec(`PRAGMA journal_size_limit = ${64 * 1024 * 1024}`)
  if (found.format === 'empty') layOut(database)
  tryToWrite(database)
  return undefined
}

const emptyFile = (path: string): NotAnEventStore => ({ failure: 'NotAnEventStore', path, why: 'it is empty' })

/** A file that can't be written is found out now, not at the first append. */
const tryToWrite = (database: SqliteDatabase): void => {
  database.exec('BEGIN IMMEDIATE')
  rollBack(database)
}

const failureOf = (path: string, thrown: unknown): OpenFailure => {
  if (resultCodeOf(thrown) === NOT_A_DATABASE) {
    return { failure: 'NotAnEventStore', path, why: 'it is not a SQLite database' }
  }
  // SQLite says no more than that it can't open the file.
  return isForbidden(path)
    ? { failure: 'StoreUnavailable', cause: 'access-denied', why: `${path}: permission denied` }
    : unavailable(path, thrown)
}

/** Whether it is permissions that keep the file from being read, or made where it is missing. */
const isForbidden = (path: string): boolean => {
  try {
    if (existsSync(dirname(path)) && !existsSync(path)) accessSync(dirname(path), constants.W_OK)
    else closeSync(openSync(path, 'r'))
    return false
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EACCES'
  }
}

/** SQLite reads a write-ahead log by way of files beside the database, which can't be made on a medium that is read-only. */
const needsFilesBeside = (thrown: unknown): boolean => {
  const code = resultCodeOf(thrown)
  return code === CANNOT_OPEN || code === READ_ONLY
}

const hasLog = (path: string): boolean => (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0

const logUnreadable = (path: string): StoreUnavailable => ({
  failure: 'StoreUnavailable',
  cause: 'read-only',
  why: `${path}: its latest events are still in ${path}-wal, which can't be read here; open and close the store once where it may be written`,
})
