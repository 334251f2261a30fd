import {
  type Delivery,
  type EndableSubscription,
  endableSubscription,
  type SubscriptionFailure,
  type SubscriptionLife,
  type SubscriptionStart,
  subscriptionLife,
} from '@aftersale/event-store'
import type { ChangeSignal } from './change-signal.js'
import type { EventReader } from './event-reader.js'
import { followedEvents, placeToStart } from './followed-events.js'
import { isLocked, messageOf, unavailable } from './sqlite-failure.js'
import { waitingForTheLock } from './waiting-for-the-lock.js'

export interface SubscriptionSource {
  readonly path: string
  readonly tenant: string | undefined
  readonly reader: EventReader
  readonly signal: ChangeSignal
  readonly lockWaitMilliseconds: number
}

/** Events fetched at once; others in this process get their turn between two pages. */
const EVENTS_A_PAGE = 500

/** Others get their turn also where a lock is not to be waited for at all. */
const LOOKS_AGAIN_AFTER_MILLISECONDS = 20

/** `open` holds the life for as long as it lasts, so that the store can end it. */
export const subscribeSqlite = (
  { path, tenant, reader, signal, lockWaitMilliseconds }: SubscriptionSource,
  start: SubscriptionStart,
  open: Set<SubscriptionLife>,
): EndableSubscription => {
  const life: SubscriptionLife = subscriptionLife(() => open.delete(life))
  open.add(life)

  /** Tries until there is an answer; nothing where the subscription ends before. A lock held for long is waited out. */
  const answerOf = async <Answer>(read: () => Answer): Promise<Answer | undefined> => {
    const before = life.state()
    for (let attempt = 1; !life.isStopped(); attempt += 1) {
      try {
        const answer = await waitingForTheLock(performance.now() + lockWaitMilliseconds, read)
        if (attempt > 1 && before.status !== 'stopped') life.become(before)
        return answer
      } catch (thrown) {
        if (!isLocked(thrown)) {
          life.end(unavailable(path, thrown))
          return undefined
        }
        life.become({ status: 'reconnecting', attempt, why: messageOf(thrown) })
      }
      await life.sleep((wake) => {
        const timer = setTimeout(wake, LOOKS_AGAIN_AFTER_MILLISECONDS)
        return () => clearTimeout(timer)
      })
    }
    return undefined
  }

  const followed = followedEvents(reader, start, EVENTS_A_PAGE)
  let beginning: number | SubscriptionFailure | undefined
  /** Where the end is, is settled when the caller subscribes, not when the loop begins: unless the file is locked. */
  const settleBeginning = (): number | SubscriptionFailure => {
    beginning ??= placeToStart(followed, tenant, start)
    if (typeof beginning !== 'number') life.end(beginning)
    return beginning
  }
  try {
    settleBeginning()
  } catch (thrown) {
    if (!isLocked(thrown)) life.end(unavailable(path, thrown))
  }

  async function* deliveries(): AsyncGenerator<Delivery, void, undefined> {
    const startAfter = await answerOf(settleBeginning)
    if (typeof startAfter !== 'number') return
    let place = startAfter
    /** The place of the last checkpoint that the reader has. */
    let told = start.after === 'end' ? -1 : place
    let atEnd = false
    while (!life.isStopped()) {
      const seen = signal.count
      const page = await answerOf(() => followed.after(place))
      if (page === undefined) return
      for (const event of page.events) {
        if (life.isStopped()) return
        place = followed.placeOf(event)
        told = place
        atEnd = false
        yield { kind: 'event', event, checkpoint: followed.checkpointAt(place) }
      }
      await new Promise(setImmediate)
      if (life.isStopped()) return
      if (page.endedAt === undefined) continue
      place = page.endedAt
      if (told < place) {
        told = place
        atEnd = false
        yield { kind: 'checkpoint', checkpoint: followed.checkpointAt(place) }
        if (life.isStopped()) return
      }
      if (!atEnd) {
        atEnd = true
        life.become({ status: 'live' })
        yield { kind: 'caught-up' }
      }
      if (!life.isStopped()) await life.sleep((wake) => signal.after(seen, wake))
    }
  }

  return endableSubscription(life, deliveries)
}
