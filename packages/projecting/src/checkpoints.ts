import { type Checkpoint, comparePositions, type Position } from '@aftersale/event-store'

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
