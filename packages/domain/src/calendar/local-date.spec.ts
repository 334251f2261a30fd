import * as E from 'fp-ts/lib/Either.js'
import { at, berlin } from './calendar.fixtures.js'
import { dayOfWeek, daysBetween, LocalDate, LocalMonth, localDateOf, localMonthOf, plusDays } from './local-date.js'
import { LocalTime } from './local-time.js'
import { Zone } from './zone.js'

const day = (text: string): LocalDate => text as LocalDate

describe('a local date', () => {
  it.each(['2025-06-02', '2024-02-29', '0000-01-01', '9999-12-31'])('may be %s', (text) => {
    expect(LocalDate.decode(text)).toEqual(E.right(text))
  })

  it.each(['2025-02-29', '2025-13-01', '2025-00-10', '2025-6-2', '20250602', '2025-06-02T00:00', '+2025-06-02', ''])(
    'is never %j',
    (text) => {
      expect(E.isLeft(LocalDate.decode(text))).toBe(true)
    },
  )

  it('has a day of the week, Monday being 1', () => {
    expect([day('2025-06-02'), day('2025-06-08'), day('1970-01-01'), day('1969-12-28')].map(dayOfWeek)).toEqual([
      1, 7, 4, 7,
    ])
  })

  it('is counted on and back over months and leap days', () => {
    expect(plusDays(day('2024-02-28'), 2)).toBe('2024-03-01')
    expect(plusDays(day('2025-01-01'), -1)).toBe('2024-12-31')
    expect(daysBetween(day('2024-02-28'), day('2024-03-01'))).toBe(2)
    expect(daysBetween(day('2024-03-01'), day('2024-02-28'))).toBe(-2)
    expect(() => plusDays(day('9999-12-31'), 1)).toThrow(RangeError)
  })

  it('is what the clocks of the zone show, not those of another', () => {
    const evening = at('2025-05-31T22:30:00Z')
    expect(localDateOf(evening, 'UTC' as Zone)).toBe('2025-05-31')
    expect(localDateOf(evening, berlin)).toBe('2025-06-01')
    expect(localMonthOf(evening, 'UTC' as Zone)).toBe('2025-05')
    expect(localMonthOf(evening, berlin)).toBe('2025-06')
  })
})

it.each([
  ['2025-06', true],
  ['2025-12', true],
  ['2025-13', false],
  ['2025-00', false],
  ['2025-6', false],
])('%s as a local month: %s', (text, isOne) => {
  expect(LocalMonth.is(text)).toBe(isOne)
})

it.each([
  ['00:00', true],
  ['23:59', true],
  ['24:00', true],
  ['24:01', false],
  ['9:00', false],
  ['09:60', false],
  ['09:00:00', false],
])('%s as a local time: %s', (text, isOne) => {
  expect(LocalTime.is(text)).toBe(isOne)
})

it.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['America/Argentina/Buenos_Aires', true],
  ['Etc/GMT+5', true],
  ['America/Port-au-Prince', true],
  ['europe/berlin', false],
  ['Europe/berlin', false],
  ['EUROPE/BERLIN', false],
  ['Europe/Nowhere', false],
  ['+01:00', false],
  ['Z', false],
  ['', false],
])('%j as a zone: %s', (text, isOne) => {
  expect(Zone.is(text)).toBe(isOne)
  expect(Zone.is(text)).toBe(isOne)
})
