import type { Position, RecordedEvent } from '@aftersale/event-store'
import type { ReadResp } from '@eventstore/db-client/generated/persistent_pb.js'
import { eventFrom, uuidOf } from '../wire/wire-event.js'

/** One event that a group's consumer was sent. */
export interface SentEvent {
  /** By which it is answered: the link's where it came by one. */
  readonly id: string
  readonly retryCount: number
  /** Absent where a link leads to an event that is no more. */
  readonly event: RecordedEvent | undefined
  /** Present where it came by a link: the metadata of the link. */
  readonly link?: { readonly metadata: unknown }
}

/** Nothing where the server sent neither an event nor a link. */
export const sentEventIn = (read: ReadResp.ReadEvent): SentEvent | undefined => {
  const link = read.getLink()
  const id = (link ?? read.getEvent())?.getId()
  if (id === undefined) return undefined
  const retryCount = read.hasRetryCount() ? read.getRetryCount() : 0
  const sent = { id: uuidOf(id), retryCount, event: eventFrom(read) }
  return link === undefined ? sent : { ...sent, link: { metadata: jsonIn(link.getCustomMetadata_asU8()) } }
}

/**
 * The event where it stands itself. (A persistent subscription gives an event that it sends by a link the place of the
 * link.) The server's by-category links tell it; of other links `find` is asked.
 */
export const placedEvent = async (
  { event, link }: SentEvent,
  find: (stream: string, revision: number) => Promise<RecordedEvent | undefined>,
): Promise<RecordedEvent | undefined> => {
  if (event === undefined || link === undefined) return event
  const position = positionIn(link.metadata) ?? (await find(event.stream, event.revision))?.position
  return position === undefined ? undefined : { ...event, position }
}

const positionIn = (metadata: unknown): Position | undefined => {
  if (typeof metadata !== 'object' || metadata === null || !('$c' in metadata && '$p' in metadata)) return undefined
  const { $c: commit, $p: prepare } = metadata
  return typeof commit === 'number' && typeof prepare === 'number' ? { commit, prepare } : undefined
}

/** Nothing where it is no JSON. */
export const jsonIn = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return undefined
  }
}
