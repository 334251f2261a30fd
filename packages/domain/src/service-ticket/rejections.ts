import type { Instant, NonEmptyText, PolicyRef } from '@aftersale/messages'
import type { Duration } from '../calendar/duration.js'
import type { ClockKind, HoldCause } from '../policy/service-level/service-level-policy.js'
import type { ServiceTicketId } from './service-ticket-id.js'

/** Why a command to a service ticket is refused: the fact that stands against it. Nothing is recorded then. */
export type ServiceTicketRejection =
  | { readonly reason: 'TicketNotOpened' }
  | { readonly reason: 'TicketAlreadyOpened'; readonly openedAt: Instant }
  | { readonly reason: 'AddressedToAnotherTicket'; readonly serviceTicketId: ServiceTicketId }
  | { readonly reason: 'TicketAlreadyResolved'; readonly resolvedAt: Instant }
  | { readonly reason: 'TicketAlreadyClosed'; readonly closedAt: Instant }
  | { readonly reason: 'TicketMergedAway'; readonly into: ServiceTicketId }
  | { readonly reason: 'TicketIsSpam' }
  | { readonly reason: 'TicketIsCancelled' }
  | { readonly reason: 'HappenedBeforeLastChange'; readonly lastChangedAt: Instant }
  | { readonly reason: 'ServiceLevelDiffers'; readonly inForce: PolicyRef; readonly calendarInForce: PolicyRef }
  | {
      readonly reason: 'TargetNeverDue'
      readonly kind: ClockKind
      readonly target: Duration
      readonly policyRef: PolicyRef
    }
  | { readonly reason: 'ContactIdReused'; readonly contactId: NonEmptyText }
  | { readonly reason: 'MessageIdReused'; readonly messageId: NonEmptyText }
  | { readonly reason: 'NoteIdReused'; readonly noteId: NonEmptyText }
  | { readonly reason: 'ReplyFromCustomer' }
  | { readonly reason: 'TicketWithAnotherTeam'; readonly team: NonEmptyText }
  | { readonly reason: 'TicketWithThatTeam'; readonly team: NonEmptyText }
  | { readonly reason: 'TicketNotAssigned' }
  | { readonly reason: 'LevelAlreadyReached'; readonly level: number }
  | { readonly reason: 'AlreadyWaitingOnCustomer'; readonly since: Instant }
  | { readonly reason: 'NotWaitingOnCustomer' }
  | { readonly reason: 'AlreadyOnHold'; readonly cause: HoldCause; readonly since: Instant }
  | { readonly reason: 'NotOnHold' }
  | { readonly reason: 'ClockUnknown'; readonly clockId: NonEmptyText }
  | { readonly reason: 'PromiseUnknown'; readonly promiseId: NonEmptyText }
  | { readonly reason: 'PromiseIdReused'; readonly promiseId: NonEmptyText }
  | { readonly reason: 'PromiseDueBeforeMade'; readonly dueAt: Instant }
  | { readonly reason: 'PromiseNotYetMade'; readonly promiseId: NonEmptyText; readonly promisedAt: Instant }
  | { readonly reason: 'PromiseAlreadyDue'; readonly promiseId: NonEmptyText; readonly dueAt: Instant }
  | { readonly reason: 'PromiseAlreadySettled'; readonly promiseId: NonEmptyText; readonly outcome: string }
  | { readonly reason: 'OpenWork'; readonly promiseIds: ReadonlyArray<NonEmptyText> }
  | { readonly reason: 'TicketNotResolved' }
  | { readonly reason: 'ReopenWindowPassed'; readonly reopenableUntil: Instant; readonly policyRef: PolicyRef }
  | { readonly reason: 'MergeIntoItself' }
  | { readonly reason: 'MergeAlreadyRequested'; readonly into: ServiceTicketId }
  | { readonly reason: 'MergeNotRequested' }
  | { readonly reason: 'MergeRequestOutdated'; readonly requestedAtRevision: number }
  | { readonly reason: 'FollowUpUnknown'; readonly followUpId: NonEmptyText }
  | { readonly reason: 'FollowUpIdReused'; readonly followUpId: NonEmptyText }
  | { readonly reason: 'FollowUpDueBeforeRequested'; readonly dueAt: Instant }
  | { readonly reason: 'FollowUpNotYetRequested'; readonly followUpId: NonEmptyText; readonly requestedAt: Instant }
  | { readonly reason: 'FollowUpAlreadyCompleted'; readonly followUpId: NonEmptyText; readonly completedAt: Instant }

/** Each reason with what it means to who sent the command. `docs/rejections.md` is printed from it. */
export const serviceTicketRejections: Readonly<Record<ServiceTicketRejection['reason'], string>> = {
  TicketNotOpened: 'No such ticket was opened.',
  TicketAlreadyOpened: 'The ticket was opened with other content.',
  AddressedToAnotherTicket: 'The command names another ticket than the one it was sent to.',
  TicketAlreadyResolved: 'The ticket is resolved; reopen it first.',
  TicketAlreadyClosed: 'The ticket is closed; reopen it first.',
  TicketMergedAway: 'The ticket was merged into another, which goes on in its place.',
  TicketIsSpam: 'The ticket was marked as spam.',
  TicketIsCancelled: 'The ticket was cancelled.',
  HappenedBeforeLastChange:
    'What was to be recorded happened before the last change of the status, the priority or the service level, which it would have to precede.',
  ServiceLevelDiffers: 'The service level or its calendar is not the version that the ticket runs under.',
  TargetNeverDue: 'The calendar never has as much working time as the target asks for.',
  ContactIdReused: 'The contact is known with other content.',
  MessageIdReused: 'The message is known with other content.',
  NoteIdReused: 'The note is known with other content.',
  ReplyFromCustomer: 'A reply is sent by the desk; what a customer writes is a contact.',
  TicketWithAnotherTeam: 'The ticket is with another team; transfer it.',
  TicketWithThatTeam: 'The ticket is with that team already; assign it to the agent.',
  TicketNotAssigned: 'The ticket is with no team yet; assign it.',
  LevelAlreadyReached: 'The ticket was escalated to that level, or to a higher one.',
  AlreadyWaitingOnCustomer: 'The ticket has been waiting on the customer since another instant.',
  NotWaitingOnCustomer: 'The ticket is not waiting on the customer.',
  AlreadyOnHold: 'The ticket has been on hold for that cause since another instant.',
  NotOnHold: 'The ticket is not on hold.',
  ClockUnknown: 'The ticket has no such clock.',
  PromiseUnknown: 'The ticket has no such promise.',
  PromiseIdReused: 'The promise was made with other content.',
  PromiseDueBeforeMade: 'A promise is due after it is made or agreed.',
  PromiseNotYetMade: 'The promise was made only later: it was not kept, moved or waived before that.',
  PromiseAlreadyDue: 'The promise was due by then: it can be neither renegotiated nor waived.',
  PromiseAlreadySettled: 'The promise was kept, fulfilled late or waived.',
  OpenWork: 'Promises are open that are not due before then: keep or waive them first.',
  TicketNotResolved: 'The ticket is neither resolved nor closed.',
  ReopenWindowPassed: 'The ticket was closed too long ago; the issue goes on in a follow-up ticket.',
  MergeIntoItself: 'A ticket cannot be merged into itself.',
  MergeAlreadyRequested: 'The ticket asks to be merged into another one.',
  MergeNotRequested: 'The ticket does not ask to be merged into that one.',
  MergeRequestOutdated: 'The merge belongs to an earlier request, which was withdrawn.',
  FollowUpUnknown: 'The ticket has no such follow-up.',
  FollowUpIdReused: 'The follow-up was requested with other content.',
  FollowUpDueBeforeRequested: 'A follow-up is due after it is requested.',
  FollowUpNotYetRequested: 'The follow-up was requested only later: it was not completed before that.',
  FollowUpAlreadyCompleted: 'The follow-up was completed at another instant.',
}
