import type { RecordedEvent } from '@aftersale/event-store'
import type { NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { Process } from '../process.js'
import { carryOut, type Workplace } from './carry-out.js'
import { occurrenceOf } from './heard-event.js'
import { parkReaction } from './park-reaction.js'
import type { ParkedBecause } from './parked-reaction.js'
import type { ProcessesSettings } from './processes-settings.js'

/** What came of the events since the run began; what came again after a failure counts each time. */
export interface CountsOfARun {
  /** Events given to at least one process. */
  readonly heard: number
  /** Events of the followed aggregates that no process reacts to. */
  readonly passedOver: number
  /** Of those, the ones whose type no catalogue knows. */
  readonly unknown: number
  readonly parked: number
}

export interface Reacting {
  /** Rejects where the event is to be tried again. */
  readonly handle: (recorded: RecordedEvent, attempt: number) => Promise<void>
  readonly counts: () => CountsOfARun
}

/** Lets every process react to an event: one that has to wait or is parked keeps none of the others from it. */
export const reactTo = (
  workplace: Workplace,
  { processes, aggregates, onParked, onTrouble }: ProcessesSettings,
): Reacting => {
  const asHeard = occurrenceOf(aggregates)
  const interested = new Map<string, ReadonlyArray<Process>>()
  for (const process of processes) {
    for (const type of process.reactsTo) interested.set(type, [...(interested.get(type) ?? []), process])
  }
  let [heard, passedOver, unknown, parked] = [0, 0, 0, 0]

  const parkIn = async (process: Process, recorded: RecordedEvent, because: ReadonlyArray<ParkedBecause>) => {
    const done = await parkReaction(workplace, process, recorded, because)
    if (E.isLeft(done)) return done.left
    if (done.right.isNew) {
      parked += 1
      onParked?.(done.right.parked)
    }
    return undefined
  }

  const reactWith = async (process: Process, recorded: RecordedEvent): Promise<string | undefined> => {
    const occurrence = asHeard(recorded)
    if (E.isLeft(occurrence)) {
      const { failure, type } = occurrence.left
      return parkIn(process, recorded, [{ kind: 'event-unreadable', why: `${failure} (${type})` as NonEmptyText }])
    }
    const outcome = await carryOut(workplace, process, occurrence.right)
    switch (outcome.kind) {
      case 'done':
        return undefined
      case 'parked':
        return parkIn(process, recorded, outcome.because)
      case 'try-again':
        return outcome.why
    }
  }

  return {
    handle: async (recorded, attempt) => {
      const those = interested.get(recorded.type) ?? []
      if (those.length === 0) {
        passedOver += 1
        const occurrence = asHeard(recorded)
        if (E.isLeft(occurrence) && occurrence.left.failure === 'UnknownEventType') unknown += 1
        return
      }
      const toTryAgain: Array<string> = []
      for (const process of those) {
        const why = await reactWith(process, recorded)
        if (why !== undefined) toTryAgain.push(`${process.name}: ${why}`)
      }
      if (toTryAgain.length > 0) {
        const why = toTryAgain.join('; ')
        onTrouble?.({ event: recorded, attempt, why })
        throw new Error(why)
      }
      heard += 1
    },
    counts: () => ({ heard, passedOver, unknown, parked }),
  }
}
