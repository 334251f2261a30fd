import type { Instant } from '@aftersale/messages'
import { type Duration, millisecondsOf } from '../../calendar/duration.js'
import type {
  SlaBreached,
  SlaClockPaused,
  SlaClockResumed,
  SlaClockStarted,
  SlaClockWithdrawn,
  SlaMet,
  SlaMissed,
  SlaReassigned,
} from '../events.js'
import type { Ticket } from '../state.js'
import type { SlaClock, Stretch } from './sla-clock.js'

/** What is remembered of a clock, told by its events. Those of a clock that never started leave no trace. */
export type ClockEvent =
  | SlaClockStarted
  | SlaClockPaused
  | SlaClockResumed
  | SlaMet
  | SlaBreached
  | SlaMissed
  | SlaClockWithdrawn
  | SlaReassigned

export const evolveClocks = (ticket: Ticket, event: ClockEvent): Ticket =>
  event.type === 'SlaClockStarted'
    ? { ...ticket, clocks: [...ticket.clocks, started(event)] }
    : {
        ...ticket,
        clocks: ticket.clocks.map((clock) =>
          clock.clockId === event.data.clockId ? evolveClock(clock, event, ticket) : clock,
        ),
      }

const started = ({ data }: SlaClockStarted): SlaClock => {
  const { clockId, kind, episode, target, startsAt, carried, dueAt } = data
  const elapsed = carried === undefined ? 0 : millisecondsOf(carried)
  return {
    clockId,
    kind,
    episode,
    target,
    startsAt,
    stretches: [{ from: startsAt, elapsed }],
    status: 'running',
    dueAt,
  }
}

const evolveClock = (clock: SlaClock, event: Exclude<ClockEvent, SlaClockStarted>, ticket: Ticket): SlaClock => {
  const { clockId, kind, episode, target, startsAt, stretches } = clock
  const same = { clockId, kind, episode, target, startsAt, stretches }
  switch (event.type) {
    case 'SlaClockPaused': {
      const { pausedAt, cause, elapsed } = event.data
      return {
        ...same,
        stretches: endedAt(stretches, pausedAt),
        status: 'resting',
        cause,
        elapsed: millisecondsOf(elapsed),
      }
    }
    case 'SlaClockResumed': {
      const { resumedAt, elapsed, dueAt } = event.data
      return {
        ...same,
        stretches: [...stretches, { from: resumedAt, elapsed: millisecondsOf(elapsed) }],
        status: 'running',
        dueAt,
      }
    }
    case 'SlaReassigned': {
      const { reassignedAt, dueAt, target: newTarget } = event.data
      const elapsed = millisecondsOf(event.data.elapsed)
      const before = endedAt(stretches, reassignedAt)
      if (dueAt === undefined) {
        const cause = ticket.pauses.at(-1)?.cause ?? 'other'
        return { ...same, target: newTarget, stretches: before, status: 'resting', cause, elapsed }
      }
      return {
        ...same,
        target: newTarget,
        stretches: [...before, { from: reassignedAt, elapsed }],
        status: 'running',
        dueAt,
      }
    }
    case 'SlaBreached':
      return { ...same, status: 'breached', breachedAt: event.data.breachedAt }
    case 'SlaMet':
      return { ...same, status: 'met', stoppedAt: event.data.metAt, elapsed: millisecondsOf(event.data.elapsed) }
    case 'SlaMissed': {
      const { stoppedAt, elapsed } = event.data
      const breachedAt = clock.status === 'breached' ? clock.breachedAt : stoppedAt
      return { ...same, status: 'missed', breachedAt, stoppedAt, elapsed: millisecondsOf(elapsed) }
    }
    case 'SlaClockWithdrawn': {
      const { withdrawnAt, elapsed } = event.data
      const used = elapsed === undefined ? (stretches.at(-1)?.elapsed ?? 0) : millisecondsOf(elapsed)
      return { ...same, status: 'withdrawn', stoppedAt: withdrawnAt, elapsed: used }
    }
  }
}

/** From that instant on the clock is measured by what holds then, with what it had used before. */
export const measuredAnew = (
  clocks: ReadonlyArray<SlaClock>,
  clockId: string,
  from: Instant,
  elapsed: Duration,
): ReadonlyArray<SlaClock> =>
  clocks.map((clock) =>
    clock.clockId === clockId
      ? { ...clock, stretches: [...endedAt(clock.stretches, from), { from, elapsed: millisecondsOf(elapsed) }] }
      : clock,
  )

/** The last stretch ends there, where it is still open. */
const endedAt = (stretches: ReadonlyArray<Stretch>, instant: Instant): ReadonlyArray<Stretch> =>
  stretches.map((stretch, index) =>
    index === stretches.length - 1 && stretch.until === undefined ? { ...stretch, until: instant } : stretch,
  )
