import { accept, alreadyDone, reject } from '@aftersale/decider'
import type { Instant, NonEmptyText } from '@aftersale/messages'
import { breachesBefore, withdrawClocks } from '../clock/run-clocks.js'
import type {
  AbsorbServiceTicket,
  CancelServiceTicket,
  MarkServiceTicketAsSpam,
  MergeServiceTicket,
  RequestMerge,
  WithdrawMergeRequest,
} from '../commands.js'
import type { ServiceTicketEvent } from '../events.js'
import { inSteps, recording, type Step } from '../in-steps.js'
import { isLiving, type LivingTicket, type ServiceTicketState } from '../state.js'
import type { VisitId } from '../visit-id.js'
import { openVisitsOf } from '../visits/visit.js'
import { leavePause } from './pause.js'
import { gone, happenedBefore, type ServiceTicketDecision } from './refusals.js'
import { cancelOpenVisits, visitsUnderWay } from './visit-appointment.js'

// Merging takes three steps, on two tickets: the one that goes asks, the one that stays absorbs, the one that goes is
// merged. One that asks or is merged absorbs nothing more, and an absorption serves only the request it names: so the
// merges of any number of tickets never make a circle. A ticket with an open visit does not ask: the visit would be lost.

export const requestMerge = ({ data }: RequestMerge, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status === 'merged' && state.into === data.into) return alreadyDone
  if (!isLiving(state)) return gone(state)
  if (data.into === data.serviceTicketId) return reject({ reason: 'MergeIntoItself' })
  const { mergeRequest } = state.ticket
  const visitIds = openVisitsOf(state.ticket).map(({ scheduled }) => scheduled.visitId)
  if (visitIds.length > 0) return openVisits(visitIds)
  if (mergeRequest === undefined) return accept([{ type: 'ServiceTicketMergeRequested', data }])
  const { into } = mergeRequest
  return into === data.into ? alreadyDone : reject({ reason: 'MergeAlreadyRequested', into })
}

export const absorb = ({ data }: AbsorbServiceTicket, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status === 'not-opened') return gone(state)
  const { absorbedTicketId, requestedAtRevision } = data
  if (absorbedTicketId === data.serviceTicketId) return reject({ reason: 'MergeIntoItself' })
  const { absorbed, mergeRequest } = state.ticket
  const isRepeated = absorbed.some(
    (known) => known.ticketId === absorbedTicketId && known.requestedAtRevision === requestedAtRevision,
  )
  if (isRepeated) return alreadyDone
  if (!isLiving(state)) return gone(state)
  return mergeRequest === undefined
    ? accept([{ type: 'ServiceTicketAbsorbed', data }])
    : reject({ reason: 'MergeAlreadyRequested', into: mergeRequest.into })
}

export const merge = ({ data }: MergeServiceTicket, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status === 'merged' && state.into === data.into) return alreadyDone
  if (!isLiving(state)) return gone(state)
  const { serviceTicketId, into, requestedAtRevision, mergedAt } = data
  const { mergeRequest } = state.ticket
  if (mergeRequest === undefined) return reject({ reason: 'MergeNotRequested' })
  const { revision } = mergeRequest
  if (mergeRequest.into !== into) return reject({ reason: 'MergeAlreadyRequested', into: mergeRequest.into })
  if (revision !== requestedAtRevision) {
    return reject({ reason: 'MergeRequestOutdated', requestedAtRevision: revision })
  }
  return remove(state, mergedAt, { type: 'ServiceTicketMerged', data: { serviceTicketId, into, mergedAt } }, [])
}

export const withdrawMergeRequest = (
  { data }: WithdrawMergeRequest,
  state: ServiceTicketState,
): ServiceTicketDecision => {
  if (!isLiving(state)) return gone(state)
  const { mergeRequest } = state.ticket
  if (mergeRequest === undefined) return reject({ reason: 'MergeNotRequested' })
  const { into, revision } = mergeRequest
  const { serviceTicketId, requestedAtRevision = revision, withdrawnAt } = data
  return requestedAtRevision === revision
    ? accept([{ type: 'ServiceTicketMergeWithdrawn', data: { serviceTicketId, into, withdrawnAt } }])
    : reject({ reason: 'MergeRequestOutdated', requestedAtRevision: revision })
}

export const markAsSpam = ({ data }: MarkServiceTicketAsSpam, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status === 'spam') return alreadyDone
  if (!isLiving(state)) return gone(state)
  const { markedBy, markedAt } = data
  return remove(state, markedAt, { type: 'ServiceTicketMarkedAsSpam', data }, [
    cancelOpenVisits('spam' as NonEmptyText, markedBy, markedAt),
  ])
}

export const cancel = ({ data }: CancelServiceTicket, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status === 'cancelled' && state.because === data.because) return alreadyDone
  if (!isLiving(state)) return gone(state)
  const { cancelledBy, cancelledAt } = data
  return remove(state, cancelledAt, { type: 'ServiceTicketCancelled', data }, [
    cancelOpenVisits('ticket-cancelled' as NonEmptyText, cancelledBy, cancelledAt),
  ])
}

/** What was breached before stays so; all other clocks are given up. Not while somebody is at the customer's. */
const remove = (
  state: LivingTicket,
  removedAt: Instant,
  removed: ServiceTicketEvent,
  before: ReadonlyArray<Step>,
): ServiceTicketDecision => {
  const { ticket } = state
  if (removedAt < ticket.changedAt) return happenedBefore(ticket)
  const underWay = visitsUnderWay(ticket)
  if (underWay.length > 0) return openVisits(underWay)
  return accept(
    inSteps(state, [
      breachesBefore(removedAt),
      leavePause(removedAt),
      ...before,
      recording(removed),
      withdrawClocks(removedAt),
    ]),
  )
}

const openVisits = (visitIds: ReadonlyArray<VisitId>): ServiceTicketDecision =>
  reject({ reason: 'OpenWork', promiseIds: [], visitIds })
