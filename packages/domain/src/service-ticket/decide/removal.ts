import { accept, alreadyDone, reject } from '@aftersale/decider'
import type { Instant } from '@aftersale/messages'
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
import { inSteps, recording } from '../in-steps.js'
import { isLiving, type LivingTicket, type ServiceTicketState } from '../state.js'
import { leavePause } from './pause.js'
import { gone, happenedBefore, type ServiceTicketDecision } from './refusals.js'

// Merging takes three steps, on two tickets: the one that goes asks, the one that stays absorbs, the one that goes is
// merged. One that asks or is merged absorbs nothing more, and an absorption serves only the request it names: so the
// merges of any number of tickets never make a circle.

export const requestMerge = ({ data }: RequestMerge, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status === 'merged' && state.into === data.into) return alreadyDone
  if (!isLiving(state)) return gone(state)
  if (data.into === data.serviceTicketId) return reject({ reason: 'MergeIntoItself' })
  const { mergeRequest } = state.ticket
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
  return remove(state, mergedAt, { type: 'ServiceTicketMerged', data: { serviceTicketId, into, mergedAt } })
}

export const withdrawMergeRequest = (
  { data }: WithdrawMergeRequest,
  state: ServiceTicketState,
): ServiceTicketDecision => {
  if (!isLiving(state)) return gone(state)
  const { mergeRequest } = state.ticket
  return mergeRequest === undefined
    ? reject({ reason: 'MergeNotRequested' })
    : accept([{ type: 'ServiceTicketMergeWithdrawn', data: { ...data, into: mergeRequest.into } }])
}

export const markAsSpam = ({ data }: MarkServiceTicketAsSpam, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status === 'spam') return alreadyDone
  if (!isLiving(state)) return gone(state)
  return remove(state, data.markedAt, { type: 'ServiceTicketMarkedAsSpam', data })
}

export const cancel = ({ data }: CancelServiceTicket, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status === 'cancelled' && state.because === data.because) return alreadyDone
  if (!isLiving(state)) return gone(state)
  return remove(state, data.cancelledAt, { type: 'ServiceTicketCancelled', data })
}

/** What was breached before stays so; all other clocks are given up. */
const remove = (state: LivingTicket, removedAt: Instant, removed: ServiceTicketEvent): ServiceTicketDecision =>
  removedAt < state.ticket.changedAt
    ? happenedBefore(state.ticket)
    : accept(
        inSteps(state, [
          breachesBefore(removedAt),
          leavePause(removedAt),
          recording(removed),
          withdrawClocks(removedAt),
        ]),
      )
