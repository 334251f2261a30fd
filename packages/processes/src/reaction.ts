import type { Aggregate } from '@aftersale/command-handling'

/** Some aggregate, where it does not matter whose. */
export type AnyAggregate = Aggregate<unknown, unknown, unknown, unknown>

/** What was read of an aggregate: its state, and the revision it was read at. */
export interface Found<State> {
  readonly state: State
  readonly revision: number | 'no-stream'
}

/** What follows a command, once it is known what became of it. */
export interface Answers<Rejection> {
  /** Once it was carried out, now or before. */
  readonly whenCarriedOut?: () => Reaction
  /** What makes up for a refusal: `nothing`, where that is as well. Where it gives `undefined`, the reaction is parked. */
  readonly whenRejected?: (rejection: Rejection) => Reaction | undefined
}

/** One command, and what follows it. */
export interface Issue {
  readonly kind: 'issue'
  readonly aggregate: AnyAggregate
  readonly id: string
  readonly command: unknown
  readonly answers: Answers<unknown>
}

/** What follows once the state of an aggregate is known. */
export interface Look {
  readonly kind: 'look'
  readonly aggregate: AnyAggregate
  readonly id: string
  readonly follows: (found: Found<unknown>) => Reaction
}

/** One after the other, each whatever became of those before it. */
export interface InTurn {
  readonly kind: 'in-turn'
  readonly reactions: ReadonlyArray<Reaction>
}

/** What a process answers an event with. It only says what is to be done: doing it is the runner's. */
export type Reaction = Issue | Look | InTurn

/** Commands an aggregate. A refusal that `whenRejected` has no answer to parks the reaction. */
export const issue = <Command, State, Event, Rejection>(
  aggregate: Aggregate<Command, State, Event, Rejection>,
  id: string,
  command: NoInfer<Command>,
  answers: Answers<Rejection> = {},
): Reaction => ({
  kind: 'issue',
  // The only places where the four types are forgotten: command and answer stand beside the aggregate they belong to.
  aggregate: aggregate as unknown as AnyAggregate,
  id,
  command,
  answers: answers as Answers<unknown>,
})

/** Reads an aggregate first, as it is when the reaction comes to it. */
export const lookAt = <Command, State, Event, Rejection>(
  aggregate: Aggregate<Command, State, Event, Rejection>,
  id: string,
  follows: (found: Found<State>) => Reaction,
): Reaction => ({
  kind: 'look',
  aggregate: aggregate as unknown as AnyAggregate,
  id,
  follows: follows as (found: Found<unknown>) => Reaction,
})

/**
 * Several reactions, one after the other. A command's id holds its place among them: let length and order follow from
 * the event alone, and a part that has nothing to do be `nothing` in its place.
 */
export const inTurn = (reactions: ReadonlyArray<Reaction>): Reaction => ({ kind: 'in-turn', reactions })

export const nothing: Reaction = inTurn([])
