import type { EventToAppend, RecordedEvent } from '../event.js'

/** The events of one stream, oldest first. */
export interface StreamEvents {
  readonly events: Array<RecordedEvent>
  /** Revisions by event id; kept once the stream is long enough for looking through it to be slower. */
  revisions: Map<string, number> | undefined
}

/** Streams up to this length are looked through for an event id; an index of each would cost more than it saves. */
const LONG = 8

/** The memory behind one or more handles: what a file or a server is to other stores. Opaque; lives as long as it is held. */
export class InMemoryEvents {
  /** Every event, by position. */
  readonly all: Array<RecordedEvent> = []
  private readonly streams = new Map<string, StreamEvents>()
  private readonly waiting = new Set<() => void>()

  stream(name: string): StreamEvents | undefined {
    return this.streams.get(name)
  }

  /** The events must be frozen copies. `known` is what `stream` gave for the name. */
  record(name: string, known: StreamEvents | undefined, appended: ReadonlyArray<EventToAppend>): RecordedEvent {
    const revision = known?.events.length ?? 0
    const recorded = appended.map(({ type, data, metadata }, index): RecordedEvent => {
      const place = this.all.length + index
      const position = Object.freeze({ commit: place, prepare: place })
      return Object.freeze({ stream: name, revision: revision + index, position, type, data, metadata })
    })
    if (known === undefined) this.streams.set(name, { events: recorded, revisions: undefined })
    else this.extend(known, recorded)
    for (const event of recorded) this.all.push(event)

    const waiting = [...this.waiting]
    this.waiting.clear()
    for (const wake of waiting) wake()
    return recorded[recorded.length - 1] as RecordedEvent
  }

  /** Calls `wake` once, when something was appended; gives the way to call it off. */
  onAppend(wake: () => void): () => void {
    this.waiting.add(wake)
    return () => this.waiting.delete(wake)
  }

  private extend(known: StreamEvents, recorded: ReadonlyArray<RecordedEvent>): void {
    for (const event of recorded) {
      known.events.push(event)
      known.revisions?.set(eventIdOfRecorded(event), event.revision)
    }
    if (known.revisions === undefined && known.events.length > LONG) {
      known.revisions = new Map(known.events.map((event) => [eventIdOfRecorded(event), event.revision]))
    }
  }
}

/** The revision at which an event with this id stands in the stream. */
export const revisionOfId = ({ events, revisions }: StreamEvents, eventId: string): number | undefined => {
  if (revisions !== undefined) return revisions.get(eventId)
  const index = events.findIndex((event) => eventIdOfRecorded(event) === eventId)
  return index === -1 ? undefined : index
}

const eventIdOfRecorded = ({ metadata }: RecordedEvent): string => (metadata as { readonly eventId: string }).eventId
