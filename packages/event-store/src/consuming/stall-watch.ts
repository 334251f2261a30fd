import type { Clock } from './clock.js'
import type { Consumer } from './consumer.js'
import type { HeldEvent } from './contiguous-prefix.js'
import { reasonOf } from './reason-of.js'

export interface StallWatch {
  /** To be called when an event begins to be handled, and when the lowest unhandled one is another. */
  readonly look: () => void
  readonly end: () => void
}

/** Tells once of each event that is the lowest unhandled one when its first try is so long ago. */
export const stallWatch = (
  { afterMilliseconds, onStall }: NonNullable<Consumer['stall']>,
  lowest: () => HeldEvent | undefined,
  clock: Clock,
  onFailure: (why: string) => void,
): StallWatch => {
  let told: HeldEvent | undefined
  let armed: { readonly dueAt: number; readonly callOff: () => void } | undefined

  const disarm = (): void => {
    armed?.callOff()
    armed = undefined
  }

  const look = (): void => {
    const held = lowest()
    if (held?.begunAt === undefined || held === told) return
    const dueAt = held.begunAt + afterMilliseconds
    const now = clock.now()
    if (now >= dueAt) {
      told = held
      try {
        onStall({ event: held.event, forMilliseconds: now - held.begunAt })
      } catch (thrown) {
        onFailure(`the stall could not be told: ${reasonOf(thrown)}`)
      }
      return
    }
    // One timer for many events: it is set anew only where it would come too late, and looks again when it comes too soon.
    if (armed !== undefined && armed.dueAt <= dueAt) return
    disarm()
    const callOff = clock.after(dueAt - now, () => {
      armed = undefined
      look()
    })
    armed = { dueAt, callOff }
  }

  return { look, end: disarm }
}
