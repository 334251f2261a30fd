import * as E from 'fp-ts/lib/Either.js'
import { aroundTheClock, BusinessCalendar, isWorkingDay } from './business-calendar.js'
import { berlin, calendar, hours, nightShift, officeHours } from './calendar.fixtures.js'
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
