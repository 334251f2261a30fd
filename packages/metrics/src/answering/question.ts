import type { BusinessCalendar, Instant, LocalDate, Zone } from '@aftersale/domain/calendar'
import { localMonthOf, startOfDay } from '@aftersale/domain/calendar'
import type { Dimension } from './dimension.js'
import { windowMilliseconds } from './window.js'

/** What two openings must have in common to be the same trouble again. */
export const keyParts = ['customer', 'topic', 'category', 'subcategory', 'asset', 'purchase'] as const
export type KeyPart = (typeof keyParts)[number]

export interface Question {
  /** Names of metrics; absent: all. */
  readonly metrics?: ReadonlyArray<string>
  readonly by?: ReadonlyArray<Dimension>
  /** The period: from the start of a local date (`2025-01-01`) or an instant; absent: from the beginning. */
  readonly from?: string
  /** Its end, excluded; absent: open. */
  readonly until?: string
  readonly zone: Zone
  /**
   * What had happened by then: what came later is pending, or no case yet. The facts must be folded from the events that
   * were recorded by then, and no others: what the desk knew is not in the facts any more.
   */
  readonly asOf: Instant
  /** In place of each metric's own window: `P7D`, `PT12H`. */
  readonly window?: string
  /** Of `mean-cumulative-repairs`, in place of its window: whole days of use, each a figure of its own. */
  readonly days?: ReadonlyArray<number>
  /** Of `repeat-contact`; absent: the customer. */
  readonly key?: ReadonlyArray<KeyPart>
  /** For the figures in business time; without one there are none. */
  readonly calendar?: BusinessCalendar
}

/** A question in numbers. Instants are epoch milliseconds. */
export interface Scope {
  readonly by: ReadonlyArray<Dimension>
  readonly from: number
  readonly until: number
  readonly asOf: number
  readonly monthOf: (at: number) => string
  /** The window asked for, else this one. */
  readonly windowOr: (standard: string) => { readonly text: string; readonly milliseconds: number }
  /** Each once, in ascending order. */
  readonly days?: ReadonlyArray<number>
  readonly key: ReadonlyArray<KeyPart>
  readonly calendar?: BusinessCalendar
  /** The period as it was asked for, to be named in each figure. */
  readonly period: Readonly<Record<string, string>>
}

/** Throws a RangeError for a window, a day of use or a bound of the period that is none. */
export const scopeOf = (question: Question): Scope => {
  const { by = [], from, until, zone, asOf, window, days, key = ['customer'], calendar } = question
  const months = new Map<number, string>()
  return {
    by,
    from: from === undefined ? Number.NEGATIVE_INFINITY : boundOf(from, zone),
    until: until === undefined ? Number.POSITIVE_INFINITY : boundOf(until, zone),
    asOf: boundOf(asOf, zone),
    monthOf: (at) => {
      // Offsets are whole seconds, so a second has one month; figure after figure asks for the same ones.
      const second = Math.floor(at / 1000)
      const known = months.get(second)
      if (known !== undefined) return known
      const month = localMonthOf(new Date(at).toISOString() as Instant, zone)
      months.set(second, month)
      return month
    },
    windowOr: (standard) => {
      const text = window ?? standard
      const milliseconds = windowMilliseconds(text)
      if (milliseconds === undefined) throw new RangeError(`${text} is not a window such as P7D or PT12H`)
      return { text, milliseconds }
    },
    ...(days !== undefined && { days: daysOf(days) }),
    key,
    ...(calendar !== undefined && { calendar }),
    period: { ...(from !== undefined && { from }), ...(until !== undefined && { until }) },
  }
}

const daysOf = (days: ReadonlyArray<number>): ReadonlyArray<number> => {
  const wrong = days.find((day) => !Number.isInteger(day) || day < 0 || day > 1_000_000)
  if (wrong !== undefined) throw new RangeError(`${wrong} is not a day of use, a whole number from 0 on`)
  return [...new Set(days)].sort((left, right) => left - right)
}

const LOCAL_DATE = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

const boundOf = (text: string, zone: Zone): number => {
  if (LOCAL_DATE.test(text) && isDay(text)) return Date.parse(startOfDay(text as LocalDate, zone))
  const at = INSTANT.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at)) throw new RangeError(`${text} is neither a date such as 2025-01-31 nor an instant`)
  return at
}

/** There is no 30 February: JavaScript would make it one in March. */
const isDay = (text: string): boolean => {
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
