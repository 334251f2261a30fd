import { type Aggregate, type CommandHandler, commandHandler, type HandlingFailure } from '@aftersale/command-handling'
import { type EventStore, type EventToAppend, inMemoryEventStore, streamNameOf } from '@aftersale/event-store'
import type { Actor, Instant, NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { HistoryEvent } from '../history-event.js'
import type { HistoryFault } from '../history-fault.js'
import type { HistoryTarget } from '../history-target.js'

/** A command with its own id within its stream. */
export interface CommandAtDesk<Command> {
  readonly command: Command
  readonly commandId: NonEmptyText
  readonly actor: Actor
  readonly at: Instant
}

/** One stream of the target, to be added to through its aggregate's own rules. */
export interface StreamDesk<Command, State, Rejection> {
  readonly id: string
  /** Events that the target held before. */
  readonly before: number
  readonly state: () => State
  /** The stream's last revision; -1 of an empty one. */
  readonly revision: () => number
  /** Whether the command left an event there, now or earlier. */
  readonly knows: (commandId: NonEmptyText) => boolean
  /** Carries it out, unless it left an event before; gives the events that are new. */
  readonly carryOut: (
    asked: CommandAtDesk<Command>,
  ) => Promise<E.Either<HandlingFailure<Rejection>, ReadonlyArray<HistoryEvent>>>
}

/** The stream as the target holds it. */
export const streamDesk = async <Command, State, Event, Rejection>(
  aggregate: Aggregate<Command, State, Event, Rejection>,
  id: string,
  target: HistoryTarget,
): Promise<E.Either<HistoryFault, StreamDesk<Command, State, Rejection>>> => {
  const stream = streamNameOf({ category: aggregate.category, id })
  const held = await target.streamEvents(stream)()
  if (E.isLeft(held)) return held
  const before = held.right
  const store = inMemoryEventStore()
  if (before.length > 0) {
    const kept = await store.append(stream, before as ReadonlyArray<EventToAppend>, 'no-stream')()
    if (E.isLeft(kept)) return E.left({ fault: 'StoreFailed', history: target.name, failure: kept.left })
  }
  let state = aggregate.decider.initial
  for (const event of before) {
    const decoded = aggregate.catalogue.decode(event)
    // What can't be read is told by the first command: the handler refuses the whole stream.
    if (E.isRight(decoded)) state = aggregate.decider.evolve(state, decoded.right.event)
  }
  return E.right(deskOn(aggregate, { id, stream, store, before, state }))
}

interface Opened<State> {
  readonly id: string
  readonly stream: string
  readonly store: EventStore
  readonly before: ReadonlyArray<HistoryEvent>
  readonly state: State
}

const deskOn = <Command, State, Event, Rejection>(
  aggregate: Aggregate<Command, State, Event, Rejection>,
  { id, stream, store, before, state: first }: Opened<State>,
): StreamDesk<Command, State, Rejection> => {
  const handle: CommandHandler = commandHandler(store)
  const known = new Set<string>(
    before.map(({ metadata }) => String((metadata as { readonly commandId?: unknown } | null)?.commandId)),
  )
  let state = first
  let length = before.length
  return {
    id,
    before: before.length,
    state: () => state,
    revision: () => length - 1,
    knows: (commandId) => known.has(commandId),
    carryOut: async ({ command, commandId, actor, at }) => {
      if (known.has(commandId)) return E.right([])
      const handled = await handle(aggregate, { id, command, commandId, actor, recordedAt: at })()
      if (E.isLeft(handled)) return handled
      const { events } = handled.right
      if (events.length === 0) return E.right([])
      known.add(commandId)
      for (const { event } of events) state = aggregate.decider.evolve(state, event)
      const added = await store.readStream(stream, { from: length })()
      if (E.isLeft(added)) return added
      length += added.right.events.length
      return E.right(added.right.events)
    },
  }
}
