import * as E from 'fp-ts/lib/Either.js'
import { aroundTheClock, BusinessCalendar, holidaysWithin, isWorkingDay } from './business-calendar.js'
import { at, berlin, calendar, hours, nightShift, officeHours } from './calendar.fixtures.js'
import type { LocalDate } from './local-date.js'

const day = (text: string): LocalDate => text as LocalDate

it('reads back what it was written as', () => {
  for (const one of [officeHours, nightShift, aroundTheClock(berlin)]) {
    expect(BusinessCalendar.decode(JSON.parse(JSON.stringify(one)))).toEqual(E.right(one))
  }
})

it.each([
  ['an unknown zone', { zone: 'Europe/Nowhere' }],
  ['a holiday that does not exist', { holidays: ['2025-02-29'] }],
  ['a time that no clock shows', { weekly: { ...officeHours.weekly, friday: [{ from: '09:00', until: '25:00' }] } }],
  ['hours that start at the end of the day', { weekly: { ...officeHours.weekly, friday: [hours('24:00', '08:00')] } }],
  ['a weekday left out', { weekly: { ...officeHours.weekly, sunday: undefined } }],
])('a calendar with %s is refused', (_, fault) => {
  expect(E.isLeft(BusinessCalendar.decode({ ...officeHours, ...fault }))).toBe(true)
})

describe('a working day', () => {
  const closedOnWhitMonday = calendar(berlin, { weekdays: [hours('09:00', '17:00')] }, '2025-06-09')

  it('has hours that start on it, and is no holiday', () => {
    expect(isWorkingDay(closedOnWhitMonday, day('2025-06-06'))).toBe(true)
    expect(isWorkingDay(closedOnWhitMonday, day('2025-06-07'))).toBe(false)
    expect(isWorkingDay(closedOnWhitMonday, day('2025-06-09'))).toBe(false)
  })

  it('is not made by the end of a night shift', () => {
    const weekdayNights = calendar(berlin, { weekdays: [hours('22:00', '06:00')] })
    expect(isWorkingDay(weekdayNights, day('2025-06-06'))).toBe(true)
    expect(isWorkingDay(weekdayNights, day('2025-06-07'))).toBe(false)
  })
})

it('tells which holidays took hours away, so that a due instant can be explained', () => {
  // 3 October 2026 is a Saturday, on which the desk is closed anyway.
  const holidays = ['2026-10-03', '2025-06-09', '2025-05-29', '2025-06-09', '2024-12-25']
  const desk = calendar(berlin, { weekdays: [hours('09:00', '17:00')] }, ...holidays)
  const within = (from: string, until: string) => holidaysWithin(desk, { from: at(from), until: at(until) })
  expect(within('2025-05-28T16:00+02:00', '2025-06-10T10:00+02:00')).toEqual(['2025-05-29', '2025-06-09'])
  expect(within('2025-05-29T23:59+02:00', '2025-06-09T00:01+02:00')).toEqual(['2025-05-29', '2025-06-09'])
  expect(within('2025-05-30T00:00+02:00', '2025-06-09T00:00+02:00')).toEqual([])
  expect(within('2026-09-01T00:00+02:00', '2026-12-01T00:00+01:00')).toEqual([])
})
