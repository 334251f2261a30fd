import * as t from 'io-ts'
import * as PlainDate from 'temporal-polyfill/fns/PlainDate'
import {
  dayOfWeek,
  epochDayOf,
  LAST_EPOCH_DAY,
  type LocalDate,
  localDateAtMost,
  localDateOfEpochDay,
  plusDays,
} from './local-date.js'
import { endAfterStandstills, type Standstill } from './standstill.js'

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

export interface AnchoredPeriod {
  readonly anchor: LocalDate
  readonly period: Period
  /** How many of them, 1 where absent. */
  readonly times?: number
  /** What the period is longer by, whether or not it stood still before; none of them moves to a working day. */
  readonly extendedBy?: ReadonlyArray<Period>
  /** When the period did not run. One that is still open is given as far as it has come. */
  readonly standstills?: ReadonlyArray<Standstill>
  /** How much of the period is left at least after each standstill, counted from its last day. */
  readonly leastLeft?: Period
  readonly rule: PeriodRule
  /** Local days that are free beside Saturdays and Sundays. */
  readonly holidays?: ReadonlyArray<LocalDate>
}

/**
 * The last day of a period, which ends with it, at its 24:00; 9999-12-31 for what would last longer.
 *
 * Always counted from the anchor: three months after 31 January are over on 30 April. A month that has no such day ends
 * it on its last. Months that extend months are counted with them; after days they are counted from the day that those
 * end on. Then come standstills, and last, by `event-day-excluded` alone, the move to the next day that is no Saturday,
 * Sunday or holiday.
 */
export const anchoredPeriodEnd = ({
  anchor,
  period,
  times = 1,
  extendedBy = [],
  standstills = [],
  leastLeft,
  rule,
  holidays = [],
}: AnchoredPeriod): LocalDate => {
  const { endsOn, clamped } = dayReached(anchor, [
    { period, times },
    ...extendedBy.map((extension) => ({ period: extension, times: 1 })),
  ])
  const countsAnchor = rule === 'start-day-included'
  const ranUntil = endAfterStandstills({
    startsOn: countsAnchor ? anchor : localDateAtMost(epochDayOf(anchor) + 1),
    endsOn: countsAnchor && !clamped ? plusDays(endsOn, -1) : endsOn,
    standstills,
    ...(leastLeft === undefined
      ? {}
      : { leastUntil: (lastOn) => dayReached(lastOn, [{ period: leastLeft, times: 1 }]).endsOn }),
  })
  return rule === 'event-day-excluded' ? workingDayFrom(ranUntil, holidays) : ranUntil
}

interface Step {
  readonly period: Period
  readonly times: number
}

/** `clamped` where the last of the months was too short for the day, or where the calendar ends. */
const dayReached = (
  anchor: LocalDate,
  steps: ReadonlyArray<Step>,
): { readonly endsOn: LocalDate; readonly clamped: boolean } => {
  let [from, months] = [anchor, 0]
  let reached = { endsOn: anchor, clamped: false }
  for (const { period, times } of steps) {
    const parts = partsOf(period)
    months += times * parts.months
    reached = monthsLater(from, months)
    if (parts.days > 0) {
      const epochDay = epochDayOf(reached.endsOn) + times * parts.days
      reached = { endsOn: localDateAtMost(epochDay), clamped: reached.clamped || epochDay > LAST_EPOCH_DAY }
      from = reached.endsOn
      months = 0
    }
  }
  return reached
}

const partsOf = (period: Period): { readonly months: number; readonly days: number } => {
  const [, years = '0', months = '0', weeks = '0', days = '0'] = SHAPE.exec(period) ?? []
  return { months: Number(years) * 12 + Number(months), days: Number(weeks) * 7 + Number(days) }
}

const monthsLater = (from: LocalDate, months: number): { readonly endsOn: LocalDate; readonly clamped: boolean } => {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number)
  if (year * 12 + month - 1 + months >= MONTHS_UNTIL_10000) return { endsOn: LAST_DAY, clamped: true }
  const later = PlainDate.addMonths(PlainDate.create(year, month, day), months, { overflow: 'constrain' })
  return { endsOn: PlainDate.toString(later) as LocalDate, clamped: later.day !== day }
}

const MONTHS_UNTIL_10000 = 120_000

const workingDayFrom = (localDate: LocalDate, holidays: ReadonlyArray<LocalDate>): LocalDate => {
  const isFree = (day: LocalDate): boolean => dayOfWeek(day) >= SATURDAY || holidays.includes(day)
  let day = localDate
  while (isFree(day) && day < LAST_DAY) day = plusDays(day, 1)
  return day
}

const SATURDAY = 6
const LAST_DAY = localDateOfEpochDay(LAST_EPOCH_DAY)
