/** An event as the server's log holds it. */
export interface LogRecord {
  /** Where the record begins, in bytes from the beginning of the log; `commit` and `prepare` of its position are both this. */
  readonly position: number
  /** Where the next record may begin. */
  readonly end: number
  readonly stream: string
  /** From 0; infinite for a tombstone, which the server numbers 2^63 − 1. */
  readonly revision: number
  readonly id: string
  readonly type: string
  readonly isJson: boolean
  readonly data: Uint8Array
  readonly metadata: Uint8Array
  /** Milliseconds since 1970. */
  readonly created: number
}

/** An event as a writer hands it over. */
export type EventToLog = Pick<LogRecord, 'id' | 'type' | 'isJson' | 'data' | 'metadata'>

/** The greatest revision, which the server gives a tombstone: 2^63 − 1. */
const TOMBSTONE_REVISION = '9223372036854775807'

export const revisionInWords = (revision: number): string =>
  revision === Number.POSITIVE_INFINITY ? TOMBSTONE_REVISION : String(revision)

/** What a record has beside its names, data and metadata, framing included. Seen on a server: an event of 36 such bytes takes 124. */
const FIXED_BYTES = 88

/** How many bytes the server's log takes for an event, so that positions grow as a server's do: never by one. */
export const bytesInLog = (stream: string, { type, data, metadata }: Omit<EventToLog, 'id' | 'isJson'>): number =>
  FIXED_BYTES + bytesOfName(stream) + bytesOfName(type) + data.length + metadata.length

const bytesOfName = (name: string): number => {
  const bytes = Buffer.byteLength(name)
  return bytes + (bytes < 128 ? 1 : 2)
}
