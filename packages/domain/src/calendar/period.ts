import * as t from 'io-ts'
import { Temporal } from 'temporal-polyfill'
import { dayOfWeek, type LocalDate, plusDays } from './local-date.js'

export interface PeriodBrand {
  readonly Period: unique symbol
}

const SHAPE = /^P(?=\d)(?:([1-9]\d{0,3})Y)?(?:([1-9]\d{0,4})M)?(?:([1-9]\d{0,5})W)?(?:([1-9]\d{0,6})D)?$/

/**
 * A number of calendar years, months, weeks and days, ISO 8601 date part only: `P6M`, `P2Y`, `P14D`. At least one day;
 * how long it is in hours depends on where it starts.
 */
export const Period = t.brand(t.string, (text): text is t.Branded<string, PeriodBrand> => SHAPE.test(text), 'Period')
export type Period = t.TypeOf<typeof Period>

/**
 * How a period is counted, see `anchoredPeriodEnd`. Regulation (EEC, Euratom) 1182/71 excludes the day of the event;
 * commercial contracts often include the day they start on.
 */
export const PeriodRule = t.keyof(
  { 'event-day-excluded': null, 'event-day-excluded-no-roll': null, 'start-day-included': null },
  'PeriodRule',
)
export type PeriodRule = t.TypeOf<typeof PeriodRule>

/**
 * The last day of `times` periods (1 where absent) from the anchor; the period ends with it, at its 24:00. Always
 * counted from the anchor: three months after 31 January are over on 30 April. A month that has no such day ends it on
 * its last. `event-day-excluded` goes on to the next day that is no Saturday, Sunday or holiday, the other rules never do.
 */
export const anchoredPeriodEnd = ({
  anchor,
  period,
  times = 1,
  rule,
  holidays = [],
}: {
  readonly anchor: LocalDate
  readonly period: Period
  readonly times?: number
  readonly rule: PeriodRule
  readonly holidays?: ReadonlyArray<LocalDate>
}): LocalDate => {
  const { endsOn, clamped } = sameDayLater(anchor, period, times)
  switch (rule) {
    case 'event-day-excluded':
      return nextWorkingDay(endsOn, holidays)
    case 'event-day-excluded-no-roll':
      return endsOn
    case 'start-day-included':
      return clamped ? endsOn : plusDays(endsOn, -1)
  }
}

const sameDayLater = (
  anchor: LocalDate,
  period: Period,
  times: number,
): { readonly endsOn: LocalDate; readonly clamped: boolean } => {
  const [, years = '0', months = '0', weeks = '0', days = '0'] = SHAPE.exec(period) ?? []
  const start = Temporal.PlainDate.from(anchor)
  const monthsLater = start.add({ months: times * (Number(years) * 12 + Number(months)) }, { overflow: 'constrain' })
  const endsOn = monthsLater.add({ days: times * (Number(weeks) * 7 + Number(days)) })
  return { endsOn: endsOn.toString() as LocalDate, clamped: monthsLater.day !== start.day }
}

const nextWorkingDay = (localDate: LocalDate, holidays: ReadonlyArray<LocalDate>): LocalDate => {
  let day = localDate
  while (dayOfWeek(day) >= SATURDAY || holidays.includes(day)) day = plusDays(day, 1)
  return day
}

const SATURDAY = 6
