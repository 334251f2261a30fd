import type { Checkpoint, Lag } from '@aftersale/event-store'
import type { Timers } from './timers.js'

export interface Stalled {
  readonly checkpoint: Checkpoint | undefined
  /** Absent where the store doesn't say. */
  readonly lag?: Lag
  /** How long the checkpoint has not moved. */
  readonly forMilliseconds: number
}

export interface StallAlarm {
  /** The checkpoint has moved. */
  readonly moved: () => void
  readonly callOff: () => void
}

export interface StallSettings {
  readonly afterMilliseconds: number
  readonly onStall: (stalled: Stalled) => void
}

/**
 * Tells once where nothing has moved for so long though there is something to read; again after it has moved. What looking
 * or telling throws goes to `onFailure`, and ends it.
 */
export const stallAlarm = (
  timers: Timers,
  stall: StallSettings | undefined,
  look: () => Promise<Omit<Stalled, 'forMilliseconds'> | undefined>,
  onFailure: (thrown: unknown) => void,
): StallAlarm => {
  if (stall === undefined) return { moved: () => undefined, callOff: () => undefined }
  const { afterMilliseconds, onStall } = stall
  let movedAt = timers.now()
  let isTold = false
  let isOver = false
  let callOff: () => void = () => undefined

  const watch = (milliseconds: number): void => {
    callOff = timers.after(milliseconds, () => {
      lookAt(movedAt).catch((thrown: unknown) => {
        isOver = true
        onFailure(thrown)
      })
    })
  }
  const lookAt = async (seen: number): Promise<void> => {
    const isLong = timers.now() - seen >= afterMilliseconds
    const stalled = isLong && !isTold ? await look() : undefined
    if (isOver) return
    // While it was looked at, it may have moved.
    if (stalled !== undefined && seen === movedAt) {
      isTold = true
      onStall({ ...stalled, forMilliseconds: timers.now() - seen })
    }
    watch(isLong ? afterMilliseconds : afterMilliseconds - (timers.now() - seen))
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
