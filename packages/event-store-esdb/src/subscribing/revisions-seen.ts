import type { RecordedEvent } from '@aftersale/event-store'

/** Streams whose last revision is kept; more begin anew, as unknown ones do. */
const STREAMS_KEPT = 10_000

/**
 * Positions do not count, so that nobody sees from them what is missing; the revisions of each stream do. Of a stream
 * that was not seen yet nothing is known.
 */
export class RevisionsSeen {
  private readonly last = new Map<string, number>()

  see({ stream, revision }: RecordedEvent): void {
    if (this.last.size === STREAMS_KEPT && !this.last.has(stream)) this.last.clear()
    this.last.set(stream, revision)
  }

  /** The revision that should come next in this event's stream, where another one has come; nothing where all is well. */
  skippedBy({ stream, revision }: RecordedEvent): number | undefined {
    const last = this.last.get(stream)
    return last === undefined || revision <= last + 1 ? undefined : last + 1
  }
}
