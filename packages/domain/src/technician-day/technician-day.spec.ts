import { given } from '@aftersale/decider/testing'
import {
  after,
  at,
  block,
  book,
  bookNext,
  day,
  longDay,
  newYork,
  otherTicketId,
  petra,
  quentin,
  release,
  round,
  shortDay,
  text,
  unblock,
  visit,
  wednesdayAt,
} from './technician-day.fixtures.js'
import { technicianDay } from './technician-day.js'
import { technicianDayIdOf } from './technician-day-id.js'

const released = (
  because: 'moved' | 'cancelled' | 'completed' | 'technician-out',
  releasedAt = release().data.releasedAt,
) => {
  const { technicianDayId, technicianId, visitId, serviceTicketId } = book().data
  return {
    type: 'TechnicianReleased' as const,
    data: { technicianDayId, technicianId, visitId, round: round(1), serviceTicketId, because, releasedAt },
  }
}

describe('BookTechnician', () => {
  it('gives the time to the visit', () => {
    given(technicianDay).when(book()).records({ type: 'TechnicianBooked', data: book().data })
  })

  it.each([
    ['begins within it', '10:59', '12:00'],
    ['ends within it', '08:00', '09:01'],
    ['lies within it', '09:30', '10:00'],
    ['holds it', '08:00', '12:00'],
    ['is the same', '09:00', '11:00'],
  ])('is refused for a visit whose time %s, by the visit that has it', (_, from, until) => {
    given(technicianDay, after(book()))
      .when(bookNext({ from: wednesdayAt(from), until: wednesdayAt(until) }))
      .rejects({
        reason: 'TechnicianBusy',
        visitId: visit(1),
        from: wednesdayAt('09:00'),
        until: wednesdayAt('11:00'),
      })
  })

  it('takes visits that touch, but not their way there', () => {
    given(technicianDay, after(book())).when(bookNext()).records({ type: 'TechnicianBooked', data: bookNext().data })
    const before = bookNext({ from: wednesdayAt('08:00'), until: wednesdayAt('09:00') })
    given(technicianDay, after(book())).when(before).records({ type: 'TechnicianBooked', data: before.data })
    given(technicianDay, after(book()))
      .when(bookNext({ travelMinutes: round(1) }))
      .rejects({
        reason: 'TechnicianBusy',
        visitId: visit(1),
        from: wednesdayAt('09:00'),
        until: wednesdayAt('11:00'),
      })
    given(technicianDay, after(book({ travelMinutes: round(30) })))
      .when(bookNext({ from: wednesdayAt('08:00'), until: wednesdayAt('08:31') }))
      .rejects({
        reason: 'TechnicianBusy',
        visitId: visit(1),
        from: wednesdayAt('09:00'),
        until: wednesdayAt('11:00'),
      })
  })

  it('for a later appointment of the visit takes the place of the earlier one, in one step', () => {
    const moved = book({ round: round(2), from: wednesdayAt('10:00'), until: wednesdayAt('12:00') })
    given(technicianDay, after(book()))
      .when(moved)
      .records(released('moved', moved.data.bookedAt), { type: 'TechnicianBooked', data: moved.data })
    given(technicianDay, after(book(), bookNext()))
      .when(moved)
      .rejects({ reason: 'TechnicianBusy', visitId: visit(2), from: wednesdayAt('11:00'), until: wednesdayAt('13:00') })
    given(technicianDay, after(moved))
      .when(book())
      .rejects({
        reason: 'BookedInLaterRound',
        visitId: visit(1),
        round: 2,
      })
  })

  it('takes time that was given up', () => {
    const instead = bookNext({ from: wednesdayAt('09:00'), until: wednesdayAt('11:00') })
    given(technicianDay, after(book(), release()))
      .when(instead)
      .records({ type: 'TechnicianBooked', data: instead.data })
  })

  it('is refused beyond the local day, with the way there', () => {
    const beyond = { reason: 'WindowBeyondTheDay', on: book().data.on, zone: book().data.zone } as const
    const until = at('2025-06-05T00:00:00+02:00')
    const evening = book({ from: wednesdayAt('22:00'), until })
    given(technicianDay).when(evening).records({ type: 'TechnicianBooked', data: evening.data })
    given(technicianDay)
      .when(book({ from: wednesdayAt('22:00'), until: at('2025-06-05T00:01:00+02:00') }))
      .rejects(beyond)
    given(technicianDay)
      .when(book({ from: wednesdayAt('00:20'), until: wednesdayAt('01:00'), travelMinutes: round(21) }))
      .rejects(beyond)
    given(technicianDay)
      .when(book({ from: at('2025-06-03T09:00:00+02:00'), until: at('2025-06-03T11:00:00+02:00') }))
      .rejects(beyond)
  })

  it.each([
    ['of 23 hours', shortDay, '2025-03-30T00:00:00+01:00', '2025-03-31T00:00:00+02:00', '2025-03-31T00:01:00+02:00'],
    ['of 25 hours', longDay, '2025-10-26T00:00:00+02:00', '2025-10-27T00:00:00+01:00', '2025-10-27T00:01:00+01:00'],
  ])('knows a day %s by its clocks', (_, on, from, until, tooLate) => {
    const technicianDayId = technicianDayIdOf(petra, on)
    const allDay = book({ technicianDayId, on, from: at(from), until: at(until) })
    given(technicianDay).when(allDay).records({ type: 'TechnicianBooked', data: allDay.data })
    given(technicianDay)
      .when(book({ technicianDayId, on, from: at(from), until: at(tooLate) }))
      .rejects({ reason: 'WindowBeyondTheDay', on, zone: allDay.data.zone })
  })

  it('tells apart the hour that the clocks show twice', () => {
    const on = longDay
    const technicianDayId = technicianDayIdOf(petra, on)
    const first = book({
      technicianDayId,
      on,
      from: at('2025-10-26T02:00:00+02:00'),
      until: at('2025-10-26T02:30:00+02:00'),
    })
    const second = bookNext({
      technicianDayId,
      on,
      from: at('2025-10-26T02:00:00+01:00'),
      until: at('2025-10-26T02:30:00+01:00'),
    })
    given(technicianDay, after(first)).when(second).records({ type: 'TechnicianBooked', data: second.data })
  })

  it('keeps a day in one zone', () => {
    given(technicianDay, after(book()))
      .when(bookNext({ zone: newYork }))
      .rejects({ reason: 'DayKeptInAnotherZone', zone: book().data.zone })
  })

  it('is refused without time, on another stream than the technician’s day, and at the end of all days', () => {
    given(technicianDay)
      .when(book({ until: wednesdayAt('09:00') }))
      .rejects({ reason: 'NoTimeAsked' })
    // The way there is no time at the customer's.
    given(technicianDay)
      .when(book({ until: wednesdayAt('09:00'), travelMinutes: round(30) }))
      .rejects({ reason: 'NoTimeAsked' })
    given(technicianDay)
      .when(book({ technicianId: quentin }))
      .rejects({ reason: 'AddressedToAnotherDay', technicianDayId: technicianDayIdOf(quentin, book().data.on) })
    given(technicianDay, after(book()))
      .when(release({ technicianDayId: technicianDayIdOf(quentin, book().data.on) }))
      .rejects({ reason: 'AddressedToAnotherDay', technicianDayId: book().data.technicianDayId })
    for (const on of ['0000-01-01', '9999-12-31'].map(day)) {
      given(technicianDay)
        .when(book({ on, technicianDayId: technicianDayIdOf(petra, on) }))
        .rejects({ reason: 'DayOutOfCalendar', on })
    }
  })

  it('records nothing when repeated, also once it was given up, and is refused with other content', () => {
    for (const history of [[book()], [book(), release()], [book(), bookNext(), block()]]) {
      given(technicianDay, after(...history))
        .when(book())
        .recordsNothing()
    }
    given(technicianDay, after(book()))
      .when(book({ until: wednesdayAt('12:00') }))
      .rejects({ reason: 'BookingRoundReused', visitId: visit(1), round: 1 })
  })
})

describe('ReleaseTechnician', () => {
  it('gives the time back, once', () => {
    given(technicianDay, after(book())).when(release()).records(released('cancelled'))
    given(technicianDay, after(book(), release()))
      .when(release({ because: 'moved' }))
      .recordsNothing()
  })

  it('of a visit that is completed keeps what was used', () => {
    const done = release({ because: 'completed', releasedAt: wednesdayAt('10:00') })
    const { data } = released('completed', wednesdayAt('10:00'))
    given(technicianDay, after(book()))
      .when(done)
      .records({ type: 'TechnicianReleased', data: { ...data, takenUntil: wednesdayAt('10:00') } })
    const rest = bookNext({ from: wednesdayAt('10:00'), until: wednesdayAt('11:00') })
    given(technicianDay, after(book(), done)).when(rest).records({ type: 'TechnicianBooked', data: rest.data })
    given(technicianDay, after(book(), done))
      .when(bookNext({ from: wednesdayAt('09:59'), until: wednesdayAt('11:00') }))
      .rejects({
        reason: 'TechnicianBusy',
        visitId: visit(1),
        from: wednesdayAt('09:00'),
        until: wednesdayAt('11:00'),
      })
  })

  it('keeps no more than was booked, and nothing of a visit that was over before its time', () => {
    const late = wednesdayAt('12:30')
    given(technicianDay, after(book()))
      .when(release({ because: 'completed', releasedAt: late }))
      .records({
        type: 'TechnicianReleased',
        data: { ...released('completed', late).data, takenUntil: wednesdayAt('11:00') },
      })
    const early = wednesdayAt('09:00')
    given(technicianDay, after(book()))
      .when(release({ because: 'completed', releasedAt: early }))
      .records(released('completed', early))
  })

  it('of a visit of another ticket, which gave it the same id, releases nothing', () => {
    given(technicianDay, after(book()))
      .when(release({ serviceTicketId: otherTicketId }))
      .rejects({ reason: 'BookingUnknown', visitId: visit(1), round: 1 })
    given(technicianDay, after(book()))
      .when(book({ serviceTicketId: otherTicketId }))
      .rejects({ reason: 'TechnicianBusy', visitId: visit(1), from: wednesdayAt('09:00'), until: wednesdayAt('11:00') })
    const two = [book(), bookNext({ visitId: visit(1), serviceTicketId: otherTicketId })]
    given(technicianDay, after(...two, release({ serviceTicketId: otherTicketId })))
      .when(bookNext())
      .records({ type: 'TechnicianBooked', data: bookNext().data })
    given(technicianDay, after(...two, release()))
      .when(bookNext())
      .rejects({ reason: 'TechnicianBusy', visitId: visit(1), from: wednesdayAt('11:00'), until: wednesdayAt('13:00') })
  })

  it('is refused of an appointment that was never booked', () => {
    const unknown = { reason: 'BookingUnknown', visitId: visit(1), round: 1 } as const
    given(technicianDay).when(release()).rejects(unknown)
    given(technicianDay, after(book({ round: round(2) })))
      .when(release())
      .rejects(unknown)
  })
})

describe('BlockTechnician and UnblockTechnician', () => {
  const wholeDay = { from: at('2025-06-04T00:00:00+02:00'), until: at('2025-06-05T00:00:00+02:00') }

  it('takes the whole day, or a part of it', () => {
    given(technicianDay)
      .when(block())
      .records({ type: 'TechnicianBlocked', data: { ...block().data, ...wholeDay } })
    const hour = { from: wednesdayAt('08:00'), until: wednesdayAt('09:00') }
    given(technicianDay, after(book()))
      .when(block(hour))
      .records({ type: 'TechnicianBlocked', data: { ...block().data, ...hour } })
    given(technicianDay, after(block()))
      .when(book())
      .rejects({ reason: 'TechnicianOut', blockId: text('sick-note-1'), because: 'sick' })
  })

  it('by a sickness takes off the day the visits that it meets', () => {
    const { blockedAt } = block().data
    given(technicianDay, after(book(), bookNext()))
      .when(block({ from: wednesdayAt('07:00'), until: wednesdayAt('11:00') }))
      .records(released('technician-out', blockedAt), {
        type: 'TechnicianBlocked',
        data: { ...block().data, from: wednesdayAt('07:00'), until: wednesdayAt('11:00') },
      })
  })

  it('keeps as used what lies before the sickness', () => {
    const rest = { from: wednesdayAt('10:00'), until: wholeDay.until }
    given(technicianDay, after(book()))
      .when(block(rest))
      .records(
        {
          type: 'TechnicianReleased',
          data: { ...released('technician-out', block().data.blockedAt).data, takenUntil: wednesdayAt('10:00') },
        },
        { type: 'TechnicianBlocked', data: { ...block().data, ...rest } },
      )
  })

  it('for a holiday is refused while a visit stands in its way', () => {
    const holiday = block({ because: 'holiday' })
    given(technicianDay, after(book()))
      .when(holiday)
      .rejects({
        reason: 'TechnicianBusy',
        visitId: visit(1),
        from: wednesdayAt('09:00'),
        until: wednesdayAt('11:00'),
      })
    given(technicianDay, after(book(), release()))
      .when(holiday)
      .records({ type: 'TechnicianBlocked', data: { ...holiday.data, ...wholeDay } })
  })

  it('gives the day back, but not the visits', () => {
    const { technicianDayId, blockId, unblockedAt } = unblock().data
    given(technicianDay, after(book(), block()))
      .when(unblock())
      .records({ type: 'TechnicianUnblocked', data: { technicianDayId, technicianId: petra, blockId, unblockedAt } })
    given(technicianDay, after(book(), block(), unblock()))
      .when(bookNext())
      .records({ type: 'TechnicianBooked', data: bookNext().data })
  })

  it('records nothing when repeated, and is refused with other content or of an unknown block', () => {
    given(technicianDay, after(block())).when(block()).recordsNothing()
    given(technicianDay, after(block(), unblock())).when(block()).recordsNothing()
    given(technicianDay, after(block(), unblock())).when(unblock()).recordsNothing()
    given(technicianDay, after(block()))
      .when(block({ because: 'holiday' }))
      .rejects({ reason: 'BlockIdReused', blockId: text('sick-note-1') })
    given(technicianDay)
      .when(unblock())
      .rejects({ reason: 'BlockUnknown', blockId: text('sick-note-1') })
  })

  it('is refused beyond the day and without time', () => {
    given(technicianDay)
      .when(block({ until: at('2025-06-05T00:01:00+02:00') }))
      .rejects({ reason: 'WindowBeyondTheDay', on: book().data.on, zone: book().data.zone })
    given(technicianDay)
      .when(block({ from: wednesdayAt('12:00'), until: wednesdayAt('12:00') }))
      .rejects({ reason: 'NoTimeAsked' })
  })
})

it('gives the same day of the same technician the same stream, and no other', () => {
  const on = book().data.on
  expect(technicianDayIdOf(petra, on)).toBe('0bec7078-dab2-518c-b1d5-18a64d983ed4')
  expect(technicianDayIdOf(quentin, on)).not.toBe(technicianDayIdOf(petra, on))
  expect(technicianDayIdOf(petra, shortDay)).not.toBe(technicianDayIdOf(petra, on))
})

it('has nothing that falls due', () => {
  expect(given(technicianDay, after(book(), block())).deadlines).toStrictEqual([])
})
