import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { at } from './calendar.fixtures.js'
import { Duration, durationOf, instantPlus, millisecondsOf } from './duration.js'

it.each([
  ['PT0S', 0],
  ['PT0.001S', 1],
  ['PT0.25S', 250],
  ['PT59.9S', 59_900],
  ['PT1M', 60_000],
  ['PT8H', 28_800_000],
  ['PT8H30M', 30_600_000],
  ['PT1H0.5S', 3_600_500],
  ['PT100H', 360_000_000],
  ['PT2501999792H59M0.991S', Number.MAX_SAFE_INTEGER],
])('%s is %i milliseconds, and the other way round', (text, milliseconds) => {
  expect(E.isRight(Duration.decode(text))).toBe(true)
  expect(millisecondsOf(text as Duration)).toBe(milliseconds)
  expect(durationOf(milliseconds)).toBe(text)
})

it.each([
  ['in minutes only', 'PT90M'],
  ['in seconds only', 'PT3600S'],
  ['with a zero part', 'PT8H0M'],
  ['with a leading zero', 'PT08H'],
  ['with trailing zeros', 'PT0.50S'],
  ['finer than a millisecond', 'PT0.0001S'],
  ['with a decimal comma', 'PT0,5S'],
  ['of part of an hour', 'PT1.5H'],
  ['of a day', 'P1D'],
  ['of a day and hours', 'P1DT1H'],
  ['without a part', 'PT'],
  ['that is negative', '-PT1H'],
  ['longer than a number can count', 'PT2501999792H59M0.992S'],
  ['in lower case', 'pt8h'],
  ['that is no text', 28_800_000],
  ['with a line feed at its end', 'PT8H\n'],
])('a duration %s is refused', (_, text) => {
  expect(E.isLeft(Duration.decode(text))).toBe(true)
})

it('reads back every length it writes', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (milliseconds) => {
      const duration = durationOf(milliseconds)
      expect(Duration.decode(duration)).toEqual(E.right(duration))
      expect(millisecondsOf(duration)).toBe(milliseconds)
    }),
  )
})

it('accepts what is written as a length is, and no other text', () => {
  const number = fc.constantFrom(
    '',
    '0',
    '1',
    '9',
    '10',
    '20',
    '33',
    '59',
    '60',
    '61',
    '05',
    '100',
    '999999999',
    '2501999792',
  )
  const fraction = fc.constantFrom('', '.', '.0', '.5', '.50', '.05', '.001', '.999', '.0001')
  const part = (unit: string) =>
    fc.oneof(
      fc.constant(''),
      number.map((digits) => `${digits}${unit}`),
    )
  const seconds = fc.oneof(
    fc.constant(''),
    fc.tuple(number, fraction).map(([whole, rest]) => `${whole}${rest}S`),
  )
  const text = fc.tuple(part('H'), part('M'), seconds).map((parts) => `PT${parts.join('')}`)
  const isCanonical = (duration: string): boolean => {
    const milliseconds = millisecondsOf(duration as Duration)
    return Number.isSafeInteger(milliseconds) && durationOf(milliseconds) === duration
  }
  let accepted = 0
  fc.assert(
    fc.property(text, (duration) => {
      expect(Duration.is(duration)).toBe(isCanonical(duration))
      if (Duration.is(duration)) accepted += 1
    }),
    { numRuns: 3000 },
  )
  expect(accepted).toBeGreaterThan(300)
})

it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%d milliseconds are no duration', (milliseconds) => {
  expect(() => durationOf(milliseconds)).toThrow(RangeError)
})

it('is added to an instant as elapsed time, over a change of the clocks too', () => {
  expect(instantPlus(at('2025-03-29T22:00+01:00'), 8 * 3_600_000)).toBe(at('2025-03-30T07:00+02:00'))
  expect(instantPlus(at('2025-03-30T07:00+02:00'), -8 * 3_600_000)).toBe(at('2025-03-29T22:00+01:00'))
  expect(() => instantPlus(at('9999-12-31T23:59:59.999Z'), 1)).toThrow(RangeError)
})
