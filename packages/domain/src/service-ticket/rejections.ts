import type { Instant, NonEmptyText, PolicyRef } from '@aftersale/messages'
import type { Duration } from '../calendar/duration.js'
import type { LocalDate } from '../calendar/local-date.js'
import type { Currency } from '../money/index.js'
import type { ClockKind, HoldCause } from '../policy/service-level/service-level-policy.js'
import type { StaffId } from '../staff/staff-id.js'
import type { ComplaintStep } from './complaint/complaint.js'
import type { ServiceTicketId } from './service-ticket-id.js'
import type { VisitId } from './visit-id.js'
import type { VisitWindow } from './visits/visit-window.js'

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
  | {
      readonly reason: 'OpenWork'
      readonly promiseIds: ReadonlyArray<NonEmptyText>
      readonly quoteIds?: ReadonlyArray<NonEmptyText>
      readonly visitIds?: ReadonlyArray<VisitId>
    }
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
  | { readonly reason: 'ComplaintNotRegistered' }
  | { readonly reason: 'ComplaintAlreadyRegistered'; readonly registeredAt: Instant }
  | { readonly reason: 'ComplaintAlreadyAcknowledged'; readonly acknowledgedAt: Instant }
  | { readonly reason: 'ComplaintStepMissing'; readonly missing: ComplaintStep }
  | {
      readonly reason: 'HappenedBeforeComplaintStep'
      readonly step: ComplaintStep | 'registering'
      readonly takenAt: Instant
    }
  | { readonly reason: 'ComplaintAlreadyClosed'; readonly complaintClosedAt: Instant }
  | {
      readonly reason: 'ComplaintNotSettled'
      readonly answer: 'none' | 'accepted' | 'disputed'
      readonly openRecourse: ReadonlyArray<string>
    }
  | { readonly reason: 'ComplaintOpen'; readonly awaiting: ComplaintStep }
  | { readonly reason: 'ExternalRecourseUnknown'; readonly body: NonEmptyText }
  | { readonly reason: 'RedressIdReused'; readonly redressId: NonEmptyText }
  | { readonly reason: 'QuoteUnknown'; readonly quoteId: NonEmptyText }
  | { readonly reason: 'QuoteIdReused'; readonly quoteId: NonEmptyText }
  | { readonly reason: 'QuoteWithoutLines' }
  | { readonly reason: 'QuoteLineRepeated'; readonly lineId: NonEmptyText }
  | { readonly reason: 'QuoteValidUntilTooEarly'; readonly validUntil: Instant }
  | { readonly reason: 'QuoteNotYetOffered'; readonly quoteId: NonEmptyText; readonly offeredAt: Instant }
  | { readonly reason: 'QuoteNoLongerValid'; readonly quoteId: NonEmptyText; readonly validUntil: Instant }
  | {
      readonly reason: 'QuoteAlreadyAnswered'
      readonly quoteId: NonEmptyText
      readonly outcome: 'accepted' | 'declined'
    }
  | { readonly reason: 'QuoteNotAccepted'; readonly quoteId: NonEmptyText; readonly outcome: string }
  | { readonly reason: 'AmountOutOfBounds'; readonly amountMinor: bigint; readonly currency: Currency }
  | { readonly reason: 'CurrencyMismatch'; readonly expected: Currency; readonly found: Currency }
  | { readonly reason: 'BillIdReused'; readonly billId: NonEmptyText }
  | { readonly reason: 'CoverageOfUnknownLine'; readonly lineId: NonEmptyText }
  | {
      readonly reason: 'WorkIsCovered'
      readonly lineIds: ReadonlyArray<NonEmptyText>
      readonly streams: ReadonlyArray<NonEmptyText>
    }
  | {
      readonly reason: 'BillExceedsQuote'
      readonly acceptedMinor: bigint
      readonly billedMinor: bigint
      readonly billMinor: bigint
    }
  | { readonly reason: 'SplitIntoItself' }
  | { readonly reason: 'SplitWithoutContacts' }
  | { readonly reason: 'SplitTicketIdReused'; readonly intoServiceTicketId: ServiceTicketId }
  | { readonly reason: 'OpeningContactStays'; readonly contactId: NonEmptyText }
  | { readonly reason: 'ContactUnknown'; readonly contactId: NonEmptyText }
  | { readonly reason: 'TicketNotMerged' }
  | { readonly reason: 'TicketNotAbsorbed'; readonly absorbedTicketId: ServiceTicketId }
  | { readonly reason: 'VisitUnknown'; readonly visitId: VisitId }
  | { readonly reason: 'VisitIdReused'; readonly visitId: VisitId }
  | { readonly reason: 'VisitWindowEmpty'; readonly visitId: VisitId; readonly window: VisitWindow }
  | {
      readonly reason: 'TechnicianNotCertified'
      readonly technicianId: StaffId
      readonly missing: ReadonlyArray<NonEmptyText>
      readonly on: LocalDate
    }
  | {
      readonly reason: 'VisitAlreadyEnded'
      readonly visitId: VisitId
      readonly outcome: 'completed' | 'no-show' | 'cancelled'
    }
  | { readonly reason: 'VisitUnderWay'; readonly visitId: VisitId; readonly arrivedAt: Instant }
  | { readonly reason: 'VisitNotArrived'; readonly visitId: VisitId }
  | {
      readonly reason: 'HappenedBeforeVisitStep'
      readonly visitId: VisitId
      readonly step: 'scheduling' | 'arrival'
      readonly takenAt: Instant
    }
  | { readonly reason: 'AlreadySetOut'; readonly visitId: VisitId; readonly setOutAt: Instant }
  | { readonly reason: 'TechnicianNotHeld'; readonly visitId: VisitId; readonly hold: 'asked' | 'refused' }
  | { readonly reason: 'TechnicianNotAsked'; readonly visitId: VisitId }
  | { readonly reason: 'TechnicianRefused'; readonly visitId: VisitId; readonly round: number }
  | { readonly reason: 'VisitMovedSince'; readonly visitId: VisitId; readonly round: number }
  | { readonly reason: 'VisitWindowStillOpen'; readonly visitId: VisitId; readonly openUntil: Instant }
  | { readonly reason: 'VisitWindowNotYetOpen'; readonly visitId: VisitId; readonly opensAt: Instant }

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
  OpenWork:
    'Promises are open that are not due before then, quotes that are valid still, or visits of which nobody said what became of them: see to these first.',
  TicketNotResolved: 'The ticket is neither resolved nor closed.',
  ReopenWindowPassed: 'The ticket was closed too long ago; the issue goes on in a follow-up ticket.',
  MergeIntoItself: 'A ticket cannot be merged into itself.',
  MergeAlreadyRequested: 'The ticket asks to be merged into another one.',
  MergeNotRequested: 'The ticket does not ask to be merged into that one.',
  MergeRequestOutdated: 'The merge belongs to another request than the one named.',
  FollowUpUnknown: 'The ticket has no such follow-up.',
  FollowUpIdReused: 'The follow-up was requested with other content.',
  FollowUpDueBeforeRequested: 'A follow-up is due after it is requested.',
  FollowUpNotYetRequested: 'The follow-up was requested only later: it was not completed before that.',
  FollowUpAlreadyCompleted: 'The follow-up was completed at another instant.',
  ComplaintNotRegistered: 'No complaint was registered on the ticket.',
  ComplaintAlreadyRegistered: 'The complaint was registered with other content; a second one is split off.',
  ComplaintAlreadyAcknowledged: 'The complaint was acknowledged before.',
  ComplaintStepMissing:
    'A step of the complaint comes before this one: acknowledge, assess, respond, communicate the decision.',
  HappenedBeforeComplaintStep: 'It happened before the step of the complaint that it follows.',
  ComplaintAlreadyClosed: 'The complaint is closed.',
  ComplaintNotSettled:
    'The customer did not accept the last decision, or not all options that they were told of are exhausted.',
  ComplaintOpen: 'The complaint on the ticket is open: it ends before the ticket does.',
  ExternalRecourseUnknown: 'The complaint was not escalated to that body, and the customer was not told of it.',
  RedressIdReused: 'The redress was offered with other content.',
  QuoteUnknown: 'The ticket has no such quote.',
  QuoteIdReused: 'The quote was offered with other content.',
  QuoteWithoutLines: 'A quote or a bill has at least one line.',
  QuoteLineRepeated: 'Two lines bear the same id.',
  QuoteValidUntilTooEarly: 'A quote is valid for some time after it is offered.',
  QuoteNotYetOffered: 'The quote was offered only later.',
  QuoteNoLongerValid: 'The quote was no longer valid by then.',
  QuoteAlreadyAnswered: 'The quote was accepted or declined.',
  QuoteNotAccepted: 'The customer did not accept the quote by then: nothing may be billed under it.',
  AmountOutOfBounds: 'The total is 10^18 minor units or more.',
  CurrencyMismatch: 'The bill is in another currency than the quote.',
  BillIdReused: 'The bill was issued with other content.',
  CoverageOfUnknownLine: 'The evidence of coverage names a line that the bill does not have.',
  WorkIsCovered: 'A warranty or a plan covers the work: its lines are billed at nothing.',
  BillExceedsQuote: 'With what was billed before, the bill is over the quote that the customer accepted.',
  SplitIntoItself: 'A ticket cannot be split into itself, or into the same issue.',
  SplitWithoutContacts: 'A split names the contacts that go to the new ticket.',
  SplitTicketIdReused: 'The ticket was split into that one with other content.',
  OpeningContactStays: 'The contact that opened the ticket stays with it.',
  ContactUnknown: 'The ticket has no such contact, or has it no more.',
  TicketNotMerged: 'The ticket is not merged into another one.',
  TicketNotAbsorbed: 'The ticket did not absorb that one by that request, or has released it.',
  VisitUnknown: 'The ticket has no such visit.',
  VisitIdReused: 'The visit was scheduled with other content.',
  VisitWindowEmpty: 'The window has no time: it ends before it begins, or the clocks of its day skip it.',
  TechnicianNotCertified:
    'The evidence does not show that the technician is certified for the work on the day of the visit.',
  VisitAlreadyEnded: 'The visit was completed or cancelled, or somebody was not there.',
  VisitUnderWay: 'Somebody is there already: the visit can only be completed.',
  VisitNotArrived: 'Nobody has arrived yet.',
  HappenedBeforeVisitStep: 'It happened before the step of the visit that it follows.',
  AlreadySetOut: 'The technician set out for that appointment at another instant.',
  TechnicianNotHeld: 'The technician’s day does not have the visit: it was not answered yet, or refused.',
  TechnicianNotAsked: 'A provider comes: no technician’s day was asked.',
  TechnicianRefused: 'The technician’s day refused that appointment: another one has to be made.',
  VisitMovedSince: 'The visit was rescheduled: the answer is about an earlier appointment.',
  VisitWindowStillOpen: 'The window is not over: the technician may still come.',
  VisitWindowNotYetOpen: 'The window had not begun: the customer did not have to be there.',
}
