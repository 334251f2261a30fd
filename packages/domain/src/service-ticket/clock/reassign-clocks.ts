import type { Instant } from '@aftersale/messages'
import { type Duration, durationOf, millisecondsOf } from '../../calendar/duration.js'
import { dueAfter } from '../../calendar/working-time.js'
import { pausesClock, type ServiceLevelPolicy, targetFor } from '../../policy/service-level/service-level-policy.js'
import { firstResponseIn } from '../contacts/response.js'
import type { ServiceTicketEvent } from '../events.js'
import type { Step } from '../in-steps.js'
import { currentEpisode, isActive, type Ticket } from '../state.js'
import { isVisitAwaited } from './arrival-clock.js'
import { dueTrace } from './due-trace.js'
import { breachOf, startClock, usedAt, withdrawClock } from './run-clocks.js'
import {
  END_OF_TIME,
  isUndecided,
  notBefore,
  type RestingClock,
  type RunningClock,
  type SlaClock,
} from './sla-clock.js'

/** What each clock had used by the change, in milliseconds by clock id: to be measured by what held until then. */
export type UsedBefore = ReadonlyMap<string, number>

export const usedBefore = (ticket: Ticket, instant: Instant, level: ServiceLevelPolicy): UsedBefore =>
  new Map(
    ticket.clocks
      .filter((clock) => isUndecided(clock) || clock.status === 'breached')
      .map((clock) => [clock.clockId, usedAt(ticket, clock, instant, level)]),
  )

/**
 * Lays every undecided clock on its new target and calendar, with what it had used. One that has used more than that is
 * breached by the change itself, at its instant: before it, nothing of the kind was promised.
 */
export const reassignClocks =
  (changedAt: Instant, level: ServiceLevelPolicy, used: UsedBefore, only: 'changed-targets' | 'all'): Step =>
  ({ ticket }) =>
    ticket.clocks.filter(isUndecided).flatMap((clock): ReadonlyArray<ServiceTicketEvent> => {
      const target = targetFor(level, ticket.priority, clock.kind)
      if (target === undefined) return withdrawClock(ticket, clock, changedAt, level)
      if (only === 'changed-targets' && target === clock.target) return []
      return reassignClock(ticket, clock, target, changedAt, level, used.get(clock.clockId) ?? 0)
    })

const reassignClock = (
  ticket: Ticket,
  clock: RunningClock | RestingClock,
  target: Duration,
  changedAt: Instant,
  level: ServiceLevelPolicy,
  elapsed: number,
): ReadonlyArray<ServiceTicketEvent> => {
  const { kind } = clock
  const { serviceTicketId, priority } = ticket
  const reassignedAt = notBefore(clock, changedAt)
  const remaining = millisecondsOf(target) - elapsed
  const pause = ticket.pauses.at(-1)
  const rests =
    remaining > 0 && pause !== undefined && pause.until === undefined && pausesClock(level, kind, pause.cause)
  const dueAt = dueAfter(level.calendar, reassignedAt, remaining) ?? END_OF_TIME
  const reassigned: ServiceTicketEvent = {
    type: 'SlaReassigned',
    data: {
      serviceTicketId,
      clockId: clock.clockId,
      from: clock.target,
      target,
      reassignedAt,
      elapsed: durationOf(elapsed),
      ...(rests ? {} : { dueAt }),
      trace: dueTrace(level, { kind, priority, target, from: reassignedAt, elapsed, dueAt }),
    },
  }
  return remaining < 0 ? [reassigned, breachOf(ticket, { ...clock, target }, reassignedAt, -remaining)] : [reassigned]
}

/**
 * What was not promised before the change, and is now, starts with it, going on from where it was given up. A next
 * response is promised again from the next contact on.
 */
export const startNewlyPromised =
  (
    kind: 'first-response' | 'resolution' | 'acknowledgement' | 'visit-arrival',
    changedAt: Instant,
    level: ServiceLevelPolicy,
  ): Step =>
  (state) => {
    const { ticket } = state
    const episode = currentEpisode(ticket)
    if (!isActive(state)) return []
    if (kind === 'first-response' && firstResponseIn(ticket, episode, level) !== undefined) return []
    if (kind === 'acknowledgement' && !isAcknowledgementDue(ticket)) return []
    if (kind === 'visit-arrival' && !isVisitAwaited(ticket, episode)) return []
    const last = ticket.clocks.findLast((clock) => clock.kind === kind)
    if (last?.status === 'withdrawn' && (last.episode === episode || kind === 'acknowledgement')) {
      return startClock(kind, changedAt, level, { carried: last.elapsed, continues: last.clockId })(state)
    }
    const promised =
      last?.episode === episode ||
      (kind === 'resolution' && isLate(last)) ||
      (kind === 'acknowledgement' && last !== undefined)
    return promised ? [] : startClock(kind, changedAt, level)(state)
  }

const isAcknowledgementDue = ({ complaint }: Ticket): boolean =>
  complaint !== undefined && complaint.acknowledged === undefined && complaint.closed === undefined

const isLate = (clock: SlaClock | undefined): boolean => clock?.status === 'breached' || clock?.status === 'missed'
