import type { Instant, NonEmptyText, PositiveInteger } from '@aftersale/messages'
import type { BusinessCalendar } from '../../calendar/business-calendar.js'
import type { Duration } from '../../calendar/duration.js'
import type { Pause } from '../../calendar/interval.js'
import { workingMilliseconds } from '../../calendar/working-time.js'
import {
  type ClockKind,
  type PauseCause,
  pausesClock,
  type ServiceLevelPolicy,
} from '../../policy/service-level/service-level-policy.js'

/** Due then where the calendar never has as much time as is left: never, as far as instants go. */
export const END_OF_TIME = '9999-12-31T23:59:59.999Z' as Instant

/** A time in which a clock ran: what had elapsed before it, in milliseconds of working time. Open while it runs. */
export interface Stretch {
  readonly from: Instant
  readonly elapsed: number
  readonly until?: Instant
}

interface AnyClock {
  readonly clockId: NonEmptyText
  readonly kind: ClockKind
  readonly episode: PositiveInteger
  readonly target: Duration
  readonly startsAt: Instant
  /** Oldest first; a change of target or service level begins a new one. */
  readonly stretches: ReadonlyArray<Stretch>
}

export type RunningClock = AnyClock & { readonly status: 'running'; readonly dueAt: Instant }

/** Has no due instant until it runs again. Its time is never used up: a clock with nothing left does not rest. */
export type RestingClock = AnyClock & {
  readonly status: 'resting'
  readonly cause: PauseCause
  readonly elapsed: number
}

/** Counts on, to tell in the end by how much it was too late. */
export type BreachedClock = AnyClock & { readonly status: 'breached'; readonly breachedAt: Instant }

export type MissedClock = AnyClock & {
  readonly status: 'missed'
  readonly breachedAt: Instant
  readonly stoppedAt: Instant
  readonly elapsed: number
}

export type MetClock = AnyClock & { readonly status: 'met'; readonly stoppedAt: Instant; readonly elapsed: number }

export type WithdrawnClock = AnyClock & {
  readonly status: 'withdrawn'
  readonly stoppedAt: Instant
  readonly elapsed: number
}

export type SlaClock = RunningClock | RestingClock | BreachedClock | MissedClock | MetClock | WithdrawnClock

/** Neither breached nor stopped. */
export const isUndecided = (clock: SlaClock): clock is RunningClock | RestingClock =>
  clock.status === 'running' || clock.status === 'resting'

/**
 * When something that happened to the ticket happens to the clock: not before it last began to run or to rest. A pause or
 * a change that is heard of late may lie before that, where a contact after it was heard of first.
 */
export const notBefore = ({ stretches }: SlaClock, instant: Instant): Instant => {
  const last = stretches.at(-1)
  const since = last?.until ?? last?.from ?? instant
  return instant > since ? instant : since
}

/** A pause of the ticket, and why. */
export interface TicketPause extends Pause {
  readonly cause: PauseCause
}

/** The pauses in which clocks of that kind rest. */
export const pausesOf = (
  level: ServiceLevelPolicy,
  kind: ClockKind,
  pauses: ReadonlyArray<TicketPause>,
): ReadonlyArray<TicketPause> => pauses.filter(({ cause }) => pausesClock(level, kind, cause))

/**
 * Working milliseconds that the clock had used at that instant, without pauses; what it started with where the instant
 * is before its start. Late facts ask for instants before its last change: they are measured in the stretch they fall in.
 */
export const elapsedAt = (
  clock: SlaClock,
  instant: Instant,
  calendar: BusinessCalendar,
  pauses: ReadonlyArray<Pause>,
): number => {
  const index = clock.stretches.findLastIndex(({ from }) => from <= instant)
  const stretch = clock.stretches[Math.max(index, 0)]
  if (stretch === undefined) return 0
  const elapsed = stretch.elapsed + workingMilliseconds(calendar, { from: stretch.from, until: instant }, pauses)
  return Math.min(elapsed, clock.stretches[index + 1]?.elapsed ?? elapsed)
}
