import * as E from 'fp-ts/lib/Either.js'

/**
 * The rules of one aggregate, as pure values.
 *
 * `decide` answers a command with the events it causes, or with the reason it is refused.
 * `evolve` is total: a stored event already happened, so it can never be refused.
 * `deadlines` says what falls due when, and which command the passing of time issues then.
 */
export interface Decider<Command, State, Event, Rejection> {
  readonly initial: State
  readonly decide: (command: Command, state: State) => Decision<Event, Rejection>
  readonly evolve: (state: State, event: Event) => State
  readonly deadlines: (state: State) => ReadonlyArray<Deadline<Command>>
}

/** The events a command causes (none when it was already carried out), or why it is refused. */
export type Decision<Event, Rejection> = E.Either<Rejection, ReadonlyArray<Event>>

/** `command` is to be issued once the instant `dueAt` (RFC 3339, UTC) has passed, unless a later event withdraws it. */
export interface Deadline<Command> {
  readonly dueAt: string
  readonly command: Command
}

/** The command is carried out: these events, in this order, are recorded together or not at all. */
export const accept = <Event>(events: ReadonlyArray<Event>): Decision<Event, never> => E.right(events)

/** The command makes no sense in this state; nothing is recorded. */
export const reject = <Rejection>(rejection: Rejection): Decision<never, Rejection> => E.left(rejection)

/** The command was already carried out: agree, and record nothing twice. */
export const alreadyDone: Decision<never, never> = E.right([])

/** The state after `history`, oldest event first; `initial` where it is empty. */
export const replay = <State, Event>(
  { initial, evolve }: Pick<Decider<never, State, Event, unknown>, 'initial' | 'evolve'>,
  history: ReadonlyArray<Event>,
): State => history.reduce(evolve, initial)
