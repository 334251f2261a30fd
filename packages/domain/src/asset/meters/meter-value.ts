import * as t from 'io-ts'

export interface MeterValueBrand {
  readonly MeterValue: unique symbol
}

/** What a meter shows, in whole units of the meter's own (hours, cycles, kilometres): 0 to 2^53 − 1. */
export const MeterValue = t.brand(
  t.number,
  (value): value is t.Branded<number, MeterValueBrand> =>
    Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0),
  'MeterValue',
)
export type MeterValue = t.TypeOf<typeof MeterValue>
