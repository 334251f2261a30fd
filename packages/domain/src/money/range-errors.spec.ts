import { cumulativeShare, shareOfUnits } from './cumulative-share.js'
import { type Currency, exponentOf } from './currency.js'
import { halfUp } from './rate.js'

it.each<readonly [string, () => unknown]>([
  ['A denominator is above 0, not 0', () => halfUp({ numerator: 1n, denominator: 0n })],
  ['5 is no part of 4', () => cumulativeShare(100n, { part: 5n, whole: 4n })],
  ['-1 is no part of 3', () => shareOfUnits({ totalMinor: 100n, units: 3, takenBefore: 2, taken: -1 })],
  ['XAU is no currency', () => exponentOf('XAU' as string as Currency)],
])('what can be no amount is named: %s', (message, computed) => {
  expect(computed).toThrow(new RangeError(message))
})
