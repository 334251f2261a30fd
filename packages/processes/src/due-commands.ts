import type { Aggregate } from '@aftersale/command-handling'
import type { Instant } from '@aftersale/messages'

/** An aggregate that knows what falls due. */
export interface WithDeadlines<Command, State> extends Pick<Aggregate<Command, State, never, unknown>, 'category'> {
  readonly decider: {
    readonly deadlines: (state: State) => ReadonlyArray<{ readonly dueAt: string; readonly command: Command }>
  }
}

/**
 * The commands that the passing of time issues by `now`, soonest first. Whoever keeps the time hands them on; each does
 * nothing where it was handed on before.
 */
export const dueCommands = <Command, State>(
  { decider }: WithDeadlines<Command, State>,
  state: State,
  now: Instant,
): ReadonlyArray<Command> =>
  decider
    .deadlines(state)
    .filter(({ dueAt }) => dueAt <= now)
    .toSorted((left, right) => (left.dueAt < right.dueAt ? -1 : left.dueAt > right.dueAt ? 1 : 0))
    .map(({ command }) => command)
