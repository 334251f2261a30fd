import * as E from 'fp-ts/lib/Either.js'
import type { Aggregate } from './aggregate.js'
import type { CommandHandler } from './command-handler.js'
import type { CommandRequest, Handled } from './command-request.js'
import type { HandlingFailure } from './failures.js'

/** A command handler whose promise is never rejected: it gives what was handled, or the failure, told apart by `'failure' in`. */
export type PromisedCommandHandler = <Command, State, Event, Rejection>(
  aggregate: Aggregate<Command, State, Event, Rejection>,
  request: CommandRequest<Command>,
) => Promise<Handled<Event> | HandlingFailure<Rejection>>

/** The same handler for callers who write `await` and no fp-ts. */
export const promised =
  (handle: CommandHandler): PromisedCommandHandler =>
  async (aggregate, request) =>
    E.toUnion(await handle(aggregate, request)())
