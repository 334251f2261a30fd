import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inMemoryEventStore } from '@aftersale/event-store'
import { buildSync } from 'esbuild'
import Libsql from 'libsql'
import { runProjection, sqliteTarget } from './index.js'
import { appendNumber } from './numbered-history.fixtures.js'
import type { ProjectorOrders } from './projecting-process.fixtures.js'
import { rowsIn, tickets } from './tickets.fixtures.js'

/** `KILL_ROUNDS=200 npx jest packages/projecting/src/surviving-kills` looks longer, and another `KILL_SEED` elsewhere. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 9)
const SEED = Number(process.env.KILL_SEED ?? 20250602)

/** Then the rows are brought to the end and compared, and a new file is begun. */
const ROUNDS_A_FILE = 3
const EVENTS = 1500

describe(`a projecting process that is killed at random moments of catch-up, live and rebuild, ${ROUNDS} times`, () => {
  it(
    'leaves rows that are equal, value for value, to those that are made from nothing',
    async () => {
      const random = seededRandom(SEED)
      const folder = mkdtempSync(join(tmpdir(), 'aftersale-projecting-'))
      const program = builtProgram()
      const counts = { rounds: 0, killed: 0, files: 0, caughtUp: 0, switched: 0, beforeCaughtUp: 0 }
      const fromNothing = await rowsFromNothing(join(folder, 'from-nothing.db'))
      try {
        for (let round = 0; round < ROUNDS; round += 1) {
          const isLast = (round + 1) % ROUNDS_A_FILE === 0 || round === ROUNDS - 1
          const inFile = round % ROUNDS_A_FILE
          const orders: ProjectorOrders = {
            file: join(folder, `rows-${Math.floor(round / ROUNDS_A_FILE)}.db`),
            // What a process has projected, the next one finds in its store.
            events: upTo(inFile + 2),
            eventsBefore: upTo(inFile + 1),
            version: 1 + Math.floor(inFile / 2),
            rebuilds: inFile > 0,
            ends: false,
          }
          // Right away, while it is live, and while it rebuilds.
          const after = ['begun', 'caught up', 'switched'][
            inFile === 0 ? Math.floor(random() * 2) : Math.floor(random() * 3)
          ]
          const killed = await ranFor(program.path, orders, { after: after ?? 'begun', milliseconds: random() * 60 })
          expect(killed.signal).toBe('SIGKILL')
          counts.rounds += 1
          counts.killed += 1
          counts.caughtUp += killed.told.includes('caught up') ? 1 : 0
          counts.switched += killed.told.filter((line) => line === 'switched').length
          counts.beforeCaughtUp += killed.told.includes('caught up') ? 0 : 1
          if (!isLast) continue

          const ended = await ranFor(program.path, {
            ...orders,
            eventsBefore: upTo(inFile + 2),
            events: EVENTS,
            version: 2,
            rebuilds: false,
            ends: true,
          })
          expect(ended.told.slice(-2)).toEqual(['done', ''])
          expect(ended.errors).toBe('')
          expect(await readBack(orders.file)).toEqual(fromNothing)
          counts.files += 1
        }
      } finally {
        program.remove()
        rmSync(folder, { recursive: true, force: true })
      }
      process.stdout.write(`surviving kills while projecting, seed ${SEED}: ${JSON.stringify(counts)}\n`)
      expect(counts.killed).toBe(ROUNDS)
    },
    60_000 + 10_000 * ROUNDS,
  )
})

const upTo = (part: number): number => Math.floor((EVENTS * part) / (ROUNDS_A_FILE + 2))

/** Every value as SQLite writes it, so that its type shows. */
const readBack = async (file: string): Promise<unknown> => {
  const database = new Libsql(file)
  try {
    expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
    return database
      .prepare(
        'SELECT quote(stream) s, quote(notes) n, quote(minutes) m, quote(texts) t, quote(resolvedBy) r FROM tickets_ticket ORDER BY 1',
      )
      .all()
  } finally {
    database.close()
  }
}

const rowsFromNothing = async (file: string): Promise<unknown> => {
  const store = inMemoryEventStore()
  for (let number = 1; number <= EVENTS; number += 1) await appendNumber(store, number)
  const database = new Libsql(file)
  const run = runProjection(store, tickets, sqliteTarget(database))
  await run.caughtUp()
  await run.stop()
  expect(rowsIn(database, 'tickets_ticket').length).toBeGreaterThan(30)
  database.close()
  return readBack(file)
}

/** The projecting process as one file that Node.js runs, built from the sources; and the way to remove it. */
const builtProgram = (): { readonly path: string; readonly remove: () => void } => {
  const packageFolder = join(__dirname, '..')
  // Inside node_modules, from where libsql is found, and which no repository keeps.
  const folder = join(packageFolder, 'node_modules', '.cache')
  const path = join(folder, `projector-${process.pid}.mjs`)
  mkdirSync(folder, { recursive: true })
  buildSync({
    entryPoints: [join(__dirname, 'projecting-process.fixtures.ts')],
    outfile: path,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['libsql'],
    tsconfig: join(packageFolder, '..', 'tsconfig.json'),
    logLevel: 'error',
  })
  return { path, remove: () => rmSync(path, { force: true }) }
}

interface Ran {
  readonly told: ReadonlyArray<string>
  readonly errors: string
  readonly signal: string | null
}

interface Kill {
  /** What it has told by then. */
  readonly after: string
  readonly milliseconds: number
}

/** Starts the process, and kills it; waits for its end where it is to end by itself. */
const ranFor = (path: string, orders: ProjectorOrders, kill?: Kill): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path, JSON.stringify(orders)], { stdio: ['pipe', 'pipe', 'pipe'] })
    let told = ''
    let errors = ''
    child.stdin.on('error', () => undefined)
    let isToDie = false
    child.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString('utf8')
      if (kill !== undefined && !isToDie && told.includes(kill.after)) {
        isToDie = true
        setTimeout(() => child.kill('SIGKILL'), kill.milliseconds)
      }
      if (kill === undefined && /(done|})\n$/.test(told) && told.includes('stopped')) child.stdin.end()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString('utf8')
    })
    child.once('error', reject)
    child.once('close', (_code, signal) => resolve({ told: told.split('\n'), errors, signal }))
  })

/** A row of numbers from 0 to 1 that the seed settles (mulberry32). */
const seededRandom = (seed: number): (() => number) => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
