import shared from '@eventstore/db-client/generated/shared_pb.js'
import type { BatchAppendReq } from '@eventstore/db-client/generated/streams_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import { streamIdentifierOf } from './read-requests.js'

export interface WireAppend {
  readonly stream: string
  /** The last revision that the stream must have; -1 where there must be none. */
  readonly after: number
  readonly events: ReadonlyArray<EncodedEvent>
}

export interface EncodedEvent {
  /** A UUID, in lower case. */
  readonly id: string
  readonly type: string
  readonly data: Uint8Array
  readonly metadata: Uint8Array
}

export const NO_EVENT = -1

/** Bytes in one message; an append that is larger goes in several, of which the last says so. */
const MESSAGE_BYTES = 2 * 1024 * 1024

export function* requestsOf({ stream, after, events }: WireAppend, correlationId: string): Generator<BatchAppendReq> {
  const options = new streams.BatchAppendReq.Options()
  options.setStreamIdentifier(streamIdentifierOf(stream))
  if (after === NO_EVENT) options.setNoStream(new shared.Empty())
  else options.setStreamPosition(String(after))

  let request = requestFor(correlationId)
  request.setOptions(options)
  let bytes = 0
  for (const event of events) {
    const size = event.data.length + event.metadata.length
    if (bytes > 0 && bytes + size > MESSAGE_BYTES) {
      yield request
      request = requestFor(correlationId)
      bytes = 0
    }
    request.addProposedMessages(messageOf(event))
    bytes += size
  }
  request.setIsFinal(true)
  yield request
}

const requestFor = (correlationId: string): BatchAppendReq => {
  const request = new streams.BatchAppendReq()
  request.setCorrelationId(wireUuidOf(correlationId))
  return request
}

const messageOf = ({ id, type, data, metadata }: EncodedEvent): BatchAppendReq.ProposedMessage => {
  const message = new streams.BatchAppendReq.ProposedMessage()
  message.setId(wireUuidOf(id))
  message.getMetadataMap().set('type', type).set('content-type', 'application/json')
  message.setData(data)
  message.setCustomMetadata(metadata)
  return message
}

const wireUuidOf = (id: string): InstanceType<typeof shared.UUID> => {
  const uuid = new shared.UUID()
  uuid.setString(id)
  return uuid
}
