import { millisecondsOf } from '@aftersale/domain/calendar'
import type { ClockKind } from '@aftersale/domain/events'
import { appended, none } from '../appended.js'
import { ended, type Moment, momentAt, type Span } from '../moment.js'
import type { CaseOfTicket } from '../what-happened-to-each-ticket/case-of-ticket.js'
import type { ClockEvent } from './clock-event.js'
import type { ClockFact } from './clock-fact.js'

interface ClockHistory {
  readonly clockId: string
  readonly firstHeardOf: Moment
  kind: ClockKind | undefined
  episode: number | undefined
  target: number | undefined
  started: Moment | undefined
  due: Moment | undefined
  pauses: ReadonlyArray<Span>
  met: Moment | undefined
  breached: Moment | undefined
  stopped: Moment | undefined
  withdrawn: Moment | undefined
  continues: string | undefined
}

/** The clocks of one ticket. */
export interface ClockHistories {
  clocks: ReadonlyArray<ClockHistory>
}

/** Takes one event of a clock in. Total: an event of a clock that was never started is kept as an incomplete clock's. */
export const tellClock = (ofTicket: ClockHistories, event: ClockEvent, eventId: string): void => {
  switch (event.type) {
    case 'SlaClockStarted': {
      const { clockId, kind, episode, target, startsAt, dueAt, continues } = event.data
      const started = momentAt(startsAt, eventId)
      const clock = clockOf(ofTicket, clockId, started)
      clock.kind = kind
      clock.episode = episode
      clock.target = millisecondsOf(target)
      clock.started = started
      clock.due = momentAt(dueAt, eventId)
      if (continues !== undefined) clock.continues = continues
      return
    }
    case 'SlaClockPaused': {
      const paused = momentAt(event.data.pausedAt, eventId)
      const clock = clockOf(ofTicket, event.data.clockId, paused)
      clock.due = undefined
      clock.pauses = appended(clock.pauses, { from: paused, until: undefined })
      return
    }
    case 'SlaClockResumed': {
      const resumed = momentAt(event.data.resumedAt, eventId)
      const clock = clockOf(ofTicket, event.data.clockId, resumed)
      clock.due = momentAt(event.data.dueAt, eventId)
      clock.pauses = ended(clock.pauses, resumed)
      // By a merge that was undone, the only one that it may run on after.
      clock.withdrawn = undefined
      return
    }
    case 'SlaReassigned': {
      const { clockId, target, dueAt, reassignedAt } = event.data
      const clock = clockOf(ofTicket, clockId, momentAt(reassignedAt, eventId))
      clock.target = millisecondsOf(target)
      clock.due = dueAt === undefined ? undefined : momentAt(dueAt, eventId)
      return
    }
    case 'SlaMet': {
      const met = momentAt(event.data.metAt, eventId)
      const clock = clockOf(ofTicket, event.data.clockId, met)
      clock.kind ??= event.data.kind
      clock.met ??= met
      return
    }
    case 'SlaBreached': {
      const breached = momentAt(event.data.breachedAt, eventId)
      const clock = clockOf(ofTicket, event.data.clockId, breached)
      clock.kind ??= event.data.kind
      clock.breached ??= breached
      return
    }
    case 'SlaMissed': {
      const stopped = momentAt(event.data.stoppedAt, eventId)
      const clock = clockOf(ofTicket, event.data.clockId, stopped)
      clock.kind ??= event.data.kind
      clock.stopped ??= stopped
      return
    }
    case 'SlaClockWithdrawn': {
      const withdrawn = momentAt(event.data.withdrawnAt, eventId)
      clockOf(ofTicket, event.data.clockId, withdrawn).withdrawn ??= withdrawn
      return
    }
  }
}

const clockOf = (ofTicket: ClockHistories, clockId: string, heardOf: Moment): ClockHistory => {
  for (const known of ofTicket.clocks) if (known.clockId === clockId) return known
  const clock: ClockHistory = {
    clockId,
    firstHeardOf: heardOf,
    kind: undefined,
    episode: undefined,
    target: undefined,
    started: undefined,
    due: undefined,
    pauses: none(),
    met: undefined,
    breached: undefined,
    stopped: undefined,
    withdrawn: undefined,
    continues: undefined,
  }
  ofTicket.clocks = appended(ofTicket.clocks, clock)
  return clock
}

/** One row a clock of the ticket, in the order in which they were heard of. */
export const clockFacts = (
  { clocks }: ClockHistories,
  serviceTicketId: string,
  { circumstances, exclusion, excludedBy }: CaseOfTicket,
): ReadonlyArray<ClockFact> =>
  clocks.map((clock) => ({
    clockId: clock.clockId,
    serviceTicketId,
    kind: clock.kind,
    episode: clock.episode ?? 1,
    target: clock.target ?? 0,
    started: clock.started ?? clock.firstHeardOf,
    pauses: clock.pauses,
    due: clock.due,
    met: clock.met,
    breached: clock.breached,
    stopped: clock.stopped,
    withdrawn: clock.withdrawn,
    continuedBy: continuing(clock, clocks)?.clockId,
    breachedBefore: breachBefore(clock, clocks),
    circumstances,
    exclusion: exclusion ?? (clock.started === undefined ? 'incomplete' : undefined),
    excludedBy,
  }))

const continuing = ({ clockId }: ClockHistory, ofTicket: ReadonlyArray<ClockHistory>): ClockHistory | undefined => {
  for (const other of ofTicket) if (other.continues === clockId) return other
  return undefined
}

/** The breach of one of the clocks that this one goes on from. A clock that names itself, or a circle, ends the search. */
const breachBefore = (clock: ClockHistory, ofTicket: ReadonlyArray<ClockHistory>): Moment | undefined => {
  let { continues } = clock
  if (continues === undefined) return undefined
  const seen = new Set([clock.clockId])
  while (continues !== undefined && !seen.has(continues)) {
    const name: string = continues
    seen.add(name)
    const earlier = ofTicket.find(({ clockId }) => clockId === name)
    // Met after all, where a stop in time was heard of late: the breach no longer stands.
    const breach = earlier?.met === undefined ? (earlier?.breached ?? earlier?.stopped) : undefined
    if (breach !== undefined) return breach
    continues = earlier?.continues
  }
  return undefined
}
