import type { Position, RecordedEvent } from '@aftersale/event-store'

/** What this package needs of an event or a link as the client hands it out; `data` and `metadata` as it parsed them. */
export interface WireRecord {
  readonly streamId: string
  readonly id: string
  /** A bigint by the client's types; a number from some versions of it. */
  readonly revision: bigint | number
  readonly type: string
  readonly data: unknown
  readonly metadata?: unknown
  readonly created?: Date
  readonly position?: WirePosition | undefined
}

export interface WirePosition {
  readonly commit: bigint | number
  readonly prepare: bigint | number
}

/** What the client reads and is sent: an event, a link with the event that it leads to, or a link that leads nowhere any more. */
export interface WireEvent {
  readonly event?: WireRecord | undefined
  readonly link?: WireRecord | undefined
  readonly commitPosition?: bigint | number | undefined
}

/**
 * The event in the port's words; nothing where a link leads to an event that is no more. Data that is no JSON stays as
 * the client gives it: text where the event was declared JSON, bytes where it was not.
 */
export const recordedEventOf = (wire: WireEvent): RecordedEvent | undefined => {
  const { event } = wire
  if (event === undefined || event === null) return undefined
  return {
    stream: event.streamId,
    revision: Number(event.revision),
    position: positionOf(wire, event),
    type: event.type,
    data: event.data,
    metadata: event.metadata,
  }
}

/** The place in the stream that was read: the link's own where it is one, since that is where to go on. */
export const revisionRead = ({ link, event }: WireEvent): number | undefined => {
  const read = link ?? event
  return read === undefined ? undefined : Number(read.revision)
}

/** The place among all events that was read: the link's own where it is one. */
export const positionRead = (wire: WireEvent): Position | undefined => {
  const read = wire.link ?? wire.event
  return read === undefined ? undefined : positionOf(wire, read)
}

export const positionFrom = ({ commit, prepare }: WirePosition): Position => ({
  commit: Number(commit),
  prepare: Number(prepare),
})

export const wirePositionOf = ({
  commit,
  prepare,
}: Position): { readonly commit: bigint; readonly prepare: bigint } => ({
  commit: BigInt(commit),
  prepare: BigInt(prepare),
})

/** Beyond any log: the wire has the greatest unsigned number where a server does not tell. */
const NOT_TOLD = 2 ** 63

/** Servers before 22.6 tell no position of an event that is read from a stream; the commit is all there is then. */
const positionOf = ({ commitPosition, link }: WireEvent, { position }: WireRecord): Position => {
  const told = position === undefined ? undefined : positionFrom(position)
  if (told !== undefined && told.commit < NOT_TOLD) return told
  const commit = commitPosition === undefined || link !== undefined ? -1 : Number(commitPosition)
  return { commit, prepare: commit }
}
