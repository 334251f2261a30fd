import { comparePositions } from './event.js'
import type { Checkpoint } from './subscription.js'

/** Negative where `left` is earlier, 0 where they are the same place; nothing where they are not of one row of events. */
export const compareCheckpoints = (left: Checkpoint, right: Checkpoint): number | undefined => {
  if (left.kind === 'all') return right.kind === 'all' ? comparePositions(left.position, right.position) : undefined
  if (right.kind !== left.kind || right.stream !== left.stream) return undefined
  return left.revision - right.revision
}
