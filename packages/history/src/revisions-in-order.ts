import type { HistoryEvent } from './history-event.js'
import type { Place, RevisionFault } from './history-fault.js'

/**
 * Watches that each stream's revisions are 0, 1, 2 …: call it with every event in turn, and it gives the revision that
 * was to come where another one did. Remembers one number a stream. After a gap it goes on from the revision it found,
 * so that one missing event is one fault.
 */
export const revisionsInOrder = (): ((event: HistoryEvent) => number | undefined) => {
  const next = new Map<string, number>()
  return ({ stream, revision }) => {
    const expected = next.get(stream) ?? 0
    next.set(stream, revision < expected ? expected : revision + 1)
    return revision === expected ? undefined : expected
  }
}

/** The fault of an event where revision `expected` was to come. */
export const revisionFaultOf = ({ stream, revision }: HistoryEvent, expected: number, at: Place): RevisionFault =>
  revision < expected
    ? { fault: 'RevisionRepeated', at, stream, revision }
    : { fault: 'RevisionGap', at, stream, expected, found: revision }
