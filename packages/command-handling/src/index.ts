export type { Aggregate } from './aggregate.js'
export { type CommandHandler, type CommandHandlerOptions, commandHandler } from './command-handler.js'
export type { CommandRequest, EventInStream, Handled } from './command-request.js'
export type {
  CommandIdReused,
  CommandRejected,
  EventUnreadable,
  HandlingFailure,
  HistoryUnreadable,
  OccurredAfterRecorded,
} from './failures.js'
export { type PromisedCommandHandler, promised } from './promised.js'
