import { replay } from '@aftersale/decider'
import { canonicalJsonWithBigints, type Instant } from '@aftersale/messages'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { millisecondsOf } from '../calendar/duration.js'
import { dueAfter, workingMilliseconds } from '../calendar/working-time.js'
import { inAnyOrder } from '../in-any-order.fixtures.js'
import { pausesClock, type ServiceLevelPolicy } from '../policy/service-level/service-level-policy.js'
import { type AnyHistory, anyHistory } from './any-history.fixtures.js'
import { END_OF_TIME, type TicketPause } from './clock/sla-clock.js'
import type { ServiceTicketCommand } from './commands.js'
import { ServiceTicketEvent, type SlaClockStarted } from './events.js'
import { serviceTicket } from './service-ticket.js'
import { isLiving } from './state.js'

const always = (law: (history: AnyHistory) => void): void =>
  fc.assert(
    fc.property(anyHistory, (history) => {
      law(history)
    }),
    { numRuns: 100 },
  )

/** As it comes back from a store. */
const stored = (event: ServiceTicketEvent): unknown => JSON.parse(JSON.stringify(ServiceTicketEvent.encode(event)))

describe('a service ticket', () => {
  it('records nothing where a command that it carried out is repeated, whatever happened since', () => {
    always(({ deeds, state }) => {
      const due = serviceTicket.deadlines(state).map(({ command }) => canonicalJsonWithBigints(command))
      for (const { command, before, recorded } of deeds) {
        if (recorded === 'refused') continue
        const afterwards = recorded.reduce(serviceTicket.evolve, before)
        expect(serviceTicket.decide(command, afterwards)).toStrictEqual(E.right([]))
        // What time issues may fall due anew: a promise that was moved away and back, say.
        if (recorded.length === 0 || due.includes(canonicalJsonWithBigints(command))) continue
        expect([command, serviceTicket.decide(command, state)]).toStrictEqual([command, E.right([])])
      }
    })
  })

  it('decides the same whenever it is asked', () => {
    always(({ deeds }) => {
      for (const { command, before, recorded } of deeds) {
        const again = serviceTicket.decide(command, before)
        expect(E.isRight(again) ? again.right : 'refused').toStrictEqual(recorded)
      }
    })
  })

  it('stores only events it can read back', () => {
    always(({ events }) => {
      for (const event of events) {
        expect(ServiceTicketEvent.decode(stored(event))).toStrictEqual(E.right(event))
      }
    })
  })

  it('is the same after a replay of what was stored', () => {
    always(({ events, state }) => {
      const read = events.flatMap((event) => {
        const decoded = ServiceTicketEvent.decode(stored(event))
        return E.isRight(decoded) ? [decoded.right] : []
      })
      expect(replay(serviceTicket, read)).toStrictEqual(state)
    })
  })

  it('takes any events in any order, as they are told', () => {
    fc.assert(
      fc.property(
        anyHistory.chain(({ events }) => inAnyOrder(events)),
        (shuffled) => {
          const state = replay(serviceTicket, shuffled)
          expect(() => serviceTicket.deadlines(state)).not.toThrow()
        },
      ),
      { numRuns: 100 },
    )
  })

  it('counts its revision as the stream does', () => {
    always(({ events, state }) => {
      expect(state).toMatchObject({ ticket: { revision: events.length - 1 } })
    })
  })
})

describe('the clocks of a service ticket', () => {
  it('are breached once at most', () => {
    always(({ events }) => {
      const breached = events.flatMap((event) => (event.type === 'SlaBreached' ? [event.data.clockId] : []))
      expect(new Set(breached).size).toBe(breached.length)
    })
  })

  it('have ids of their own', () => {
    always(({ events }) => {
      const started = events.flatMap((event) => (event.type === 'SlaClockStarted' ? [event.data.clockId] : []))
      expect(new Set(started).size).toBe(started.length)
    })
  })

  it('are breached at an instant at which they were due, and never while they rest', () => {
    always(({ events }) => {
      const due = new Map<string, string | undefined>()
      for (const { type, data } of events) {
        if (type === 'SlaClockStarted' || type === 'SlaClockResumed' || type === 'SlaReassigned') {
          due.set(data.clockId, data.dueAt)
        }
        if (type === 'SlaClockPaused') due.set(data.clockId, undefined)
        if (type === 'SlaBreached') expect(data.breachedAt).toBe(due.get(data.clockId))
      }
    })
  })

  it('all have a verdict, or none, once the ticket is not worked on', () => {
    always(({ state }) => {
      if (state.status === 'not-opened') return
      const undecided = state.ticket.clocks.filter(({ status }) => status === 'running' || status === 'resting')
      if (!isLiving(state) || state.status === 'resolved' || state.status === 'closed')
        expect(undecided).toStrictEqual([])
    })
  })

  it('are met with no more used than the target that held then, and missed with no less', () => {
    always(({ events }) => {
      const targets: Array<{
        readonly clockId: string
        readonly since: Instant
        readonly target: number
        readonly isFirst: boolean
      }> = []
      for (const { type, data } of events) {
        if (type === 'SlaClockStarted') {
          targets.push({
            clockId: data.clockId,
            since: data.startsAt,
            target: millisecondsOf(data.target),
            isFirst: true,
          })
        }
        if (type === 'SlaReassigned') {
          targets.push({
            clockId: data.clockId,
            since: data.reassignedAt,
            target: millisecondsOf(data.target),
            isFirst: false,
          })
        }
        const targetAt = (clockId: string, instant: Instant): number =>
          targets.findLast((one) => one.clockId === clockId && (one.since < instant || one.isFirst))?.target ??
          Number.NaN
        if (type === 'SlaMet') {
          expect(millisecondsOf(data.elapsed)).toBeLessThanOrEqual(targetAt(data.clockId, data.metAt))
        }
        if (type === 'SlaMissed') {
          expect(millisecondsOf(data.elapsed)).toBeGreaterThanOrEqual(targetAt(data.clockId, data.stoppedAt))
        }
      }
    })
  })

  it('never run backwards', () => {
    always(({ events }) => {
      const used = new Map<string, number>()
      for (const { type, data } of events) {
        // A stop in time that is heard of late corrects what was measured before it.
        if (!('elapsed' in data) || type === 'SlaMet') continue
        const elapsed = millisecondsOf(data.elapsed)
        expect(elapsed).toBeGreaterThanOrEqual(used.get(data.clockId) ?? 0)
        used.set(data.clockId, elapsed)
      }
    })
  })

  it('have used the working time from their start without the pauses they rest in, and are due by that', () => {
    always((history) => {
      for (const started of history.events) if (started.type === 'SlaClockStarted') followsAlgebra(started, history)
    })
  })
})

/**
 * elapsed(t) = carried + measure(calendar ∩ [start, t] \\ ⋃ pauses), due = inf{ t : elapsed(t) ≥ target }: from the events alone.
 * A change of the service level carries over what was used by then, and measures by the new one from there.
 */
const followsAlgebra = ({ data: started }: SlaClockStarted, { events, deeds, level: first }: AnyHistory): void => {
  const levels = levelsChangedTo(deeds)
  let level = first
  let target = millisecondsOf(started.target)
  let base = { from: started.startsAt, elapsed: started.carried === undefined ? 0 : millisecondsOf(started.carried) }
  let isStarted = false
  const told: TicketPause[] = []
  const pauses = () => told.filter(({ cause }) => pausesClock(level, started.kind, cause))
  const elapsedAt = (until: Instant): number =>
    base.elapsed + workingMilliseconds(level.calendar, { from: base.from, until }, pauses())
  const dueFrom = (from: Instant, rests: ReadonlyArray<TicketPause>): Instant => {
    const due = dueAfter(level.calendar, base.from, target - base.elapsed, rests)
    return due === undefined ? END_OF_TIME : due < from ? from : due
  }

  for (const event of events) {
    tellPause(told, event)
    const { type, data } = event
    if (type === 'ServiceLevelChanged') {
      if (isStarted) base = { from: data.changedAt, elapsed: elapsedAt(data.changedAt) }
      level = levels.shift() ?? level
    }
    if (!('clockId' in data) || data.clockId !== started.clockId) continue
    if (type === 'SlaClockPaused') expect(millisecondsOf(data.elapsed)).toBe(elapsedAt(data.pausedAt))
    if (type === 'SlaClockResumed') expect(millisecondsOf(data.elapsed)).toBe(elapsedAt(data.resumedAt))
    if (type === 'SlaClockStarted' || type === 'SlaClockResumed') {
      isStarted = true
      // Open pauses hold nothing back here: where one rests the clock, that is told next.
      const closed = pauses().filter(({ until }) => until !== undefined)
      expect(data.dueAt).toBe(dueFrom(type === 'SlaClockStarted' ? data.startsAt : data.resumedAt, closed))
    }
    // A stop before a change of the service level, heard of after it, is measured by the new one: see the README.
    if (type === 'SlaMet' && data.metAt >= base.from) expect(millisecondsOf(data.elapsed)).toBe(elapsedAt(data.metAt))
    if (type === 'SlaMissed' && data.stoppedAt >= base.from) {
      expect(millisecondsOf(data.elapsed)).toBe(elapsedAt(data.stoppedAt))
    }
    if (type === 'SlaReassigned') {
      target = millisecondsOf(data.target)
      expect(millisecondsOf(data.elapsed)).toBe(elapsedAt(data.reassignedAt))
      if (data.dueAt !== undefined) expect(data.dueAt).toBe(dueFrom(data.reassignedAt, pauses()))
    }
  }
}

const levelsChangedTo = (deeds: AnyHistory['deeds']): ServiceLevelPolicy[] =>
  deeds.flatMap(({ command, recorded }) =>
    command.type === 'ChangeServiceLevel' && recorded !== 'refused' && recorded.length > 0 ? [command.data.to] : [],
  )

const tellPause = (told: TicketPause[], { type, data }: ServiceTicketEvent): void => {
  if (type === 'WaitingOnCustomerStarted') told.push({ from: data.startedAt, cause: 'waiting-on-customer' })
  if (type === 'HoldStarted') told.push({ from: data.startedAt, cause: data.cause })
  const last = told.at(-1)
  if ((type === 'WaitingOnCustomerEnded' || type === 'HoldEnded') && last !== undefined && last.until === undefined) {
    told[told.length - 1] = { ...last, until: data.endedAt }
  }
}

describe('the pauses of a service ticket', () => {
  it('come one after the other, and only the last is open', () => {
    always(({ state }) => {
      if (state.status === 'not-opened') return
      const { pauses } = state.ticket
      pauses.forEach(({ from, until }, index) => {
        const next = pauses[index + 1]
        if (until === undefined) expect(next).toBeUndefined()
        else expect(from <= until && (next === undefined || until <= next.from)).toBe(true)
      })
      const isPaused = state.status === 'waiting-on-customer' || state.status === 'on-hold'
      expect(pauses.length > 0 && pauses.at(-1)?.until === undefined).toBe(isPaused)
    })
  })
})

describe('the deadlines of a service ticket', () => {
  it('are sorted, and each is gone once its command was given', () => {
    always(({ state }) => {
      const deadlines = serviceTicket.deadlines(state)
      expect(deadlines.map(({ dueAt }) => dueAt)).toStrictEqual(deadlines.map(({ dueAt }) => dueAt).sort())
      for (const { command } of deadlines) {
        const decision = serviceTicket.decide(command, state)
        if (E.isLeft(decision)) throw new Error(`${command.type} is refused`)
        const afterwards = decision.right.reduce(serviceTicket.evolve, state)
        expect(serviceTicket.deadlines(afterwards).map((deadline) => deadline.command)).not.toContainEqual(command)
      }
    })
  })

  it('do nothing where they come too late', () => {
    always(({ deeds, state }) => {
      for (const { before } of deeds) {
        const live = serviceTicket.deadlines(state).map(({ command }) => JSON.stringify(command))
        for (const { command } of serviceTicket.deadlines(before)) {
          if (!live.includes(JSON.stringify(command))) {
            expect(serviceTicket.decide(command, state)).toStrictEqual(E.right([]))
          }
        }
      }
    })
  })
})

describe('the complaint of a service ticket', () => {
  it('takes its steps in their order, and is closed by an answer or with nothing left', () => {
    always(({ events }) => {
      const taken = new Set<string>()
      let lastDecision: { readonly answer: string | undefined } | undefined
      const before: Readonly<Record<string, string>> = {
        ComplaintAcknowledged: 'ComplaintRegistered',
        ComplaintAssessed: 'ComplaintAcknowledged',
        ComplaintResponded: 'ComplaintAssessed',
        ComplaintDecisionCommunicated: 'ComplaintResponded',
        ComplaintDecisionAnswered: 'ComplaintDecisionCommunicated',
      }
      for (const { type, data } of events) {
        const needed = before[type]
        if (needed !== undefined) expect(taken).toContain(needed)
        taken.add(type)
        if (type === 'ComplaintDecisionCommunicated') lastDecision = { answer: undefined }
        if (type === 'ComplaintDecisionAnswered' && data.answer === 'accepted') lastDecision = { answer: 'accepted' }
        if (type === 'ComplaintClosed' && data.because !== 'withdrawn') expect(lastDecision).toBeDefined()
      }
    })
  })

  it('ends before its ticket is resolved or closed', () => {
    always(({ state }) => {
      if (state.status !== 'resolved' && state.status !== 'closed') return
      const { complaint } = state.ticket
      expect(complaint === undefined || complaint.closed !== undefined).toBe(true)
    })
  })
})

describe('the bills of a service ticket', () => {
  it('never come to more than the quote that was accepted, and charge nothing that is covered', () => {
    always(({ events, state }) => {
      if (state.status === 'not-opened') return
      for (const { offered, accepted } of state.ticket.quotes ?? []) {
        const bills = (state.ticket.bills ?? []).filter(({ quoteId }) => quoteId === offered.quoteId)
        const billed = bills.reduce((sum, { totalMinor }) => sum + totalMinor, 0n)
        expect(billed <= (accepted === undefined ? 0n : offered.totalMinor)).toBe(true)
      }
      for (const { type, data } of events) if (type === 'ServiceBilled') expect(data.coverage).toStrictEqual([])
    })
  })
})

/** What tells one unmerging from another, where it names no merge. */
const toldOfUnmerging = (command: ServiceTicketCommand): ReadonlyArray<unknown> => {
  if (command.type !== 'UnmergeServiceTicket') return []
  const { from, unmergedAt, returned } = command.data
  return [{ from, unmergedAt, returned: new Set(returned.map(({ contactId }) => contactId)) }]
}

describe('a ticket that was unmerged', () => {
  it('has every clock that the merge gave up, due as it was before', () => {
    always(({ deeds }) => {
      for (const [index, { command, before, recorded }] of deeds.entries()) {
        if (command.type !== 'UnmergeServiceTicket' || recorded === 'refused' || before.status !== 'merged') continue
        if (recorded.length === 0) {
          const earlier = deeds.slice(0, index).flatMap((deed) => toldOfUnmerging(deed.command))
          expect(earlier).toEqual(expect.arrayContaining(toldOfUnmerging(command)))
          continue
        }
        const merge = deeds
          .slice(0, index)
          .findLast((deed) => deed.command.type === 'MergeServiceTicket' && deed.recorded !== 'refused')
        if (merge === undefined || merge.before.status === 'not-opened') throw new Error('it was never merged')
        for (const clock of merge.before.ticket.clocks) {
          if (clock.status !== 'running' || !before.givenUp.includes(clock.clockId)) continue
          const resumed = recorded.find(
            (event) => event.type === 'SlaClockResumed' && event.data.clockId === clock.clockId,
          )
          expect(resumed?.data).toMatchObject({ dueAt: clock.dueAt })
        }
      }
    })
  })

  it('has its status again, but for a pause, which the merge had ended, and for what comes back and reopens it', () => {
    always(({ deeds }) => {
      for (const { command, before, recorded } of deeds) {
        if (command.type !== 'UnmergeServiceTicket' || recorded === 'refused' || before.status !== 'merged') continue
        const [unmerged] = recorded
        if (unmerged === undefined) continue
        const restored = serviceTicket.evolve(before, unmerged)
        expect(restored).toMatchObject({ status: before.before.status })
        expect(['new', 'open', 'resolved', 'closed']).toContain(restored.status)
      }
    })
  })
})
