import type { Actor, Instant, NonEmptyText, PolicyRef, PositiveInteger } from '@aftersale/messages'
import type { HoldCause, Priority } from '../policy/service-level/service-level-policy.js'
import { END_OF_TIME, type SlaClock, type TicketPause } from './clock/sla-clock.js'
import type { Complaint } from './complaint/complaint.js'
import type {
  AbsorbedTicketReleased,
  ContactRecorded,
  ContactsReturned,
  CustomerReplied,
  FollowUpRequested,
  HandedOverToHuman,
  NoteAdded,
  PriorityChanged,
  PromiseMade,
  PromiseRenegotiated,
  ServiceLevelChanged,
  ServiceTicketAssigned,
  ServiceTicketClassified,
  ServiceTicketClosed,
  ServiceTicketEscalated,
  ServiceTicketMergeRequested,
  ServiceTicketOpened,
  ServiceTicketResolved,
  ServiceTicketSplit,
  ServiceTicketTransferred,
  ServiceTicketUnmerged,
} from './events.js'
import type { Bill, Quote } from './quotes/quote.js'
import type { IssueId, ServiceTicketId } from './service-ticket-id.js'
import type { Visit } from './visits/visit.js'

/** From one opening or reopening to the next. The first is 1. */
export interface Episode {
  readonly episode: PositiveInteger
  readonly startedAt: Instant
  /** Absent in the first. */
  readonly reopening?: { readonly because: NonEmptyText; readonly reopenedBy: Actor }
}

/** A broken one may still be fulfilled, late. */
export interface TicketPromise {
  readonly made: PromiseMade['data']
  /** As they were heard of; the one that was consented to last rules. */
  readonly renegotiations: ReadonlyArray<PromiseRenegotiated['data']>
  readonly dueAt: Instant
  readonly outcome: 'open' | 'broken' | 'kept' | 'fulfilled-late' | 'waived'
  /** When it was kept, fulfilled or waived. */
  readonly settledAt?: Instant
}

export interface FollowUp {
  readonly requested: FollowUpRequested['data']
  readonly missed: boolean
  readonly completedAt?: Instant
}

export interface MergeRequest {
  readonly into: ServiceTicketId
  /** Of `ServiceTicketMergeRequested` in the ticket's stream. */
  readonly revision: number
}

export interface MergeWithdrawal {
  /** Of the request. */
  readonly requestedAtRevision?: number
  readonly withdrawnAt: Instant
}

export interface MadeMerge {
  readonly into: ServiceTicketId
  readonly mergedAt: Instant
  /** Of the request that it went by. */
  readonly requestedAtRevision?: number
}

/** One that was released stays known, so that its absorption is not repeated. */
export interface AbsorbedTicket {
  readonly ticketId: ServiceTicketId
  readonly requestedAtRevision?: number
  readonly isReleased?: true
}

/** What `decide` must know of a ticket, whatever its status. Free texts are left out: no rule needs them. */
export interface Ticket {
  readonly serviceTicketId: ServiceTicketId
  readonly issueId: IssueId
  /** Of the last event in its stream. */
  readonly revision: number
  /** As it was opened, to know a repetition. */
  readonly opening: ServiceTicketOpened['data']
  /** The contact that opened it. */
  readonly openingContact?: ContactRecorded['data']
  /** As they were heard of; see `classificationAt`. */
  readonly classifications: ReadonlyArray<ServiceTicketClassified['data']>
  readonly priority: Priority
  readonly serviceLevelRef: PolicyRef
  readonly calendarRef: PolicyRef
  /** The last change of status, priority or service level: nothing of the kind can be recorded before it. */
  readonly changedAt: Instant
  /** Oldest first, at least one. */
  readonly episodes: ReadonlyArray<Episode>
  /** Who got it from when, as it was heard of; see `assignmentAt`. */
  readonly assignments: ReadonlyArray<ServiceTicketAssigned | ServiceTicketTransferred | HandedOverToHuman>
  /** Changes of the priority and of the service level, oldest first. */
  readonly changes: ReadonlyArray<PriorityChanged | ServiceLevelChanged>
  /** Of every episode. */
  readonly resolutions: ReadonlyArray<ServiceTicketResolved['data']>
  readonly closings: ReadonlyArray<ServiceTicketClosed['data']>
  readonly escalations: ReadonlyArray<ServiceTicketEscalated['data']>
  readonly notes: ReadonlyArray<NoteAdded['data']>
  /** Contacts and replies in the order in which they were heard of. */
  readonly conversation: ReadonlyArray<ContactRecorded | CustomerReplied>
  /** Ids of contacts that were passed on to the ticket that stayed. */
  readonly rerouted: ReadonlyArray<NonEmptyText>
  /** One after the other; the last is open while the ticket waits or is on hold. */
  readonly pauses: ReadonlyArray<TicketPause>
  readonly clocks: ReadonlyArray<SlaClock>
  readonly promises: ReadonlyArray<TicketPromise>
  readonly followUps: ReadonlyArray<FollowUp>
  readonly mergeRequest?: MergeRequest
  /** Of every request, pending or not. */
  readonly mergeRequests: ReadonlyArray<ServiceTicketMergeRequested['data']>
  readonly mergeWithdrawals: ReadonlyArray<MergeWithdrawal>
  readonly absorbed: ReadonlyArray<AbsorbedTicket>
  // What most tickets never have is absent from their state.
  readonly complaint?: Complaint
  readonly quotes?: ReadonlyArray<Quote>
  readonly bills?: ReadonlyArray<Bill>
  readonly visits?: ReadonlyArray<Visit>
  readonly splits?: ReadonlyArray<ServiceTicketSplit['data']>
  /** Ids of contacts that went to another ticket by a split, or back to theirs. */
  readonly movedAway?: ReadonlyArray<NonEmptyText>
  readonly merges?: ReadonlyArray<MadeMerge>
  readonly unmergings?: ReadonlyArray<ServiceTicketUnmerged['data']>
  readonly releases?: ReadonlyArray<AbsorbedTicketReleased['data']>
  readonly contactReturns?: ReadonlyArray<ContactsReturned['data']>
}

/** Somebody's work is asked for: its clocks run, or rest with it. */
export type ActiveTicket =
  /** `new` until somebody takes it up: it is assigned, replied to or handed over. */
  | { readonly status: 'new' | 'open'; readonly ticket: Ticket }
  | { readonly status: 'waiting-on-customer'; readonly ticket: Ticket; readonly since: Instant }
  | { readonly status: 'on-hold'; readonly ticket: Ticket; readonly cause: HoldCause; readonly since: Instant }

export type ResolvedTicket = {
  readonly status: 'resolved'
  readonly ticket: Ticket
  readonly resolution: ServiceTicketResolved['data']
}

export type ClosedTicket = {
  readonly status: 'closed'
  readonly ticket: Ticket
  readonly closing: ServiceTicketClosed['data']
  /** Absent where it was closed unresolved. */
  readonly resolvedAt?: Instant
}

/** Keeps what an unmerging restores. */
export interface MergedTicket extends MadeMerge {
  readonly status: 'merged'
  readonly ticket: Ticket
  readonly before: WithoutTicket<LivingTicket>
  /** The clocks that the merge withdrew. */
  readonly givenUp: ReadonlyArray<NonEmptyText>
}

export type WithoutTicket<State> = State extends { readonly ticket: Ticket } ? Omit<State, 'ticket'> : never

/** Has left every clock and every figure. */
export type RemovedTicket =
  | MergedTicket
  | { readonly status: 'spam'; readonly ticket: Ticket }
  | {
      readonly status: 'cancelled'
      readonly ticket: Ticket
      readonly because: 'opened-by-mistake' | 'withdrawn-by-customer'
    }

/** Active, or can become so again. */
export type LivingTicket = ActiveTicket | ResolvedTicket | ClosedTicket

export type OpenedTicket = LivingTicket | RemovedTicket

export type NotOpened = { readonly status: 'not-opened' }

export type ServiceTicketState = NotOpened | OpenedTicket

export const initial: ServiceTicketState = { status: 'not-opened' }

export const isActive = (state: ServiceTicketState): state is ActiveTicket =>
  state.status === 'new' ||
  state.status === 'open' ||
  state.status === 'waiting-on-customer' ||
  state.status === 'on-hold'

export const isLiving = (state: ServiceTicketState): state is LivingTicket =>
  isActive(state) || state.status === 'resolved' || state.status === 'closed'

/** The episode that ran at that instant; the first where it was not opened yet. */
export const episodeAt = ({ episodes }: Ticket, instant: Instant): PositiveInteger =>
  episodes.findLast(({ startedAt }) => startedAt <= instant)?.episode ?? FIRST

export const currentEpisode = ({ episodes }: Ticket): PositiveInteger => episodes.at(-1)?.episode ?? FIRST

/** When the episode began. */
export const startOfEpisode = ({ episodes, opening }: Ticket, episode: PositiveInteger): Instant =>
  episodes.find((one) => one.episode === episode)?.startedAt ?? opening.openedAt

/** When it was resolved, or closed unresolved; beyond all instants while it goes on. */
export const endOfEpisode = ({ resolutions, closings }: Ticket, episode: PositiveInteger): Instant =>
  resolutions.find((one) => one.episode === episode)?.resolvedAt ??
  closings.find((one) => one.episode === episode)?.closedAt ??
  END_OF_TIME

const FIRST = 1 as PositiveInteger
