import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { anyCurrency, anySignedMinor, dollar, euro, kuwaitiDinar, money, yen } from './money.fixtures.js'
import { Amount, minus, moneyOf, plus, sumOf } from './money.js'

const greatest = 999_999_999_999_999_999n

it('adds and takes away within one currency', () => {
  expect(plus(money(17_925n, euro), money(75n, euro))).toEqual(E.right(money(18_000n, euro)))
  expect(minus(money(100n, kuwaitiDinar), money(350n, kuwaitiDinar))).toEqual(E.right(money(-250n, kuwaitiDinar)))
  expect(sumOf(yen, [money(5800n, yen), money(-800n, yen), money(1n, yen)])).toEqual(E.right(money(5001n, yen)))
})

it('is an amount where it is not below nothing', () => {
  expect(Amount.decode({ amountMinor: '0', currency: 'JPY' })).toEqual(E.right(money(0n, yen)))
  expect(E.isLeft(Amount.decode({ amountMinor: '-1', currency: 'JPY' }))).toBe(true)
  expect(E.isLeft(Amount.decode({ amountMinor: '1', currency: 'yen' }))).toBe(true)
})

it('is nothing where there is nothing to add', () => {
  expect(sumOf(yen, [])).toEqual(E.right(money(0n, yen)))
})

it('refuses amounts of two currencies, even of nothing', () => {
  const mismatch = E.left({ reason: 'CurrencyMismatch', expected: euro, found: dollar })
  expect(plus(money(1n, euro), money(1n, dollar))).toEqual(mismatch)
  expect(minus(money(1n, euro), money(0n, dollar))).toEqual(mismatch)
  expect(sumOf(euro, [money(1n, euro), money(0n, dollar), money(1n, yen)])).toEqual(mismatch)
  expect(sumOf(euro, [money(1n, dollar)])).toEqual(mismatch)
})

it('refuses a sum that could not be recorded, and only the sum', () => {
  const beyond = (amountMinor: bigint) => E.left({ reason: 'AmountOutOfBounds', amountMinor, currency: euro })
  expect(plus(money(greatest, euro), money(1n, euro))).toEqual(beyond(greatest + 1n))
  expect(minus(money(-greatest, euro), money(1n, euro))).toEqual(beyond(-greatest - 1n))
  expect(moneyOf(10n ** 18n, euro)).toEqual(beyond(10n ** 18n))
  expect(moneyOf(greatest, euro)).toEqual(E.right(money(greatest, euro)))
  const thereAndBack = [money(greatest, euro), money(5n, euro), money(-6n, euro)]
  expect(sumOf(euro, thereAndBack)).toEqual(E.right(money(greatest - 1n, euro)))
})

it('takes away what it added', () => {
  fc.assert(
    fc.property(anySignedMinor, anySignedMinor, anyCurrency, (one, other, currency) => {
      const sum = plus(money(one, currency), money(other, currency))
      if (E.isLeft(sum)) return
      expect(minus(sum.right, money(other, currency))).toEqual(E.right(money(one, currency)))
      expect(plus(money(other, currency), money(one, currency))).toEqual(sum)
    }),
  )
})
