import { beyondTheEnd, faultOfStart } from '../accepted-start.js'
import type { RecordedEvent } from '../event.js'
import { eventSelection } from '../event-selection.js'
import type { SubscriptionFailure } from '../failures.js'
import type { Checkpoint, Delivery, SubscriptionStart } from '../subscription.js'
import {
  type EndableSubscription,
  endableSubscription,
  type SubscriptionLife,
  subscriptionLife,
} from '../subscription-life.js'
import type { InMemoryEvents } from './in-memory-events.js'

/** Events left out after which a checkpoint tells how far the subscription has come. */
const LEFT_OUT_A_CHECKPOINT = 1000

/** Deliveries after which others in this process get their turn: catching up would otherwise never let go. */
const DELIVERIES_A_TURN = 1000

/** `open` holds the life for as long as it lasts, so that the store can end it. */
export const subscribeInMemory = (
  memory: InMemoryEvents,
  tenant: string | undefined,
  start: SubscriptionStart,
  open: Set<SubscriptionLife>,
): EndableSubscription => {
  const life: SubscriptionLife = subscriptionLife(() => open.delete(life))
  open.add(life)

  const followed = followedBy(memory, tenant, start)
  // Where the end is, is settled when the caller subscribes, not when the loop begins.
  const beginning = faultOfStart(tenant, start) ?? placeToStart(followed, start.after)
  let next = typeof beginning === 'number' ? beginning : 0
  if (typeof beginning !== 'number') life.end(beginning)

  async function* deliveries(): AsyncGenerator<Delivery, void, undefined> {
    const isWanted = followed.isWanted
    let leftOut: RecordedEvent | undefined = start.after === 'end' ? followed.events()[next - 1] : undefined
    let countLeftOut = 0
    let atEnd = false
    for (let count = 1; !life.isStopped(); count += 1) {
      if (count % DELIVERIES_A_TURN === 0) await new Promise(setImmediate)
      let event = followed.events()[next]
      while (event !== undefined && countLeftOut < LEFT_OUT_A_CHECKPOINT && !isWanted(event)) {
        leftOut = event
        countLeftOut += 1
        next += 1
        event = followed.events()[next]
      }
      if (life.isStopped()) return
      if (event !== undefined && countLeftOut < LEFT_OUT_A_CHECKPOINT) {
        next += 1
        leftOut = undefined
        countLeftOut = 0
        atEnd = false
        yield { kind: 'event', event, checkpoint: followed.checkpointAt(event) }
      } else if (leftOut !== undefined) {
        const checkpoint = followed.checkpointAt(leftOut)
        leftOut = undefined
        countLeftOut = 0
        atEnd = false
        yield { kind: 'checkpoint', checkpoint }
      } else if (!atEnd) {
        atEnd = true
        life.become({ status: 'live' })
        yield { kind: 'caught-up' }
      } else {
        await life.sleep((wake) => memory.onAppend(wake))
      }
    }
  }

  return endableSubscription(life, deliveries)
}

/** The row of events that a subscription goes along. */
interface Followed {
  readonly events: () => ReadonlyArray<RecordedEvent>
  readonly isWanted: (event: RecordedEvent) => boolean
  readonly checkpointAt: (event: RecordedEvent) => Checkpoint
}

const followedBy = (memory: InMemoryEvents, tenant: string | undefined, start: SubscriptionStart): Followed => {
  switch (start.to) {
    case 'stream':
      return {
        events: () => memory.stream(start.stream)?.events ?? [],
        isWanted: () => true,
        checkpointAt: ({ revision }) => ({ kind: 'stream', stream: start.stream, revision }),
      }
    case 'category':
      return followingAll(memory, eventSelection(tenant, { categories: [start.category] }))
    case 'all':
      return followingAll(memory, eventSelection(tenant, start.filter))
  }
}

const followingAll = (memory: InMemoryEvents, isWanted: (event: RecordedEvent) => boolean): Followed => ({
  events: () => memory.all,
  isWanted,
  checkpointAt: ({ position }) => ({ kind: 'all', position }),
})

/** The index of the first event to look at. */
const placeToStart = (followed: Followed, after: SubscriptionStart['after']): number | SubscriptionFailure => {
  if (after === 'beginning') return 0
  if (after === 'end') return followed.events().length
  const place = after.kind === 'all' ? after.position.commit : after.revision
  return place < followed.events().length ? place + 1 : beyondTheEnd(place)
}
