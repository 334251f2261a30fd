import * as t from 'io-ts'

export interface LabourMinutesBrand {
  readonly LabourMinutes: unique symbol
}

/** Whole minutes of work, 0 or more. */
export const LabourMinutes = t.brand(
  t.number,
  (value): value is t.Branded<number, LabourMinutesBrand> => Number.isSafeInteger(value) && value >= 0,
  'LabourMinutes',
)
export type LabourMinutes = t.TypeOf<typeof LabourMinutes>
