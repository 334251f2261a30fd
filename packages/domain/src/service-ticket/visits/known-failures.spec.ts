import { given } from '@aftersale/decider/testing'
import { at } from '../../calendar/calendar.fixtures.js'
import { after, count, openTicket, recorded, resolve, text, tracesOf, wednesday } from '../service-ticket.fixtures.js'
import { serviceTicket } from '../service-ticket.js'
import {
  arrive,
  arrived,
  cancelVisit,
  completeVisit,
  confirmTechnician,
  drumCertificate,
  evidenceOf,
  recordNoShow,
  rescheduleVisit,
  scheduleVisit,
  washer,
  windowOn,
} from './visits.fixtures.js'

// The cases of published bug reports that a ticket's visits decide, each by what is right.

const opened = openTicket({ priority: 'planning' })

describe('D93: a visit that is cancelled leaves nothing behind that looks done', () => {
  const maintenance = { assetId: washer, scheduleId: text('yearly'), slot: count(2) }
  const booked = [opened, scheduleVisit({ purpose: 'maintenance', maintenance }), confirmTechnician()]

  it('gives its slot back by name, whoever cancels it and however often it was moved', () => {
    const cancelled = ['VisitCancelled', expect.objectContaining({ maintenance })]
    expect(recorded(after(...booked), cancelVisit())).toStrictEqual([cancelled])
    expect(recorded(after(...booked, rescheduleVisit()), cancelVisit())).toStrictEqual([cancelled])
  })

  it('gives it back where somebody was not there, too', () => {
    expect(recorded(after(...booked), recordNoShow())).toMatchObject([['VisitNoShowRecorded', { maintenance }]])
  })

  it('names it as done only by a completion, which needs an arrival and is none of a cancelled visit', () => {
    const there = [...booked, arrive()]
    expect(recorded(after(...there), completeVisit())).toMatchObject([
      ['VisitCompleted', { maintenance, outcome: 'done' }],
    ])
    given(serviceTicket, after(...booked))
      .when(completeVisit())
      .rejects({ reason: 'VisitNotArrived', visitId: scheduleVisit().data.visitId })
    given(serviceTicket, after(...booked, cancelVisit()))
      .when(completeVisit())
      .rejects({ reason: 'VisitAlreadyEnded', visitId: scheduleVisit().data.visitId, outcome: 'cancelled' })
    given(serviceTicket, after(opened, ...arrived))
      .when(resolve({ resolvedAt: wednesday('12:00') }))
      .rejects({ reason: 'OpenWork', promiseIds: [], visitIds: [scheduleVisit().data.visitId] })
  })
})

describe('D135: a visit that is booked before the clocks change comes at the time that was said', () => {
  const certification = evidenceOf([{ ...drumCertificate, lastOn: windowOn('2025-12-31', '00:00', '00:00').on }])
  const bookedOn = (scheduledAt: string, on: string) => [
    openTicket({ priority: 'planning', openedAt: at('2025-03-03T09:00+01:00') }),
    scheduleVisit({ window: windowOn(on, '09:00', '11:00'), certification, scheduledAt: at(scheduledAt) }),
  ]

  it.each([
    ['forward', '2025-03-20T10:00+01:00', '2025-04-03', '2025-04-03T09:00+02:00', '2025-04-03T11:00+02:00'],
    ['back', '2025-10-20T10:00+02:00', '2025-10-30', '2025-10-30T09:00+01:00', '2025-10-30T11:00+01:00'],
    ['not at all', '2025-06-02T10:00+02:00', '2025-06-04', '2025-06-04T09:00+02:00', '2025-06-04T11:00+02:00'],
  ])('at nine by the clocks of its day, where they go %s between booking and visit', (_, booked, on, from, to) => {
    const history = bookedOn(booked, on)
    expect(given(serviceTicket, after(...history)).deadlines).toMatchObject([{ dueAt: at(to) }])
    const [first, ...rest] = history
    expect(tracesOf(after(...(first === undefined ? [] : [first])), rest[0] ?? scheduleVisit())).toMatchObject([
      [{}, { ruleId: 'window-by-the-clocks-of-its-day', outcome: `${at(from)}/${at(to)}` }],
    ])
    const held = after(...history, confirmTechnician({ heldAt: at(booked) }))
    for (const arrivedAt of [at(from), at(to)]) {
      expect(recorded(held, arrive({ arrivedAt }))).toMatchObject([['VisitArrived', { timing: 'in-window' }]])
    }
  })

  it('and not an hour beside it, which is where an offset kept from the booking would put it', () => {
    const held = after(
      ...bookedOn('2025-03-20T10:00+01:00', '2025-04-03'),
      confirmTechnician({ heldAt: at('2025-03-20T10:00+01:00') }),
    )
    expect(recorded(held, arrive({ arrivedAt: at('2025-04-03T11:30+02:00') }))).toMatchObject([
      ['VisitWindowMissed', { missedAt: at('2025-04-03T11:00+02:00') }],
      ['VisitArrived', { timing: 'late', outsideBy: 'PT30M' }],
    ])
  })

  it('keeps the local time and the zone, and no instant made of them', () => {
    const [, scheduled] = after(...bookedOn('2025-03-20T10:00+01:00', '2025-04-03')).filter(
      ({ type }) => type === 'VisitScheduled' || type === 'ServiceTicketOpened',
    )
    expect(scheduled?.data).toMatchObject({
      window: { on: '2025-04-03', from: '09:00', to: '11:00', zone: 'Europe/Berlin' },
    })
  })
})
