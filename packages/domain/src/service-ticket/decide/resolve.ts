import { accept, reject } from '@aftersale/decider'
import type { Instant } from '@aftersale/messages'
import { millisecondsOf } from '../../calendar/duration.js'
import type { ServiceLevelPolicy } from '../../policy/service-level/service-level-policy.js'
import { assignmentAt } from '../assignment/assignment.js'
import { breachesBefore, laterBy, stopClock, withdrawClock, withdrawClocks } from '../clock/run-clocks.js'
import { isUndecided } from '../clock/sla-clock.js'
import type { CloseServiceTicket, ResolveServiceTicket } from '../commands.js'
import { sessionsUntil } from '../contacts/contact-sessions.js'
import type { ServiceTicketClosed, ServiceTicketResolved } from '../events.js'
import { inSteps, recording, type Step } from '../in-steps.js'
import { currentEpisode, isActive, type ServiceTicketState, type Ticket } from '../state.js'
import { openVisitsOf } from '../visits/visit.js'
import { openComplaint } from './complaint.js'
import { leavePause } from './pause.js'
import { promisesBrokenBefore } from './promise.js'
import { openQuotesAt, quotesExpiredBy } from './quote.js'
import { type ServiceTicketDecision, statusOf, unfit } from './refusals.js'

export const resolve = ({ data }: ResolveServiceTicket, state: ServiceTicketState): ServiceTicketDecision => {
  const { serviceLevel, ...resolution } = data
  if (!isActive(state)) return statusOf(state)
  const { resolvedAt } = resolution
  const { ticket } = state
  const refused =
    unfit(ticket, resolvedAt, serviceLevel) ?? openWork(ticket, resolvedAt) ?? openComplaint(ticket, resolvedAt)
  if (refused !== undefined) return refused

  const episode = currentEpisode(ticket)
  const closesAt = after(resolvedAt, serviceLevel.closeAfter)
  const reopenableUntil = closesAt === undefined ? undefined : after(closesAt, serviceLevel.reopenWindow)
  const team = assignmentAt(ticket, resolvedAt)?.team
  const resolved: ServiceTicketResolved = {
    type: 'ServiceTicketResolved',
    data: {
      ...resolution,
      episode,
      ...(team === undefined ? {} : { team }),
      firstContact:
        episode === 1 &&
        ticket.absorbed.every(({ isReleased }) => isReleased === true) &&
        sessionsUntil(ticket.conversation, resolvedAt) === 1,
      ...(closesAt === undefined ? {} : { closesAt }),
      ...(reopenableUntil === undefined ? {} : { reopenableUntil }),
    },
  }
  return accept(
    inSteps(state, [
      breachesBefore(resolvedAt),
      promisesBrokenBefore(resolvedAt),
      quotesExpiredBy(resolvedAt),
      leavePause(resolvedAt),
      recording(resolved),
      settleClocks(resolvedAt, serviceLevel),
    ]),
  )
}

/**
 * A resolution meets or misses the resolution alone. It is no response: what nobody replied to is given up without a
 * verdict, and what was breached stays so.
 */
const settleClocks =
  (resolvedAt: Instant, level: ServiceLevelPolicy): Step =>
  ({ ticket }) =>
    ticket.clocks.flatMap((clock) => {
      if (clock.kind !== 'resolution') return withdrawClock(ticket, clock, resolvedAt, level)
      const isOfNow = isUndecided(clock) || (clock.status === 'breached' && clock.episode === currentEpisode(ticket))
      return isOfNow ? stopClock(ticket, clock, resolvedAt, level) : []
    })

/**
 * What was promised and is not due before that instant, or is offered still, stands against the end of the work; and so
 * does a visit of which nobody said yet what became of it.
 */
const openWork = (ticket: Ticket, instant: Instant): ServiceTicketDecision | undefined => {
  const promiseIds = ticket.promises.flatMap(({ made, outcome, dueAt }) =>
    outcome === 'open' && dueAt >= instant ? [made.promiseId] : [],
  )
  const quoteIds = openQuotesAt(ticket, instant)
  const visitIds = openVisitsOf(ticket).map(({ scheduled }) => scheduled.visitId)
  if (promiseIds.length === 0 && quoteIds.length === 0 && visitIds.length === 0) return undefined
  return reject({
    reason: 'OpenWork',
    promiseIds,
    ...(quoteIds.length === 0 ? {} : { quoteIds }),
    ...(visitIds.length === 0 ? {} : { visitIds }),
  })
}

/** A ticket that is closed unresolved gives up its clocks, but for those it had breached. */
export const close = ({ data }: CloseServiceTicket, state: ServiceTicketState): ServiceTicketDecision => {
  const { serviceTicketId, closedBy, closedAt, serviceLevel } = data
  if (!isActive(state) && state.status !== 'resolved') return statusOf(state)
  const { ticket } = state
  const refused = unfit(ticket, closedAt, serviceLevel) ?? openWork(ticket, closedAt) ?? openComplaint(ticket, closedAt)
  if (refused !== undefined) return refused

  const reopenableUntil = after(closedAt, serviceLevel.reopenWindow)
  const closed: ServiceTicketClosed = {
    type: 'ServiceTicketClosed',
    data: {
      serviceTicketId,
      episode: currentEpisode(ticket),
      outcome: state.status === 'resolved' ? 'resolved' : 'not-resolved',
      closedBy,
      closedAt,
      ...(reopenableUntil === undefined ? {} : { reopenableUntil }),
    },
  }
  return accept(
    inSteps(state, [
      breachesBefore(closedAt),
      promisesBrokenBefore(closedAt),
      quotesExpiredBy(closedAt),
      leavePause(closedAt),
      recording(closed),
      withdrawClocks(closedAt, serviceLevel),
    ]),
  )
}

const after = (instant: Instant, duration: ServiceLevelPolicy['closeAfter']): Instant | undefined =>
  duration === undefined ? undefined : laterBy(instant, millisecondsOf(duration))
