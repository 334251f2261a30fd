import type { HandlingFailure } from '@aftersale/command-handling'
import { describeFailure } from '@aftersale/event-store'
import type { NonEmptyText } from '@aftersale/messages'
import type { ParkedBecause } from './parked-reaction.js'

/** A step that wasn't carried out: one that may be tried again, or one that no try can help. */
export type FailureOfAStep =
  | { readonly kind: 'try-again'; readonly why: string }
  | { readonly kind: 'hopeless'; readonly because: ParkedBecause }

/** A rejection and a reused command id are answers, not failures. */
type Failed = Exclude<HandlingFailure<unknown>, { readonly failure: 'CommandRejected' | 'CommandIdReused' }>

/** What becomes of a reaction whose step failed so. */
export const failureOfAStep = (failed: Failed, commandType?: NonEmptyText): FailureOfAStep => {
  switch (failed.failure) {
    case 'StreamMovedOn':
    case 'OutcomeUnknown':
    case 'StoreUnavailable':
    case 'StoreClosed':
      return { kind: 'try-again', why: describeFailure(failed) }
    case 'HistoryUnreadable':
      return {
        kind: 'hopeless',
        because: {
          kind: 'history-unreadable',
          ...(commandType === undefined ? {} : { commandType }),
          stream: failed.stream as NonEmptyText,
          why: `event ${failed.revision} can't be read: ${failed.because.failure} (${failed.because.type})` as NonEmptyText,
        },
      }
    case 'OccurredAfterRecorded':
      return hopeless(
        commandType,
        `${failed.type} would have happened at ${failed.occurredAt}, after it is recorded at ${failed.recordedAt}`,
      )
    case 'EventUnreadable':
      return hopeless(commandType, `${failed.type} could not be read again: ${failed.because.failure}`)
    case 'StreamDeleted':
    case 'DuplicateEventIds':
    case 'AppendTooLarge':
    case 'EventNotSerializable':
    case 'NameNotAllowed':
    case 'WrongTenant':
    case 'BadArgument':
      return hopeless(commandType, describeFailure(failed))
  }
}

const hopeless = (commandType: NonEmptyText | undefined, why: string): FailureOfAStep => ({
  kind: 'hopeless',
  because: { kind: 'failed', ...(commandType === undefined ? {} : { commandType }), why: why as NonEmptyText },
})
