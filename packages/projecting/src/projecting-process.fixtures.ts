import { writeSync } from 'node:fs'
import { inMemoryEventStore } from '@aftersale/event-store'
import Libsql from 'libsql'
import { runProjection, sqliteTarget } from './index.js'
import { appendNumber } from './numbered-history.fixtures.js'
import { tickets } from './tickets.fixtures.js'

// Runs as a process of its own: makes the same events as every other one, the first of them before it projects, the rest
// while it does, and rebuilds again and again. Whoever started it kills it.

export interface ProjectorOrders {
  readonly file: string
  readonly events: number
  /** Of these, so many are there before it begins. */
  readonly eventsBefore: number
  readonly version: number
  readonly rebuilds: boolean
  /** Ends by itself once everything is projected, instead of going on until it is killed. */
  readonly ends: boolean
}

const tell = (told: string): void => {
  writeSync(1, `${told}\n`)
}

const work = async ({ file, events, eventsBefore, version, rebuilds, ends }: ProjectorOrders): Promise<void> => {
  const store = inMemoryEventStore()
  for (let number = 1; number <= eventsBefore; number += 1) await appendNumber(store, number)
  const database = new Libsql(file)
  const run = runProjection(store, { ...tickets, version }, sqliteTarget(database), {
    batch: { events: 20, lingerMilliseconds: 1 },
    onSwitched: () => tell('switched'),
  })
  tell('begun')
  void run.over.then((end) => tell(JSON.stringify(end)))
  const rebuilding = async (): Promise<void> => {
    while (rebuilds && run.state().status !== 'stopped') await run.rebuild()()
  }
  void run.caughtUp().then(() => {
    tell('caught up')
    void rebuilding()
  })
  for (let number = eventsBefore + 1; number <= events; number += 1) {
    await appendNumber(store, number)
    if (number % 3 === 0) await new Promise(setImmediate)
  }
  if (!ends) return
  const reached = await run.reached({ commit: events - 1, prepare: events - 1 }, 600_000)
  const isCaughtUp = await run.caughtUp()
  await run.stop()
  tell(reached.projected && isCaughtUp ? 'done' : JSON.stringify({ reached, isCaughtUp }))
}

const orders = process.argv[2]
if (orders !== undefined) void work(JSON.parse(orders) as ProjectorOrders)
// Lives on while nothing happens, until whoever started it is gone.
process.stdin.once('end', () => process.exit())
process.stdin.resume()
