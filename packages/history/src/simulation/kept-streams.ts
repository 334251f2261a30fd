import { type CommandHandler, commandHandler } from '@aftersale/command-handling'
import type { DomainEvent } from '@aftersale/domain'
import { type EventStore, inMemoryEventStore, streamNameOf } from '@aftersale/event-store'
import { type Actor, type EventMetadata, instantOf, type NonEmptyText } from '@aftersale/messages'
import type { AnyAggregate } from '@aftersale/processes'
import * as E from 'fp-ts/lib/Either.js'
import type { HistoryEvent } from '../history-event.js'

/** A stream that something may still happen to. */
export interface KeptStream {
  readonly name: string
  readonly aggregate: AnyAggregate
  readonly id: string
  readonly store: EventStore
  readonly handle: CommandHandler
  state: unknown
  revision: number | 'no-stream'
  /** Events that were handed on to be written. */
  written: number
  /** Commands of lives, to name the next one by. */
  commands: number
  /** Commands of the passing of time that were put on the agenda. */
  readonly deadlines: Set<string>
}

export const newStream = (aggregate: AnyAggregate, id: string): KeptStream => {
  const store = inMemoryEventStore()
  return {
    name: nameOfStream(aggregate, id),
    aggregate,
    id,
    store,
    handle: commandHandler(store),
    state: aggregate.decider.initial,
    revision: 'no-stream',
    written: 0,
    commands: 0,
    deadlines: new Set(),
  }
}

export const nameOfStream = ({ category }: AnyAggregate, id: string): string => streamNameOf({ category, id })

/** An event as it was recorded just now. */
export interface EventHeard {
  readonly event: DomainEvent
  readonly metadata: EventMetadata
  readonly id: string
  readonly stream: string
  readonly revision: number
}

export type CarriedOut =
  | { readonly outcome: 'done'; readonly recorded: ReadonlyArray<EventHeard> }
  | { readonly outcome: 'refused'; readonly rejection: unknown }

/** Carries a command out on the stream; what it recorded is then part of the stream's state. */
export const carriedOut = async (
  stream: KeptStream,
  {
    command,
    commandId,
    actor,
    channel,
    at,
  }: {
    readonly command: unknown
    readonly commandId: NonEmptyText
    readonly actor: Actor
    readonly channel?: string | undefined
    readonly at: number
  },
): Promise<CarriedOut> => {
  const { aggregate, id } = stream
  const handled = await stream.handle(aggregate, {
    id,
    command,
    commandId,
    actor,
    ...(channel === undefined ? {} : { channel: channel as NonEmptyText }),
    recordedAt: instantOf(at),
  })()
  if (E.isLeft(handled)) {
    const { left } = handled
    return { outcome: 'refused', rejection: left.failure === 'CommandRejected' ? left.rejection : left }
  }
  const { outcome, events, revision } = handled.right
  if (outcome !== 'recorded') return { outcome: 'done', recorded: [] }
  stream.revision = revision
  for (const { event } of events) stream.state = aggregate.decider.evolve(stream.state, event)
  return {
    outcome: 'done',
    recorded: events.map(({ event, metadata, revision: at }) => ({
      event: event as DomainEvent,
      metadata,
      id,
      stream: stream.name,
      revision: at,
    })),
  }
}

/** What the stream recorded and was not handed on yet. */
export const newEvents = async (stream: KeptStream): Promise<ReadonlyArray<HistoryEvent>> => {
  const slice = await stream.store.readStream(stream.name, { from: stream.written })()
  if (E.isLeft(slice)) return []
  stream.written += slice.right.events.length
  return slice.right.events
}
