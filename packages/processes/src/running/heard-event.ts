import { partsOfStreamName, type RecordedEvent } from '@aftersale/event-store'
import type { DecodeFailure, EventCatalogue } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { Occurrence } from '../process.js'

/** Whose streams are followed, and how their events are read. */
export interface FollowedAggregate {
  readonly category: string
  readonly catalogue: Pick<EventCatalogue<unknown>, 'decode'>
}

/** An event as a process is told of it; the failure where it can't be read, nothing where its type is of no catalogue. */
export const occurrenceOf =
  (aggregates: ReadonlyArray<FollowedAggregate>) =>
  (recorded: RecordedEvent): E.Either<DecodeFailure, Occurrence<unknown>> => {
    const name = partsOfStreamName(recorded.stream)
    const aggregate = aggregates.find(({ category }) => category === name?.category)
    if (name === undefined || aggregate === undefined) {
      return E.left({ failure: 'UnknownEventType', type: recorded.type })
    }
    const decoded = aggregate.catalogue.decode(recorded)
    if (E.isLeft(decoded)) return decoded
    const { event, metadata } = decoded.right
    return E.right({ event, metadata, id: name.id, stream: recorded.stream, revision: recorded.revision })
  }
