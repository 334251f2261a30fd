import { type EventStore, type EventToAppend, streamNameOf } from '@aftersale/event-store'
import {
  commandHashOf,
  type EventMetadata,
  eventIdOf,
  type Instant,
  instantOf,
  type NonEmptyText,
  type Uuid,
} from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Aggregate } from './aggregate.js'
import type { CommandRequest, EventInStream, Handled } from './command-request.js'
import type { EventUnreadable, HandlingFailure, OccurredAfterRecorded } from './failures.js'
import { type KnownStream, readOn } from './known-stream.js'

export interface CommandHandlerOptions {
  /** The tenant that the store's handle was opened for. */
  readonly tenant?: NonEmptyText
  /** How often a command is decided at most before a conflict is handed to the caller; 5 where it is absent. */
  readonly attempts?: number
  /** The clock that says when an event is recorded; the machine's where it is absent. */
  readonly now?: () => Instant
}

/** Carries out a command on one aggregate of a store. */
export type CommandHandler = <Command, State, Event, Rejection>(
  aggregate: Aggregate<Command, State, Event, Rejection>,
  request: CommandRequest<Command>,
) => TE.TaskEither<HandlingFailure<Rejection>, Handled<Event>>

/**
 * Read the stream, decide, append: whole or not at all.
 *
 * A command id that the stream holds already is not decided again (see `Handled`). A conflict is decided again on the
 * stream's tail, a bounded number of times, unless the revision was pinned. Where the outcome of an append is unknown,
 * its events are looked for, and it is repeated only at the same revision with the same ids; what is still unknown
 * after the last attempt is said to be so. A command is trusted to be of its type: who is handed one from outside decodes
 * it first. What it leads to is not: no event is appended that could not be read again (`EventUnreadable`).
 */
export const commandHandler = (
  store: EventStore,
  { tenant, attempts = 5, now = () => instantOf(Date.now()) }: CommandHandlerOptions = {},
): CommandHandler => {
  return <Command, State, Event, Rejection>(
    aggregate: Aggregate<Command, State, Event, Rejection>,
    request: CommandRequest<Command>,
  ): TE.TaskEither<HandlingFailure<Rejection>, Handled<Event>> =>
    async () => {
      const { decider } = aggregate
      const { id, command, commandId, expectedRevision } = request
      const stream = streamNameOf({ category: aggregate.category, id, ...(tenant === undefined ? {} : { tenant }) })
      const mark = { stream, commandId, commandHash: commandHashOf(command) }
      const recordedAt = request.recordedAt ?? now()

      let known: KnownStream<State, Event> = { state: decider.initial, lastRevision: 'no-stream', ownEvents: [] }
      let doubt: HandlingFailure<Rejection> | undefined
      for (let attempt = 1; ; attempt += 1) {
        const slice = await store.readStream(stream, { from: nextRevision(known.lastRevision) })()
        if (E.isLeft(slice)) return E.left(doubt ?? slice.left)
        const readFurther = readOn(aggregate, known, slice.right, mark)
        if (E.isLeft(readFurther)) return readFurther
        known = readFurther.right
        // Others wrote where ours would stand: the doubtful append did not happen, and never can.
        if (slice.right.events.length > 0) doubt = known.ownEvents.length > 0 ? doubt : undefined

        const { ownEvents, ownPosition, lastRevision } = known
        if (ownEvents.length > 0) {
          return E.right({
            outcome: doubt ? 'recorded' : 'repeated',
            stream,
            events: ownEvents,
            revision: lastRevision,
            ...(ownPosition === undefined ? {} : { position: ownPosition }),
          })
        }
        if (expectedRevision !== undefined && expectedRevision !== lastRevision) {
          return E.left({ failure: 'StreamMovedOn', stream, expected: expectedRevision, actual: lastRevision })
        }

        const decision = decider.decide(command, known.state)
        if (E.isLeft(decision)) return E.left({ failure: 'CommandRejected', stream, rejection: decision.left })
        if (decision.right.length === 0) {
          return E.right({ outcome: 'already-done', stream, events: [], revision: lastRevision })
        }

        const drafts = draftsOf(aggregate, decision.right, request, { ...mark, recordedAt, tenant })
        if (E.isLeft(drafts)) return drafts
        const { toAppend, inStream } = drafts.right
        const appended = await store.append(stream, toAppend, lastRevision)()
        if (E.isRight(appended)) {
          const first = nextRevision(lastRevision)
          const events = inStream.map((draft, index) => ({ revision: first + index, ...draft }))
          const { position } = appended.right
          return E.right({
            outcome: 'recorded',
            stream,
            events,
            revision: first + events.length - 1,
            ...(position === undefined ? {} : { position }),
          })
        }
        const { failure } = appended.left
        if (failure === 'OutcomeUnknown') doubt = appended.left
        else if (failure !== 'StreamMovedOn') return E.left(doubt ?? appended.left)
        if (attempt >= attempts) return E.left(doubt ?? appended.left)
      }
    }
}

const nextRevision = (last: number | 'no-stream'): number => (last === 'no-stream' ? 0 : last + 1)

interface Drafts<Event> {
  readonly toAppend: ReadonlyArray<EventToAppend>
  readonly inStream: ReadonlyArray<Omit<EventInStream<Event>, 'revision'>>
}

interface Circumstances {
  readonly stream: string
  readonly commandHash: Uuid
  readonly recordedAt: Instant
  readonly tenant: NonEmptyText | undefined
}

/**
 * The events with their metadata; the same ids at every attempt. Fails where one would have happened after `recordedAt`,
 * and where one could not be read again: a stream that holds it would take no command any more.
 */
const draftsOf = <Event>(
  {
    catalogue,
    occurredAtOf,
    policyRefsOf,
  }: Pick<Aggregate<never, never, Event, never>, 'catalogue' | 'occurredAtOf' | 'policyRefsOf'>,
  events: ReadonlyArray<Event>,
  { commandId, actor, channel, correlationId, causationId }: CommandRequest<unknown>,
  { stream, commandHash, recordedAt, tenant }: Circumstances,
): E.Either<OccurredAfterRecorded | EventUnreadable, Drafts<Event>> => {
  const toAppend: Array<EventToAppend> = []
  const inStream: Array<Omit<EventInStream<Event>, 'revision'>> = []
  for (const [index, event] of events.entries()) {
    const { type, data, schemaVersion } = catalogue.encode(event)
    const occurredAt = occurredAtOf(event)
    const policyRefs = policyRefsOf?.(event) ?? []
    const metadata: EventMetadata = {
      eventId: eventIdOf(stream, commandId, index),
      schemaVersion,
      occurredAt,
      recordedAt,
      actor: { kind: actor.kind, id: actor.id },
      ...(channel === undefined ? {} : { channel }),
      commandId,
      correlationId: correlationId ?? commandId,
      causationId: causationId ?? commandId,
      commandHash,
      ...(tenant === undefined ? {} : { tenantId: tenant }),
      ...(policyRefs.length === 0 ? {} : { policyRefs }),
    }
    const read = catalogue.decode({ type, data, metadata })
    if (E.isLeft(read)) return E.left({ failure: 'EventUnreadable', stream, type, because: read.left })
    if (occurredAt > recordedAt) {
      return E.left({ failure: 'OccurredAfterRecorded', stream, type, occurredAt, recordedAt })
    }
    toAppend.push({ type, data, metadata })
    // As whoever reads the stream has it, whatever the caller's command was made of.
    inStream.push({ event: read.right.event, metadata })
  }
  return E.right({ toAppend, inStream })
}
