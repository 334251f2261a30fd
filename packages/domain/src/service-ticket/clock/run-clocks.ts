import {
  epochMillisecondsOf,
  type Instant,
  instantOf,
  type NonEmptyText,
  type PositiveInteger,
} from '@aftersale/messages'
import { durationOf, millisecondsOf } from '../../calendar/duration.js'
import { dueAfter } from '../../calendar/working-time.js'
import {
  type ClockKind,
  type PauseCause,
  pausesClock,
  type ServiceLevelPolicy,
  targetFor,
} from '../../policy/service-level/service-level-policy.js'
import type { ServiceTicketEvent, SlaBreached, SlaClockStarted } from '../events.js'
import { inSteps, recording, type Step } from '../in-steps.js'
import { currentEpisode, type Ticket } from '../state.js'
import { breachTrace, dueTrace, reopeningTrace } from './due-trace.js'
import {
  END_OF_TIME,
  elapsedAt,
  isUndecided,
  notBefore,
  pausesOf,
  type SlaClock,
  type WithdrawnClock,
} from './sla-clock.js'

type Events = ReadonlyArray<ServiceTicketEvent>

/** That many milliseconds later; undefined beyond the year 9999. */
export const laterBy = (instant: Instant, milliseconds: number): Instant | undefined => {
  const later = epochMillisecondsOf(instant) + milliseconds
  return later > epochMillisecondsOf(END_OF_TIME) ? undefined : instantOf(later)
}

/** What a clock had used at that instant, in milliseconds. */
export const usedAt = (ticket: Ticket, clock: SlaClock, instant: Instant, level: ServiceLevelPolicy): number =>
  clock.status === 'resting' && instant >= (clock.stretches.at(-1)?.until ?? instant)
    ? clock.elapsed
    : elapsedAt(clock, instant, level.calendar, pausesOf(level, clock.kind, ticket.pauses))

/** `beyond`: milliseconds used beyond the target by then. */
export const breachOf = (ticket: Ticket, clock: SlaClock, dueAt: Instant, beyond = 0): SlaBreached => ({
  type: 'SlaBreached',
  data: {
    serviceTicketId: ticket.serviceTicketId,
    clockId: clock.clockId,
    kind: clock.kind,
    breachedAt: dueAt,
    by: durationOf(beyond),
    trace: breachTrace(dueAt, clock.target, ticket.serviceLevelRef),
  },
})

/** Breaches that came before that instant and were not recorded yet, each at its own due instant. */
export const breachesBefore =
  (instant: Instant): Step =>
  ({ ticket }) =>
    ticket.clocks
      .flatMap((clock) =>
        clock.status === 'running' && clock.dueAt < instant ? [breachOf(ticket, clock, clock.dueAt)] : [],
      )
      .sort((left, right) => (left.data.breachedAt < right.data.breachedAt ? -1 : 1))

/** What a clock goes on from, and the episode it belongs to where that is not the current one. */
interface StartedFrom {
  /** Milliseconds. */
  readonly carried?: number
  readonly continues?: NonEmptyText
  readonly episode?: PositiveInteger
  /** Whether a reopening starts it. */
  readonly isReopened?: boolean
}

/**
 * Starts a clock where the policy promises anything. It is breached at once where it carries more than that already, and
 * rests at once where the ticket does.
 */
export const startClock =
  (kind: ClockKind, startsAt: Instant, level: ServiceLevelPolicy, from: StartedFrom = {}): Step =>
  (state) => {
    const started = clockStarted(state.ticket, kind, startsAt, level, from)
    return started === undefined ? [] : inSteps(state, [recording(started), settleStart(level)])
  }

const clockStarted = (
  ticket: Ticket,
  kind: ClockKind,
  startsAt: Instant,
  level: ServiceLevelPolicy,
  { carried, continues, episode = currentEpisode(ticket), isReopened = false }: StartedFrom,
): SlaClockStarted | undefined => {
  const target = targetFor(level, ticket.priority, kind)
  if (target === undefined) return undefined
  const elapsed = carried ?? 0
  const pauses = pausesOf(level, kind, ticket.pauses).filter(({ until }) => until !== undefined)
  const dueAt = dueAfter(level.calendar, startsAt, millisecondsOf(target) - elapsed, pauses) ?? END_OF_TIME
  return {
    type: 'SlaClockStarted',
    data: {
      serviceTicketId: ticket.serviceTicketId,
      clockId: newClockId(ticket, kind),
      kind,
      episode,
      target,
      startsAt,
      ...(carried === undefined ? {} : { carried: durationOf(carried) }),
      ...(continues === undefined ? {} : { continues }),
      dueAt,
      trace: [
        ...(isReopened ? reopeningTrace(level, elapsed, continues) : []),
        ...dueTrace(level, { kind, priority: ticket.priority, target, from: startsAt, elapsed, dueAt }),
      ],
    },
  }
}

/** `first-response-<episode>` and `resolution-<episode>`, `next-response-<n>`; one started anew in its episode has a suffix. */
const newClockId = ({ clocks, episodes }: Ticket, kind: ClockKind): NonEmptyText => {
  const count = clocks.filter((clock) => clock.kind === kind).length
  if (kind === 'next-response') return `${kind}-${count + 1}` as NonEmptyText
  const episode = episodes.at(-1)?.episode ?? 1
  const before = clocks.filter((clock) => clock.kind === kind && clock.episode === episode).length
  return `${kind}-${episode}${before === 0 ? '' : `.${before + 1}`}` as NonEmptyText
}

const settleStart =
  (level: ServiceLevelPolicy): Step =>
  ({ ticket }) => {
    const clock = ticket.clocks.at(-1)
    if (clock?.status !== 'running') return []
    const beyond = usedAt(ticket, clock, clock.startsAt, level) - millisecondsOf(clock.target)
    if (beyond > 0) return [breachOf(ticket, clock, clock.dueAt, beyond)]
    const pause = ticket.pauses.at(-1)
    if (pause === undefined || pause.until !== undefined) return []
    return pauseClock(ticket, clock, pause.cause, pause.from > clock.startsAt ? pause.from : clock.startsAt, level)
  }

const pauseClock = (
  ticket: Ticket,
  clock: SlaClock,
  cause: PauseCause,
  pausedAt: Instant,
  level: ServiceLevelPolicy,
): Events => {
  // At its due instant it has nothing left to rest with.
  if (clock.status !== 'running' || clock.dueAt <= pausedAt || !pausesClock(level, clock.kind, cause)) return []
  const elapsed = durationOf(usedAt(ticket, clock, pausedAt, level))
  const { serviceTicketId } = ticket
  return [{ type: 'SlaClockPaused', data: { serviceTicketId, clockId: clock.clockId, cause, pausedAt, elapsed } }]
}

/** The clocks that the policy rests for that cause, rest. */
export const pauseClocks =
  (cause: PauseCause, pausedAt: Instant, level: ServiceLevelPolicy): Step =>
  ({ ticket }) =>
    ticket.clocks.flatMap((clock) => pauseClock(ticket, clock, cause, notBefore(clock, pausedAt), level))

/** The clocks that rest run again, for what is left of their targets. */
export const resumeClocks =
  (endedAt: Instant, level: ServiceLevelPolicy): Step =>
  ({ ticket }) =>
    ticket.clocks.flatMap((clock): Events => {
      if (clock.status !== 'resting') return []
      const { kind, target, elapsed } = clock
      const resumedAt = notBefore(clock, endedAt)
      const remaining = millisecondsOf(target) - elapsed
      const dueAt = dueAfter(level.calendar, resumedAt, remaining) ?? END_OF_TIME
      const due = { kind, priority: ticket.priority, target, from: resumedAt, elapsed, dueAt }
      return [
        {
          type: 'SlaClockResumed',
          data: {
            serviceTicketId: ticket.serviceTicketId,
            clockId: clock.clockId,
            resumedAt,
            elapsed: durationOf(elapsed),
            dueAt,
            trace: dueTrace(level, due),
          },
        },
      ]
    })

/** A clock's verdict where what it waits for happened at `stoppedAt`, whenever that is heard of. */
export const stopClock = (ticket: Ticket, clock: SlaClock, stoppedAt: Instant, level: ServiceLevelPolicy): Events => {
  const { clockId, kind } = clock
  const { serviceTicketId } = ticket
  const used = usedAt(ticket, clock, stoppedAt, level)
  const elapsed = durationOf(used)
  const isBeforeLastChange = stoppedAt < (clock.stretches.at(-1)?.from ?? stoppedAt)
  const by = isBeforeLastChange ? {} : { by: durationOf(Math.abs(millisecondsOf(clock.target) - used)) }
  const met: ServiceTicketEvent = {
    type: 'SlaMet',
    data: { serviceTicketId, clockId, kind, metAt: stoppedAt, elapsed, ...by },
  }
  const missed: ServiceTicketEvent = {
    type: 'SlaMissed',
    data: { serviceTicketId, clockId, kind, stoppedAt, elapsed, ...by },
  }
  switch (clock.status) {
    case 'running':
      return stoppedAt <= clock.dueAt ? [met] : [breachOf(ticket, clock, clock.dueAt), missed]
    case 'resting':
      return [met]
    case 'breached':
      return [stoppedAt <= clock.breachedAt ? met : missed]
    case 'missed':
      return stoppedAt <= clock.breachedAt ? [met] : []
    case 'withdrawn':
      return hadRunBy(clock, stoppedAt) ? [met] : []
    case 'met':
      return []
  }
}

/** Whether the clock was still to be stopped at that instant, and had begun before it was given up. */
const hadRunBy = ({ startsAt, stoppedAt }: WithdrawnClock, instant: Instant): boolean =>
  instant <= stoppedAt && startsAt < stoppedAt

/** A clock is given up without a verdict; one that was breached keeps that. `level` absent: what it had used is not told. */
export const withdrawClock = (
  ticket: Ticket,
  clock: SlaClock,
  givenUpAt: Instant,
  level: ServiceLevelPolicy | undefined,
): Events => {
  if (!isUndecided(clock)) return []
  const withdrawnAt = notBefore(clock, givenUpAt)
  const used =
    level !== undefined
      ? usedAt(ticket, clock, withdrawnAt, level)
      : clock.status === 'resting'
        ? clock.elapsed
        : undefined
  const elapsed = used === undefined ? {} : { elapsed: durationOf(used) }
  const { serviceTicketId } = ticket
  return [{ type: 'SlaClockWithdrawn', data: { serviceTicketId, clockId: clock.clockId, withdrawnAt, ...elapsed } }]
}

export const withdrawClocks =
  (withdrawnAt: Instant, level?: ServiceLevelPolicy): Step =>
  ({ ticket }) =>
    ticket.clocks.flatMap((clock) => withdrawClock(ticket, clock, withdrawnAt, level))
