import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { canonicalLine, type HistoryEvent } from '../history-event.js'
import type { HistoryFault, Place } from '../history-fault.js'
import type { HistorySource } from '../history-source.js'
import type { HistoryTarget } from '../history-target.js'
import { revisionFaultOf, revisionsInOrder } from '../revisions-in-order.js'

export interface Copy {
  readonly source: HistorySource
  readonly target: HistoryTarget
  /** What the target holds already; absent where there is nothing yet. */
  readonly held?: HistorySource
  readonly onProgress?: (events: number) => void
}

export interface CopySummary {
  readonly copied: number
  /** Events that the target held before, equal to the first of the source. */
  readonly heldBefore: number
}

/** The target holds something else than the beginning of the source: a copy would mix two histories. */
export interface TargetDiffers {
  readonly fault: 'TargetDiffers'
  readonly at: Place
  readonly stream: string
  readonly revision: number
}

/**
 * Copies what the target lacks, event for event and in order. A copy that was broken off is gone on with; a target that
 * holds anything but the beginning of the source is refused before anything is written.
 */
export const copyHistory =
  ({ source, target, held, onProgress }: Copy): TaskEither<HistoryFault | TargetDiffers, CopySummary> =>
  async () => {
    const inOrder = revisionsInOrder()
    const heldEvents = held === undefined ? undefined : eventsInTurn(held)
    let heldBefore = 0
    let isComparing = heldEvents !== undefined
    let copied = 0

    for await (const batch of source.batches()) {
      if (E.isLeft(batch)) return batch
      const missing: Array<HistoryEvent> = []
      for (const [index, event] of batch.right.events.entries()) {
        const { firstLine } = batch.right
        const expected = inOrder(event)
        if (expected !== undefined) {
          return E.left(revisionFaultOf(event, expected, placeOf(source.name, firstLine, index)))
        }
        if (isComparing && heldEvents !== undefined) {
          const next = await heldEvents()
          if (E.isLeft(next)) return next
          if (next.right === undefined) isComparing = false
          else if (canonicalLine(next.right.event) === canonicalLine(event)) heldBefore += 1
          else return E.left(differs(next.right))
        }
        if (!isComparing) missing.push(event)
      }
      const written = await target.write(missing)()
      if (E.isLeft(written)) return written
      copied += missing.length
      onProgress?.(heldBefore + copied)
    }
    if (isComparing && heldEvents !== undefined) {
      const more = await heldEvents()
      if (E.isLeft(more)) return more
      if (more.right !== undefined) return E.left(differs(more.right))
    }
    return E.right({ copied, heldBefore })
  }

interface HeldEvent {
  readonly event: HistoryEvent
  readonly at: Place
}

const differs = ({ event: { stream, revision }, at }: HeldEvent): TargetDiffers => ({
  fault: 'TargetDiffers',
  at,
  stream,
  revision,
})

const placeOf = (history: string, firstLine: number | undefined, index: number): Place =>
  firstLine === undefined ? { history } : { history, line: firstLine + index }

/** The events one by one, nothing at the end. */
const eventsInTurn = ({
  name,
  batches,
}: HistorySource): (() => Promise<E.Either<HistoryFault, HeldEvent | undefined>>) => {
  const remaining = batches()[Symbol.asyncIterator]()
  let events: ReadonlyArray<HistoryEvent> = []
  let firstLine: number | undefined
  let index = 0
  return async () => {
    while (index >= events.length) {
      const next = await remaining.next()
      if (next.done === true) return E.right(undefined)
      if (E.isLeft(next.value)) return next.value
      ;({ events, firstLine } = next.value.right)
      index = 0
    }
    const at = placeOf(name, firstLine, index)
    index += 1
    return E.right({ event: events[index - 1] as HistoryEvent, at })
  }
}
