import type { Checkpoint, Position, RecordedEvent } from '@aftersale/event-store'
import { laterPosition } from './checkpoints.js'

/** The last event that was received, whatever became of it: where it still stands, the store is the one it came from. */
export interface LastEvent {
  readonly stream: string
  readonly revision: number
  readonly position: Position
  readonly type: string
  /** Absent where a foreign event has none. */
  readonly eventId?: string
}

/** How far one generation of rows has come. Kept beside the rows and changed with them. */
export interface Progress {
  readonly checkpoint: Checkpoint | undefined
  readonly lastEvent: LastEvent | undefined
  /** Events that rows were made from. */
  readonly projected: number
  /** Events of types that the catalogue doesn't know: counted and skipped. */
  readonly unknown: number
  /** Events that are parked now. */
  readonly parked: number
  /** Events left out because somebody said so. */
  readonly skipped: number
  /** Deliveries that lay before the checkpoint, and were ignored. */
  readonly repeated: number
}

export const nothingYet: Progress = {
  checkpoint: undefined,
  lastEvent: undefined,
  projected: 0,
  unknown: 0,
  parked: 0,
  skipped: 0,
  repeated: 0,
}

/** Where among all events the progress is, as far as it can be told. */
export const positionOf = ({ checkpoint, lastEvent }: Progress): Position | undefined =>
  laterPosition(lastEvent?.position, checkpoint?.kind === 'all' ? checkpoint.position : undefined)

export const lastEventOf = ({ stream, revision, position, type, metadata }: RecordedEvent): LastEvent => {
  const eventId = eventIdOfRecorded(metadata)
  return { stream, revision, position, type, ...(eventId === undefined ? {} : { eventId }) }
}

export const isThatEvent = (recorded: RecordedEvent, last: LastEvent): boolean =>
  recorded.stream === last.stream &&
  recorded.revision === last.revision &&
  recorded.type === last.type &&
  eventIdOfRecorded(recorded.metadata) === last.eventId

const eventIdOfRecorded = (metadata: unknown): string | undefined => {
  if (typeof metadata !== 'object' || metadata === null) return undefined
  const { eventId } = metadata as { readonly eventId?: unknown }
  return typeof eventId === 'string' ? eventId : undefined
}
