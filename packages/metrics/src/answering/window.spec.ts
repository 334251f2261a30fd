import { windowMilliseconds } from './window.js'

it('is elapsed time: a day is 86,400 seconds', () => {
  expect(windowMilliseconds('P7D')).toBe(7 * 86_400_000)
  expect(windowMilliseconds('P2W')).toBe(14 * 86_400_000)
  expect(windowMilliseconds('PT12H')).toBe(12 * 3_600_000)
  expect(windowMilliseconds('PT1H30M')).toBe(5_400_000)
  expect(windowMilliseconds('PT90S')).toBe(90_000)
})

it('is none where it is a month, a mixture or no duration at all', () => {
  expect(['P1M', 'P1Y', 'P1DT1H', 'P', 'PT', '7', 'P-7D', 'P7', ''].map(windowMilliseconds)).toEqual(
    Array.from({ length: 9 }, () => undefined),
  )
})
