import * as fc from 'fast-check'
import { type UnitRuns, unitsOf } from './unit-runs.js'

export const units = (...numbers: ReadonlyArray<number>): UnitRuns => unitsOf(numbers)

/** Any set of the units 1 to 40. */
export const anyUnits: fc.Arbitrary<UnitRuns> = fc.array(fc.integer({ min: 1, max: 40 })).map(unitsOf)
