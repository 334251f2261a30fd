import { millisecondsOf } from '@aftersale/domain/calendar'
import type { ClockKind } from '@aftersale/domain/events'
import { appended, none } from '../appended.js'
import type { Moment, Span } from '../moment.js'
import type { CaseOfTicket } from '../what-happened-to-each-ticket/case-of-ticket.js'
import { inOrder } from '../what-happened-to-each-ticket/in-order.js'
import type { ClockEvent } from './clock-event.js'
import type { ClockFact } from './clock-fact.js'

interface ClockHistory {
  readonly clockId: string
  readonly firstHeardOf: Moment
  kind?: ClockKind
  episode?: number
  target?: number
  started?: Moment
  due?: Moment | undefined
  pauses: ReadonlyArray<Span>
  met?: Moment
  breached?: Moment
  stopped?: Moment
  withdrawn?: Moment
  continues?: string
}

/** The clocks of all tickets, by ticket. */
export type ClockHistories = Map<string, ReadonlyArray<ClockHistory>>

/** Takes one event of a clock in. Total: an event of a clock that was never started is kept as an incomplete clock's. */
export const tellClock = (clocks: ClockHistories, event: ClockEvent, eventId: string): void => {
  const at = (instant: string): Moment => ({ at: Date.parse(instant), eventId })
  const clock = (heardOf: string): ClockHistory => clockOf(clocks, event, at(heardOf))

  switch (event.type) {
    case 'SlaClockStarted': {
      const { kind, episode, target, startsAt, dueAt, continues } = event.data
      const due = at(dueAt)
      Object.assign(clock(startsAt), { kind, episode, target: millisecondsOf(target), started: at(startsAt), due })
      if (continues !== undefined) clock(startsAt).continues = continues
      return
    }
    case 'SlaClockPaused': {
      const paused = clock(event.data.pausedAt)
      paused.due = undefined
      paused.pauses = appended(paused.pauses, { from: at(event.data.pausedAt) })
      return
    }
    case 'SlaClockResumed': {
      const resumed = clock(event.data.resumedAt)
      resumed.due = at(event.data.dueAt)
      const last = resumed.pauses.at(-1)
      if (last !== undefined && last.until === undefined) {
        resumed.pauses = [...resumed.pauses.slice(0, -1), { from: last.from, until: at(event.data.resumedAt) }]
      }
      return
    }
    case 'SlaReassigned': {
      const { target, dueAt, reassignedAt } = event.data
      const reassigned = clock(reassignedAt)
      reassigned.target = millisecondsOf(target)
      reassigned.due = dueAt === undefined ? undefined : at(dueAt)
      return
    }
    case 'SlaMet': {
      const met = clock(event.data.metAt)
      met.kind ??= event.data.kind
      met.met ??= at(event.data.metAt)
      return
    }
    case 'SlaBreached': {
      const breached = clock(event.data.breachedAt)
      breached.kind ??= event.data.kind
      breached.breached ??= at(event.data.breachedAt)
      return
    }
    case 'SlaMissed': {
      const missed = clock(event.data.stoppedAt)
      missed.kind ??= event.data.kind
      missed.stopped ??= at(event.data.stoppedAt)
      return
    }
    case 'SlaClockWithdrawn':
      clock(event.data.withdrawnAt).withdrawn ??= at(event.data.withdrawnAt)
      return
  }
}

const clockOf = (clocks: ClockHistories, { data }: ClockEvent, heardOf: Moment): ClockHistory => {
  const ofTicket = clocks.get(data.serviceTicketId) ?? none()
  const known = ofTicket.find(({ clockId }) => clockId === data.clockId)
  if (known !== undefined) return known
  const clock: ClockHistory = { clockId: data.clockId, firstHeardOf: heardOf, pauses: none() }
  clocks.set(data.serviceTicketId, appended(ofTicket, clock))
  return clock
}

/** One row a clock, in order of time; at the same time by ticket, whichever stream was read first. */
export const clockFacts = (
  clocks: ClockHistories,
  caseOf: (ticketId: string) => CaseOfTicket,
): ReadonlyArray<ClockFact> =>
  [...clocks]
    .flatMap(([serviceTicketId, ofTicket]) => {
      const { circumstances, exclusion, excludedBy } = caseOf(serviceTicketId)
      return ofTicket.map((clock): ClockFact => {
        const continuing = ofTicket.find(({ continues }) => continues === clock.clockId)
        const breachedBefore = breachBefore(clock, ofTicket)
        const because = exclusion ?? (clock.started === undefined ? 'incomplete' : undefined)
        return {
          clockId: clock.clockId,
          serviceTicketId,
          ...(clock.kind !== undefined && { kind: clock.kind }),
          episode: clock.episode ?? 1,
          target: clock.target ?? 0,
          started: clock.started ?? clock.firstHeardOf,
          pauses: clock.pauses,
          ...(clock.due !== undefined && { due: clock.due }),
          ...(clock.met !== undefined && { met: clock.met }),
          ...(clock.breached !== undefined && { breached: clock.breached }),
          ...(clock.stopped !== undefined && { stopped: clock.stopped }),
          ...(clock.withdrawn !== undefined && { withdrawn: clock.withdrawn }),
          ...(continuing !== undefined && { continuedBy: continuing.clockId }),
          ...(breachedBefore !== undefined && { breachedBefore }),
          circumstances,
          ...(because !== undefined && { exclusion: because }),
          excludedBy,
        }
      })
    })
    .sort(inOrder(({ started }) => started.at))

/** The breach of one of the clocks that this one goes on from. A clock that names itself, or a circle, ends the search. */
const breachBefore = (clock: ClockHistory, ofTicket: ReadonlyArray<ClockHistory>): Moment | undefined => {
  const seen = new Set([clock.clockId])
  let { continues } = clock
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
