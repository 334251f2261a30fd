import { rmSync } from 'node:fs'
import { type EventStore, everyPage, type RecordedEvent } from '@aftersale/event-store'
import { openSqliteEventStore } from '@aftersale/event-store-sqlite'
import { type Run, runProjection, sqliteTarget } from '@aftersale/projecting'
import { startWireDouble } from '@aftersale/wire-double'
import Libsql from 'libsql'
import { builtProjectingProcess, type ProjectingProcess, startedProjecting } from './child-processes.fixtures.js'
import { right } from './right-or-left.fixtures.js'
import { milliseconds, seededRandom } from './seeded-random.fixtures.js'
import { openedOn } from './servers.fixtures.js'
import { newFolder } from './stores.fixtures.js'
import {
  digestRows,
  digestsOf,
  journalOf,
  journalRows,
  ticketDigest,
  ticketJournal,
} from './ticket-projections.fixtures.js'
import { ticketWriters } from './ticket-writers.fixtures.js'

/** `KILL_ROUNDS=200 npx jest killed-while-projecting` looks longer, and another `KILL_SEED` elsewhere. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 4)
const SEED = Number(process.env.KILL_SEED ?? 20250602)

/** Then a new history is begun, and what was projected of this one is compared with rows made from nothing. */
const ROUNDS_A_HISTORY = 20
/** Milliseconds after what was waited for, within which the kill comes. */
const LATEST_KILL = 12

interface History {
  /** Where another process finds it. */
  readonly place: string
  readonly store: EventStore
  readonly discard: () => Promise<void>
}

const inFile = async (path: string): Promise<History> => {
  const store = right(await openSqliteEventStore(path, { lockWaitMilliseconds: 60_000 })())
  const discard = async (): Promise<void> => {
    await store.close()
    rmSync(path)
  }
  return { place: path, store, discard }
}

const onDouble = async (): Promise<History> => {
  const double = await startWireDouble()
  const store = await openedOn(double.connectionString)
  const discard = async (): Promise<void> => {
    await store.close()
    await double.stop()
  }
  return { place: double.connectionString, store, discard }
}

/** As a store that nobody appends to any more has them. */
const storedIn = async (store: EventStore): Promise<ReadonlyArray<RecordedEvent>> => {
  const events: Array<RecordedEvent> = []
  for await (const page of everyPage(store)) events.push(...right(page))
  return events
}

/** The rows and the checkpoints once everything is projected, going on with what the files hold. */
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

describe.each([
  { over: 'the embedded store', rounds: ROUNDS, newHistory: inFile },
  { over: 'the wire double', rounds: Math.ceil(ROUNDS / 4), newHistory: onDouble },
])(
  'a process that projects from $over and is killed at random moments, $rounds times',
  ({ over, rounds, newHistory }) => {
    const random = seededRandom(SEED)
    const folder = newFolder()
    let program: ReturnType<typeof builtProjectingProcess>
    beforeAll(() => {
      program = builtProjectingProcess()
    })
    afterAll(() => {
      program.remove()
      folder.remove()
    })

    /** At its first events, within a transaction, after it has caught up, or before it has done anything. */
    const killedAtSomeTime = async (process: ProjectingProcess): Promise<string> => {
      process.go()
      const when = random.below(10)
      if (when < 5) await process.reached(1 + random.below(40))
      else if (when < 9) await process.reached('caught-up')
      await milliseconds(random.next() * LATEST_KILL)
      process.kill()
      const { signal, errors, reports } = await process.gone
      const ended = reports.filter(({ told }) => told === 'ended')
      expect({ signal, errors, ended }).toEqual({ signal: 'SIGKILL', errors: '', ended: [] })
      if (reports.some(({ told }) => told === 'caught-up')) return 'whileLive'
      return reports.some(({ told }) => told === 'projecting') ? 'whileCatchingUp' : 'beforeAnything'
    }

    it(
      'leaves rows that are equal to a rebuild from nothing, byte for byte',
      async () => {
        const kills: Record<string, number> = { whileCatchingUp: 0, whileLive: 0, beforeAnything: 0 }
        const counts = { kills: 0, histories: 0, projected: 0 }
        while (counts.kills < rounds) {
          const { place, store, discard } = await newHistory(folder.in(`history-${counts.histories}.db`))
          const orders = {
            history: place,
            journal: folder.in(`journal-${counts.histories}.db`),
            digest: folder.in(`digest-${counts.histories}.db`),
          }
          const writers = ticketWriters({
            stores: [store],
            tenant: undefined,
            writers: 2,
            seed: SEED + counts.histories,
            restMilliseconds: 20,
          })
          let next = startedProjecting(program.path, orders)
          for (let kill = 0; kill < ROUNDS_A_HISTORY && counts.kills < rounds; kill += 1, counts.kills += 1) {
            const process = next
            await process.ready
            // The next one starts up while this one projects.
            next = startedProjecting(program.path, orders)
            const when = await killedAtSomeTime(process)
            kills[when] = (kills[when] ?? 0) + 1
          }
          next.kill()
          await next.gone
          await writers.stop()

          const survived = await rowsProjected(store, orders)
          const rebuilt = await rowsProjected(store, {
            journal: `${orders.journal}-new`,
            digest: `${orders.digest}-new`,
          })
          expect(survived).toEqual(rebuilt)
          const stored = await storedIn(store)
          expect(survived.journal).toEqual(journalOf(stored))
          expect(survived.digest).toEqual(digestsOf(stored))
          counts.projected += survived.journal.length
          counts.histories += 1
          await discard()
        }
        process.stdout.write(
          `killed while projecting from ${over}, seed ${SEED}: ${JSON.stringify({ ...counts, ...kills })}\n`,
        )
        expect(counts.projected).toBeGreaterThan(0)
      },
      120_000 + 20_000 * rounds,
    )
  },
)
