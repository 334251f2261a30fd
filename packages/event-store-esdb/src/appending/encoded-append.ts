import { createHash } from 'node:crypto'
import { type AppendFailure, acceptedAppend, type EventToAppend, type ExpectedRevision } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import type { EncodedEvent } from '../wire/append-request.js'

/** An append whose events are checked and turned into what is sent. */
export interface EncodedAppend {
  readonly stream: string
  readonly expected: ExpectedRevision
  readonly events: ReadonlyArray<EncodedEvent>
  readonly bytes: number
  /** As the caller named them, to tell them back. */
  readonly eventIds: ReadonlyArray<string>
}

export interface EncodingRules {
  readonly tenant: string | undefined
  readonly appendLimitBytes: number
}

/**
 * No server takes more, however high its `MaxAppendSize`: nothing greater goes into one of its records, nor, with what is
 * around an event, into one message. A message over that would end the call, for all appends that are under way.
 * (Source: EventStoreDB's TFConsts, a record of 16 MiB less 10,000 bytes; the messages of its streams have the same limit.)
 */
const LARGEST_APPEND_BYTES = 16 * 1024 * 1024 - 16 * 1024

/** Not for an empty append. Fails where no look at the store is needed to refuse it. What it gives can surely be sent. */
export const encodedAppend = (
  stream: string,
  events: ReadonlyArray<EventToAppend>,
  expected: ExpectedRevision,
  { tenant, appendLimitBytes }: EncodingRules,
): E.Either<AppendFailure, EncodedAppend> => {
  const accepted = acceptedAppend(stream, events, expected, { tenant })
  if (E.isLeft(accepted)) return accepted
  const encoded = accepted.right.map(encodedEvent)
  const bytes = encoded.reduce((sum, event) => sum + bytesOf(event), 0)
  const limit = Math.min(appendLimitBytes, LARGEST_APPEND_BYTES)
  if (bytes > limit) return E.left({ failure: 'AppendTooLarge', stream, bytes, limit })
  const eventIds = accepted.right.map(({ metadata }) => metadata.eventId)
  return E.right({ stream, expected, events: encoded, bytes, eventIds })
}

const encodedEvent = ({ type, data, metadata }: EventToAppend): EncodedEvent => ({
  id: wireIdOf(metadata.eventId),
  type,
  data: Buffer.from(JSON.stringify(data), 'utf8'),
  metadata: Buffer.from(JSON.stringify(metadata), 'utf8'),
})

/**
 * As the server reckons an event's size on its disk: the type in UTF-16, data and metadata. (23.10 in fact counts the
 * data alone; what is refused here would be refused by some version of it.)
 */
const bytesOf = ({ type, data, metadata }: EncodedEvent): number => 2 * type.length + data.length + metadata.length

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const NIL = '00000000-0000-0000-0000-000000000000'

/**
 * The server knows events by UUIDs alone, and refuses the nil one. Another id becomes one, the same for the same (a UUID
 * in capitals is another id to the port, and the same to the server).
 */
const wireIdOf = (eventId: string): string => {
  if (UUID.test(eventId) && eventId !== NIL) return eventId
  const hash = createHash('sha256').update(eventId).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}
