import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type PositiveInteger, sameContent } from '@aftersale/messages'
import { assignmentAt } from '../assignment/assignment.js'
import { classificationAt } from '../assignment/classification.js'
import type {
  AssignServiceTicket,
  ClassifyServiceTicket,
  EscalateServiceTicket,
  HandOverToHuman,
  TransferServiceTicket,
} from '../commands.js'
import { isActive, isLiving, type ServiceTicketState } from '../state.js'
import { gone, type ServiceTicketDecision, statusOf } from './refusals.js'

/** One that is heard of late counts from when it was said: it does not undo a later one. */
export const classify = ({ data }: ClassifyServiceTicket, state: ServiceTicketState): ServiceTicketDecision => {
  if (!isLiving(state)) return gone(state)
  const known = classificationAt(state.ticket, data.classifiedAt)
  const { kind = known.kind, topic = known.topic, beyondFirstContact = known.beyondFirstContact } = data
  return sameContent(known, { kind, topic, beyondFirstContact })
    ? alreadyDone
    : accept([{ type: 'ServiceTicketClassified', data }])
}

/** Also while it is resolved or closed: somebody answers for it then too. Judged by who had it at that time. */
export const assign = ({ data }: AssignServiceTicket, state: ServiceTicketState): ServiceTicketDecision => {
  if (!isLiving(state)) return gone(state)
  const assignment = assignmentAt(state.ticket, data.assignedAt)
  if (assignment !== undefined && assignment.team !== data.team) {
    return reject({ reason: 'TicketWithAnotherTeam', team: assignment.team })
  }
  return assignment !== undefined && assignment.agentId === data.agentId
    ? alreadyDone
    : accept([{ type: 'ServiceTicketAssigned', data }])
}

/** From the team that had it at that time to another. */
export const transfer = ({ data }: TransferServiceTicket, state: ServiceTicketState): ServiceTicketDecision => {
  if (!isLiving(state)) return gone(state)
  const assignment = assignmentAt(state.ticket, data.transferredAt)
  if (assignment === undefined) return reject({ reason: 'TicketNotAssigned' })
  if (assignment.team === data.toTeam) {
    return data.toAgentId === undefined || assignment.agentId === data.toAgentId
      ? alreadyDone
      : reject({ reason: 'TicketWithThatTeam', team: assignment.team })
  }
  const transfers = state.ticket.assignments.filter(({ type }) => type === 'ServiceTicketTransferred').length
  const hop = (transfers + 1) as PositiveInteger
  return accept([{ type: 'ServiceTicketTransferred', data: { ...data, fromTeam: assignment.team, hop } }])
}

export const handOver = ({ data }: HandOverToHuman, state: ServiceTicketState): ServiceTicketDecision =>
  isActive(state) ? accept([{ type: 'HandedOverToHuman', data }]) : statusOf(state)

/** Once to each level, and only upwards. */
export const escalate = ({ data }: EscalateServiceTicket, state: ServiceTicketState): ServiceTicketDecision => {
  if (!isActive(state)) return statusOf(state)
  const { escalations } = state.ticket
  const highest = escalations.at(-1)?.level
  return highest !== undefined && data.level <= highest
    ? reject({ reason: 'LevelAlreadyReached', level: highest })
    : accept([{ type: 'ServiceTicketEscalated', data }])
}
