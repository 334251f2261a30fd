import type { AllRead, StreamRead } from '../event-store.js'
import type { ExpectedRevision } from '../expected-revision.js'

export interface Listed {
  readonly stream: string
  readonly id: string
  readonly type: string
}

export type ListedOutcome =
  | { readonly revision: number | 'nothing-appended' }
  | { readonly failure: 'StreamMovedOn'; readonly actual: number | 'no-stream' }
  | { readonly failure: 'DuplicateEventIds' }

/** An event store that is a list, so simple that it can be seen to be right; what other stores are compared with. */
export class ListOfEvents {
  readonly all: Array<Listed> = []

  of(stream: string): ReadonlyArray<Listed> {
    return this.all.filter((listed) => listed.stream === stream)
  }

  append(stream: string, events: ReadonlyArray<Listed>, expected: ExpectedRevision): ListedOutcome {
    if (events.length === 0) return { revision: 'nothing-appended' }
    const ids = events.map(({ id }) => id)
    if (new Set(ids).size < ids.length) return { failure: 'DuplicateEventIds' }

    const known = this.of(stream).map(({ id }) => id)
    const movedOn = { failure: 'StreamMovedOn', actual: known.length === 0 ? 'no-stream' : known.length - 1 } as const
    if (ids.some((id) => known.includes(id))) {
      const first = known.indexOf(ids[0] ?? '')
      const isWhole = ids.every((id, index) => known[first + index] === id)
      return first >= 0 && isWhole && wasExpected(first, expected) ? { revision: first + ids.length - 1 } : movedOn
    }
    const isExpected =
      expected === 'stream-exists' ? known.length > 0 : expected === 'any' || wasExpected(known.length, expected)
    if (!isExpected) return movedOn
    this.all.push(...events)
    return { revision: known.length + ids.length - 1 }
  }

  /** The revisions and ids that such a read gives. */
  read(stream: string, { from, direction, maxCount }: StreamRead): ReadonlyArray<[number, string]> {
    const found = this.of(stream).map(({ id }, revision): [number, string] => [revision, id])
    if (direction === 'backwards') found.reverse()
    return found
      .filter(([revision]) => from === undefined || (direction === 'backwards' ? revision <= from : revision >= from))
      .slice(0, maxCount)
  }

  /** The ids that such a read gives over all its pages; `after` is a place in the list. */
  readAll({ direction, filter = {} }: AllRead, after: number | undefined): ReadonlyArray<string> {
    const found = this.all
      .map((listed, place) => ({ ...listed, place }))
      .filter(({ place }) => after === undefined || (direction === 'backwards' ? place < after : place > after))
      .filter(({ type }) => filter.types?.includes(type) ?? true)
      .filter(({ stream }) => filter.categories?.some((category) => stream.startsWith(`${category}-`)) ?? true)
      .map(({ id }) => id)
    return direction === 'backwards' ? found.reverse() : found
  }
}

/** Whether an append whose first event has this revision could have had this expectation. */
const wasExpected = (first: number, expected: ExpectedRevision): boolean => {
  if (expected === 'any') return true
  if (expected === 'stream-exists') return first > 0
  return first === (expected === 'no-stream' ? 0 : expected + 1)
}
