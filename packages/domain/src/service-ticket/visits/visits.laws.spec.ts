import { replay } from '@aftersale/decider'
import { canonicalJsonWithBigints } from '@aftersale/messages'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { type AnyHistory, anyHistoryAbout } from '../any-history.fixtures.js'
import { ServiceTicketEvent } from '../events.js'
import { serviceTicket } from '../service-ticket.js'
import { isActive } from '../state.js'
import type { VisitId } from '../visit-id.js'
import { nextOfVisit, visitSteps } from './any-visits.fixtures.js'
import type { Appointment } from './appointment.js'
import { openVisitsOf } from './visit.js'
import { spanOfWindow } from './visit-window.js'
import { otherVisitId, visitId } from './visits.fixtures.js'

const anyVisits = anyHistoryAbout([
  ...Array.from({ length: 16 }, () => nextOfVisit),
  ...visitSteps(visitId),
  ...visitSteps(otherVisitId),
])

const always = (law: (history: AnyHistory) => void): void =>
  fc.assert(
    fc.property(anyVisits, (history) => {
      law(history)
    }),
    { numRuns: 100 },
  )

/** What the events alone say of each visit: its last appointment, and what became of that. */
interface Told {
  appointment: Appointment
  round: number
  isHeld: boolean
  isThere: boolean
  ends: number
}

const follow = (
  events: ReadonlyArray<ServiceTicketEvent>,
  look: (event: ServiceTicketEvent, before: Told | undefined) => void,
): ReadonlyMap<VisitId, Told> => {
  const visits = new Map<VisitId, Told>()
  for (const event of events) {
    const visitId = 'visitId' in event.data ? event.data.visitId : undefined
    const told = visitId === undefined ? undefined : visits.get(visitId)
    look(event, told)
    if (event.type === 'VisitScheduled') {
      const { window, performer, requiredSkills } = event.data
      const appointment = { window, performer, requiredSkills }
      visits.set(event.data.visitId, { appointment, round: 1, isHeld: false, isThere: false, ends: 0 })
    }
    if (told === undefined) continue
    if (event.type === 'VisitRescheduled') {
      const { window, performer, requiredSkills, round } = event.data
      Object.assign(told, { appointment: { window, performer, requiredSkills }, round, isHeld: false })
    }
    if (event.type === 'VisitTechnicianHeld') told.isHeld = true
    if (event.type === 'VisitTechnicianRefused') told.isHeld = false
    if (event.type === 'VisitArrived') told.isThere = true
    if (isEnd(event)) told.ends += 1
  }
  return visits
}

const isEnd = ({ type }: ServiceTicketEvent): boolean =>
  type === 'VisitCompleted' || type === 'VisitNoShowRecorded' || type === 'VisitCancelled'

describe('the visits of a service ticket', () => {
  it('are told nothing before they are scheduled, and nothing after their end', () => {
    always(({ events }) => {
      follow(events, (event, told) => {
        if (event.type === 'VisitScheduled') expect(told).toBeUndefined()
        else if ('visitId' in event.data) expect(told?.ends).toBe(0)
      })
    })
  })

  it('are arrived at by nobody of our own whose day did not hold them for that appointment', () => {
    always(({ events }) => {
      follow(events, (event, told) => {
        const isOnSite =
          event.type === 'VisitArrived' || (event.type === 'VisitNoShowRecorded' && event.data.party === 'customer')
        if (isOnSite && told?.appointment.performer.kind === 'in-house' && !told.isThere) expect(told.isHeld).toBe(true)
      })
    })
  })

  it('have rounds one after the other, and tell their last appointment with their end', () => {
    always(({ events }) => {
      follow(events, (event, told) => {
        if (event.type === 'VisitRescheduled') {
          expect(event.data.round).toBe((told?.round ?? 0) + 1)
          expect(event.data.previous).toStrictEqual(told?.appointment)
        }
        if (isEnd(event)) expect(event.data).toMatchObject({ round: told?.round, appointment: told?.appointment })
      })
    })
  })

  it('are in time where the arrival lies in the window of their last appointment', () => {
    always(({ events }) => {
      follow(events, (event, told) => {
        if (event.type !== 'VisitArrived' || told === undefined) return
        const span = spanOfWindow(told.appointment.window)
        const { arrivedAt, timing } = event.data
        if (span === undefined) throw new Error('A window without time was scheduled')
        const expected = arrivedAt < span.startsAt ? 'early' : arrivedAt > span.endsAt ? 'late' : 'in-window'
        expect(timing).toBe(expected)
        expect('outsideBy' in event.data).toBe(timing !== 'in-window')
      })
    })
  })

  it('are all ended once the ticket is', () => {
    always(({ state }) => {
      if (state.status !== 'not-opened' && !isActive(state)) expect(openVisitsOf(state.ticket)).toStrictEqual([])
    })
  })

  it('miss the window of an appointment once at most, and none by which somebody came', () => {
    always(({ events }) => {
      const missed = events.flatMap(({ type, data }) =>
        type === 'VisitWindowMissed' ? [`${data.visitId} ${data.round}`] : [],
      )
      expect(new Set(missed).size).toBe(missed.length)
      follow(events, (event, told) => {
        if (event.type === 'VisitWindowMissed') expect(told?.isThere).toBe(false)
      })
    })
  })

  it('start one clock an episode, but for one that the customer had done without', () => {
    always(({ events }) => {
      const seen = new Set<number>()
      for (const { type, data } of events) {
        if (type !== 'SlaClockStarted' || data.kind !== 'visit-arrival') continue
        if (seen.has(data.episode)) expect(data.continues).toBeDefined()
        seen.add(data.episode)
      }
    })
  })

  it('record nothing where a command that was carried out is repeated, whatever happened since', () => {
    always(({ deeds, state }) => {
      const due = serviceTicket.deadlines(state).map(({ command }) => canonicalJsonWithBigints(command))
      for (const { command, recorded } of deeds) {
        if (!('visitId' in command.data) || recorded === 'refused' || recorded.length === 0) continue
        if (due.includes(canonicalJsonWithBigints(command))) continue
        expect([command, serviceTicket.decide(command, state)]).toStrictEqual([command, E.right([])])
      }
    })
  })

  it('are the same after a replay of what was stored', () => {
    always(({ events, state }) => {
      const read = events.flatMap((event) => {
        const decoded = ServiceTicketEvent.decode(JSON.parse(JSON.stringify(ServiceTicketEvent.encode(event))))
        return E.isRight(decoded) ? [decoded.right] : []
      })
      expect(replay(serviceTicket, read)).toStrictEqual(state)
    })
  })
})
