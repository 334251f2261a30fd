import { builtWriter, startedWriter, type Writer } from './child-processes.fixtures.js'
import { InspectedHistory } from './inspected-history.fixtures.js'
import { openLibsql } from './open-libsql.js'
import { seededRandom } from './seeded-random.fixtures.js'
import { pragma } from './sqlite-database.js'
import { newFolder, opened } from './sqlite-files.fixtures.js'
import type { WriterReport } from './writing-process.fixtures.js'

/** `KILL_ROUNDS=200 npx jest surviving-kills` looks longer, and another `KILL_SEED` elsewhere. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 30)
const SEED = Number(process.env.KILL_SEED ?? 20250602)

/** Then a new file is begun, so that each is opened, grown and recovered at many sizes. */
const ROUNDS_A_FILE = 25

/** Acknowledged appends after which the first kill comes, at most; none where a process is to die while it opens the file. */
const MOST_APPENDS = 20
/** Milliseconds after that, or from the start. */
const LATEST_FIRST_KILL = 20
/** Milliseconds for which one process goes on after the other was killed. */
const LATEST_SECOND_KILL = 20

describe(`two processes that write to one file and are killed at random moments, ${ROUNDS} times`, () => {
  it(
    'lose no acknowledged event, leave none torn or doubled, and leave a file that opens by itself',
    async () => {
      const random = seededRandom(SEED)
      const folder = newFolder()
      const program = builtWriter()
      const counts = {
        rounds: 0,
        killed: 0,
        acknowledged: 0,
        unacknowledged: 0,
        conflicts: 0,
        events: 0,
        silentRounds: 0,
      }
      const fileOf = (round: number): string => folder.in(`history-${Math.floor(round / ROUNDS_A_FILE)}.db`)
      const pairFor = (round: number): ReadonlyArray<Writer> =>
        round >= ROUNDS
          ? []
          : [0, 1].map((side) =>
              startedWriter(program.path, {
                file: fileOf(round),
                writer: `${round}-${side}`,
                seed: SEED + 2 * round + side,
              }),
            )

      let history = new InspectedHistory()
      let acknowledged: Array<Extract<WriterReport, { told: 'acknowledged' }>> = []
      let next = pairFor(0)
      try {
        for (let round = 0; round < ROUNDS; round += 1) {
          const pair = next
          await Promise.all(pair.map(({ ready }) => ready))
          for (const writer of pair) writer.go()
          // The next two start up while these write.
          next = pairFor(round + 1)
          const appends = random.below(5) === 0 ? 0 : 1 + random.below(MOST_APPENDS)
          await Promise.race(pair.map(({ acknowledged: told }) => told(appends)))
          await milliseconds(random.next() * LATEST_FIRST_KILL)
          pair[random.below(2)]?.kill()
          await milliseconds(random.next() * LATEST_SECOND_KILL)
          for (const writer of pair) writer.kill()

          const ends = await Promise.all(pair.map(({ gone }) => gone))
          const reports = ends.flatMap((end) => end.reports)
          expect(ends.map(({ signal, errors }) => ({ signal, errors }))).toEqual([
            { signal: 'SIGKILL', errors: '' },
            { signal: 'SIGKILL', errors: '' },
          ])
          expect(reports.filter(({ told }) => told === 'failed')).toEqual([])
          const acknowledgedNow = reports.filter((report) => report.told === 'acknowledged')
          acknowledged.push(...acknowledgedNow)

          // Mostly only read: the log that the killed leave behind grows until a later one folds it in, and is killed at it.
          const before = history.count
          const store = await opened(fileOf(round), round % 10 < 9 && history.events > 0 ? { readOnly: true } : {})
          await history.readOn(store)
          await store.close()
          for (const { append, appended } of acknowledgedNow) history.inspectAcknowledged(append, appended)

          counts.rounds += 1
          counts.killed += ends.length
          counts.acknowledged += acknowledgedNow.length
          counts.unacknowledged += history.count - before - acknowledgedNow.length
          counts.conflicts += reports.filter(({ told }) => told === 'conflict').length
          counts.silentRounds += acknowledgedNow.length === 0 ? 1 : 0

          if ((round + 1) % ROUNDS_A_FILE === 0 || round === ROUNDS - 1) {
            counts.events += history.events
            // From the beginning: nothing that was seen whole has changed since.
            const whole = new InspectedHistory()
            const again = await opened(fileOf(round))
            await whole.readOn(again)
            await again.close()
            expect(whole.count).toBe(history.count)
            for (const { append, appended } of acknowledged) whole.inspectAcknowledged(append, appended)
            expect(integrityOf(fileOf(round))).toBe('ok')
            history = new InspectedHistory()
            acknowledged = []
          }
        }
      } finally {
        for (const writer of next) writer.kill()
        await Promise.all(next.map(({ gone }) => gone))
        program.remove()
        folder.remove()
      }
      process.stdout.write(`surviving kills, seed ${SEED}: ${JSON.stringify(counts)}\n`)
      expect(counts.killed).toBe(2 * ROUNDS)
      expect(counts.acknowledged).toBeGreaterThan(0)
    },
    60_000 + 5000 * ROUNDS,
  )
})

const milliseconds = (count: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, count))

const integrityOf = (path: string): unknown => {
  const database = openLibsql(path, 'read-write')
  try {
    return pragma(database, 'integrity_check')
  } finally {
    database.close()
  }
}
