import { type Checkpoint, comparePositions, type Position } from '@aftersale/event-store'

/** Negative where `left` is earlier, 0 where they are the same place; nothing where the two can't be compared. */
export const compareCheckpoints = (left: Checkpoint, right: Checkpoint): number | undefined => {
  if (left.kind === 'all') return right.kind === 'all' ? comparePositions(left.position, right.position) : undefined
  if (right.kind === 'all' || left.kind !== right.kind || left.stream !== right.stream) return undefined
  return left.revision - right.revision
}

export const laterPosition = (left: Position | undefined, right: Position | undefined): Position | undefined => {
  if (left === undefined || right === undefined) return left ?? right
  return comparePositions(left, right) < 0 ? right : left
}

/** As it is kept: one text for one checkpoint, so that two are the same where their texts are. */
export const checkpointText = (checkpoint: Checkpoint): string =>
  JSON.stringify(
    checkpoint.kind === 'all'
      ? { kind: 'all', commit: checkpoint.position.commit, prepare: checkpoint.position.prepare }
      : { kind: checkpoint.kind, stream: checkpoint.stream, revision: checkpoint.revision },
  )

/** Reads what `checkpointText` wrote. */
export const checkpointOfText = (text: string): Checkpoint => {
  const kept = JSON.parse(text) as
    | { readonly kind: 'all'; readonly commit: number; readonly prepare: number }
    | { readonly kind: 'stream' | 'link'; readonly stream: string; readonly revision: number }
  return kept.kind === 'all'
    ? { kind: 'all', position: { commit: kept.commit, prepare: kept.prepare } }
    : { kind: kept.kind, stream: kept.stream, revision: kept.revision }
}
