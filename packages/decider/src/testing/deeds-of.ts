import * as E from 'fp-ts/lib/Either.js'
import type { Decider } from '../decider.js'

/** One command, what was known before it, and the events it recorded: none where it was carried out before. */
export interface Deed<Command, State, Event> {
  readonly command: Command
  readonly before: State
  readonly recorded: ReadonlyArray<Event> | 'refused'
}

/** What was asked, deed by deed, refusals among them; all that was recorded, in order; and the state after it. */
export interface Deeds<Command, State, Event> {
  readonly deeds: ReadonlyArray<Deed<Command, State, Event>>
  readonly events: ReadonlyArray<Event>
  readonly state: State
}

/** What becomes of any commands, one after the other: what a law about whatever is asked is checked on. */
export const deedsOf = <Command, State, Event, Rejection>(
  decider: Decider<Command, State, Event, Rejection>,
  commands: ReadonlyArray<NoInfer<Command>>,
): Deeds<Command, State, Event> => {
  const told = deedByDeed(decider)
  for (const command of commands) told.carryOut(command)
  return told.soFar()
}

/** The same where a command hangs on what became of those before it: `carryOut` gives what it recorded. */
export const deedByDeed = <Command, State, Event, Rejection>(
  decider: Decider<Command, State, Event, Rejection>,
): {
  readonly carryOut: (command: Command) => Deed<Command, State, Event>['recorded']
  /** As it is by now: it does not change with what is carried out afterwards. */
  readonly soFar: () => Deeds<Command, State, Event>
} => {
  let soFar: Deeds<Command, State, Event> = { deeds: [], events: [], state: decider.initial }
  return {
    carryOut: (command) => {
      const decision = decider.decide(command, soFar.state)
      const recorded = E.isRight(decision) ? decision.right : 'refused'
      const events = recorded === 'refused' ? [] : recorded
      soFar = {
        deeds: [...soFar.deeds, { command, before: soFar.state, recorded }],
        events: [...soFar.events, ...events],
        state: events.reduce(decider.evolve, soFar.state),
      }
      return recorded
    },
    soFar: () => soFar,
  }
}
