import * as t from 'io-ts'

export interface SignedMinutesBrand {
  readonly SignedMinutes: unique symbol
}

/**
 * Whole minutes, rounded down, so that they are below zero exactly where the time is: half a minute too late is −1. A
 * `Duration` has no sign.
 */
export const SignedMinutes = t.brand(
  t.number,
  (value): value is t.Branded<number, SignedMinutesBrand> => Number.isSafeInteger(value),
  'SignedMinutes',
)
export type SignedMinutes = t.TypeOf<typeof SignedMinutes>

export const signedMinutesOf = (milliseconds: number): SignedMinutes =>
  Math.floor(milliseconds / 60_000) as SignedMinutes
