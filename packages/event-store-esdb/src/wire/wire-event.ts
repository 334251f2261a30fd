import type { Position, RecordedEvent } from '@aftersale/event-store'
import type { UUID } from '@eventstore/db-client/generated/shared_pb.js'
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js'

type WireRecord = ReadResp.ReadEvent.RecordedEvent

/** The event in the port's words; nothing where the server gives none. */
export const eventFrom = (read: ReadResp.ReadEvent): RecordedEvent | undefined => {
  const record = read.getEvent()
  if (record === undefined) return undefined
  const headers = record.getMetadataMap()
  return {
    stream: textOf(record.getStreamIdentifier()?.getStreamName_asU8() ?? new Uint8Array()),
    revision: Number(record.getStreamRevision()),
    position: positionOf(record, read),
    type: headers.get('type') ?? '',
    data: dataOf(record.getData_asU8(), headers.get('content-type')),
    metadata: metadataOf(record.getCustomMetadata_asU8()),
  }
}

/** The id by which the server knows an event. */
export const eventIdIn = (read: ReadResp.ReadEvent): string => {
  const id = read.getEvent()?.getId()
  return id === undefined ? '' : uuidOf(id)
}

/** A UUID is sent as text, or as two halves of 64 bits each. */
export const uuidOf = (uuid: UUID): string => {
  const structured = uuid.getStructured()
  if (structured === undefined) return uuid.getString().toLowerCase()
  const half = (bits: string | number): string => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0')
  const hex = half(structured.getMostSignificantBits()) + half(structured.getLeastSignificantBits())
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Beyond any log: what a server that does not tell has here. */
const NOT_TOLD = 2 ** 63

const positionOf = (record: WireRecord, read: ReadResp.ReadEvent): Position => {
  const commit = Number(record.getCommitPosition())
  if (commit < NOT_TOLD) return { commit, prepare: Number(record.getPreparePosition()) }
  const told = read.hasCommitPosition() ? Number(read.getCommitPosition()) : -1
  return { commit: told, prepare: told }
}

/** Text where it says that it is JSON and is not; bytes where it is something else. */
const dataOf = (bytes: Uint8Array, contentType: string | undefined): unknown => {
  if (contentType !== 'application/json') return bytes
  const text = textOf(bytes)
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const metadataOf = (bytes: Uint8Array): unknown => {
  if (bytes.length === 0) return undefined
  try {
    return JSON.parse(textOf(bytes))
  } catch {
    return bytes
  }
}

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
