import shared from '@eventstore/db-client/generated/shared_pb.js'
import streams, { type ReadResp } from '@eventstore/db-client/generated/streams_pb.js'
import { type LogRecord, revisionInWords } from '../log/log-record.js'

export interface LoggedEvent {
  /** Nothing where it was a link's target, and is gone. */
  readonly event: LogRecord | undefined
  readonly link?: LogRecord
}

/** An event as it is sent, resolved from a link or not. */
export const eventMessage = ({ event, link }: LoggedEvent): ReadResp => {
  const message = new streams.ReadResp.ReadEvent()
  if (event !== undefined) message.setEvent(recordedEvent(event))
  if (link !== undefined) message.setLink(recordedEvent(link))
  const original = link ?? event
  if (original !== undefined) message.setCommitPosition(String(original.position))
  return new streams.ReadResp().setEvent(message)
}

const TICKS_A_MILLISECOND = 10_000n

const recordedEvent = (record: LogRecord): ReadResp.ReadEvent.RecordedEvent => {
  const message = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(uuid(record.id))
    .setStreamIdentifier(streamIdentifier(record.stream))
    .setStreamRevision(revisionInWords(record.revision))
    .setCommitPosition(String(record.position))
    .setPreparePosition(String(record.position))
    .setData(record.data)
    .setCustomMetadata(record.metadata)
  for (const [key, value] of systemMetadata(record)) message.getMetadataMap().set(key, value)
  return message
}

export const systemMetadata = ({ type, isJson, created }: LogRecord): ReadonlyArray<readonly [string, string]> => [
  ['type', type],
  ['created', String(BigInt(created) * TICKS_A_MILLISECOND)],
  ['content-type', isJson ? 'application/json' : 'application/octet-stream'],
]

export const uuid = (id: string) => new shared.UUID().setString(id)

export const streamIdentifier = (stream: string) => new shared.StreamIdentifier().setStreamName(Buffer.from(stream))

export const streamNameOf = (identifier: { getStreamName_asU8(): Uint8Array } | undefined): string =>
  identifier === undefined ? '' : Buffer.from(identifier.getStreamName_asU8()).toString('utf8')
