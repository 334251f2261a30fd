import { accept, alreadyDone, reject } from '@aftersale/decider'
import type { PositiveInteger } from '@aftersale/messages'
import type {
  AssignServiceTicket,
  ClassifyServiceTicket,
  EscalateServiceTicket,
  HandOverToHuman,
  TransferServiceTicket,
} from '../commands.js'
import { isActive, isLiving, type ServiceTicketState } from '../state.js'
import { gone, type ServiceTicketDecision, sameContent, statusOf } from './refusals.js'

export const classify = ({ data }: ClassifyServiceTicket, state: ServiceTicketState): ServiceTicketDecision => {
  if (!isLiving(state)) return gone(state)
  const { ticket } = state
  const { kind = ticket.kind, topic = ticket.topic, beyondFirstContact = ticket.beyondFirstContact } = data
  const isSo =
    kind === ticket.kind && beyondFirstContact === ticket.beyondFirstContact && sameContent(topic, ticket.topic)
  return isSo ? alreadyDone : accept([{ type: 'ServiceTicketClassified', data }])
}

/** Also while it is resolved or closed: somebody answers for it then too. */
export const assign = ({ data }: AssignServiceTicket, state: ServiceTicketState): ServiceTicketDecision => {
  if (!isLiving(state)) return gone(state)
  const { assignment } = state.ticket
  if (assignment !== undefined && assignment.team !== data.team) {
    return reject({ reason: 'TicketWithAnotherTeam', team: assignment.team })
  }
  return assignment !== undefined && assignment.agentId === data.agentId
    ? alreadyDone
    : accept([{ type: 'ServiceTicketAssigned', data }])
}

/** From one team to another. */
export const transfer = ({ data }: TransferServiceTicket, state: ServiceTicketState): ServiceTicketDecision => {
  if (!isLiving(state)) return gone(state)
  const { assignment, transfers } = state.ticket
  if (assignment === undefined) return reject({ reason: 'TicketNotAssigned' })
  if (assignment.team === data.toTeam) {
    return data.toAgentId === undefined || assignment.agentId === data.toAgentId
      ? alreadyDone
      : reject({ reason: 'TicketWithThatTeam', team: assignment.team })
  }
  const hop = (transfers + 1) as PositiveInteger
  return accept([{ type: 'ServiceTicketTransferred', data: { ...data, fromTeam: assignment.team, hop } }])
}

export const handOver = ({ data }: HandOverToHuman, state: ServiceTicketState): ServiceTicketDecision => {
  if (!isActive(state)) return statusOf(state)
  return state.ticket.handOvers.some((known) => sameContent(known, data))
    ? alreadyDone
    : accept([{ type: 'HandedOverToHuman', data }])
}

/** Once to each level, and only upwards. */
export const escalate = ({ data }: EscalateServiceTicket, state: ServiceTicketState): ServiceTicketDecision => {
  if (!isActive(state)) return statusOf(state)
  const { escalations } = state.ticket
  if (escalations.some((known) => sameContent(known, data))) return alreadyDone
  const highest = escalations.at(-1)?.level
  return highest !== undefined && data.level <= highest
    ? reject({ reason: 'LevelAlreadyReached', level: highest })
    : accept([{ type: 'ServiceTicketEscalated', data }])
}
