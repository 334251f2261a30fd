import { compareCheckpoints } from '@aftersale/event-store'
import { isThatEvent, type Progress } from './progress.js'
import type { Batch } from './target.js'

/** How many of a batch's deliveries bring a rebuild to where the served rows stand, and whether it is there then. */
export interface Cut {
  readonly count: number
  readonly reached: boolean
}

/**
 * A rebuild never runs ahead of the rows that are served: what it takes from a batch ends where those stand, so that the
 * two can be compared and no reader sees rows go back. Where checkpoints can't be compared, the store's end will do.
 */
export const cutAt = (
  { deliveries, caughtUp }: Pick<Batch, 'deliveries' | 'caughtUp'>,
  rebuilt: Progress,
  served: Progress,
): Cut => {
  const { checkpoint, lastEvent } = served
  if (checkpoint === undefined) return { count: 0, reached: true }
  const own = rebuilt.checkpoint === undefined ? -1 : compareCheckpoints(rebuilt.checkpoint, checkpoint)
  if (own !== undefined && own >= 0) return { count: 0, reached: true }
  if (lastEvent !== undefined && isSameEvent(rebuilt.lastEvent, lastEvent)) return { count: 0, reached: true }

  let areComparable = own !== undefined
  for (const [index, delivery] of deliveries.entries()) {
    const order = compareCheckpoints(delivery.checkpoint, checkpoint)
    if (order === undefined) areComparable = false
    else if (order > 0) return { count: index, reached: true }
    const isLast = delivery.kind === 'event' && lastEvent !== undefined && isThatEvent(delivery.event, lastEvent)
    if (order === 0 || isLast) return { count: index + 1, reached: true }
  }
  return { count: deliveries.length, reached: caughtUp && !areComparable }
}

const isSameEvent = (left: Progress['lastEvent'], right: Progress['lastEvent']): boolean =>
  left !== undefined &&
  right !== undefined &&
  left.stream === right.stream &&
  left.revision === right.revision &&
  left.eventId === right.eventId
