export {
  describeOpenFailure,
  type FileNotUsable,
  type NewerFormat,
  type NotAnEventStore,
  type OpenFailure,
} from './open-failures.js'
export { openLibsql } from './open-libsql.js'
export { nodeSqlite } from './open-node-sqlite.js'
export { openSqliteEventStore, type SqliteEventStoreOptions } from './open-sqlite-event-store.js'
export type {
  OpenSqliteDatabase,
  SqliteAccess,
  SqliteDatabase,
  SqliteStatement,
  SqliteValue,
} from './sqlite-database.js'
export type { SqliteEventStore, StreamAppend } from './sqlite-event-store.js'
export type { AppendAllFailure } from './write-queue.js'
