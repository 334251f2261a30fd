import type { EncodedEvent } from '../wire/append-request.js'

/** Where an append's ids stand in a stream: nowhere, as one run in their order, or otherwise. */
export type Run = 'none' | 'mixed' | { readonly first: number; readonly last: number }

export const runIn = (events: ReadonlyArray<EncodedEvent>, revisionOf: ReadonlyMap<string, number>): Run => {
  const revisions = events.map(({ id }) => revisionOf.get(id))
  if (revisions.every((revision) => revision === undefined)) return 'none'
  const [first] = revisions
  if (first === undefined) return 'mixed'
  const isRun = revisions.every((revision, index) => revision === first + index)
  return isRun ? { first, last: first + events.length - 1 } : 'mixed'
}
