import { greaterOf, lesserOf } from './lesser-of.js'

it.each([
  [300n, 500n],
  [-500n, -300n],
  [-1n, 0n],
  [10n ** 18n - 2n, 10n ** 18n - 1n],
  [4n, 4n],
])('of %i and %i the first is the lesser and the second the greater, in either order', (lesser, greater) => {
  expect([lesserOf(lesser, greater), lesserOf(greater, lesser)]).toEqual([lesser, lesser])
  expect([greaterOf(lesser, greater), greaterOf(greater, lesser)]).toEqual([greater, greater])
})
