import type { Aggregate } from '@aftersale/command-handling'
import {
  eventCatalogue,
  eventIdOf,
  Instant,
  message,
  NonEmptyText,
  optional,
  record,
  type Uuid,
} from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

/** Why a reaction could not be carried out. It quotes names and reasons, never the content of a message. */
const ParkedBecause = record({
  kind: t.keyof({ 'command-rejected': null, 'event-unreadable': null, 'history-unreadable': null, failed: null }),
  /** What was refused or could not be carried out, and where. */
  commandType: optional(NonEmptyText),
  stream: optional(NonEmptyText),
  why: NonEmptyText,
})
export type ParkedBecause = t.TypeOf<typeof ParkedBecause>

const parkedFields = {
  process: NonEmptyText,
  /** The event that was reacted to, and where it lies. */
  eventId: NonEmptyText,
  eventType: NonEmptyText,
  stream: NonEmptyText,
  revision: t.number,
  because: t.readonlyArray(ParkedBecause),
  parkedAt: Instant,
}

// Stored format: add, never rename.
const ReactionParked = message('ReactionParked', parkedFields)
const ReactionResumed = message('ReactionResumed', { process: NonEmptyText, eventId: NonEmptyText, resumedAt: Instant })
const parkedReactionEvents = [ReactionParked, ReactionResumed] as const

export type ReactionParked = t.TypeOf<typeof ReactionParked>
export type ReactionResumed = t.TypeOf<typeof ReactionResumed>
export type ParkedReactionEvent = ReactionParked | ReactionResumed

export type ParkedReactionCommand =
  | { readonly type: 'ParkReaction'; readonly data: ReactionParked['data'] }
  | { readonly type: 'MarkReactionResumed'; readonly data: ReactionResumed['data'] }

export type ParkedReactionRejection = { readonly reason: 'ReactionNotParked' }

type ParkedReactionState =
  | { readonly status: 'not-parked' }
  | { readonly status: 'parked'; readonly parked: ReactionParked['data'] }
  | { readonly status: 'resumed' }

/** One reaction that waits for somebody: parked, and carried out after all. A resumed one may be parked once more. */
export const parkedReaction: Aggregate<
  ParkedReactionCommand,
  ParkedReactionState,
  ParkedReactionEvent,
  ParkedReactionRejection
> = {
  category: 'parkedReaction',
  decider: {
    initial: { status: 'not-parked' },
    decide: (command, state) => {
      switch (command.type) {
        case 'ParkReaction':
          return E.right(state.status === 'parked' ? [] : [{ type: 'ReactionParked', data: command.data }])
        case 'MarkReactionResumed': {
          if (state.status === 'not-parked') return E.left({ reason: 'ReactionNotParked' })
          return E.right(state.status === 'resumed' ? [] : [{ type: 'ReactionResumed', data: command.data }])
        }
      }
    },
    evolve: (_, event) => {
      switch (event.type) {
        case 'ReactionParked':
          return { status: 'parked', parked: event.data }
        case 'ReactionResumed':
          return { status: 'resumed' }
      }
    },
  },
  catalogue: eventCatalogue(parkedReactionEvents),
  occurredAtOf: (event) => (event.type === 'ReactionParked' ? event.data.parkedAt : event.data.resumedAt),
}

/** One stream for each event and process: parking the same reaction again adds nothing. */
export const parkedReactionIdOf = (process: string, eventId: string): Uuid =>
  eventIdOf(parkedReaction.category, `${process}:${eventId}`, 0)
