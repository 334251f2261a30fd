import { type DomainEvent, domainEventCatalogue } from '@aftersale/domain/events'
import {
  type HistoryEvent,
  type HistorySource,
  type Place,
  placeInWords,
  revisionFaultOf,
  revisionsInOrder,
} from '@aftersale/history/reading'
import { type DecodeFailure, type EventMetadata, type Instant, RecognisedMetadata } from '@aftersale/messages'
import { type AfterSalesFacts, afterSalesFacts } from '@aftersale/read-models'
import * as E from 'fp-ts/lib/Either.js'
import { dataAtFault, type Failure, failureOfFault } from './exit-code.js'
import type { Progress } from './progress.js'

export interface FoldedHistory {
  readonly facts: AfterSalesFacts
  /** Events known by then. */
  readonly events: number
  /** What was asked for, or the greatest `recordedAt`; absent where there is no event. */
  readonly asOf: Instant | undefined
  /** Events whose type is not known, by type. */
  readonly unknownTypes: ReadonlyMap<string, number>
}

export interface DecodedHistoryEvent {
  readonly event: DomainEvent
  readonly metadata: Pick<EventMetadata, 'eventId' | 'recordedAt'>
}

/** Folds the events of a history that were recorded by `asOf` into facts. Ends at the first one that can't be read. */
export const foldedHistory = async (
  source: HistorySource,
  asOf: Instant | undefined,
  progress: Progress,
): Promise<E.Either<Failure, FoldedHistory>> => {
  const fold = afterSalesFacts()
  let events = 0
  let lastRecorded: string = ''
  const unknownTypes = await eachEvent(source, progress, ({ event, metadata }, { revision }) => {
    if (asOf !== undefined && metadata.recordedAt > asOf) return
    events += 1
    if (metadata.recordedAt > lastRecorded) lastRecorded = metadata.recordedAt
    fold.record({ event, metadata, revision })
  })
  if (E.isLeft(unknownTypes)) return unknownTypes
  const known = asOf ?? (lastRecorded === '' ? undefined : (lastRecorded as Instant))
  return E.right({ facts: fold.facts(), events, asOf: known, unknownTypes: unknownTypes.right })
}

/**
 * Hands on every event that the domain knows, in order, and gives how many of which other types there were. Ends at a
 * faulty line, a gap in a stream's revisions, and an event that can't be decoded.
 */
export const eachEvent = async (
  source: HistorySource,
  progress: Progress,
  take: (decoded: DecodedHistoryEvent, stored: HistoryEvent) => void,
): Promise<E.Either<Failure, ReadonlyMap<string, number>>> => {
  const inOrder = revisionsInOrder()
  const unknownTypes = new Map<string, number>()
  let count = 0
  for await (const batch of source.batches()) {
    if (E.isLeft(batch)) return E.left(failureOfFault(batch.left))
    const { events, firstLine } = batch.right
    const placeOf = (index: number): Place =>
      firstLine === undefined ? { history: source.name } : { history: source.name, line: firstLine + index }
    for (let index = 0; index < events.length; index += 1) {
      const stored = events[index] as HistoryEvent
      const expected = inOrder(stored)
      if (expected !== undefined) return E.left(failureOfFault(revisionFaultOf(stored, expected, placeOf(index))))
      const decoded = decode(stored)
      if (E.isRight(decoded)) take(decoded.right, stored)
      else if (decoded.left.failure === 'UnknownEventType') {
        unknownTypes.set(stored.type, (unknownTypes.get(stored.type) ?? 0) + 1)
      } else return E.left(undecodable(stored, decoded.left, placeOf(index)))
    }
    count += events.length
    progress.at(count)
  }
  return E.right(unknownTypes)
}

/** Metadata that the file's reader recognised is not decoded again. */
const decode = (stored: HistoryEvent): E.Either<DecodeFailure, DecodedHistoryEvent> => {
  const { type, data, metadata } = stored
  if (!(metadata instanceof RecognisedMetadata)) return domainEventCatalogue.decode(stored)
  const event = domainEventCatalogue.decodeEvent({ type, data, schemaVersion: metadata.schemaVersion })
  return E.isLeft(event) ? event : E.right({ event: event.right, metadata })
}

const undecodable = (
  { stream, revision }: HistoryEvent,
  failure: Exclude<DecodeFailure, { failure: 'UnknownEventType' }>,
  at: Place,
): Failure => {
  const what =
    failure.failure === 'UnknownSchemaVersion'
      ? `has schema version ${failure.schemaVersion}, this program knows up to ${failure.known}`
      : `can't be decoded: ${failure.errors.join('; ')}`
  return dataAtFault(`${placeInWords(at)}: ${stream}@${revision}: ${failure.type} ${what}`)
}

/** What is said about events of unknown types, if there are any. */
export const unknownTypesInWords = (unknownTypes: ReadonlyMap<string, number>): string | undefined => {
  if (unknownTypes.size === 0) return undefined
  const total = [...unknownTypes.values()].reduce((sum, count) => sum + count, 0)
  const types = [...unknownTypes].map(([type, count]) => `${type} (${count})`).join(', ')
  return `${total} ${total === 1 ? 'event' : 'events'} of a type that is not known passed over: ${types}`
}
