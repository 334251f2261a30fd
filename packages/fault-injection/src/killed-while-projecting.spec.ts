import { rmSync } from 'node:fs'
import { type EventStore, everyPage, type RecordedEvent } from '@aftersale/event-store'
import { openSqliteEventStore } from '@aftersale/event-store-sqlite'
import { type Run, runProjection, sqliteTarget } from '@aftersale/projecting'
import Libsql from 'libsql'
import { builtProjectingProcess, type ProjectingProcess, startedProjecting } from './child-processes.fixtures.js'
import { milliseconds, seededRandom } from './seeded-random.fixtures.js'
import { newFolder, right } from './stores.fixtures.js'
import {
  digestRows,
  digestsOf,
  journalOf,
  journalRows,
  ticketDigest,
  ticketJournal,
} from './ticket-projections.fixtures.js'
import { type TicketWriters, ticketWriters } from './ticket-writers.fixtures.js'

/** `KILL_ROUNDS=200 npx jest killed-while-projecting` looks longer, and another `KILL_SEED` elsewhere. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 6)
const SEED = Number(process.env.KILL_SEED ?? 20250602)

/** Then a new history is begun, and what was projected of this one is compared with rows made from nothing. */
const ROUNDS_A_HISTORY = 20
/** Milliseconds after what was waited for, within which the kill comes. */
const LATEST_KILL = 12

const writing = (store: EventStore, seed: number): TicketWriters =>
  ticketWriters({ stores: [store], tenant: undefined, writers: 2, seed, restMilliseconds: 20 })

/** As a store that nobody appends to any more has them. */
const storedIn = async (store: EventStore): Promise<ReadonlyArray<RecordedEvent>> => {
  const events: Array<RecordedEvent> = []
  for await (const page of everyPage(store)) events.push(...right(page))
  return events
}

const rowsProjected = async (store: EventStore, paths: { readonly journal: string; readonly digest: string }) => {
  const journal = new Libsql(paths.journal)
  const digest = new Libsql(paths.digest)
  const runs: ReadonlyArray<Run> = [
    runProjection(store, ticketJournal, sqliteTarget(journal)),
    runProjection(store, ticketDigest, sqliteTarget(digest)),
  ]
  try {
    expect(await Promise.all(runs.map((run) => run.caughtUp()))).toEqual([true, true])
    const progress = runs.map((run) => run.progress())
    for (const run of runs) await run.stop()
    return { journal: journalRows(journal), digest: digestRows(digest), progress }
  } finally {
    journal.close()
    digest.close()
  }
}

describe(`a projecting process that is killed at random moments, ${ROUNDS} times`, () => {
  it(
    'leaves rows that are equal to a rebuild from nothing, byte for byte',
    async () => {
      const random = seededRandom(SEED)
      const program = builtProjectingProcess()
      const folder = newFolder()
      const counts = { kills: 0, whileCatchingUp: 0, whileLive: 0, beforeAnything: 0, histories: 0, projected: 0 }
      try {
        for (let round = 0; round < ROUNDS; ) {
          const number = counts.histories
          const paths = {
            history: folder.in(`history-${number}.db`),
            journal: folder.in(`journal-${number}.db`),
            digest: folder.in(`digest-${number}.db`),
          }
          const store = right(await openSqliteEventStore(paths.history, { lockWaitMilliseconds: 60_000 })())
          const writers = writing(store, SEED + number)
          let next: ProjectingProcess | undefined = startedProjecting(program.path, paths)
          for (let kill = 0; kill < ROUNDS_A_HISTORY && round < ROUNDS; kill += 1, round += 1) {
            const process: ProjectingProcess = next
            await process.ready
            // The next one starts up while this one projects.
            next = startedProjecting(program.path, paths)
            process.go()
            const when = random.below(10)
            if (when < 5) await process.reached(1 + random.below(40))
            else if (when < 9) await process.reached('caught-up')
            await milliseconds(random.next() * (when === 9 ? 40 : LATEST_KILL))
            process.kill()
            const { signal, errors, reports } = await process.gone
            expect({ signal, errors, ended: reports.filter(({ told }) => told === 'ended') }).toEqual({
              signal: 'SIGKILL',
              errors: '',
              ended: [],
            })
            counts.kills += 1
            if (reports.some(({ told }) => told === 'caught-up')) counts.whileLive += 1
            else if (reports.some(({ told }) => told === 'projecting')) counts.whileCatchingUp += 1
            else counts.beforeAnything += 1
          }
          next.kill()
          await next.gone
          await writers.stop()

          const survived = await rowsProjected(store, paths)
          const rebuilt = await rowsProjected(store, { journal: `${paths.journal}-new`, digest: `${paths.digest}-new` })
          expect(survived).toEqual(rebuilt)
          const stored = await storedIn(store)
          expect(survived.journal).toEqual(journalOf(stored))
          expect(survived.digest).toEqual(digestsOf(stored))
          counts.projected += survived.journal.length
          counts.histories += 1
          await store.close()
          for (const path of Object.values(paths)) rmSync(path)
        }
      } finally {
        program.remove()
        folder.remove()
      }
      process.stdout.write(`killed while projecting, seed ${SEED}: ${JSON.stringify(counts)}\n`)
      expect(counts.kills).toBe(ROUNDS)
      expect(counts.projected).toBeGreaterThan(0)
    },
    60_000 + 5000 * ROUNDS,
  )
})
