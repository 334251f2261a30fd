import type { StoreUnavailable } from '@aftersale/event-store'

/** SQLite's primary result codes that the store tells apart. Source: sqlite.org/rescode.html. */
const CAUSES: Readonly<Record<number, StoreUnavailable['cause']>> = {
  3: 'access-denied', // PERM
  5: 'locked', // BUSY
  6: 'locked', // LOCKED
  8: 'read-only', // READONLY
  10: 'failed', // IOERR
  11: 'corrupt', // CORRUPT
  13: 'full', // FULL
  14: 'failed', // CANTOPEN
  23: 'access-denied', // AUTH
  26: 'corrupt', // NOTADB
}

export const CANNOT_OPEN = 14
export const NOT_A_DATABASE = 26
export const READ_ONLY = 8
export const FULL = 13
const BUSY = 5
const LOCKED = 6

const BY_NAME: Readonly<Record<string, number>> = {
  PERM: 3,
  BUSY,
  LOCKED,
  READONLY: READ_ONLY,
  IOERR: 10,
  CORRUPT: 11,
  FULL,
  CANTOPEN: CANNOT_OPEN,
  AUTH: 23,
  NOTADB: NOT_A_DATABASE,
}

/** The primary result code in what a driver threw; nothing where it isn't SQLite that failed. */
export const resultCodeOf = (thrown: unknown): number | undefined => {
  if (!(typeof thrown === 'object' && thrown !== null)) return undefined
  const { rawCode, errcode, code, message } = thrown as Readonly<Record<string, unknown>>
  // libsql says `rawCode`, node:sqlite `errcode`; the low byte of an extended code is the primary one.
  for (const extended of [rawCode, errcode]) if (typeof extended === 'number') return extended & 0xff
  if (typeof code === 'string') return BY_NAME[/^SQLITE_([A-Z]+)/.exec(code)?.[1] ?? '']
  // libsql's constructor throws without a code: `ConnectionFailed("Unable to open connection …: 14")`.
  const opening = typeof message === 'string' ? /^ConnectionFailed\(.*: (\d+)"\)$/s.exec(message)?.[1] : undefined
  return opening === undefined ? undefined : Number(opening) & 0xff
}

export const isLocked = (thrown: unknown): boolean => {
  const code = resultCodeOf(thrown)
  return code === BUSY || code === LOCKED
}

/** What is stored can't be what was written: somebody else has changed the file. */
export class DamagedEvent extends Error {}

/** What the store answers when nothing was written and the driver threw this. */
export const unavailable = (path: string, thrown: unknown): StoreUnavailable => {
  return { failure: 'StoreUnavailable', cause: causeOf(thrown), why: `${path}: ${messageOf(thrown)}` }
}

const causeOf = (thrown: unknown): StoreUnavailable['cause'] => {
  if (thrown instanceof DamagedEvent) return 'corrupt'
  const code = resultCodeOf(thrown)
  return (code === undefined ? undefined : CAUSES[code]) ?? 'failed'
}

export const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))
