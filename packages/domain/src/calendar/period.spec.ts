import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { Temporal } from 'temporal-polyfill'
import { at, berlin } from './calendar.fixtures.js'
import { instantPlus } from './duration.js'
import { daysBetween, endOfDay, type LocalDate, localDateOfEpochDay, plusDays, startOfDay } from './local-date.js'
import { type AnchoredPeriod, anchoredPeriodEnd, Period, type PeriodRule } from './period.js'
import type { Standstill } from './standstill.js'

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

const named = <Text extends string>(text: string): Text => text as Text

const days = (firstOn: string, lastOn: string): Standstill => ({ firstOn: named(firstOn), lastOn: named(lastOn) })

/** By the rule that never moves, but for what is said otherwise. */
const endOf = (
  anchor: string,
  period: string,
  more: Partial<Omit<AnchoredPeriod, 'anchor' | 'period' | 'extendedBy'>> & { extendedBy?: ReadonlyArray<string> } = {},
): LocalDate =>
  anchoredPeriodEnd({
    rule: 'event-day-excluded-no-roll',
    ...more,
    anchor: named(anchor),
    period: named(period),
    extendedBy: (more.extendedBy ?? []).map((extension) => named(extension)),
  })

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
    expect(end('2025-01-31', 'P1M1D', 'start-day-included')).toBe('2025-03-01')
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
    const uninformed = { extendedBy: ['P12M'], rule: 'event-day-excluded', holidays: germanHolidays } as const
    expect(endOf('2025-05-06', 'P14D', uninformed)).toBe('2026-05-20')
    // From Saturday 24 May 2025, not from Monday. 24 May 2026 is a Sunday, and the day after it Whit Monday.
    expect(endOf('2025-05-10', 'P14D', uninformed)).toBe('2026-05-26')
    // From 5 March 2024, the end of the initial period, though 2024-02-20 is a leap year's.
    expect(endOf('2024-02-20', 'P14D', uninformed)).toBe('2025-03-05')
  })

  it('lasts 14 days from the day of the information, where that came late', () => {
    // 1 August 2025 is a Friday: the 15th is one too.
    expect(end('2025-08-01', 'P14D', 'event-day-excluded')).toBe('2025-08-15')
  })
})

describe('liability for conformity, event-day-excluded-no-roll', () => {
  /** Twenty days in custody, told as two visits that overlap. */
  const inCustody = [days('2026-09-10', '2026-09-20'), days('2026-09-01', '2026-09-12')]

  it('is two years from delivery, longer by the days of a suspension', () => {
    expect(endOf('2025-03-10', 'P2Y')).toBe('2027-03-10')
    expect(endOf('2025-03-10', 'P2Y', { standstills: inCustody })).toBe('2027-03-30')
  })

  it('is twelve months longer after a repair, in either order with a suspension', () => {
    expect(endOf('2026-08-10', 'P2Y')).toBe('2028-08-10')
    expect(endOf('2026-08-10', 'P2Y', { extendedBy: ['P12M'] })).toBe('2029-08-10')
    expect(endOf('2026-08-10', 'P2Y', { extendedBy: ['P12M'], standstills: inCustody })).toBe('2029-08-30')
    const afterTwoYears = [days('2028-09-01', '2028-09-20')]
    expect(endOf('2026-08-10', 'P2Y', { extendedBy: ['P12M'], standstills: afterTwoYears })).toBe('2029-08-30')
  })

  it('counts the extension with the years, not from a day they were cut to, and not from a suspended end', () => {
    expect(endOf('2024-02-29', 'P3Y', { extendedBy: ['P12M'] })).toBe('2028-02-29')
    // After months and days, from the day that they end on: 24 February 2025.
    expect(endOf('2025-01-10', 'P1M14D', { extendedBy: ['P12M'] })).toBe('2026-02-24')
    // 20 days after 10 February 2028 would be 1 March, and twelve months after that 1 March 2029.
    const extended = { extendedBy: ['P12M'], standstills: [days('2027-01-01', '2027-01-20')] }
    expect(endOf('2026-02-10', 'P2Y', extended)).toBe('2029-03-02')
  })
})

describe('the right to reject within 30 days, event-day-excluded-no-roll', () => {
  const rejectable = (...standstills: ReadonlyArray<Standstill>) =>
    endOf('2025-01-10', 'P30D', { standstills, leastLeft: named('P7D') })

  it('ends on a Sunday where that is its last day', () => {
    expect(rejectable()).toBe('2025-02-09')
  })

  it('stops while a repair is waited for, the first and the last day included, and leaves seven days at least', () => {
    expect(rejectable(days('2025-02-04', '2025-02-18'))).toBe('2025-02-25')
    expect(rejectable(days('2025-01-20', '2025-02-03'))).toBe('2025-02-24')
  })

  it('stops on its last day still, and not once it is over', () => {
    expect(rejectable(days('2025-02-09', '2025-02-18'))).toBe('2025-02-25')
    expect(rejectable(days('2025-02-10', '2025-02-18'))).toBe('2025-02-09')
    expect(rejectable(days('2025-02-04', '2025-02-18'), days('2025-02-25', '2025-02-26'))).toBe('2025-03-05')
    expect(rejectable(days('2025-02-04', '2025-02-18'), days('2025-02-26', '2025-02-27'))).toBe('2025-02-25')
  })
})

describe('a standstill', () => {
  it('takes no day that the period does not count', () => {
    // The period counts from 11 January, by start-day-included from the 10th.
    expect(endOf('2025-01-10', 'P30D', { standstills: [days('2025-01-01', '2025-01-10')] })).toBe('2025-02-09')
    expect(endOf('2025-01-10', 'P30D', { standstills: [days('2025-01-01', '2025-01-11')] })).toBe('2025-02-10')
    const included = { rule: 'start-day-included', standstills: [days('2025-01-01', '2025-01-10')] } as const
    expect(endOf('2025-01-10', 'P30D', included)).toBe('2025-02-09')
  })

  it('comes before the move to a working day', () => {
    // 14 days from 10 May end on Saturday the 24th; stopped for two, on Monday the 26th; for seven, on Saturday the 31st.
    const rolls = { rule: 'event-day-excluded', holidays: germanHolidays } as const
    expect(endOf('2025-05-10', 'P14D', { ...rolls, standstills: [days('2025-05-12', '2025-05-13')] })).toBe(
      '2025-05-26',
    )
    expect(endOf('2025-05-10', 'P14D', { ...rolls, standstills: [days('2025-05-12', '2025-05-18')] })).toBe(
      '2025-06-02',
    )
  })

  it('that ends before it begins takes nothing', () => {
    expect(endOf('2025-01-10', 'P30D', { standstills: [days('2025-01-20', '2025-01-19')] })).toBe('2025-02-09')
  })

  it('is made up for: the period runs on as many days as without, in whatever order and overlap', () => {
    const start = '2025-01-10' as LocalDate
    const anyStandstill = fc
      .tuple(fc.integer({ min: -10, max: 90 }), fc.integer({ min: -2, max: 15 }))
      .map(([first, length]) => ({ firstOn: plusDays(start, first), lastOn: plusDays(start, first + length) }))
    fc.assert(
      fc.property(fc.array(anyStandstill, { maxLength: 6 }), fc.integer({ min: 1, max: 60 }), (standstills, length) => {
        const period = `P${length}D`
        const endsOn = endOf(start, period, { standstills })
        const stoodStill = (day: LocalDate) =>
          standstills.some(({ firstOn, lastOn }) => firstOn <= day && day <= lastOn)
        const counted = Array.from({ length: daysBetween(start, endsOn) }, (_, index) => plusDays(start, index + 1))
        expect(counted.filter((day) => !stoodStill(day))).toHaveLength(length)
        expect(stoodStill(endsOn)).toBe(false)
        expect(endOf(start, period, { standstills: standstills.toReversed() })).toBe(endsOn)
        expect(endOf(start, period, { standstills: [...standstills, ...standstills] })).toBe(endsOn)
        const least = endOf(start, period, { standstills, leastLeft: named('P7D') })
        expect(least >= endsOn).toBe(true)
      }),
    )
  })
})

describe('the end of a period as an instant', () => {
  it('is 24:00 of its last day on the clocks of its zone', () => {
    // In Berlin the clocks go forward on 30 March 2025 and back on 26 October.
    expect(endOfDay(endOf('2025-03-16', 'P14D'), berlin)).toBe(at('2025-03-31T00:00+02:00'))
    expect(endOfDay(endOf('2025-10-12', 'P14D'), berlin)).toBe(at('2025-10-27T00:00+01:00'))
  })

  it('is no number of hours: a day may have 23, or 25', () => {
    const [before, last] = [named<LocalDate>('2025-03-29'), endOf('2025-03-29', 'P1D')]
    expect(endOfDay(last, berlin)).toBe(instantPlus(endOfDay(before, berlin), 23 * 3_600_000))
    const [autumn, lastOfAutumn] = [named<LocalDate>('2025-10-25'), endOf('2025-10-25', 'P1D')]
    expect(endOfDay(lastOfAutumn, berlin)).toBe(instantPlus(endOfDay(autumn, berlin), 25 * 3_600_000))
  })

  it('leaves no gap between two periods', () => {
    const last = endOf('2022-01-01', 'P1Y', { rule: 'start-day-included' })
    expect(endOfDay(last, berlin)).toBe(startOfDay(named('2023-01-01'), berlin))
  })
})

describe('known failures', () => {
  it('D83: months are months, not thirty days', () => {
    expect(endOf('2025-01-15', 'P24M')).toBe('2027-01-15')
    expect(endOf('2025-01-15', 'P24M')).toBe(endOf('2025-01-15', 'P2Y'))
    expect(endOf('2025-01-15', 'P720D')).toBe('2027-01-05')
  })

  it('D84: a yearly contract covers its first day, and ends the day before that day next year', () => {
    expect(endOf('2025-04-01', 'P1Y', { rule: 'start-day-included' })).toBe('2026-03-31')
  })

  it('D85: a month from 31 January ends in February', () => {
    expect(endOf('2025-01-31', 'P1M')).toBe('2025-02-28')
    expect(endOf('2024-01-31', 'P1M')).toBe('2024-02-29')
  })
})

describe('the end of the calendar', () => {
  it('is its last day, up to which periods are counted as ever', () => {
    expect(endOf('9999-11-15', 'P1M')).toBe('9999-12-15')
    expect(endOf('9999-12-01', 'P1M')).toBe('9999-12-31')
    expect(endOf('9999-12-15', 'P1M', { rule: 'start-day-included' })).toBe('9999-12-31')
    expect(endOf('9999-12-15', 'P16D', { rule: 'start-day-included' })).toBe('9999-12-30')
  })

  it.each([
    ['2025-01-31', 'P9999Y'],
    ['9999-01-01', 'P99999M'],
    ['9999-12-30', 'P9999999D'],
    ['9999-12-31', 'P1D'],
  ])('ends a period of %s + %s that would last longer', (anchor, period) => {
    for (const rule of ['event-day-excluded', 'event-day-excluded-no-roll', 'start-day-included'] as const) {
      const free = { rule, holidays: [named<LocalDate>('9999-12-31')] }
      expect(endOf(anchor, period, { ...free, extendedBy: ['P9999Y'], times: 1000 })).toBe('9999-12-31')
      expect(endOf(anchor, period, { ...free, standstills: [days('0000-01-01', '9999-12-31')] })).toBe('9999-12-31')
    }
  })
})

const anyDay = fc.integer({ min: 18_000, max: 24_000 }).map(localDateOfEpochDay)

it('never drifts: months from an anchor end on its day of the month, or on the last day of a shorter month', () => {
  fc.assert(
    fc.property(anyDay, fc.nat({ max: 600 }), fc.integer({ min: 1, max: 24 }), (anchor, times, months) => {
      const { year, month, day } = Temporal.PlainDate.from(anchor)
      const index = year * 12 + month - 1 + times * months
      const whole = new Temporal.PlainYearMonth(Math.floor(index / 12), (index % 12) + 1)
      const expected = whole.toPlainDate({ day: Math.min(day, whole.daysInMonth) }).toString()
      expect(endOf(anchor, `P${months}M`, { times })).toBe(expected)
      // So many periods at once, each of them extending the first, and as many months in one.
      if (times > 0 && times <= 24) {
        const extendedBy = Array.from({ length: times - 1 }, () => `P${months}M`)
        expect(endOf(anchor, `P${months}M`, { extendedBy })).toBe(expected)
        expect(endOf(anchor, `P${months * times}M`)).toBe(expected)
      }
    }),
  )
})

it('is never shorter for a longer time, and rolls only forward', () => {
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
