import type { HistoryEvent } from './history-event.js'
import type { Place, RevisionFault } from './history-fault.js'

/**
 * Watches that each stream's revisions are 0, 1, 2 …: call it with every event in turn, and it gives the revision that
 * was to come where another one did. Remembers one number a stream. After a gap it goes on from the revision it found,
 * so that one missing event is one fault.
 */
export const revisionsInOrder = (): ((event: HistoryEvent) => number | undefined) => {
  const known = new Map<string, Next>()
  let latest: Next = { stream: '', revision: 0 }
  return ({ stream, revision }) => {
    // A stream's events mostly follow each other: they are compared sooner than looked up.
    if (latest.stream !== stream) {
      latest = known.get(stream) ?? { stream, revision: 0 }
      if (latest.revision === 0) known.set(stream, latest)
    }
    const expected = latest.revision
    if (revision >= expected) latest.revision = revision + 1
    return revision === expected ? undefined : expected
  }
}

/** The fault of an event where revision `expected` was to come. */
export const revisionFaultOf = ({ stream, revision }: HistoryEvent, expected: number, at: Place): RevisionFault =>
  revision < expected
    ? { fault: 'RevisionRepeated', at, stream, revision }
    : { fault: 'RevisionGap', at, stream, expected, found: revision }

interface Next {
  readonly stream: string
  revision: number
}
