import * as t from 'io-ts'

/** What a device measured, in whatever unit its fault code has. Finite, and as JSON can say it. */
export const MeasuredValue = t.refinement(
  t.number,
  (value) => Number.isFinite(value) && !Object.is(value, -0),
  'MeasuredValue',
)
