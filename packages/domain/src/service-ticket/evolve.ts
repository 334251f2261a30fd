import type { Instant } from '@aftersale/messages'
import { evolveClocks, measuredAnew } from './clock/evolve-clock.js'
import { evolveComplaint } from './complaint/evolve-complaint.js'
import { evolveConversation } from './contacts/evolve-conversation.js'
import { evolveSeparation } from './contacts/evolve-separation.js'
import type { ServiceTicketEvent, ServiceTicketMerged, ServiceTicketOpened } from './events.js'
import { evolveFollowUps } from './follow-ups/evolve-follow-ups.js'
import { evolvePromises } from './promises/evolve-promises.js'
import { evolveQuotes } from './quotes/evolve-quotes.js'
import type { MergedTicket, MergeRequest, OpenedTicket, ServiceTicketState, Ticket, WithoutTicket } from './state.js'
import { evolveVisits } from './visits/evolve-visits.js'

/** Total: what happened is taken as it is told. Before the opening there is no ticket to take it to. */
export const evolve = (state: ServiceTicketState, event: ServiceTicketEvent): ServiceTicketState => {
  if (state.status === 'not-opened') {
    return event.type === 'ServiceTicketOpened' ? { status: 'new', ticket: openedTicket(event) } : state
  }
  return evolveOpened({ ...state, ticket: { ...state.ticket, revision: state.ticket.revision + 1 } }, event)
}

const evolveOpened = (state: OpenedTicket, event: ServiceTicketEvent): ServiceTicketState => {
  const { ticket } = state
  switch (event.type) {
    case 'ServiceTicketOpened':
      return state
    case 'ServiceTicketClassified':
      return { ...state, ticket: { ...ticket, classifications: [...ticket.classifications, event.data] } }
    case 'ContactRecorded':
      return { ...state, ticket: evolveConversation(ticket, event) }
    case 'ContactRerouted':
      return { ...state, ticket: { ...ticket, rerouted: [...ticket.rerouted, event.data.contactId] } }
    case 'FollowUpTicketNeeded':
      return state
    case 'ServiceTicketAssigned':
    case 'ServiceTicketTransferred':
    case 'HandedOverToHuman':
      return takenUp({ ...state, ticket: { ...ticket, assignments: [...ticket.assignments, event] } })
    case 'ServiceTicketEscalated':
      return { ...state, ticket: { ...ticket, escalations: [...ticket.escalations, event.data] } }
    case 'CustomerReplied': {
      const replied = { ...state, ticket: evolveConversation(ticket, event) }
      return event.data.automated ? replied : takenUp(replied)
    }
    case 'NoteAdded': {
      const { text: _, ...note } = event.data
      return { ...state, ticket: { ...ticket, notes: [...ticket.notes, note] } }
    }
    case 'WaitingOnCustomerStarted': {
      const { startedAt: since } = event.data
      return {
        status: 'waiting-on-customer',
        since,
        ticket: changed(
          { ...ticket, pauses: [...ticket.pauses, { cause: 'waiting-on-customer', from: since }] },
          since,
        ),
      }
    }
    case 'HoldStarted': {
      const { startedAt: since, cause } = event.data
      return {
        status: 'on-hold',
        since,
        cause,
        ticket: changed({ ...ticket, pauses: [...ticket.pauses, { cause, from: since }] }, since),
      }
    }
    case 'WaitingOnCustomerEnded':
    case 'HoldEnded': {
      const { endedAt } = event.data
      return { status: 'open', ticket: changed(pauseEnded(ticket, endedAt), endedAt) }
    }
    case 'SlaClockStarted':
    case 'SlaClockPaused':
    case 'SlaClockResumed':
    case 'SlaMet':
    case 'SlaBreached':
    case 'SlaMissed':
    case 'SlaReassigned':
      return { ...state, ticket: evolveClocks(ticket, event) }
    case 'SlaClockWithdrawn': {
      const withdrawn = { ...state, ticket: evolveClocks(ticket, event) }
      return withdrawn.status === 'merged'
        ? { ...withdrawn, givenUp: [...withdrawn.givenUp, event.data.clockId] }
        : withdrawn
    }
    case 'PriorityChanged':
      return {
        ...state,
        ticket: changed(
          { ...ticket, priority: event.data.to, changes: [...ticket.changes, event] },
          event.data.changedAt,
        ),
      }
    case 'ServiceLevelChanged': {
      const { to: serviceLevelRef, calendarRef, changedAt, breachedClocks = [] } = event.data
      const measured = breachedClocks.reduce(
        (clocks, { clockId, elapsed }) => measuredAnew(clocks, clockId, changedAt, elapsed),
        ticket.clocks,
      )
      return {
        ...state,
        ticket: changed(
          { ...ticket, serviceLevelRef, calendarRef, clocks: measured, changes: [...ticket.changes, event] },
          changedAt,
        ),
      }
    }
    case 'PromiseMade':
    case 'PromiseRenegotiated':
    case 'PromiseKept':
    case 'PromiseBroken':
    case 'PromiseFulfilledLate':
    case 'PromiseWaived':
      return { ...state, ticket: evolvePromises(ticket, event) }
    case 'ServiceTicketResolved':
      return {
        status: 'resolved',
        ticket: changed({ ...ticket, resolutions: [...ticket.resolutions, event.data] }, event.data.resolvedAt),
        resolution: event.data,
      }
    case 'ServiceTicketClosed':
      return {
        status: 'closed',
        ticket: changed({ ...ticket, closings: [...ticket.closings, event.data] }, event.data.closedAt),
        closing: event.data,
        ...(state.status === 'resolved' ? { resolvedAt: state.resolution.resolvedAt } : {}),
      }
    case 'ServiceTicketReopened': {
      const { episode, reopenedAt: startedAt, because, reopenedBy } = event.data
      const episodes = [...ticket.episodes, { episode, startedAt, reopening: { because, reopenedBy } }]
      return { status: 'open', ticket: changed({ ...ticket, episodes }, startedAt) }
    }
    case 'ServiceTicketMergeRequested':
      return {
        ...state,
        ticket: {
          ...ticket,
          mergeRequest: { into: event.data.into, revision: ticket.revision },
          mergeRequests: [...ticket.mergeRequests, event.data],
        },
      }
    case 'ServiceTicketAbsorbed': {
      const { absorbedTicketId: ticketId, requestedAtRevision } = event.data
      const one = { ticketId, ...(requestedAtRevision === undefined ? {} : { requestedAtRevision }) }
      return { ...state, ticket: { ...ticket, absorbed: [...ticket.absorbed, one] } }
    }
    case 'ServiceTicketMerged':
      return mergedAway(state, event.data)
    case 'ServiceTicketMergeWithdrawn': {
      const { withdrawnAt } = event.data
      const withdrawal = { withdrawnAt, ...revisionOf(ticket.mergeRequest) }
      return {
        ...state,
        ticket: { ...withoutRequest(ticket), mergeWithdrawals: [...ticket.mergeWithdrawals, withdrawal] },
      }
    }
    case 'ServiceTicketMarkedAsSpam':
      return { status: 'spam', ticket: withoutRequest(ticket) }
    case 'ServiceTicketCancelled':
      return { status: 'cancelled', because: event.data.because, ticket: withoutRequest(ticket) }
    case 'FollowUpRequested':
    case 'FollowUpCompleted':
    case 'FollowUpMissed':
      return { ...state, ticket: evolveFollowUps(ticket, event) }
    case 'ComplaintRegistered':
    case 'ComplaintAcknowledged':
    case 'ComplaintAssessed':
    case 'ComplaintResponded':
    case 'RedressOffered':
    case 'ComplaintDecisionCommunicated':
    case 'ComplaintDecisionAnswered':
    case 'ComplaintEscalatedExternally':
    case 'ExternalRecourseConcluded':
    case 'ComplaintClosed':
      return { ...state, ticket: evolveComplaint(ticket, event) }
    case 'QuoteOffered':
    case 'QuoteAccepted':
    case 'QuoteDeclined':
    case 'QuoteExpired':
    case 'ServiceBilled':
      return { ...state, ticket: evolveQuotes(ticket, event) }
    case 'ServiceTicketSplit':
    case 'AbsorbedTicketReleased':
    case 'ContactsReturned':
      return { ...state, ticket: evolveSeparation(ticket, event) }
    case 'VisitScheduled':
      return takenUp({ ...state, ticket: evolveVisits(ticket, event) })
    case 'VisitConfirmed':
    case 'VisitRescheduled':
    case 'VisitTechnicianHeld':
    case 'VisitTechnicianRefused':
    case 'VisitEnRoute':
    case 'VisitArrived':
    case 'VisitWindowMissed':
    case 'VisitCompleted':
    case 'VisitNoShowRecorded':
    case 'VisitCancelled':
      return { ...state, ticket: evolveVisits(ticket, event) }
    case 'ServiceTicketUnmerged': {
      const known = { ...ticket, unmergings: [...(ticket.unmergings ?? []), event.data] }
      return state.status === 'merged'
        ? { ...state.before, ticket: changed(known, event.data.unmergedAt) }
        : { ...state, ticket: known }
    }
  }
}

/** A pause was told to end before; what is restored of one that was not goes on. */
const mergedAway = (state: OpenedTicket, merged: ServiceTicketMerged['data']): ServiceTicketState => {
  const { ticket: all, ...before } = state
  const { mergeRequest, ...ticket } = all
  const { into, mergedAt } = merged
  const made = { into, mergedAt, ...revisionOf(mergeRequest) }
  return {
    status: 'merged',
    ...made,
    before: restorable(before),
    givenUp: [],
    ticket: { ...ticket, merges: [...(ticket.merges ?? []), made] },
  }
}

const revisionOf = (request: MergeRequest | undefined): { readonly requestedAtRevision?: number } =>
  request === undefined ? {} : { requestedAtRevision: request.revision }

const restorable = (before: WithoutTicket<OpenedTicket>): MergedTicket['before'] => {
  switch (before.status) {
    case 'merged':
      return before.before
    case 'spam':
    case 'cancelled':
      return { status: 'open' }
    case 'new':
    case 'open':
    case 'waiting-on-customer':
    case 'on-hold':
    case 'resolved':
    case 'closed':
      return before
  }
}

const openedTicket = ({ data }: ServiceTicketOpened): Ticket => {
  const { subject: _, ...opening } = data
  const { serviceTicketId, issueId, priority, serviceLevelRef, calendarRef } = data
  return {
    serviceTicketId,
    issueId,
    revision: 0,
    opening,
    classifications: [],
    priority,
    serviceLevelRef,
    calendarRef,
    changedAt: data.openedAt,
    episodes: [{ episode: 1 as Ticket['episodes'][number]['episode'], startedAt: data.openedAt }],
    assignments: [],
    changes: [],
    resolutions: [],
    closings: [],
    escalations: [],
    notes: [],
    conversation: [],
    rerouted: [],
    pauses: [],
    clocks: [],
    promises: [],
    followUps: [],
    mergeRequests: [],
    mergeWithdrawals: [],
    absorbed: [],
  }
}

/** New no longer. */
const takenUp = (state: OpenedTicket): OpenedTicket =>
  state.status === 'new' ? { status: 'open', ticket: state.ticket } : state

/** The last change counts by when it happened, however late it is told. */
const changed = (ticket: Ticket, instant: Instant): Ticket =>
  instant > ticket.changedAt ? { ...ticket, changedAt: instant } : ticket

const pauseEnded = (ticket: Ticket, until: Instant): Ticket => ({
  ...ticket,
  pauses: ticket.pauses.map((pause, index) =>
    index === ticket.pauses.length - 1 && pause.until === undefined ? { ...pause, until } : pause,
  ),
})

const withoutRequest = ({ mergeRequest: _, ...ticket }: Ticket): Ticket => ticket
