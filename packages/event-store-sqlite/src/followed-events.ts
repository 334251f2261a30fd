import {
  beyondTheEnd,
  type Checkpoint,
  faultOfStart,
  type RecordedEvent,
  type SubscriptionFailure,
  type SubscriptionStart,
} from '@aftersale/event-store'
import type { EventReader } from './event-reader.js'
import { positionAt } from './write-transaction.js'

/** The row of events that a subscription goes along: all of them by position, or those of a stream by revision. */
export interface FollowedEvents {
  /** The events after a place. Throws what the driver throws. */
  readonly after: (place: number) => FollowedPage
  readonly placeOf: (event: RecordedEvent) => number
  readonly checkpointAt: (place: number) => Checkpoint
  /** The last place there is; -1 where there is none. Throws what the driver throws. */
  readonly lastPlace: () => number
}

export interface FollowedPage {
  readonly events: ReadonlyArray<RecordedEvent>
  /** The place up to which there is nothing more; absent where more lies ready. */
  readonly endedAt?: number
}

export const followedEvents = (reader: EventReader, start: SubscriptionStart, eventsAPage: number): FollowedEvents => {
  if (start.to === 'stream') {
    const { stream } = start
    return {
      after: (revision) => {
        const { events, lastRevision } = reader.readStream(stream, { from: revision + 1, maxCount: eventsAPage })
        const last = events[events.length - 1]?.revision ?? revision
        return lastRevision === 'no-stream' || last >= lastRevision ? { events, endedAt: last } : { events }
      },
      placeOf: ({ revision }) => revision,
      checkpointAt: (revision) => ({ kind: 'stream', stream, revision }),
      lastPlace: () => lastRevisionIn(reader, stream),
    }
  }
  const filter = start.to === 'category' ? { categories: [start.category] } : (start.filter ?? {})
  return {
    after: (position) => {
      const from = position === -1 ? {} : { after: positionAt(position) }
      const { events, next, through } = reader.readAll({ ...from, filter, maxCount: eventsAPage })
      return next === undefined ? { events, endedAt: through } : { events }
    },
    placeOf: ({ position }) => position.commit,
    checkpointAt: (position) => ({ kind: 'all', position: positionAt(position) }),
    lastPlace: () => reader.lastPosition(),
  }
}

const lastRevisionIn = (reader: EventReader, stream: string): number => {
  const { lastRevision } = reader.readStream(stream, { direction: 'backwards', maxCount: 1 })
  return lastRevision === 'no-stream' ? -1 : lastRevision
}

/** The place after which to start, or why there is none. Throws what the driver throws. */
export const placeToStart = (
  followed: FollowedEvents,
  tenant: string | undefined,
  start: SubscriptionStart,
): number | SubscriptionFailure => faultOfStart(tenant, start) ?? placeAfter(followed, start.after)

const placeAfter = (followed: FollowedEvents, after: SubscriptionStart['after']): number | SubscriptionFailure => {
  if (after === 'beginning') return -1
  if (after === 'end') return followed.lastPlace()
  const place = after.kind === 'all' ? after.position.commit : after.revision
  return place <= followed.lastPlace() ? place : beyondTheEnd(place)
}
