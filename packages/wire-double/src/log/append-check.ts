/** What a writer expects: the stream's last revision, or one of the protocol's words. */
export type Expected = number | 'no-stream' | 'any' | 'stream-exists'

export type AppendCheck =
  | { readonly decision: 'write'; readonly isSoftDeleted: boolean }
  /** The events stand there already, the last of them at this revision. */
  | { readonly decision: 'written-before'; readonly last: number }
  /** `current` is −1 where there is no stream. */
  | { readonly decision: 'wrong-expected-version'; readonly current: number }
  | { readonly decision: 'stream-deleted' }

/** What the check must know of a stream, and of where event ids were first written. */
export interface KnownToCheck {
  /** −1 where there is no event. */
  readonly current: number
  readonly isTombstoned: boolean
  readonly isSoftDeleted: boolean
  readonly hasMetadata: boolean
  readonly idAt: (revision: number) => string | undefined
  /** The revision at which an id was first written, of all streams; nothing where that was in another. */
  readonly firstWrittenAt: (id: string) => number | undefined
}

/**
 * Whether an append is written, as the server decides it. At a revision that is the current one, everything is written,
 * whatever ids were written before.
 */
export const checkAppend = (known: KnownToCheck, expected: Expected, ids: ReadonlyArray<string>): AppendCheck => {
  const { current, isTombstoned, isSoftDeleted, hasMetadata } = known
  if (isTombstoned) return { decision: 'stream-deleted' }
  if (expected === 'stream-exists') {
    if (isSoftDeleted) return { decision: 'stream-deleted' }
    if (current < 0 && !hasMetadata) return { decision: 'wrong-expected-version', current }
  }
  if (expected === 'any' || expected === 'stream-exists') return checkWhereverWritten(known, ids)

  const revision = expected === 'no-stream' ? -1 : expected
  if (revision < current) return checkWrittenAfter(known, revision, ids)
  return revision > current ? { decision: 'wrong-expected-version', current } : { decision: 'write', isSoftDeleted }
}

const checkWhereverWritten = (known: KnownToCheck, ids: ReadonlyArray<string>): AppendCheck => {
  const { current, isSoftDeleted } = known
  const written = ids.map(known.firstWrittenAt)
  const [first] = written
  if (first === undefined) return { decision: 'write', isSoftDeleted }
  const last = written[written.length - 1]
  if (last === undefined || written.includes(undefined)) return { decision: 'wrong-expected-version', current }
  return { decision: 'written-before', last }
}

const checkWrittenAfter = (known: KnownToCheck, revision: number, ids: ReadonlyArray<string>): AppendCheck => {
  const { current, isSoftDeleted } = known
  const stands = ids.map((id, index) => known.idAt(revision + 1 + index) === id)
  if (stands.length > 0 && stands.every(Boolean)) return { decision: 'written-before', last: revision + ids.length }
  if (stands[0] === false && revision === -1 && isSoftDeleted) return { decision: 'write', isSoftDeleted }
  return { decision: 'wrong-expected-version', current }
}
