import { type Instant, instantOf } from '@aftersale/messages'
import * as t from 'io-ts'
import type { Zone } from './zone.js'
import { firstInstantOf, localTimeOf, MILLISECONDS_A_DAY } from './zone-offsets.js'

export interface LocalDateBrand {
  readonly LocalDate: unique symbol
}

const SHAPE = /^\d{4}-\d{2}-\d{2}$/

/** A calendar day without a zone, `2025-06-02`: comparing two as text compares them in time. Years 0000 to 9999. */
export const LocalDate = t.brand(
  t.string,
  (text): text is t.Branded<string, LocalDateBrand> => SHAPE.test(text) && isRealDay(text),
  'LocalDate',
)
export type LocalDate = t.TypeOf<typeof LocalDate>

const isRealDay = (text: string): boolean => {
  const milliseconds = Date.parse(`${text}T00:00:00.000Z`)
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text)
}

export interface LocalMonthBrand {
  readonly LocalMonth: unique symbol
}

/** A calendar month without a zone, `2025-06`. Years 0000 to 9999. */
export const LocalMonth = t.brand(
  t.string,
  (text): text is t.Branded<string, LocalMonthBrand> => /^\d{4}-(0[1-9]|1[0-2])$/.test(text),
  'LocalMonth',
)
export type LocalMonth = t.TypeOf<typeof LocalMonth>

/** Days since 1970-01-01; negative before it. */
export const epochDayOf = (localDate: LocalDate): number =>
  Date.parse(`${localDate}T00:00:00.000Z`) / MILLISECONDS_A_DAY

/** Throws a RangeError outside the years 0000 to 9999. */
export const localDateOfEpochDay = (epochDay: number): LocalDate =>
  instantOf(epochDay * MILLISECONDS_A_DAY).slice(0, 10) as LocalDate

/** The same, but 9999-12-31 where that is later than days can be written. */
export const localDateAtMost = (epochDay: number): LocalDate => localDateOfEpochDay(Math.min(epochDay, LAST_EPOCH_DAY))

/** 9999-12-31. */
export const LAST_EPOCH_DAY = 2_932_896

/** The day that many days later; earlier where `days` is negative. Throws a RangeError outside the years 0000 to 9999. */
export const plusDays = (localDate: LocalDate, days: number): LocalDate =>
  localDateOfEpochDay(epochDayOf(localDate) + days)

/** How many days `to` lies after `from`; negative where it lies before. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => epochDayOf(to) - epochDayOf(from)

/** Monday is 1, Sunday is 7, as in ISO 8601. */
export const dayOfWeek = (localDate: LocalDate): number => dayOfWeekOfEpochDay(epochDayOf(localDate))

export const dayOfWeekOfEpochDay = (epochDay: number): number => ((((epochDay + 3) % 7) + 7) % 7) + 1

/** The day that the zone's clocks show at that instant. Throws a RangeError where it is outside the years 0000 to 9999. */
export const localDateOf = (instant: Instant, zone: Zone): LocalDate =>
  instantOf(localTimeOf(zone, Date.parse(instant))).slice(0, 10) as LocalDate

/** The month that the zone's clocks show at that instant. */
export const localMonthOf = (instant: Instant, zone: Zone): LocalMonth =>
  localDateOf(instant, zone).slice(0, 7) as LocalMonth

/** The first instant of the day: 00:00, or when the clocks were put forward over midnight, the time they were put to. */
export const startOfDay = (localDate: LocalDate, zone: Zone): Instant =>
  instantOf(firstInstantOf(zone, epochDayOf(localDate) * MILLISECONDS_A_DAY))

/** 24:00 of the day, exclusive: where the next one starts. */
export const endOfDay = (localDate: LocalDate, zone: Zone): Instant =>
  instantOf(firstInstantOf(zone, (epochDayOf(localDate) + 1) * MILLISECONDS_A_DAY))
