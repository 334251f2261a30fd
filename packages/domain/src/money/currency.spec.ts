import * as E from 'fp-ts/lib/Either.js'
import { Currency, exponentOf } from './currency.js'
import { currencyList } from './currency-list.js'

it.each([
  ['EUR', 2],
  ['USD', 2],
  ['GBP', 2],
  ...['JPY', 'KRW', 'VND', 'CLP', 'ISK', 'XAF', 'XOF', 'XPF', 'PYG', 'UGX', 'RWF'].map((code) => [code, 0] as const),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code) => [code, 3] as const),
  ['CLF', 4],
  ['UYW', 4],
  // Of each of them a fifth is the minor unit in the hand; ISO 4217 has two decimals.
  ['MGA', 2],
  ['MRU', 2],
] as const)('%s has %i decimals', (code, exponent) => {
  expect(exponentOf(code as string as Currency)).toBe(exponent)
})

it.each([
  ['in lower case', 'eur'],
  ['that is a symbol', '€'],
  ['by its number', '978'],
  ['that nobody has', 'EUX'],
  ['of two letters', 'EU'],
  ['with a blank', 'EUR '],
  ['with a line feed', 'EUR\n'],
  ['of two codes', 'EUR USD'],
  ['that has no minor unit: gold', 'XAU'],
  ['that has no minor unit: special drawing rights', 'XDR'],
  ['that is for tests', 'XTS'],
  ['that is empty', ''],
  ['named as what every object has', 'constructor'],
  ['named as the prototype', '__proto__'],
  ['that is a list', ['EUR']],
  ['that is nothing', null],
])('a currency %s is refused', (_, code) => {
  expect(E.isLeft(Currency.decode(code))).toBe(true)
})

it('has the codes of the list once each', () => {
  const codes = Object.values(currencyList.codesByExponent).flatMap((text) => text.split(' '))
  expect(codes).toHaveLength(17 + 140 + 7 + 2)
  expect(new Set(codes).size).toBe(codes.length)
  expect(codes.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true)
  expect(currencyList.publishedOn).toBe('2024-06-25')
})

it('throws for a currency that was never decoded', () => {
  expect(() => exponentOf('XAU' as string as Currency)).toThrow(RangeError)
})
