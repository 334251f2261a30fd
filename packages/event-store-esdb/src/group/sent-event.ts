import type { Position, RecordedEvent } from '@aftersale/event-store'
import type { ResolvedEvent } from '@eventstore/db-client'

/** What the client hands out of a persistent subscription. */
export interface SentToGroup extends ResolvedEvent {
  readonly retryCount: number
}

/** The event in the port's words, at the place that the server names; nothing where a link leads to an event that is no more. */
export const recordedEventOf = ({ event }: ResolvedEvent): RecordedEvent | undefined =>
  event === undefined
    ? undefined
    : {
        stream: event.streamId,
        revision: Number(event.revision),
        position: { commit: Number(event.position?.commit ?? -1), prepare: Number(event.position?.prepare ?? -1) },
        type: event.type,
        data: event.data,
        metadata: event.metadata,
      }

/**
 * A persistent subscription gives an event that it sends by a link the place of the link. Where the event stands itself,
 * the server's by-category links tell; of other links `find` is asked.
 */
export const sentEventOf = async (
  sent: SentToGroup,
  find: (stream: string, revision: number) => Promise<RecordedEvent | undefined>,
): Promise<RecordedEvent | undefined> => {
  const event = recordedEventOf(sent)
  if (event === undefined || sent.link === undefined) return event
  const position = positionIn(sent.link.metadata) ?? (await find(event.stream, event.revision))?.position
  return position === undefined ? undefined : { ...event, position }
}

const positionIn = (metadata: unknown): Position | undefined => {
  if (typeof metadata !== 'object' || metadata === null || !('$c' in metadata && '$p' in metadata)) return undefined
  const { $c: commit, $p: prepare } = metadata
  return typeof commit === 'number' && typeof prepare === 'number' ? { commit, prepare } : undefined
}
