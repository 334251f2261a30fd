import type { Position, RecordedEvent, StreamSlice } from '@aftersale/event-store'
import type { Uuid } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { Aggregate } from './aggregate.js'
import type { EventInStream } from './command-request.js'
import type { CommandIdReused, HistoryUnreadable } from './failures.js'

/** What was read of a stream so far: its state, and the events that the command at hand left in it before. */
export interface KnownStream<State, Event> {
  readonly state: State
  readonly lastRevision: number | 'no-stream'
  readonly ownEvents: ReadonlyArray<EventInStream<Event>>
  /** Of the last of them; absent where there is none. */
  readonly ownPosition?: Position
}

interface CommandMark {
  readonly stream: string
  readonly commandId: string
  readonly commandHash: Uuid
}

/** `known`, read on by `slice`. Fails at the first event that can't be read, or that the same id left for another command. */
export const readOn = <State, Event>(
  { decider, catalogue }: Pick<Aggregate<never, State, Event, unknown>, 'decider' | 'catalogue'>,
  known: KnownStream<State, Event>,
  { events, lastRevision }: StreamSlice,
  mark: CommandMark,
): E.Either<HistoryUnreadable | CommandIdReused, KnownStream<State, Event>> => {
  let state = known.state
  const ownEvents = [...known.ownEvents]
  let { ownPosition } = known
  for (const recorded of events) {
    const decoded = catalogue.decode(recorded)
    if (E.isLeft(decoded)) return E.left(unreadable(recorded, decoded.left))
    const { event, metadata } = decoded.right
    if (metadata.commandId === mark.commandId) {
      if (metadata.commandHash !== mark.commandHash) {
        return E.left({ failure: 'CommandIdReused', stream: mark.stream, commandId: mark.commandId })
      }
      ownEvents.push({ revision: recorded.revision, event, metadata })
      ownPosition = recorded.position
    }
    state = decider.evolve(state, event)
  }
  return E.right({ state, lastRevision, ownEvents, ...(ownPosition === undefined ? {} : { ownPosition }) })
}

const unreadable = ({ stream, revision }: RecordedEvent, because: HistoryUnreadable['because']): HistoryUnreadable => ({
  failure: 'HistoryUnreadable',
  stream,
  revision,
  because,
})
