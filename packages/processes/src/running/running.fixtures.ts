import { commandHandler } from '@aftersale/command-handling'
import { type EventStore, type InMemoryEvents, inMemoryEventStore, type RecordedEvent } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import type { ProcessesSettings } from './processes-settings.js'
import { type ProcessesRun, runProcesses } from './run-processes.js'
import {
  commanded,
  fivePastNoon,
  type OrderCommand,
  order,
  orderAggregates,
  orderProcesses,
} from './shelf-orders.fixtures.js'

/** Runs the processes of orders and shelves, without waiting between tries. */
export const running = (store: EventStore, settings: Partial<ProcessesSettings> = {}): ProcessesRun =>
  runProcesses(store, {
    processes: orderProcesses,
    aggregates: orderAggregates,
    waitMilliseconds: () => 0,
    now: () => fivePastNoon,
    ...settings,
  })

export const send = async (events: InMemoryEvents, ...commands: ReadonlyArray<OrderCommand>): Promise<void> => {
  const handle = commandHandler(inMemoryEventStore({ events }))
  for (const command of commands) {
    const handled = await handle(order, commanded(command))()
    if (E.isLeft(handled)) throw new Error(handled.left.failure)
  }
}

const overOf = (run: ProcessesRun): (() => boolean) => {
  let isOver = false
  void run.over.then(() => {
    isOver = true
  })
  return () => isOver
}

/** Waits until the run has come to the last event of the aggregates that it follows, or is over. */
export const untilQuiet = async (run: ProcessesRun, events: InMemoryEvents): Promise<void> => {
  const isOver = overOf(run)
  while (!isOver()) {
    const last = events.all.findLast(({ stream }) => /^(order|shelf)-/.test(stream))
    const upTo = run.handledUpTo()
    if (last === undefined || (upTo?.kind === 'all' && upTo.position.commit >= last.position.commit)) return
    await new Promise(setImmediate)
  }
}

/** Runs the processes until nothing is left for them to do, and stops. */
export const settle = async (
  events: InMemoryEvents,
  settings: Partial<ProcessesSettings> = {},
): Promise<ProcessesRun> => {
  const run = running(inMemoryEventStore({ events }), settings)
  await untilQuiet(run, events)
  await run.stop()
  return run
}

/** The events of orders and shelves, in order. */
export const factsIn = (events: InMemoryEvents): ReadonlyArray<RecordedEvent> =>
  events.all.filter(({ stream }) => /^(order|shelf)-/.test(stream))

/** What happened to each order and its hold, whatever the order it happened in between them. */
export const storyOf = (events: InMemoryEvents): Readonly<Record<string, ReadonlyArray<string>>> => {
  const story: Record<string, Array<string>> = {}
  for (const { stream, type, data } of factsIn(events)) {
    const { orderId } = data as { readonly orderId: string }
    const of = `${stream.slice(0, stream.indexOf('-'))} ${orderId.slice(-2)}`
    story[of] = [...(story[of] ?? []), type]
  }
  return story
}
