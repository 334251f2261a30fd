import { accept, reject } from '@aftersale/decider'
import type { Instant } from '@aftersale/messages'
import type { ServiceLevelPolicy } from '../../policy/service-level/service-level-policy.js'
import { breachesBefore, pauseClocks, resumeClocks } from '../clock/run-clocks.js'
import type { AskCustomer, EndWaitingOnCustomer, PutOnHold, ResumeFromHold } from '../commands.js'
import type { ServiceTicketEvent } from '../events.js'
import { inSteps, recording, type Step } from '../in-steps.js'
import { isActive, type OpenedTicket, type ServiceTicketState } from '../state.js'
import { type ServiceTicketDecision, statusOf, unfit } from './refusals.js'

// At most one pause at a time: to start another ends the first at that instant.

export const askCustomer = ({ data }: AskCustomer, state: ServiceTicketState): ServiceTicketDecision => {
  if (!isActive(state)) return statusOf(state)
  const { serviceTicketId, askedAt, serviceLevel } = data
  const isWaiting = state.status === 'waiting-on-customer'
  const refused = unfit(state.ticket, askedAt, serviceLevel)
  if (refused !== undefined) return refused
  if (isWaiting) return reject({ reason: 'AlreadyWaitingOnCustomer', since: state.since })

  return accept(
    inSteps(state, [
      breachesBefore(askedAt),
      endPause(askedAt, serviceLevel),
      recording({ type: 'WaitingOnCustomerStarted', data: { serviceTicketId, startedAt: askedAt } }),
      pauseClocks('waiting-on-customer', askedAt, serviceLevel),
    ]),
  )
}

export const endWaitingOnCustomer = (
  { data: { answeredAt, serviceLevel } }: EndWaitingOnCustomer,
  state: ServiceTicketState,
): ServiceTicketDecision => {
  if (!isActive(state)) return statusOf(state)
  if (state.status !== 'waiting-on-customer') return reject({ reason: 'NotWaitingOnCustomer' })
  return (
    unfit(state.ticket, answeredAt, serviceLevel) ??
    accept(inSteps(state, [breachesBefore(answeredAt), endPause(answeredAt, serviceLevel)]))
  )
}

export const putOnHold = ({ data }: PutOnHold, state: ServiceTicketState): ServiceTicketDecision => {
  if (!isActive(state)) return statusOf(state)
  const { serviceTicketId, cause, heldAt, serviceLevel } = data
  const isHeldForIt = state.status === 'on-hold' && state.cause === cause
  const refused = unfit(state.ticket, heldAt, serviceLevel)
  if (refused !== undefined) return refused
  if (isHeldForIt) return reject({ reason: 'AlreadyOnHold', cause, since: state.since })

  return accept(
    inSteps(state, [
      breachesBefore(heldAt),
      endPause(heldAt, serviceLevel),
      recording({ type: 'HoldStarted', data: { serviceTicketId, cause, startedAt: heldAt } }),
      pauseClocks(cause, heldAt, serviceLevel),
    ]),
  )
}

export const resumeFromHold = (
  { data: { resumedAt, serviceLevel } }: ResumeFromHold,
  state: ServiceTicketState,
): ServiceTicketDecision => {
  if (!isActive(state)) return statusOf(state)
  if (state.status !== 'on-hold') return reject({ reason: 'NotOnHold' })
  return (
    unfit(state.ticket, resumedAt, serviceLevel) ??
    accept(inSteps(state, [breachesBefore(resumedAt), endPause(resumedAt, serviceLevel)]))
  )
}

/** The wait or hold, if any, is over, and the clocks that rested run on. */
export const endPause =
  (endedAt: Instant, level: ServiceLevelPolicy): Step =>
  (state) => {
    const ended = pauseEnded(state, endedAt)
    return ended === undefined ? [] : inSteps(state, [recording(ended), resumeClocks(endedAt, level)])
  }

/** The wait or hold, if any, is over with the ticket's work: nothing runs on. */
export const leavePause =
  (endedAt: Instant): Step =>
  (state) => {
    const ended = pauseEnded(state, endedAt)
    return ended === undefined ? [] : [ended]
  }

const pauseEnded = (state: OpenedTicket, endedAt: Instant): ServiceTicketEvent | undefined => {
  const { serviceTicketId } = state.ticket
  if (state.status === 'waiting-on-customer')
    return { type: 'WaitingOnCustomerEnded', data: { serviceTicketId, endedAt } }
  if (state.status === 'on-hold') return { type: 'HoldEnded', data: { serviceTicketId, cause: state.cause, endedAt } }
  return undefined
}
