import type { HolidayCalendar } from '../policy/holiday-calendar.js'
import { germanPublicHolidays } from '../policy/legal/index.js'
import type { WarrantyLayerTerms } from '../policy/warranty-terms/warranty-terms.js'
import {
  at,
  conformityLayer,
  deliver,
  extend,
  lastOn,
  motorLayer,
  noonOf,
  period,
  register,
  stateAfter,
  termsWith,
  text,
} from './warranty.fixtures.js'

type Rule = WarrantyLayerTerms['countingRule']

const lastDay = (
  anchor: string,
  length: string,
  rule: Rule,
  { more = [], calendar }: { readonly more?: ReadonlyArray<string>; readonly calendar?: HolidayCalendar } = {},
) => {
  const { proofs: _, ...layer } = motorLayer
  const calendarRef =
    calendar === undefined ? {} : { calendarRef: { policyId: calendar.calendarId, version: calendar.version } }
  const terms = termsWith({
    ...layer,
    ...calendarRef,
    startAnchor: 'delivery',
    period: period(length),
    countingRule: rule,
  })
  const { purchasedAt: __, ...data } = register({
    terms,
    ...(calendar === undefined ? {} : { calendars: [calendar] }),
  }).data
  const extensions = more.map((by, index) =>
    extend({ extensionId: text(`renewal-${index}`), by: period(by), cause: 'goodwill', extendedAt: noonOf(anchor) }),
  )
  const delivered = deliver({ anchoredAt: noonOf(anchor) })
  return lastOn(stateAfter({ type: 'RegisterWarranty', data }, delivered, ...extensions), 'motor')
}

describe('the last covered day', () => {
  it.each([
    ['2022-01-01', 'P1Y', '2022-12-31'],
    ['2024-02-29', 'P1Y', '2025-02-28'],
    ['2024-02-28', 'P1Y', '2025-02-27'],
  ])('of a period with its first day counted, from %s for %s, is %s', (anchor, length, expected) => {
    expect(lastDay(anchor, length, 'start-day-included')).toBe(expected)
  })

  it.each([
    ['2024-08-31', 'P6M', '2025-02-28'],
    ['2023-08-31', 'P6M', '2024-02-29'],
    ['2024-02-29', 'P1Y', '2025-02-28'],
    ['2024-02-29', 'P4Y', '2028-02-29'],
    ['2025-05-10', 'P14D', '2025-05-24'],
  ])('of a period with its first day not counted, from %s for %s, is %s', (anchor, length, expected) => {
    expect(lastDay(anchor, length, 'event-day-excluded-no-roll')).toBe(expected)
  })

  it('is counted from the anchor, not from the last clamped day: three months after 31 January are over on 30 April', () => {
    expect(lastDay('2025-01-31', 'P1M', 'event-day-excluded-no-roll', { more: ['P1M', 'P1M'] })).toBe('2025-04-30')
    expect(lastDay('2025-01-31', 'P3M', 'event-day-excluded-no-roll')).toBe('2025-04-30')
  })

  it('moves from a Saturday to the next working day where the rule says so', () => {
    expect(lastDay('2025-05-10', 'P14D', 'event-day-excluded', { calendar: germanPublicHolidays })).toBe('2025-05-26')
  })

  it('moves over a public holiday of the calendar that the terms name', () => {
    // Sunday 8 June 2025 is Whitsun, and its Monday is free.
    expect(lastDay('2025-05-25', 'P14D', 'event-day-excluded', { calendar: germanPublicHolidays })).toBe('2025-06-10')
    expect(lastDay('2025-05-25', 'P14D', 'event-day-excluded')).toBe('2025-06-09')
  })

  it('is the last of the calendar but two where it would lie behind it', () => {
    expect(lastDay('2025-01-01', 'P9999Y', 'start-day-included')).toBe('9999-12-29')
  })

  it('is the same whichever of two extensions came first', () => {
    const rule = 'event-day-excluded-no-roll'
    expect(lastDay('2025-01-20', 'P1M', rule, { more: ['P10D', 'P1M'] })).toBe('2025-03-30')
    expect(lastDay('2025-01-20', 'P1M', rule, { more: ['P1M', 'P10D'] })).toBe('2025-03-30')
  })

  it('is the day in the zone of the terms, which may not be that of the clock', () => {
    const terms = termsWith(conformityLayer)
    const late = deliver({ anchoredAt: at('2025-03-10T23:30Z') })
    expect(lastOn(stateAfter(register({ terms }), late))).toBe('2027-03-11')
  })
})
