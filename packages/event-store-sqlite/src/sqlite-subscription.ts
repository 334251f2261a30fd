import type {
  Delivery,
  Subscription,
  SubscriptionFailure,
  SubscriptionStart,
  SubscriptionState,
} from '@aftersale/event-store'
import type { ChangeSignal } from './change-signal.js'
import type { EventReader } from './event-reader.js'
import { followedEvents, placeToStart } from './followed-events.js'
import { isLocked, messageOf, unavailable } from './sqlite-failure.js'
import { waitingForTheLock } from './waiting-for-the-lock.js'

export interface SqliteSubscription extends Subscription {
  readonly end: (because: 'asked' | SubscriptionFailure) => void
}

export interface SubscriptionSource {
  readonly path: string
  readonly tenant: string | undefined
  readonly reader: EventReader
  readonly signal: ChangeSignal
  readonly lockWaitMilliseconds: number
}

/** Events fetched at once; others in this process get their turn between two pages. */
const EVENTS_A_PAGE = 500

export const subscribeSqlite = (
  { path, tenant, reader, signal, lockWaitMilliseconds }: SubscriptionSource,
  start: SubscriptionStart,
  onEnd: () => void,
): SqliteSubscription => {
  let state: SubscriptionState = { status: 'catching-up' }
  let wake: () => void = () => undefined
  let iterated = false

  const end = (because: 'asked' | SubscriptionFailure): void => {
    if (state.status === 'stopped') return
    state = { status: 'stopped', because }
    onEnd()
    wake()
  }
  const isStopped = (): boolean => state.status === 'stopped'

  const changedSince = (seen: number): Promise<void> =>
    new Promise((resolve) => {
      const callOff = signal.after(seen, resolve)
      wake = () => {
        callOff()
        resolve()
      }
    })

  /** Tries until there is an answer; nothing where the subscription ends before. A lock held for long is waited out. */
  const answerOf = async <Answer>(read: () => Answer): Promise<Answer | undefined> => {
    for (let attempt = 1; !isStopped(); attempt += 1) {
      try {
        return await waitingForTheLock(performance.now() + lockWaitMilliseconds, read)
      } catch (thrown) {
        if (!isLocked(thrown)) end(unavailable(path, thrown))
        else if (!isStopped()) state = { status: 'reconnecting', attempt, why: messageOf(thrown) }
      }
    }
    return undefined
  }

  const followed = followedEvents(reader, start, EVENTS_A_PAGE)
  let beginning: number | SubscriptionFailure | undefined
  /** Where the end is, is settled when the caller subscribes, not when the loop begins: unless the file is locked. */
  const settleBeginning = (): number | SubscriptionFailure => {
    beginning ??= placeToStart(followed, tenant, start)
    if (typeof beginning !== 'number') end(beginning)
    return beginning
  }
  try {
    settleBeginning()
  } catch (thrown) {
    if (!isLocked(thrown)) end(unavailable(path, thrown))
  }

  async function* deliveries(): AsyncGenerator<Delivery, void, undefined> {
    const startAfter = await answerOf(settleBeginning)
    if (typeof startAfter !== 'number') return
    let place = startAfter
    /** The place of the last checkpoint that the reader has. */
    let told = start.after === 'end' ? -1 : place
    let atEnd = false
    while (!isStopped()) {
      const seen = signal.count
      const page = await answerOf(() => followed.after(place))
      if (page === undefined) return
      for (const event of page.events) {
        if (isStopped()) return
        place = followed.placeOf(event)
        told = place
        atEnd = false
        yield { kind: 'event', event, checkpoint: followed.checkpointAt(place) }
      }
      await new Promise(setImmediate)
      if (isStopped()) return
      if (page.endedAt === undefined) continue
      place = page.endedAt
      if (told < place) {
        told = place
        atEnd = false
        yield { kind: 'checkpoint', checkpoint: followed.checkpointAt(place) }
        if (isStopped()) return
      }
      if (!atEnd) {
        atEnd = true
        state = { status: 'live' }
        yield { kind: 'caught-up' }
      }
      if (!isStopped()) await changedSince(seen)
    }
  }

  return {
    state: () => state,
    stop: async () => end('asked'),
    end,
    [Symbol.asyncIterator]: () => {
      if (iterated) throw new TypeError('A subscription is iterated once; subscribe again from the last checkpoint')
      iterated = true
      const generator = deliveries()
      return {
        next: () => generator.next(),
        return: async () => {
          end('asked')
          return { done: true, value: undefined }
        },
      }
    },
  }
}
