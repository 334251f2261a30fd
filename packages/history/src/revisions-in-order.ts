import type { HistoryEvent } from './history-event.js'
import type { Place, RevisionFault } from './history-fault.js'

/**
 * Watches that each stream's revisions are 0, 1, 2 …: call it with every event in turn. Remembers one number a stream.
 * After a gap it goes on from the revision it found, so that one missing event is one fault.
 */
export const revisionsInOrder = (): ((event: HistoryEvent, at: Place) => RevisionFault | undefined) => {
  const next = new Map<string, number>()
  return ({ stream, revision }, at) => {
    const expected = next.get(stream) ?? 0
    next.set(stream, Math.max(expected, revision + 1))
    if (revision === expected) return undefined
    return revision < expected
      ? { fault: 'RevisionRepeated', at, stream, revision }
      : { fault: 'RevisionGap', at, stream, expected, found: revision }
  }
}
