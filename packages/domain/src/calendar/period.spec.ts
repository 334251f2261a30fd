import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { daysBetween, type LocalDate, localDateOfEpochDay, plusDays } from './local-date.js'
import { anchoredPeriodEnd, Period, type PeriodRule } from './period.js'

/** Public holidays of all of Germany that the vectors could meet. */
const germanHolidays = [
  '2025-05-01',
  '2025-05-29',
  '2025-06-09',
  '2026-05-01',
  '2026-05-14',
  '2026-05-25',
] as ReadonlyArray<string> as ReadonlyArray<LocalDate>

const end = (anchor: string, period: string, rule: PeriodRule, times = 1): LocalDate =>
  anchoredPeriodEnd({ anchor: anchor as LocalDate, period: period as Period, times, rule, holidays: germanHolidays })

describe('a period from an anchor', () => {
  it.each([
    ['2024-08-31', 'P6M', '2025-02-28'],
    ['2023-08-31', 'P6M', '2024-02-29'],
    ['2024-02-29', 'P1Y', '2025-02-28'],
    ['2024-02-29', 'P4Y', '2028-02-29'],
    ['2025-01-31', 'P1M', '2025-02-28'],
    ['2025-03-10', 'P2Y', '2027-03-10'],
    ['2025-06-02', 'P2W', '2025-06-16'],
    ['2025-01-31', 'P1Y1M1W1D', '2026-03-08'],
  ])('%s + %s is over on %s', (anchor, period, endsOn) => {
    expect(end(anchor, period, 'event-day-excluded-no-roll')).toBe(endsOn)
  })

  it('is counted from the anchor every time, never from a month that was too short', () => {
    expect(end('2025-01-31', 'P1M', 'event-day-excluded-no-roll', 3)).toBe('2025-04-30')
    const chained = end(
      end(end('2025-01-31', 'P1M', 'event-day-excluded-no-roll'), 'P1M', 'event-day-excluded-no-roll'),
      'P1M',
      'event-day-excluded-no-roll',
    )
    expect(chained).toBe('2025-04-28')
  })

  it('covers one day less where its first day is counted', () => {
    expect(end('2022-01-01', 'P1Y', 'start-day-included')).toBe('2022-12-31')
    expect(end('2025-06-02', 'P14D', 'start-day-included')).toBe('2025-06-15')
  })

  it('covers no day less where its month was too short already', () => {
    expect(end('2024-08-31', 'P6M', 'start-day-included')).toBe('2025-02-28')
    expect(end('2024-02-29', 'P1Y', 'start-day-included')).toBe('2025-02-28')
    expect(end('2025-01-31', 'P1M', 'start-day-included', 3)).toBe('2025-04-30')
    expect(end('2024-02-29', 'P4Y', 'start-day-included')).toBe('2028-02-28')
  })
})

describe('withdrawal within 14 days, event-day-excluded, in Germany', () => {
  it('counts from the last parcel', () => {
    expect(end('2025-05-06', 'P14D', 'event-day-excluded')).toBe('2025-05-20')
  })

  it('goes on from a Saturday to Monday', () => {
    expect(end('2025-05-10', 'P14D', 'event-day-excluded')).toBe('2025-05-26')
  })

  it('goes on past a holiday that follows a weekend', () => {
    // 24 May 2025 + 14 days is Saturday 7 June; Monday 9 June is Whit Monday.
    expect(end('2025-05-24', 'P14D', 'event-day-excluded')).toBe('2025-06-10')
    expect(end('2025-05-15', 'P14D', 'event-day-excluded')).toBe('2025-05-30')
  })

  it('lasts twelve months more, from the end of the initial period before it was moved, where nobody informed', () => {
    const initial = end('2025-05-06', 'P14D', 'event-day-excluded-no-roll')
    expect(end(initial, 'P12M', 'event-day-excluded')).toBe('2026-05-20')
    // 24 May 2026 is a Sunday, and the day after it Whit Monday.
    const initialOnSaturday = end('2025-05-10', 'P14D', 'event-day-excluded-no-roll')
    expect(end(initialOnSaturday, 'P12M', 'event-day-excluded')).toBe('2026-05-26')
  })
})

describe('liability for conformity, event-day-excluded-no-roll', () => {
  it('is two years from delivery, longer by the days of a suspension', () => {
    const twoYears = end('2025-03-10', 'P2Y', 'event-day-excluded-no-roll')
    expect(twoYears).toBe('2027-03-10')
    expect(plusDays(twoYears, 20)).toBe('2027-03-30')
  })

  it('is twelve months longer after a repair, in either order with a suspension', () => {
    const twoYears = end('2026-08-10', 'P2Y', 'event-day-excluded-no-roll')
    expect(twoYears).toBe('2028-08-10')
    expect(end(twoYears, 'P12M', 'event-day-excluded-no-roll')).toBe('2029-08-10')
    expect(plusDays(end(twoYears, 'P12M', 'event-day-excluded-no-roll'), 20)).toBe('2029-08-30')
    expect(end(plusDays(twoYears, 20), 'P12M', 'event-day-excluded-no-roll')).toBe('2029-08-30')
  })
})

describe('the right to reject within 30 days, event-day-excluded-no-roll', () => {
  const rejectable = end('2025-01-10', 'P30D', 'event-day-excluded-no-roll')
  /** Days of waiting for a repair, the first and the last included. */
  const waiting = (asked: string, back: string) => daysBetween(asked as LocalDate, back as LocalDate) + 1

  it('ends on a Sunday where that is its last day', () => {
    expect(rejectable).toBe('2025-02-09')
  })

  it('stops while a repair is waited for, and leaves seven days at least', () => {
    const later = (one: LocalDate, other: LocalDate) => (one > other ? one : other)
    const afterRepair = (asked: string, back: string) =>
      later(plusDays(rejectable, waiting(asked, back)), end(back, 'P7D', 'event-day-excluded-no-roll'))
    expect(afterRepair('2025-02-04', '2025-02-18')).toBe('2025-02-25')
    expect(afterRepair('2025-01-20', '2025-02-03')).toBe('2025-02-24')
  })
})

it('is never shorter for a longer time, and rolls only forward', () => {
  const anyDay = fc.integer({ min: 18_000, max: 24_000 }).map(localDateOfEpochDay)
  fc.assert(
    fc.property(
      anyDay,
      fc.constantFrom('P1D', 'P14D', 'P1M', 'P6M', 'P1Y'),
      fc.nat({ max: 24 }),
      (anchor, period, times) => {
        const unrolled = end(anchor, period, 'event-day-excluded-no-roll', times + 1)
        expect(end(anchor, period, 'event-day-excluded-no-roll', times) < unrolled).toBe(true)
        const rolled = end(anchor, period, 'event-day-excluded', times + 1)
        expect(daysBetween(unrolled, rolled)).toBeGreaterThanOrEqual(0)
        expect(daysBetween(unrolled, rolled)).toBeLessThanOrEqual(4)
        const included = end(anchor, period, 'start-day-included', times + 1)
        expect([0, 1]).toContain(daysBetween(included, unrolled))
      },
    ),
  )
})

it.each([
  ['P6M', true],
  ['P2Y', true],
  ['P14D', true],
  ['P1Y6M', true],
  ['P2W', true],
  ['P', false],
  ['P0D', false],
  ['P06M', false],
  ['P1.5Y', false],
  ['P1D1M', false],
  ['PT8H', false],
  ['P1DT1H', false],
  ['-P1D', false],
])('%s as a period: %s', (text, isOne) => {
  expect(E.isRight(Period.decode(text))).toBe(isOne)
})
