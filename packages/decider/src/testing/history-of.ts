import * as E from 'fp-ts/lib/Either.js'
import type { Decider } from '../decider.js'
import { deedsOf } from './deeds-of.js'
import { UnexpectedDecision } from './given.js'
import { inWords } from './same-value.js'

/** The events of these commands, carried out one after the other. Throws where one of them is rejected. */
export const historyOf = <Command, State, Event, Rejection>(
  decider: Decider<Command, State, Event, Rejection>,
  commands: ReadonlyArray<NoInfer<Command>>,
): ReadonlyArray<Event> => {
  const history: Event[] = []
  let state = decider.initial
  for (const command of commands) {
    const decision = decider.decide(command, state)
    if (E.isLeft(decision)) {
      throw new UnexpectedDecision(`${inWords(command)} is rejected: ${inWords(decision.left)}`)
    }
    history.push(...decision.right)
    state = decision.right.reduce(decider.evolve, state)
  }
  return history
}

/** The events of those of the commands that are not rejected: any commands have such a history. */
export const acceptedHistoryOf = <Command, State, Event, Rejection>(
  decider: Decider<Command, State, Event, Rejection>,
  commands: ReadonlyArray<NoInfer<Command>>,
): ReadonlyArray<Event> => deedsOf(decider, commands).events
