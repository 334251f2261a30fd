import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { openLibsql } from '@aftersale/event-store-sqlite'
import { keyedInSqlite, runProjection, sqliteTarget } from '@aftersale/projecting'
import { endlessTickets } from './endless-tickets.js'
import { progress } from './progress.js'
import { ticketRows } from './ticket-rows.js'

/** How things stood when so many events were projected. */
export interface ProjectedSoFar {
  readonly events: number
  /** Of the events since the step before. */
  readonly eventsASecond: number
  /** In use, after everything that nobody holds was let go of. */
  readonly heapMegabytes: number
  /** The whole process, SQLite's memory among it. */
  readonly residentMegabytes: number
}

export const STEPS = 10

const WAIT_AT_MOST_MILLISECONDS = 60 * 60 * 1000

/**
 * So many events of ever new tickets, decoded and projected live into rows of a SQLite file in this folder: the memory
 * that is held after each tenth of them.
 */
export const projectedLive = async (folder: string, events: number): Promise<ReadonlyArray<ProjectedSoFar>> => {
  const store = endlessTickets()
  const database = openLibsql(join(folder, 'rows.db'), 'read-write')
  const run = runProjection(store, keyedInSqlite(ticketRows({ to: 'all' })), sqliteTarget(database))
  if (!(await run.caughtUp())) throw new Error(JSON.stringify(run.state()))

  const eventsAStep = Math.ceil(events / STEPS)
  const steps: Array<ProjectedSoFar> = []
  for (let step = 1; step <= STEPS; step += 1) {
    const started = performance.now()
    const reached = await run.reached(store.deliver(eventsAStep), WAIT_AT_MOST_MILLISECONDS)
    if (!reached.projected) throw new Error(JSON.stringify(run.state()))
    const seconds = (performance.now() - started) / 1000
    const projected = { events: step * eventsAStep, eventsASecond: eventsAStep / seconds, ...memoryHeld() }
    progress(`projected ${projected.events} events, ${projected.heapMegabytes.toFixed(1)} MB of heap`)
    steps.push(projected)
  }
  const { parked, projected } = run.progress()
  if (parked > 0 || projected !== STEPS * eventsAStep) throw new Error(`${projected} projected, ${parked} parked`)
  await run.stop()
  database.close()
  return steps
}

const memoryHeld = (): Pick<ProjectedSoFar, 'heapMegabytes' | 'residentMegabytes'> => {
  collectGarbage()
  const { heapUsed, rss } = process.memoryUsage()
  return { heapMegabytes: heapUsed / 1024 ** 2, residentMegabytes: rss / 1024 ** 2 }
}

setFlagsFromString('--expose-gc')
const collectOnce = runInNewContext('gc') as () => void

/** More than once: what finalizers let go of is collected by the next one. */
const collectGarbage = (): void => {
  for (let times = 0; times < 3; times += 1) collectOnce()
}
