import type { EventMetadata } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { acceptedStream, faultOfEventType } from './accepted-names.js'
import type { EventToAppend } from './event.js'
import type { ExpectedRevision } from './expected-revision.js'
import type { AppendFailure, BadArgument } from './failures.js'
import { jsonCopyOf } from './json-copy.js'

export interface AppendRules {
  readonly tenant: string | undefined
  /** The most bytes one append may have, as `bytesOf` measures them; without end where it is absent. */
  readonly limitBytes?: number
}

/**
 * The events of an append as a store may write them: checked, copied and deeply frozen. Every check that needs no look
 * at the stream is made here, for every store alike. Not for an empty append: that one checks nothing.
 */
export const acceptedAppend = (
  stream: string,
  events: ReadonlyArray<EventToAppend>,
  expected: ExpectedRevision,
  { tenant, limitBytes }: AppendRules,
): E.Either<AppendFailure, ReadonlyArray<EventToAppend>> => {
  const name = acceptedStream(stream, tenant)
  if (E.isLeft(name)) return name
  const fault = faultOfExpectation(expected)
  if (fault !== undefined) return E.left(fault)
  for (const { type } of events) {
    const faultOfType = faultOfEventType(type)
    if (faultOfType !== undefined) return E.left(faultOfType)
  }

  const copies: Array<EventToAppend> = []
  for (const [index, { type, data, metadata }] of events.entries()) {
    const copyOfData = jsonCopyOf(data)
    const copyOfMetadata = jsonCopyOf(metadata)
    if (E.isLeft(copyOfData) || E.isLeft(copyOfMetadata)) {
      const why = E.isLeft(copyOfData)
        ? `data: ${copyOfData.left}`
        : E.isLeft(copyOfMetadata)
          ? `metadata: ${copyOfMetadata.left}`
          : ''
      return E.left({ failure: 'EventNotSerializable', stream, index, type, why })
    }
    copies.push({ type, data: copyOfData.right, metadata: copyOfMetadata.right as EventMetadata })
  }
  const withoutId = copies.findIndex(({ metadata }) => !isId(metadata.eventId))
  if (withoutId !== -1) {
    return E.left({ failure: 'BadArgument', why: `the metadata of event ${withoutId} has no eventId` })
  }
  // From here on only the copies count: what the caller holds may change under our eyes.
  if (copies.some(({ metadata }) => metadata.tenantId !== tenant))
    return E.left({ failure: 'WrongTenant', stream, tenant })
  const eventIds = idsThatStandTwice(copies)
  if (eventIds.length > 0) return E.left({ failure: 'DuplicateEventIds', stream, eventIds })
  if (limitBytes !== undefined) {
    const bytes = bytesOf(copies)
    if (bytes > limitBytes) return E.left({ failure: 'AppendTooLarge', stream, bytes, limit: limitBytes })
  }
  return E.right(copies)
}

/** The size of an append: the type, data and metadata of its events as JSON in UTF-8. */
export const bytesOf = (events: ReadonlyArray<EventToAppend>): number =>
  events.reduce(
    (sum, { type, data, metadata }) =>
      sum +
      Buffer.byteLength(type) +
      Buffer.byteLength(JSON.stringify(data)) +
      Buffer.byteLength(JSON.stringify(metadata)),
    0,
  )

const NAMED_EXPECTATIONS: ReadonlySet<unknown> = new Set(['no-stream', 'stream-exists', 'any'])

const faultOfExpectation = (expected: ExpectedRevision): BadArgument | undefined => {
  const known = NAMED_EXPECTATIONS.has(expected) || (Number.isSafeInteger(expected) && Number(expected) >= 0)
  return known ? undefined : { failure: 'BadArgument', why: `${String(expected)} is no revision to expect` }
}

/** Of callers that no compiler watches: without an id an append could not be known again. */
const isId = (eventId: unknown): boolean => typeof eventId === 'string' && eventId !== ''

const idsThatStandTwice = (events: ReadonlyArray<EventToAppend>): ReadonlyArray<string> => {
  if (events.length === 1) return []
  const once = new Set<string>()
  const twice = new Set<string>()
  for (const { metadata } of events) (once.has(metadata.eventId) ? twice : once).add(metadata.eventId)
  return [...twice]
}
