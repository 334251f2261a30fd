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
  const { RecordedEvent } = streams.ReadResp.ReadEvent
  if (event !== undefined) message.setEvent(writeRecord(new RecordedEvent(), event, event.position))
  if (link !== undefined) message.setLink(writeRecord(new RecordedEvent(), link, link.position))
  const original = link ?? event
  if (original !== undefined) message.setCommitPosition(String(original.position))
  return new streams.ReadResp().setEvent(message)
}

const TICKS_A_MILLISECOND = 10_000n

/** A recorded event of either protocol: of streams, or of persistent subscriptions. */
interface RecordMessage {
  setId(id: ReturnType<typeof uuid>): unknown
  setStreamIdentifier(identifier: ReturnType<typeof streamIdentifier>): unknown
  setStreamRevision(revision: string): unknown
  setCommitPosition(position: string): unknown
  setPreparePosition(position: string): unknown
  setData(data: Uint8Array): unknown
  setCustomMetadata(metadata: Uint8Array): unknown
  getMetadataMap(): { set(key: string, value: string): unknown }
}

export const writeRecord = <Message extends RecordMessage>(
  message: Message,
  record: LogRecord,
  position: number,
): Message => {
  message.setId(uuid(record.id))
  message.setStreamIdentifier(streamIdentifier(record.stream))
  message.setStreamRevision(revisionInWords(record.revision))
  message.setCommitPosition(String(position))
  message.setPreparePosition(String(position))
  message.setData(record.data)
  message.setCustomMetadata(record.metadata)
  const system = message.getMetadataMap()
  system.set('type', record.type)
  system.set('created', String(BigInt(record.created) * TICKS_A_MILLISECOND))
  system.set('content-type', record.isJson ? 'application/json' : 'application/octet-stream')
  return message
}

export const uuid = (id: string) => new shared.UUID().setString(id)

export const streamIdentifier = (stream: string) => new shared.StreamIdentifier().setStreamName(Buffer.from(stream))

export const streamNameOf = (identifier: { getStreamName_asU8(): Uint8Array } | undefined): string =>
  identifier === undefined ? '' : Buffer.from(identifier.getStreamName_asU8()).toString('utf8')
