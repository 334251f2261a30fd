import { durationOf, millisecondsOf } from '../../calendar/duration.js'
import { dueAfter } from '../../calendar/working-time.js'
import type { ServiceLevelPolicy } from '../../policy/service-level/service-level-policy.js'
import type { ServiceTicketEvent } from '../events.js'
import type { Step } from '../in-steps.js'
import type { MergedTicket, Ticket } from '../state.js'
import { dueTrace } from './due-trace.js'
import { END_OF_TIME, elapsedAt, pausesOf, type WithdrawnClock } from './sla-clock.js'

/**
 * The clocks that a merge withdrew run on from the instant at which it did, with what they had used then, and are due
 * when they were due before it. One that rested then runs, since the merge ended the pause.
 */
export const restoreClocks =
  ({ givenUp }: MergedTicket, level: ServiceLevelPolicy): Step =>
  ({ ticket }) =>
    ticket.clocks.flatMap((clock): ReadonlyArray<ServiceTicketEvent> => {
      if (clock.status !== 'withdrawn' || !givenUp.includes(clock.clockId)) return []
      const { clockId, kind, target, stoppedAt: resumedAt } = clock
      const elapsed = usedWhenWithdrawn(ticket, clock, level)
      const dueAt = dueAfter(level.calendar, resumedAt, millisecondsOf(target) - elapsed) ?? END_OF_TIME
      const due = { kind, priority: ticket.priority, target, from: resumedAt, elapsed, dueAt }
      return [
        {
          type: 'SlaClockResumed',
          data: {
            serviceTicketId: ticket.serviceTicketId,
            clockId,
            resumedAt,
            elapsed: durationOf(elapsed),
            dueAt,
            trace: dueTrace(level, due),
          },
        },
      ]
    })

/** A merge brings no policy, so what a running clock had used by it is measured only now; of a resting one it was told. */
const usedWhenWithdrawn = (ticket: Ticket, clock: WithdrawnClock, level: ServiceLevelPolicy): number =>
  clock.stretches.at(-1)?.until === undefined
    ? elapsedAt(clock, clock.stoppedAt, level.calendar, pausesOf(level, clock.kind, ticket.pauses))
    : clock.elapsed
