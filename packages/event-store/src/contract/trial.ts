import type { EventStore } from '../event-store.js'
import type { SubscriptionStart } from '../subscription.js'
import { type Following, follow } from './following.js'
import type { ContractCase, EventStoreHarness } from './harness.js'

/** An empty store of one case, with a handle for no tenant open on it. */
export interface Trial {
  readonly store: EventStore
  readonly harness: EventStoreHarness
  /** Another handle on the same store. All of them are closed when the case ends. */
  readonly open: (options?: { readonly tenant?: string }) => Promise<EventStore>
  /** Subscribes, and handles deliveries as they come. */
  readonly follow: (start: SubscriptionStart, store?: EventStore) => Following
  readonly patienceMs: number
}

/** A case that is tried on one empty store. */
export const trial = (sentence: string, run: (trial: Trial) => Promise<void>): ContractCase => ({
  sentence,
  run: (harness) => tried(harness, run),
})

/** Runs a trial on an empty store, and leaves no handle open. */
export const tried = async (harness: EventStoreHarness, run: (trial: Trial) => Promise<void>): Promise<void> => {
  const patienceMs = harness.patienceMs ?? 30_000
  const under = await harness.emptyStore()
  const opened: Array<EventStore> = []
  const open = async (options?: { readonly tenant?: string }): Promise<EventStore> => {
    const handle = await under.open(options)
    opened.push(handle)
    return handle
  }
  const leave = async (): Promise<void> => {
    await Promise.all(opened.map((handle) => inTime(handle.close(), patienceMs, 'the store to close')))
    await under.discard()
  }
  try {
    const store = await open()
    await run({
      store,
      harness,
      open,
      follow: (start, handle = store) => follow(handle.subscribe(start), patienceMs),
      patienceMs,
    })
  } catch (broken) {
    // What the case found says more than what may go wrong in leaving a broken store.
    await leave().catch(() => undefined)
    throw broken
  }
  await leave()
}

/** The same promise, rejected where it takes longer than anyone should have to wait. */
export const inTime = async <Result>(
  promise: Promise<Result>,
  patienceMs: number,
  awaited: string,
): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined
  const impatience = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Waited ${patienceMs} ms for ${awaited}`)), patienceMs)
  })
  try {
    return await Promise.race([promise, impatience])
  } finally {
    clearTimeout(timer)
  }
}
