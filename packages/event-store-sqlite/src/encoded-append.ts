import {
  type Appended,
  type AppendFailure,
  acceptedAppend,
  acceptedStream,
  type EventToAppend,
  type ExpectedRevision,
} from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'

/** An append whose events are checked and turned into what the file holds. */
export interface EncodedAppend {
  readonly stream: string
  readonly tenant: string
  readonly category: string
  readonly expected: ExpectedRevision
  readonly events: ReadonlyArray<EncodedEvent>
  readonly bytes: number
}

export interface EncodedEvent {
  readonly type: string
  readonly eventId: string
  /** The id as it is stored; absent where the metadata has none, and then the event is never recognised again. */
  readonly storedEventId: Uint8Array | null
  readonly data: string
  readonly metadata: string
}

export interface EncodingRules {
  readonly tenant: string | undefined
  readonly appendLimitBytes: number
}

/** Checks nothing and writes nothing. */
export const emptyAppend = (stream: string): EncodedAppend => ({
  stream,
  tenant: '',
  category: '',
  expected: 'any',
  events: [],
  bytes: 0,
})

export const nothingAppended: Appended = { revision: 'nothing-appended' }

/** Not for an empty append. Fails where no look at the file is needed to refuse it. */
export const encodedAppend = (
  stream: string,
  events: ReadonlyArray<EventToAppend>,
  expected: ExpectedRevision,
  { tenant, appendLimitBytes }: EncodingRules,
): E.Either<AppendFailure, EncodedAppend> => {
  const name = acceptedStream(stream, tenant)
  if (E.isLeft(name)) return name
  const accepted = acceptedAppend(stream, events, expected, { tenant })
  if (E.isLeft(accepted)) return accepted

  const encoded = accepted.right.map(encodedEvent)
  const bytes = encoded.reduce((sum, event) => sum + bytesOfEncoded(event), 0)
  if (bytes > appendLimitBytes) return E.left({ failure: 'AppendTooLarge', stream, bytes, limit: appendLimitBytes })
  return E.right({ stream, tenant: tenant ?? '', category: name.right.category, expected, events: encoded, bytes })
}

const encodedEvent = ({ type, data, metadata }: EventToAppend): EncodedEvent => {
  const eventId: unknown = metadata.eventId
  const hasId = typeof eventId === 'string'
  return {
    type,
    eventId: hasId ? eventId : '',
    storedEventId: hasId ? storedEventId(eventId) : null,
    data: JSON.stringify(data),
    metadata: JSON.stringify(metadata),
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const storedEventId = (eventId: string): Uint8Array =>
  UUID.test(eventId) ? Buffer.from(eventId.replaceAll('-', ''), 'hex') : Buffer.from(eventId, 'utf8')

const bytesOfEncoded = ({ type, data, metadata }: EncodedEvent): number =>
  Buffer.byteLength(type) + Buffer.byteLength(data) + Buffer.byteLength(metadata)
