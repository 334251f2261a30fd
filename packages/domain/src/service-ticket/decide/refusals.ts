import { type Decision, reject } from '@aftersale/decider'
import { type Instant, sameContent } from '@aftersale/messages'
import { millisecondsOf } from '../../calendar/duration.js'
import { dueAfter } from '../../calendar/working-time.js'
import {
  type ClockKind,
  calendarRefOf,
  type ServiceLevelPolicy,
  serviceLevelRefOf,
  targetFor,
} from '../../policy/service-level/service-level-policy.js'
import type { ServiceTicketEvent } from '../events.js'
import type { ServiceTicketRejection } from '../rejections.js'
import type { ActiveTicket, RemovedTicket, ServiceTicketState, Ticket } from '../state.js'

export type ServiceTicketDecision = Decision<ServiceTicketEvent, ServiceTicketRejection>

/** What the status itself has against a command that asks for a ticket somebody works on. */
export const statusOf = (state: Exclude<ServiceTicketState, ActiveTicket>): ServiceTicketDecision => {
  switch (state.status) {
    case 'resolved':
      return reject({ reason: 'TicketAlreadyResolved', resolvedAt: state.resolution.resolvedAt })
    case 'closed':
      return reject({ reason: 'TicketAlreadyClosed', closedAt: state.closing.closedAt })
    case 'not-opened':
    case 'merged':
    case 'spam':
    case 'cancelled':
      return gone(state)
  }
}

/** What stands against a command where there is no ticket, or none any more. */
export const gone = (state: RemovedTicket | { readonly status: 'not-opened' }): ServiceTicketDecision => {
  switch (state.status) {
    case 'not-opened':
      return reject({ reason: 'TicketNotOpened' })
    case 'merged':
      return reject({ reason: 'TicketMergedAway', into: state.into })
    case 'spam':
      return reject({ reason: 'TicketIsSpam' })
    case 'cancelled':
      return reject({ reason: 'TicketIsCancelled' })
  }
}

/** Whether the policy that came with a command is the one that the ticket runs under, calendar and all. */
export const isInForce = ({ serviceLevelRef, calendarRef }: Ticket, level: ServiceLevelPolicy): boolean =>
  sameContent(serviceLevelRef, serviceLevelRefOf(level)) && sameContent(calendarRef, calendarRefOf(level))

export const serviceLevelDiffers = ({ serviceLevelRef, calendarRef }: Ticket): ServiceTicketDecision =>
  reject({ reason: 'ServiceLevelDiffers', inForce: serviceLevelRef, calendarInForce: calendarRef })

export const happenedBefore = ({ changedAt }: Ticket): ServiceTicketDecision =>
  reject({ reason: 'HappenedBeforeLastChange', lastChangedAt: changedAt })

/** What refuses a change of status or clocks: a policy that is not in force, or an instant that was overtaken. */
export const unfit = (
  ticket: Ticket,
  instant: Instant,
  level: ServiceLevelPolicy,
): ServiceTicketDecision | undefined => {
  if (!isInForce(ticket, level)) return serviceLevelDiffers(ticket)
  return instant < ticket.changedAt ? happenedBefore(ticket) : undefined
}

/** Refuses targets that the calendar has no time for, from that instant on. */
export const neverDue = (
  { priority }: Pick<Ticket, 'priority'>,
  from: Instant,
  level: ServiceLevelPolicy,
): ServiceTicketDecision | undefined => {
  for (const kind of CLOCKS) {
    const target = targetFor(level, priority, kind)
    if (target !== undefined && dueAfter(level.calendar, from, millisecondsOf(target)) === undefined) {
      return reject({ reason: 'TargetNeverDue', kind, target, policyRef: serviceLevelRefOf(level) })
    }
  }
  return undefined
}

const CLOCKS: ReadonlyArray<ClockKind> = [
  'first-response',
  'next-response',
  'resolution',
  'acknowledgement',
  'visit-arrival',
]
