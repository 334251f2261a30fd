import { pathToFileURL } from 'node:url'
import Libsql from 'libsql'
import type { OpenSqliteDatabase } from './sqlite-database.js'

/** Connects by `libsql`, which comes prebuilt and needs no compiler. */
export const openLibsql: OpenSqliteDatabase = (path, access) =>
  new Libsql(access === 'read-write' ? path : uriOf(path, access))

/** libsql has no option for it: that a file is only to be read is said in SQLite's own URI. */
const uriOf = (path: string, access: 'read-only' | 'immutable'): string =>
  `${pathToFileURL(path).href}?${access === 'immutable' ? 'immutable=1' : 'mode=ro'}`
