import type { HistoryUnreadable } from '@aftersale/command-handling'
import type { EventStore, ReadFailure } from '@aftersale/event-store'
import { commandHashOf, type EventMetadata, type Instant, type NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { AnyAggregate } from '../reaction.js'
import type { FallingDue, TimedAggregate } from './timed-aggregate.js'

/** What falls due in a stream as it is now. */
export interface FoundDeadline {
  readonly dueAt: Instant
  readonly command: unknown
  /** The same wherever, and however often, this deadline is found. */
  readonly commandId: NonEmptyText
  /** It was fired before and stayed as it was: once more would be for ever. */
  readonly isWithoutEffect: boolean
}

export interface FoundDeadlines {
  /** Soonest first. */
  readonly deadlines: ReadonlyArray<FoundDeadline>
  readonly revision: number | 'no-stream'
  /** Of the event that made the state what it is; absent where the stream is empty. */
  readonly last: EventMetadata | undefined
}

const PREFIX = 'deadline:'

/** How often each deadline of a stream was fired, by the beginning of its command ids. */
interface Fired {
  readonly times: number
  readonly stayed: boolean
}

/** Reads the stream whole, and gives what falls due after its last event. Throws what the aggregate's rules throw. */
export const foundDeadlines = async (
  store: EventStore,
  aggregate: TimedAggregate,
  stream: string,
): Promise<E.Either<HistoryUnreadable | ReadFailure, FoundDeadlines>> => {
  const { catalogue, decider } = aggregate as unknown as AnyAggregate
  const deadlinesOf = aggregate.decider.deadlines as (state: unknown) => ReadonlyArray<FallingDue>
  const slice = await store.readStream(stream)()
  if (E.isLeft(slice)) return slice

  const fired = new Map<string, Fired>()
  let state = decider.initial
  let last: EventMetadata | undefined
  const noteFiring = (commandId: string): void => {
    const base = commandId.slice(0, BASE_LENGTH)
    // The instant first: a hash of each deadline at each firing takes longer than all else.
    const stayed = deadlinesOf(state).some((one) => base.startsWith(one.dueAt, PREFIX.length) && baseOf(one) === base)
    fired.set(base, { times: (fired.get(base)?.times ?? 0) + 1, stayed })
  }
  for (const recorded of slice.right.events) {
    const decoded = catalogue.decode(recorded)
    if (E.isLeft(decoded)) {
      return E.left({ failure: 'HistoryUnreadable', stream, revision: recorded.revision, because: decoded.left })
    }
    const { event, metadata } = decoded.right
    if (last?.commandId.startsWith(PREFIX) === true && last.commandId !== metadata.commandId) noteFiring(last.commandId)
    state = decider.evolve(state, event)
    last = metadata
  }
  if (last?.commandId.startsWith(PREFIX) === true) noteFiring(last.commandId)

  const deadlines = deadlinesOf(state).map((one): FoundDeadline => {
    const base = baseOf(one)
    const { times, stayed } = fired.get(base) ?? { times: 0, stayed: false }
    return {
      dueAt: one.dueAt as Instant,
      command: one.command,
      // What was fired may fall due anew in the same words: a clock that was set back, a promise made again.
      commandId: (times === 0 ? base : `${base}:${times}`) as NonEmptyText,
      isWithoutEffect: stayed,
    }
  })
  return E.right({
    deadlines: deadlines.sort((one, other) => (one.dueAt < other.dueAt ? -1 : one.dueAt > other.dueAt ? 1 : 0)),
    revision: slice.right.lastRevision,
    last,
  })
}

const baseOf = ({ dueAt, command }: FallingDue): string => `${PREFIX}${dueAt}:${commandHashOf(command)}`

/** Whether two command ids are of one deadline, fired however often. */
export const isSameDeadline = (one: string, other: string): boolean =>
  one.slice(0, BASE_LENGTH) === other.slice(0, BASE_LENGTH)

/** An instant has 24 characters, a hash 36. */
const BASE_LENGTH = PREFIX.length + 24 + 1 + 36
