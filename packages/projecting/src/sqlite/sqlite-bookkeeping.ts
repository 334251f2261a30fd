import type { RecordedEvent } from '@aftersale/event-store'
import { checkpointOfText, checkpointText } from '../checkpoints.js'
import type { Generation } from '../generation.js'
import type { ParkedBecause, ParkedEvent, SkippedEvent } from '../parked-event.js'
import type { LastEvent } from '../progress.js'
import type { SqliteParameter, SqliteRow } from './sqlite-database.js'

/** What is kept beside the rows of every projection of the database. */
export const LAY_OUT = `
CREATE TABLE IF NOT EXISTS projection_generation (
  projection TEXT NOT NULL, generation INTEGER NOT NULL, version INTEGER NOT NULL, status TEXT NOT NULL,
  follows TEXT NOT NULL, layout TEXT NOT NULL, if_different TEXT NOT NULL, checkpoint TEXT, last_event TEXT,
  projected INTEGER NOT NULL, unknown INTEGER NOT NULL, parked INTEGER NOT NULL, skipped INTEGER NOT NULL,
  repeated INTEGER NOT NULL, PRIMARY KEY (projection, generation)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS projection_parked (
  id INTEGER PRIMARY KEY AUTOINCREMENT, projection TEXT NOT NULL, generation INTEGER NOT NULL, key TEXT NOT NULL,
  event TEXT NOT NULL, because TEXT NOT NULL, error TEXT NOT NULL, attempts INTEGER NOT NULL, replay INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS projection_parked_key ON projection_parked (projection, generation, key, id);
CREATE TABLE IF NOT EXISTS projection_skipped (
  projection TEXT NOT NULL, stream TEXT NOT NULL, revision INTEGER NOT NULL, event TEXT NOT NULL, error TEXT NOT NULL,
  reason TEXT NOT NULL, PRIMARY KEY (projection, stream, revision)) WITHOUT ROWID;
`

type Run = (sql: string, ...parameters: ReadonlyArray<SqliteParameter>) => void
type All = (sql: string, ...parameters: ReadonlyArray<SqliteParameter>) => ReadonlyArray<SqliteRow>

const SAVE = `INSERT INTO projection_generation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (projection, generation) DO UPDATE SET status = excluded.status, if_different = excluded.if_different,
  checkpoint = excluded.checkpoint, last_event = excluded.last_event, projected = excluded.projected,
  unknown = excluded.unknown, parked = excluded.parked, skipped = excluded.skipped, repeated = excluded.repeated`

const PARKED = 'SELECT * FROM projection_parked WHERE projection = ? AND generation = ?'

/** The bookkeeping of one projection, as statements of its transaction. */
export const bookkeepingOf = (projection: string, run: Run, all: All) => {
  const parkedWhere = (generation: number, rest: string, ...parameters: ReadonlyArray<SqliteParameter>) =>
    all(`${PARKED} ${rest}`, projection, generation, ...parameters).map(parkedEventOf)

  return {
    generations: (): ReadonlyArray<Generation> =>
      all('SELECT * FROM projection_generation WHERE projection = ? ORDER BY generation', projection).map(generationOf),
    save: ({ generation, version, status, follows, layout, ifDifferent, progress }: Generation): void =>
      run(
        SAVE,
        projection,
        generation,
        version,
        status,
        follows,
        layout,
        ifDifferent,
        progress.checkpoint === undefined ? null : checkpointText(progress.checkpoint),
        progress.lastEvent === undefined ? null : JSON.stringify(progress.lastEvent),
        progress.projected,
        progress.unknown,
        progress.parked,
        progress.skipped,
        progress.repeated,
      ),
    forget: (generation: number): void => {
      run('DELETE FROM projection_parked WHERE projection = ? AND generation = ?', projection, generation)
      run('DELETE FROM projection_generation WHERE projection = ? AND generation = ?', projection, generation)
    },
    park: ({
      generation,
      key,
      recorded,
      because,
      error,
      replay,
    }: Omit<ParkedEvent, 'id' | 'attempts'>): ParkedEvent => {
      const [row] = all(
        `INSERT INTO projection_parked (projection, generation, key, event, because, error, attempts, replay)
         VALUES (?, ?, ?, ?, ?, ?, 1, ?) RETURNING id`,
        projection,
        generation,
        key,
        JSON.stringify(recorded),
        because,
        error,
        replay ? 1 : 0,
      )
      return { id: Number(row?.id), generation, key, recorded, because, error, replay, attempts: 1 }
    },
    isWaiting: (generation: number, key: string): boolean =>
      all(
        'SELECT 1 FROM projection_parked WHERE projection = ? AND generation = ? AND key = ? LIMIT 1',
        projection,
        generation,
        key,
      ).length > 0,
    parked: (generation: number): ReadonlyArray<ParkedEvent> => parkedWhere(generation, 'ORDER BY id'),
    parkedOfKey: (generation: number, key: string): ReadonlyArray<ParkedEvent> =>
      parkedWhere(generation, 'AND key = ? ORDER BY id', key),
    parkedKeys: (generation: number): ReadonlyArray<string> =>
      all(
        'SELECT key FROM projection_parked WHERE projection = ? AND generation = ? GROUP BY key ORDER BY min(id)',
        projection,
        generation,
      ).map(({ key }) => String(key)),
    failedAgain: (id: number, because: ParkedBecause, error: string): void =>
      run(
        'UPDATE projection_parked SET attempts = attempts + 1, because = ?, error = ? WHERE id = ?',
        because,
        error,
        id,
      ),
    unpark: (id: number): void => run('DELETE FROM projection_parked WHERE id = ?', id),
    skip: ({ recorded, error, reason }: SkippedEvent): void =>
      run(
        'INSERT OR REPLACE INTO projection_skipped VALUES (?, ?, ?, ?, ?, ?)',
        projection,
        recorded.stream,
        recorded.revision,
        JSON.stringify(recorded),
        error,
        reason,
      ),
    isSkipped: ({ stream, revision }: RecordedEvent): boolean =>
      all(
        'SELECT 1 FROM projection_skipped WHERE projection = ? AND stream = ? AND revision = ?',
        projection,
        stream,
        revision,
      ).length > 0,
    skipped: (): ReadonlyArray<SkippedEvent> =>
      all('SELECT event, error, reason FROM projection_skipped WHERE projection = ?', projection).map((row) => ({
        recorded: recordedOf(row.event),
        error: String(row.error),
        reason: String(row.reason),
      })),
  }
}

const generationOf = (row: SqliteRow): Generation => ({
  generation: Number(row.generation),
  version: Number(row.version),
  status: row.status as Generation['status'],
  follows: String(row.follows),
  layout: String(row.layout),
  ifDifferent: row.if_different as Generation['ifDifferent'],
  progress: {
    checkpoint: typeof row.checkpoint === 'string' ? checkpointOfText(row.checkpoint) : undefined,
    lastEvent: typeof row.last_event === 'string' ? (JSON.parse(row.last_event) as LastEvent) : undefined,
    projected: Number(row.projected),
    unknown: Number(row.unknown),
    parked: Number(row.parked),
    skipped: Number(row.skipped),
    repeated: Number(row.repeated),
  },
})

const parkedEventOf = (row: SqliteRow): ParkedEvent => ({
  id: Number(row.id),
  generation: Number(row.generation),
  key: String(row.key),
  recorded: recordedOf(row.event),
  because: row.because as ParkedBecause,
  error: String(row.error),
  attempts: Number(row.attempts),
  replay: Number(row.replay) === 1,
})

const recordedOf = (text: unknown): RecordedEvent => JSON.parse(String(text)) as RecordedEvent
