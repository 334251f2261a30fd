import { at } from '../../calendar/calendar.fixtures.js'
import type { ServiceTicketCommand } from '../commands.js'
import {
  after,
  agent,
  answered,
  ask,
  changeServiceLevel,
  count,
  duration,
  monday,
  openTicket,
  prioritise,
  recorded,
  reopen,
  resolve,
  tuesday,
  wednesday,
} from '../service-ticket.fixtures.js'
import {
  arrive,
  cancelVisit,
  completeVisit,
  confirmTechnician,
  otherVisitId,
  recordNoShow,
  rescheduleVisit,
  scheduleVisit,
  siteDesk,
  windowOn,
} from '../visits/visits.fixtures.js'

// Office hours are 9 to 5; somebody is to be there within 16 working hours of the opening on Monday at 9: Tuesday 17:00.

const serviceLevel = siteDesk
const opened = openTicket({ serviceLevel })
const tuesdayMorning = windowOn('2025-06-03', '09:00', '11:00')
const scheduled = [opened, scheduleVisit({ serviceLevel, window: tuesdayMorning }), confirmTechnician()]

/** What a command tells of the clock to somebody's arrival. */
const ofClock = (history: ReadonlyArray<ServiceTicketCommand>, command: ServiceTicketCommand) =>
  recorded(after(...history), command).flatMap(([type, data]) =>
    typeof data['clockId'] === 'string' && data['clockId'].startsWith('visit-arrival') ? [[type, data]] : [],
  )

describe('the clock to somebody’s arrival', () => {
  it('starts with the first visit, from the opening on: since then the customer has waited', () => {
    expect(ofClock([opened], scheduleVisit({ serviceLevel }))).toStrictEqual([
      [
        'SlaClockStarted',
        {
          clockId: 'visit-arrival-1',
          kind: 'visit-arrival',
          episode: 1,
          target: 'PT16H',
          startsAt: monday('09:00'),
          dueAt: tuesday('17:00'),
        },
      ],
    ])
    expect(ofClock(scheduled, scheduleVisit({ serviceLevel, visitId: otherVisitId }))).toStrictEqual([])
  })

  it('is met by an arrival at its due instant, and missed by a later one', () => {
    const met = arrive({ serviceLevel, arrivedAt: tuesday('17:00') })
    expect(ofClock(scheduled, met)).toStrictEqual([
      ['SlaMet', { clockId: 'visit-arrival-1', kind: 'visit-arrival', metAt: tuesday('17:00'), elapsed: 'PT16H' }],
    ])
    const late = arrive({ serviceLevel, arrivedAt: wednesday('09:30') })
    expect(ofClock(scheduled, late)).toMatchObject([
      ['SlaBreached', { breachedAt: tuesday('17:00') }],
      ['SlaMissed', { stoppedAt: wednesday('09:30'), elapsed: 'PT16H30M' }],
    ])
  })

  it('may be met outside the window, and missed within it', () => {
    const outside = recorded(after(...scheduled), arrive({ serviceLevel, arrivedAt: tuesday('16:00') }))
    expect(outside).toMatchObject([
      ['VisitWindowMissed', {}],
      ['VisitArrived', { timing: 'late', outsideBy: 'PT5H' }],
      ['SlaMet', {}],
    ])
    const history = [opened, scheduleVisit({ serviceLevel }), confirmTechnician()]
    expect(recorded(after(...history), arrive({ serviceLevel }))).toMatchObject([
      ['SlaBreached', { clockId: 'visit-arrival-1' }],
      ['VisitArrived', { timing: 'in-window' }],
      ['SlaMissed', {}],
    ])
  })

  it('is breached at its due instant, where a visit is scheduled only after it', () => {
    const command = scheduleVisit({ serviceLevel, scheduledAt: wednesday('08:00') })
    expect(ofClock([opened], command)).toMatchObject([
      ['SlaClockStarted', { dueAt: tuesday('17:00') }],
      ['SlaBreached', { breachedAt: tuesday('17:00') }],
    ])
  })

  it('rests while the customer is waited for, before the visit was scheduled and after', () => {
    const waited = [opened, ask({ serviceLevel }), answered({ serviceLevel })]
    const later = scheduleVisit({ serviceLevel, scheduledAt: monday('14:00') })
    expect(ofClock(waited, later)).toMatchObject([['SlaClockStarted', { dueAt: wednesday('11:00') }]])
    expect(ofClock(scheduled, ask({ serviceLevel, askedAt: monday('12:00') }))).toMatchObject([
      ['SlaClockPaused', { elapsed: 'PT3H' }],
    ])
    const waiting = [opened, ask({ serviceLevel })]
    expect(ofClock(waiting, scheduleVisit({ serviceLevel, scheduledAt: monday('12:00') }))).toMatchObject([
      ['SlaClockStarted', {}],
      ['SlaClockPaused', { pausedAt: monday('11:00'), elapsed: 'PT2H' }],
    ])
  })

  it('runs on over a rescheduling, and over a cancelling of ours: nobody came', () => {
    expect(ofClock(scheduled, rescheduleVisit())).toStrictEqual([])
    const byUs = cancelVisit({ serviceLevel, cancelledBy: agent })
    expect(ofClock(scheduled, byUs)).toStrictEqual([])
    expect(ofClock([...scheduled, byUs], scheduleVisit({ serviceLevel, visitId: otherVisitId }))).toStrictEqual([])
  })

  it('is given up with the last visit that the customer cancels, and goes on where they want one again', () => {
    const cancelled = cancelVisit({ serviceLevel, cancelledAt: monday('12:00') })
    expect(ofClock(scheduled, cancelled)).toStrictEqual([
      ['SlaClockWithdrawn', { clockId: 'visit-arrival-1', withdrawnAt: monday('12:00'), elapsed: 'PT3H' }],
    ])
    const another = scheduleVisit({ serviceLevel, visitId: otherVisitId, scheduledAt: wednesday('09:00') })
    expect(ofClock([...scheduled, cancelled], another)).toMatchObject([
      [
        'SlaClockStarted',
        {
          clockId: 'visit-arrival-1.2',
          startsAt: wednesday('09:00'),
          carried: 'PT3H',
          continues: 'visit-arrival-1',
          dueAt: at('2025-06-05T14:00+02:00'),
        },
      ],
    ])
    const two = [...scheduled, scheduleVisit({ serviceLevel, visitId: otherVisitId })]
    expect(ofClock(two, cancelled)).toStrictEqual([])
  })

  it('is met by who stands at a closed door, not by who does not come', () => {
    const closedDoor = recordNoShow({ serviceLevel, noShowAt: tuesday('10:00') })
    expect(ofClock(scheduled, closedDoor)).toMatchObject([['SlaMet', { metAt: tuesday('10:00') }]])
    const inVain = recordNoShow({ serviceLevel, party: 'technician', noShowAt: tuesday('12:00') })
    expect(ofClock(scheduled, inVain)).toStrictEqual([])
  })

  it('is stopped once: a second visit of the episode meets nothing', () => {
    const first = [...scheduled, arrive({ serviceLevel, arrivedAt: tuesday('09:30') })]
    const done = [...first, completeVisit({ outcome: 'partly-done', completedAt: tuesday('10:00') })]
    const second = scheduleVisit({ serviceLevel, visitId: otherVisitId, scheduledAt: tuesday('10:05') })
    expect(ofClock(done, second)).toStrictEqual([])
    const there = arrive({ serviceLevel, visitId: otherVisitId, arrivedAt: wednesday('09:30') })
    expect(ofClock([...done, second, confirmTechnician({ visitId: otherVisitId })], there)).toStrictEqual([])
  })

  it('starts anew in the next episode, from the reopening on', () => {
    const over = [
      ...scheduled,
      arrive({ serviceLevel, arrivedAt: tuesday('09:30') }),
      completeVisit({ completedAt: tuesday('10:00') }),
      resolve({ serviceLevel, resolvedAt: tuesday('10:30') }),
      reopen({ serviceLevel, reopenedAt: wednesday('09:00') }),
    ]
    const command = scheduleVisit({ serviceLevel, visitId: otherVisitId, scheduledAt: wednesday('11:00') })
    expect(ofClock(over, command)).toMatchObject([
      ['SlaClockStarted', { clockId: 'visit-arrival-2', startsAt: wednesday('09:00') }],
    ])
  })

  it('is given up by a resolution without a verdict', () => {
    const cancelled = [...scheduled, cancelVisit({ serviceLevel, cancelledBy: agent, cancelledAt: monday('12:00') })]
    expect(ofClock(cancelled, resolve({ serviceLevel, resolvedAt: monday('16:00') }))).toMatchObject([
      ['SlaClockWithdrawn', { withdrawnAt: monday('16:00') }],
    ])
  })

  it('starts with a policy that promises it, where somebody is to come and nobody came yet', () => {
    const { 'visit-arrival': _, ...unpromised } = siteDesk.targets.moderate ?? {}
    const before = { ...siteDesk, targets: { ...siteDesk.targets, moderate: unpromised } }
    const to = { ...siteDesk, version: count(2) }
    const change = changeServiceLevel({ from: before, to })
    const open = openTicket({ serviceLevel: before })
    const visit = [scheduleVisit({ serviceLevel: before, window: tuesdayMorning }), confirmTechnician()]
    expect(ofClock([open, ...visit], change)).toMatchObject([['SlaClockStarted', { startsAt: monday('12:00') }]])
    expect(ofClock([open], change)).toStrictEqual([])
    const came = arrive({ serviceLevel: before, arrivedAt: tuesday('09:30') })
    const later = changeServiceLevel({ from: before, to, changedAt: tuesday('12:00') })
    expect(ofClock([open, ...visit, came], later)).toStrictEqual([])
  })

  it('is laid on the target of another priority, as the other clocks are', () => {
    const urgent = {
      ...siteDesk,
      targets: { ...siteDesk.targets, high: { 'visit-arrival': duration('PT4H') } },
    }
    const history = [openTicket({ serviceLevel: urgent }), scheduleVisit({ serviceLevel: urgent })]
    expect(ofClock(history, prioritise({ serviceLevel: urgent }))).toMatchObject([
      ['SlaReassigned', { target: 'PT4H', dueAt: monday('13:00') }],
    ])
  })
})
