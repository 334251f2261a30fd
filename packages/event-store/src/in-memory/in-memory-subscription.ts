import { acceptedStream, faultOfCategory } from '../accepted-names.js'
import { faultOfFilter } from '../accepted-read.js'
import type { RecordedEvent } from '../event.js'
import { eventSelection } from '../event-selection.js'
import type { SubscriptionFailure } from '../failures.js'
import type { Checkpoint, Delivery, Subscription, SubscriptionStart, SubscriptionState } from '../subscription.js'
import type { InMemoryEvents } from './in-memory-events.js'

export interface InMemorySubscription extends Subscription {
  readonly end: (because: 'asked' | SubscriptionFailure) => void
}

/** Events left out after which a checkpoint tells how far the subscription has come. */
const LEFT_OUT_A_CHECKPOINT = 1000

/** Deliveries after which others in this process get their turn: catching up would otherwise never let go. */
const DELIVERIES_A_TURN = 1000

export const subscribeInMemory = (
  memory: InMemoryEvents,
  tenant: string | undefined,
  start: SubscriptionStart,
  onEnd: () => void,
): InMemorySubscription => {
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

  const appended = (): Promise<void> =>
    new Promise((resolve) => {
      const callOff = memory.onAppend(resolve)
      wake = () => {
        callOff()
        resolve()
      }
    })

  const followed = followedBy(memory, tenant, start)
  const fault = faultOfStart(followed, tenant, start)
  // Where the end is, is settled when the caller subscribes, not when the loop begins.
  let next = fault === undefined ? placeAfter(followed, start.after) : 0
  if (fault !== undefined) state = { status: 'stopped', because: fault }

  async function* deliveries(): AsyncGenerator<Delivery, void, undefined> {
    const isWanted = followed.isWanted
    let leftOut: RecordedEvent | undefined = start.after === 'end' ? followed.events()[next - 1] : undefined
    let countLeftOut = 0
    let atEnd = false
    for (let count = 1; !isStopped(); count += 1) {
      if (count % DELIVERIES_A_TURN === 0) await new Promise(setImmediate)
      let event = followed.events()[next]
      while (event !== undefined && countLeftOut < LEFT_OUT_A_CHECKPOINT && !isWanted(event)) {
        leftOut = event
        countLeftOut += 1
        next += 1
        event = followed.events()[next]
      }
      if (isStopped()) return
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
        state = { status: 'live' }
        yield { kind: 'caught-up' }
      } else {
        await appended()
      }
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

const faultOfStart = (
  followed: Followed,
  tenant: string | undefined,
  start: SubscriptionStart,
): SubscriptionFailure | undefined => faultOfTarget(tenant, start) ?? faultOfCheckpoint(followed, start)

const faultOfTarget = (tenant: string | undefined, start: SubscriptionStart): SubscriptionFailure | undefined => {
  switch (start.to) {
    case 'stream': {
      const name = acceptedStream(start.stream, tenant)
      return name._tag === 'Left' ? name.left : undefined
    }
    case 'category':
      return faultOfCategory(start.category)
    case 'all':
      return faultOfFilter(start.filter)
  }
}

const faultOfCheckpoint = (
  followed: Followed,
  { after, ...followedBy }: SubscriptionStart,
): SubscriptionFailure | undefined => {
  if (after === 'beginning' || after === 'end') return undefined
  const kind = followedBy.to === 'stream' ? 'stream' : 'all'
  if (after.kind !== kind)
    return notUsable(`it is a checkpoint of kind ${after.kind}, and one of kind ${kind} is needed`)
  if (followedBy.to === 'stream' && after.kind === 'stream' && after.stream !== followedBy.stream) {
    return notUsable(`it is a checkpoint of ${after.stream}, not of ${followedBy.stream}`)
  }
  const place = placeOf(after)
  return Number.isSafeInteger(place) && place >= 0 && place < followed.events().length
    ? undefined
    : notUsable(`nothing stands at ${place}: the store ends before it, as one restored from a backup does`)
}

const notUsable = (why: string): SubscriptionFailure => ({ failure: 'CheckpointNotUsable', why })

const placeAfter = (followed: Followed, after: SubscriptionStart['after']): number => {
  if (after === 'beginning') return 0
  return after === 'end' ? followed.events().length : placeOf(after) + 1
}

const placeOf = (checkpoint: Checkpoint): number =>
  checkpoint.kind === 'all' ? checkpoint.position.commit : checkpoint.revision
