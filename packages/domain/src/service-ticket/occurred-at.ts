import type { Instant, PolicyRef } from '@aftersale/messages'
import { distinctPolicyRefs, policyRefsIn } from '../policy/rule-trace.js'
import type { ServiceTicketEvent } from './events.js'

/** When it happened in business, from the event's own data. */
export const occurredAtOfServiceTicket = (event: ServiceTicketEvent): Instant => {
  switch (event.type) {
    case 'ServiceTicketOpened':
      return event.data.openedAt
    case 'ServiceTicketClassified':
      return event.data.classifiedAt
    case 'ContactRecorded':
      return event.data.contactedAt
    case 'ContactRerouted':
      return event.data.reroutedAt
    case 'FollowUpTicketNeeded':
      return event.data.neededAt
    case 'ServiceTicketAssigned':
      return event.data.assignedAt
    case 'ServiceTicketTransferred':
      return event.data.transferredAt
    case 'HandedOverToHuman':
      return event.data.handedOverAt
    case 'ServiceTicketEscalated':
      return event.data.escalatedAt
    case 'CustomerReplied':
      return event.data.repliedAt
    case 'NoteAdded':
      return event.data.notedAt
    case 'WaitingOnCustomerStarted':
    case 'HoldStarted':
      return event.data.startedAt
    case 'WaitingOnCustomerEnded':
    case 'HoldEnded':
      return event.data.endedAt
    case 'SlaClockStarted':
      return event.data.startsAt
    case 'SlaClockPaused':
      return event.data.pausedAt
    case 'SlaClockResumed':
      return event.data.resumedAt
    case 'SlaMet':
      return event.data.metAt
    case 'SlaBreached':
      return event.data.breachedAt
    case 'SlaMissed':
      return event.data.stoppedAt
    case 'SlaClockWithdrawn':
    case 'ServiceTicketMergeWithdrawn':
      return event.data.withdrawnAt
    case 'PriorityChanged':
    case 'ServiceLevelChanged':
      return event.data.changedAt
    case 'SlaReassigned':
      return event.data.reassignedAt
    case 'PromiseMade':
      return event.data.promisedAt
    case 'PromiseRenegotiated':
      return event.data.consentedAt
    case 'PromiseKept':
      return event.data.keptAt
    case 'PromiseBroken':
      return event.data.brokenAt
    case 'PromiseFulfilledLate':
      return event.data.fulfilledAt
    case 'PromiseWaived':
      return event.data.waivedAt
    case 'ServiceTicketResolved':
      return event.data.resolvedAt
    case 'ServiceTicketClosed':
      return event.data.closedAt
    case 'ServiceTicketReopened':
      return event.data.reopenedAt
    case 'ServiceTicketMergeRequested':
    case 'FollowUpRequested':
      return event.data.requestedAt
    case 'ServiceTicketAbsorbed':
      return event.data.absorbedAt
    case 'ServiceTicketMerged':
      return event.data.mergedAt
    case 'ServiceTicketMarkedAsSpam':
      return event.data.markedAt
    case 'ServiceTicketCancelled':
    case 'VisitCancelled':
      return event.data.cancelledAt
    case 'FollowUpCompleted':
      return event.data.completedAt
    case 'FollowUpMissed':
    case 'VisitWindowMissed':
      return event.data.missedAt
    case 'ComplaintRegistered':
      return event.data.registeredAt
    case 'ComplaintAcknowledged':
      return event.data.acknowledgedAt
    case 'ComplaintAssessed':
      return event.data.assessedAt
    case 'ComplaintResponded':
      return event.data.respondedAt
    case 'ComplaintDecisionCommunicated':
      return event.data.communicatedAt
    case 'ComplaintDecisionAnswered':
      return event.data.answeredAt
    case 'ComplaintEscalatedExternally':
      return event.data.escalatedAt
    case 'ExternalRecourseConcluded':
      return event.data.concludedAt
    case 'ComplaintClosed':
      return event.data.closedAt
    case 'RedressOffered':
    case 'QuoteOffered':
      return event.data.offeredAt
    case 'QuoteAccepted':
      return event.data.acceptedAt
    case 'QuoteDeclined':
      return event.data.declinedAt
    case 'QuoteExpired':
      return event.data.expiredAt
    case 'ServiceBilled':
      return event.data.billedAt
    case 'ServiceTicketSplit':
      return event.data.splitAt
    case 'ServiceTicketUnmerged':
      return event.data.unmergedAt
    case 'AbsorbedTicketReleased':
      return event.data.releasedAt
    case 'ContactsReturned':
      return event.data.returnedAt
    case 'VisitScheduled':
      return event.data.scheduledAt
    case 'VisitConfirmed':
      return event.data.confirmedAt
    case 'VisitRescheduled':
      return event.data.rescheduledAt
    case 'VisitTechnicianHeld':
      return event.data.heldAt
    case 'VisitTechnicianRefused':
      return event.data.refusedAt
    case 'VisitEnRoute':
      return event.data.setOutAt
    case 'VisitArrived':
      return event.data.arrivedAt
    case 'VisitCompleted':
      return event.data.completedAt
    case 'VisitNoShowRecorded':
      return event.data.noShowAt
  }
}

/** The policies and calendars that the event was decided under, each version once; none where no rule was applied. */
export const policyRefsOfServiceTicket = ({ type, data }: ServiceTicketEvent): ReadonlyArray<PolicyRef> => {
  if (type === 'ServiceTicketOpened') return distinctPolicyRefs([data.serviceLevelRef, data.calendarRef])
  if (type === 'ServiceLevelChanged') return distinctPolicyRefs([data.to, data.calendarRef])
  return 'trace' in data ? policyRefsIn(data.trace) : []
}
