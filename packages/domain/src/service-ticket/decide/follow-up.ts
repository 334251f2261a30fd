import { accept, alreadyDone, reject } from '@aftersale/decider'
import { sameContent } from '@aftersale/messages'
import type { CompleteFollowUp, MissFollowUp, RequestFollowUp } from '../commands.js'
import type { FollowUpMissed } from '../events.js'
import { isLiving, type ServiceTicketState } from '../state.js'
import { gone, type ServiceTicketDecision } from './refusals.js'

export const requestFollowUp = ({ data }: RequestFollowUp, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status === 'not-opened') return gone(state)
  const { followUpId, dueAt, requestedAt } = data
  const known = state.ticket.followUps.find(({ requested }) => requested.followUpId === followUpId)
  if (known !== undefined) {
    return sameContent(known.requested, data) ? alreadyDone : reject({ reason: 'FollowUpIdReused', followUpId })
  }
  if (!isLiving(state)) return gone(state)
  return dueAt <= requestedAt
    ? reject({ reason: 'FollowUpDueBeforeRequested', dueAt })
    : accept([{ type: 'FollowUpRequested', data }])
}

/** Late too: it is missed then, and done. */
export const completeFollowUp = ({ data }: CompleteFollowUp, state: ServiceTicketState): ServiceTicketDecision => {
  if (!isLiving(state)) return gone(state)
  const { serviceTicketId, followUpId, completedAt } = data
  const followUp = state.ticket.followUps.find(({ requested }) => requested.followUpId === followUpId)
  if (followUp === undefined) return reject({ reason: 'FollowUpUnknown', followUpId })
  if (followUp.completedAt !== undefined) {
    return reject({ reason: 'FollowUpAlreadyCompleted', followUpId, completedAt: followUp.completedAt })
  }
  const { dueAt, requestedAt } = followUp.requested
  if (completedAt < requestedAt) return reject({ reason: 'FollowUpNotYetRequested', followUpId, requestedAt })
  const missed: FollowUpMissed = { type: 'FollowUpMissed', data: { serviceTicketId, followUpId, missedAt: dueAt } }
  return accept([...(completedAt > dueAt && !followUp.missed ? [missed] : []), { type: 'FollowUpCompleted', data }])
}

/** Does nothing where it was completed meanwhile, or the ticket was removed. */
export const missFollowUp = ({ data }: MissFollowUp, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status === 'not-opened') return gone(state)
  const { serviceTicketId, followUpId, dueAt } = data
  const followUp = state.ticket.followUps.find(({ requested }) => requested.followUpId === followUpId)
  if (followUp === undefined) return reject({ reason: 'FollowUpUnknown', followUpId })
  const isDue = followUp.requested.dueAt === dueAt && !followUp.missed && followUp.completedAt === undefined
  return isLiving(state) && isDue
    ? accept([{ type: 'FollowUpMissed', data: { serviceTicketId, followUpId, missedAt: dueAt } }])
    : alreadyDone
}
