import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import type { Currency } from './currency.js'
import { decimalText, parseDecimal, parseMoney, roundedMoney } from './decimal-text.js'
import {
  anyCurrency,
  anySignedMinor,
  euro,
  kuwaitiDinar,
  money,
  pound,
  unidadDeFomento,
  yen,
} from './money.fixtures.js'

it.each<readonly [bigint, Currency, string]>([
  [17_925n, euro, '179.25'],
  [5n, euro, '0.05'],
  [0n, euro, '0.00'],
  [-5n, euro, '-0.05'],
  [-12_345n, euro, '-123.45'],
  [100n, euro, '1.00'],
  [5800n, yen, '5800'],
  [-1n, yen, '-1'],
  [1234n, kuwaitiDinar, '1.234'],
  [5n, kuwaitiDinar, '0.005'],
  [1n, unidadDeFomento, '0.0001'],
  [999_999_999_999_999_999n, euro, '9999999999999999.99'],
])('%i minor units of %s are written %s, and read so again', (amountMinor, currency, text) => {
  expect(decimalText(money(amountMinor, currency))).toBe(text)
  expect(parseMoney(text, currency)).toEqual(E.right(money(amountMinor, currency)))
})

it.each<readonly [string, Currency, bigint]>([
  ['179', euro, 17_900n],
  ['179.2', euro, 17_920n],
  ['179.250', euro, 17_925n],
  ['5800.00', yen, 5800n],
  ['-0.00', euro, 0n],
])('%s in %s is %i minor units', (text, currency, amountMinor) => {
  expect(parseMoney(text, currency)).toEqual(E.right(money(amountMinor, currency)))
})

it('thirty digits on either side are read', () => {
  const [nines, ones] = ['9'.repeat(30), '1'.repeat(30)]
  expect(parseDecimal(`-${nines}.${ones}`)).toEqual(
    E.right({ numerator: BigInt(`-${nines}${ones}`), denominator: 10n ** 30n }),
  )
})

it.each([
  '',
  '-',
  '.',
  '1.',
  '.5',
  '1,5',
  '1 000',
  '1,000.00',
  '1e5',
  '+1',
  '--1',
  '01',
  '00.5',
  '1.2.3',
  '0x1',
  'NaN',
  '€1',
  '1\n',
  '9'.repeat(31),
  `0.${'1'.repeat(31)}`,
  '1'.repeat(100_000),
])('text that is no decimal is refused (%#)', (text) => {
  const refused = E.left({ failure: 'NotADecimal', text })
  expect(parseDecimal(text)).toEqual(refused)
  expect(parseMoney(text, euro)).toEqual(refused)
})

it('refuses what is finer than a minor unit, rather than to round in silence', () => {
  const finer = (text: string, currency: Currency) => E.left({ failure: 'FinerThanMinorUnit', text, currency })
  expect(parseMoney('50.1348', euro)).toEqual(finer('50.1348', euro))
  expect(parseMoney('0.5', yen)).toEqual(finer('0.5', yen))
  expect(parseMoney('-0.001', pound)).toEqual(finer('-0.001', pound))
  expect(parseMoney('0.001', kuwaitiDinar)).toEqual(E.right(money(1n, kuwaitiDinar)))
})

it('refuses what is too large to be recorded', () => {
  const tooLarge = { reason: 'AmountOutOfBounds', amountMinor: 10n ** 18n, currency: euro }
  expect(parseMoney('10000000000000000', euro)).toEqual(E.left(tooLarge))
  expect(roundedMoney({ numerator: 10n ** 16n, denominator: 1n }, euro)).toEqual(E.left(tooLarge))
})

it('rounds an exact price times a quantity once, half-up', () => {
  const linePrice = (price: string, quantity: bigint) => {
    const parsed = parseDecimal(price)
    if (E.isLeft(parsed)) throw new Error(price)
    return roundedMoney({ ...parsed.right, numerator: parsed.right.numerator * quantity }, pound)
  }
  expect(linePrice('0.001', 500n)).toEqual(E.right(money(50n, pound)))
  expect(linePrice('0.001', 4n)).toEqual(E.right(money(0n, pound)))
  expect(linePrice('0.001', 5n)).toEqual(E.right(money(1n, pound)))
  expect(linePrice('23.90', 10n)).toEqual(E.right(money(23_900n, pound)))
  expect(linePrice('-0.005', 1n)).toEqual(E.right(money(-1n, pound)))
})

it('reads back every amount it writes', () => {
  fc.assert(
    fc.property(anySignedMinor, anyCurrency, (amountMinor, currency) => {
      const text = decimalText(money(amountMinor, currency))
      expect(parseMoney(text, currency)).toEqual(E.right(money(amountMinor, currency)))
    }),
  )
})
