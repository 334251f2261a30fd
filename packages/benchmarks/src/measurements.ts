import { createReadStream, createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { type ChildRun, runAftersale } from './child.js'
import { emmettsCommands, ourCommands } from './commands.js'
import { decodingSpeeds } from './decoding.js'
import { foldingSpeeds } from './folding.js'
import { progress } from './progress.js'
import { type ProjectedSoFar, projectedLive } from './projecting-live.js'
import { type Replaying, replaying } from './replaying.js'
import { type Speed, sideBySide } from './side-by-side.js'
import { type SqliteSpeeds, sqliteSpeeds } from './storing-in-sqlite.js'

export interface CommandSpeed {
  readonly streams: number
  readonly ours: Speed
  /** Absent where Emmett's store can't be filled with so many streams in any decent time. */
  readonly emmetts?: Speed
  /** Ours on fewer streams, in the same rounds. */
  readonly onFewer?: Speed
}

export interface ImportAndReplay {
  readonly imported: ChildRun
  readonly replayed: Replaying
}

export interface Measurements {
  readonly decoding: ReadonlyArray<Speed>
  readonly folding: ReadonlyArray<Speed>
  readonly replayed: Replaying
  readonly commands: ReadonlyArray<CommandSpeed>
  readonly sqlite: SqliteSpeeds
  readonly projected: ReadonlyArray<ProjectedSoFar>
  /** Absent where the log is not at hand. */
  readonly serviceNow?: ImportAndReplay
}

/** How much of what is measured; more takes longer and wavers less. */
export interface Sizes {
  /** Of the simulated history that is replayed. */
  readonly customers: number
  /** Read from SQLite in a round; fewer are appended. */
  readonly events: number
  /** Through the live projection. */
  readonly projected: number
}

/** Everything that needs no server, in one run. `log` is the gzipped ServiceNow log. */
export const measureAll = async ({ customers, events, projected }: Sizes, log: string): Promise<Measurements> => {
  const folder = mkdtempSync(join(tmpdir(), 'benchmarks-'))
  try {
    // Before anything else has left garbage behind.
    const projectedSoFar = await projectedLive(folder, projected)
    const sqlite = await sqliteSpeeds(folder, events)
    progress('decoding')
    const decoding = await decodingSpeeds()
    progress('folding')
    const folding = await foldingSpeeds()
    progress('replaying a simulated history')
    const history = join(folder, 'history.ndjson')
    runAftersale('simulate', '--to', history, '--seed', '1', '--customers', String(customers))
    const replayed = await replaying(history)
    progress('importing and replaying the ServiceNow log')
    const serviceNow = existsSync(log) ? await importAndReplay(log, folder) : undefined
    return {
      decoding,
      folding,
      replayed,
      commands: await commandSpeeds(),
      sqlite,
      projected: projectedSoFar,
      ...(serviceNow === undefined ? {} : { serviceNow }),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const COMMANDS_A_ROUND = 5_000

const commandSpeeds = async (): Promise<ReadonlyArray<CommandSpeed>> => {
  progress('commands on a thousand streams')
  const [few, emmettsFew] = (await sideBySide({
    ours: await ourCommands(1_000, COMMANDS_A_ROUND),
    emmetts: await emmettsCommands(1_000, COMMANDS_A_ROUND),
  })) as [Speed, Speed]
  progress('commands on twenty thousand and a million streams')
  const [more, emmettsMore, million] = (await sideBySide({
    ours: await ourCommands(20_000, COMMANDS_A_ROUND),
    emmetts: await emmettsCommands(20_000, COMMANDS_A_ROUND),
    million: await ourCommands(1_000_000, COMMANDS_A_ROUND),
  })) as [Speed, Speed, Speed]
  return [
    { streams: 1_000, ours: few, emmetts: emmettsFew },
    { streams: 20_000, ours: more, emmetts: emmettsMore },
    { streams: 1_000_000, ours: million, onFewer: more },
  ]
}

const importAndReplay = async (log: string, folder: string): Promise<ImportAndReplay> => {
  const [csv, history] = [join(folder, 'log.csv'), join(folder, 'log.ndjson')]
  await pipeline(createReadStream(log), createGunzip(), createWriteStream(csv))
  const imported = runAftersale('import', csv, '--mapping', 'servicenow', '--to', history)
  return { imported, replayed: await replaying(history) }
}
