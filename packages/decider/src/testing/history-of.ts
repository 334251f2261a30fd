import * as E from 'fp-ts/lib/Either.js'
import { type Decider, replay } from '../decider.js'
import { UnexpectedDecision } from './given.js'
import { inWords } from './same-value.js'

/** The events of these commands, carried out one after the other. Throws where one of them is rejected. */
export const historyOf = <Command, State, Event, Rejection>(
  decider: Decider<Command, State, Event, Rejection>,
  commands: ReadonlyArray<NoInfer<Command>>,
): ReadonlyArray<Event> =>
  carriedOut(decider, commands, (command, rejection) => {
    throw new UnexpectedDecision(`${inWords(command)} is rejected: ${inWords(rejection)}`)
  })

/** The events of those of the commands that are not rejected: any commands have such a history. */
export const acceptedHistoryOf = <Command, State, Event, Rejection>(
  decider: Decider<Command, State, Event, Rejection>,
  commands: ReadonlyArray<NoInfer<Command>>,
): ReadonlyArray<Event> => carriedOut(decider, commands, () => undefined)

const carriedOut = <Command, State, Event, Rejection>(
  decider: Decider<Command, State, Event, Rejection>,
  commands: ReadonlyArray<Command>,
  whenRejected: (command: Command, rejection: Rejection) => void,
): ReadonlyArray<Event> => {
  const history: Event[] = []
  let state = replay(decider, history)
  for (const command of commands) {
    const decision = decider.decide(command, state)
    if (E.isLeft(decision)) {
      whenRejected(command, decision.left)
      continue
    }
    history.push(...decision.right)
    state = decision.right.reduce(decider.evolve, state)
  }
  return history
}
