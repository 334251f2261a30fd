import { pragma, type SqliteDatabase } from './sqlite-database.js'

/** `AfSa`, in the header of every file of ours: it tells our files from those of other programs. */
export const APPLICATION_ID = 0x41_66_53_61

/** What this version writes. A file with a higher number is refused; one with a lower number would be brought up to it. */
export const FORMAT_VERSION = 1

// Stored format. Add in a new version with a migration; never change what stands here.
//
// - `position` counts all events, `revision` those of a stream, both from 0 without a gap.
// - A stream's `id` is the position of its first event.
// - `kinds` are the combinations of tenant (empty for none), category and event type: one index serves every filter.
// - `event_id` is the id in the metadata: 16 bytes where it is a UUID, else its text; absent where there is none.
// - `data` and `metadata` are JSON text, with the keys in the order in which they were handed over.
const SCHEMA = `
CREATE TABLE streams (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE kinds (
  id       INTEGER PRIMARY KEY,
  tenant   TEXT NOT NULL,
  category TEXT NOT NULL,
  type     TEXT NOT NULL,
  UNIQUE (tenant, category, type)
) STRICT;

CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  stream   INTEGER NOT NULL REFERENCES streams (id),
  revision INTEGER NOT NULL,
  kind     INTEGER NOT NULL REFERENCES kinds (id),
  event_id BLOB,
  data     TEXT NOT NULL,
  metadata TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX events_by_stream ON events (stream, revision);
CREATE UNIQUE INDEX events_by_id ON events (stream, event_id);
CREATE INDEX events_by_kind ON events (kind);

CREATE VIEW history AS
  SELECT events.position, streams.name AS stream, events.revision, kinds.tenant, kinds.category, kinds.type, events.data, events.metadata
  FROM events JOIN streams ON streams.id = events.stream JOIN kinds ON kinds.id = events.kind
  ORDER BY events.position;

PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${FORMAT_VERSION};
`

/** What kind of file it is. Throws what the driver throws, NOTADB among it. */
export type FileFormat =
  | { readonly format: 'empty' }
  | { readonly format: 'ours' }
  | { readonly format: 'foreign' }
  | { readonly format: 'newer'; readonly version: number }

export const formatOf = (database: SqliteDatabase): FileFormat => {
  // One look: between two, another process may lay out the file, which would then be neither empty nor ours.
  database.exec('BEGIN')
  try {
    return formatInTransaction(database)
  } finally {
    rollBack(database)
  }
}

const formatInTransaction = (database: SqliteDatabase): FileFormat => {
  const applicationId = pragma(database, 'application_id')
  const version = Number(pragma(database, 'user_version'))
  if (applicationId === APPLICATION_ID)
    return version > FORMAT_VERSION ? { format: 'newer', version } : { format: 'ours' }
  const isEmpty = applicationId === 0 && version === 0 && pragma(database, 'schema_version') === 0
  return { format: isEmpty ? 'empty' : 'foreign' }
}

/** Lays out an empty file. All or nothing; harmless where another process has done it meanwhile. */
export const layOut = (database: SqliteDatabase): void => {
  database.exec('BEGIN IMMEDIATE')
  try {
    if (formatInTransaction(database).format === 'empty') database.exec(SCHEMA)
    database.exec('COMMIT')
  } catch (thrown) {
    rollBack(database)
    throw thrown
  }
}

/** Ends a transaction without its effect. SQLite has often done so itself when a statement failed; then it has nothing to say. */
export const rollBack = (database: SqliteDatabase): void => {
  try {
    database.exec('ROLLBACK')
  } catch {
    // No transaction was left to roll back.
  }
}
