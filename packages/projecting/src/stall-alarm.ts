import type { Stalled } from './run.js'
import type { Timers } from './timers.js'

export interface StallAlarm {
  /** The checkpoint has moved. */
  readonly moved: () => void
  readonly callOff: () => void
}

/** Tells once where nothing has moved for so long though there is something to read; again after it has moved. */
export const stallAlarm = (
  timers: Timers,
  stall: { readonly afterMilliseconds: number; readonly onStall: (stalled: Stalled) => void } | undefined,
  isBehind: () => Promise<boolean>,
  checkpoint: () => Stalled['checkpoint'],
): StallAlarm => {
  if (stall === undefined) return { moved: () => undefined, callOff: () => undefined }
  const { afterMilliseconds, onStall } = stall
  let movedAt = timers.now()
  let isTold = false
  let isOver = false
  let callOff: () => void = () => undefined

  const look = async (): Promise<void> => {
    const forMilliseconds = timers.now() - movedAt
    if (forMilliseconds >= afterMilliseconds && !isTold) {
      const seen = movedAt
      const behind = await isBehind()
      // Meanwhile it may have moved, or be over.
      if (behind && seen === movedAt && !isStopped()) {
        isTold = true
        onStall({ checkpoint: checkpoint(), forMilliseconds })
      }
    }
    if (!isStopped()) watch(isTold ? afterMilliseconds : Math.max(1, afterMilliseconds - (timers.now() - movedAt)))
  }
  const isStopped = (): boolean => isOver
  const watch = (milliseconds: number): void => {
    callOff = timers.after(Math.max(milliseconds, Math.min(afterMilliseconds, 1000)), () => void look())
  }
  watch(afterMilliseconds)

  return {
    moved: () => {
      movedAt = timers.now()
      isTold = false
    },
    callOff: () => {
      isOver = true
      callOff()
    },
  }
}
