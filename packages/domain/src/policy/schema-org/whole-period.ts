import type { Period } from '../../calendar/period.js'

const partsOf = (period: Period) => {
  const part = (letter: string): number => Number(new RegExp(`(\\d+)${letter}`).exec(period)?.[1] ?? 0)
  return { months: part('Y') * 12 + part('M'), days: part('W') * 7 + part('D') }
}

/** A period of days and weeks alone, in days; undefined where it has months, whose length depends on where they start. */
export const daysOf = (period: Period): number | undefined => {
  const { months, days } = partsOf(period)
  return months === 0 ? days : undefined
}

/** A period in one unit, by its code in UN/CEFACT recommendation 20; undefined where it has months and days. */
export const inOneUnit = (
  period: Period,
): { readonly value: number; readonly unitCode: 'ANN' | 'MON' | 'DAY' } | undefined => {
  const { months, days } = partsOf(period)
  if (months > 0 && days > 0) return undefined
  if (months === 0) return { value: days, unitCode: 'DAY' }
  return months % 12 === 0 ? { value: months / 12, unitCode: 'ANN' } : { value: months, unitCode: 'MON' }
}

const letters: Readonly<Record<string, string>> = { ANN: 'Y', MON: 'M', WEE: 'W', DAY: 'D' }

/** The period that so many of a unit are; undefined for what is no such unit or no period. */
export const periodOf = (value: number, unitCode: unknown): string | undefined => {
  const letter = typeof unitCode === 'string' && Object.hasOwn(letters, unitCode) ? letters[unitCode] : undefined
  return letter === undefined || !Number.isSafeInteger(value) || value < 1 ? undefined : `P${value}${letter}`
}
