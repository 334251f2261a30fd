import * as E from 'fp-ts/lib/Either.js'
import { type Deadline, type Decider, type Decision, replay } from '../decider.js'
import { firstDifference, inWords } from './same-value.js'

/** What became of a command. Each assertion throws an `UnexpectedDecision` that names the first difference. */
export interface Outcome<Event, Rejection> {
  readonly decision: Decision<Event, Rejection>
  /** Exactly these events, in this order, each with exactly these fields. */
  readonly records: (...events: ReadonlyArray<Event>) => void
  /** The command was carried out before: it is agreed to, and nothing is recorded. */
  readonly recordsNothing: () => void
  /** Exactly this rejection. */
  readonly rejects: (rejection: Rejection) => void
}

/** A history, and what can be asked about it. */
export interface Given<Command, State, Event, Rejection> {
  readonly state: State
  readonly deadlines: ReadonlyArray<Deadline<Command>>
  readonly when: (command: Command) => Outcome<Event, Rejection>
}

export class UnexpectedDecision extends Error {
  override readonly name = 'UnexpectedDecision'
}

/** `given(warranty, history).when(command).records(event)`: reads as the scenario it tests. Knows no test runner. */
export const given = <Command, State, Event, Rejection>(
  decider: Decider<Command, State, Event, Rejection>,
  history: ReadonlyArray<NoInfer<Event>> = [],
): Given<Command, State, Event, Rejection> => {
  const state = replay(decider, history)
  return {
    state,
    deadlines: decider.deadlines(state),
    when: (command) => outcomeOf(decider.decide(command, state)),
  }
}

const outcomeOf = <Event, Rejection>(decision: Decision<Event, Rejection>): Outcome<Event, Rejection> => {
  const records = (events: ReadonlyArray<Event>): void => {
    if (E.isLeft(decision)) throw unexpected(`Rejected: ${inWords(decision.left)}`, events, decision.left)
    const difference =
      decision.right.length === events.length
        ? firstDifference(decision.right, events, 'events')
        : `${decision.right.length} events are recorded, not ${events.length}`
    if (difference !== undefined) throw unexpected(difference, events, decision.right)
  }
  return {
    decision,
    records: (...events) => records(events),
    recordsNothing: () => records([]),
    rejects: (rejection) => {
      if (E.isRight(decision)) throw unexpected('Accepted, not rejected', rejection, decision.right)
      const difference = firstDifference(decision.left, rejection)
      if (difference !== undefined) throw unexpected(difference, rejection, decision.left)
    },
  }
}

const unexpected = (difference: string, expected: unknown, actual: unknown): UnexpectedDecision =>
  new UnexpectedDecision(`${difference}\n\nexpected ${listed(expected)}\n\nactual ${listed(actual)}`)

const listed = (value: unknown): string =>
  Array.isArray(value)
    ? `${value.length} events${value.map((item) => `\n  ${inWords(item)}`).join('')}`
    : inWords(value)
