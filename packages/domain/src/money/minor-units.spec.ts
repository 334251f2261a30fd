import { compiledDecoder, explainedErrors, record } from '@aftersale/messages'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { MinorUnits, SignedMinorUnits } from './minor-units.js'
import { anyCurrency, anyMinor, anySignedMinor } from './money.fixtures.js'
import { Money } from './money.js'

const greatest = 999_999_999_999_999_999n

it.each([
  ['0', 0n],
  ['1', 1n],
  ['17925', 17_925n],
  ['9007199254740993', 9_007_199_254_740_993n],
  ['999999999999999999', greatest],
])('%j in JSON is an amount, and is written so again', (text, amount) => {
  for (const codec of [MinorUnits, SignedMinorUnits]) {
    expect(codec.decode(text)).toEqual(E.right(amount))
    expect(codec.encode(amount)).toBe(text)
  }
})

it.each([
  ['-1', -1n],
  ['-17925', -17_925n],
  ['-999999999999999999', -greatest],
])('%j is an amount only where it may be negative', (text, amount) => {
  expect(SignedMinorUnits.decode(text)).toEqual(E.right(amount))
  expect(SignedMinorUnits.encode(amount)).toBe(text)
  expect(E.isLeft(MinorUnits.decode(text))).toBe(true)
})

const neverAmounts: ReadonlyArray<readonly [string, unknown]> = [
  ['of 10^18', '1000000000000000000'],
  ['of −10^18', '-1000000000000000000'],
  ['far beyond', '9'.repeat(10_000)],
  ['that is a number', 17_925],
  ['that is no number', Number.NaN],
  ['that is a bigint already', 17_925n],
  ['with decimals', '179.25'],
  ['with no decimals after the point', '17925.'],
  ['with an exponent', '1e5'],
  ['with a leading zero', '017925'],
  ['of several zeros', '00'],
  ['with a plus', '+17925'],
  ['of minus nothing', '-0'],
  ['with two signs', '--1'],
  ['with a sign alone', '-'],
  ['with separators', '17,925'],
  ['with an underscore', '17_925'],
  ['with a blank before it', ' 17925'],
  ['with a line feed after it', '17925\n'],
  ['in hexadecimal', '0x10'],
  ['in other digits', '١٢'],
  ['with its currency', '17925 EUR'],
  ['with a suffix', '17925n'],
  ['that is empty', ''],
  ['that is nothing', null],
  ['that is left out', undefined],
  ['in a list', ['17925']],
  ['in an object', { toString: () => '17925' }],
]

it.each(neverAmounts)('an amount %s is refused, with the name of its field', (_, amount) => {
  for (const codec of [MinorUnits, SignedMinorUnits]) {
    const decoded = record({ refundMinor: codec }).decode({ refundMinor: amount })
    const errors = E.isLeft(decoded) ? explainedErrors(decoded.left) : []
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatch(new RegExp(`^refundMinor: .*${codec.name}`))
  }
})

it('says where an amount is wrong, and in what way', () => {
  const Line = record({ paidMinor: MinorUnits })
  const decoded = record({ line: Line }).decode({ line: { paidMinor: '1000000000000000000' } })
  expect(E.isLeft(decoded) && explainedErrors(decoded.left)).toEqual([
    'line.paidMinor: expected MinorUnits, got "1000000000000000000"',
  ])
})

it('tells which sums can be recorded', () => {
  expect([0n, greatest].map(MinorUnits.is)).toEqual([true, true])
  expect([-1n, greatest + 1n, '1', 1].map(MinorUnits.is)).toEqual([false, false, false, false])
  expect([-greatest, greatest].map(SignedMinorUnits.is)).toEqual([true, true])
  expect([-greatest - 1n, greatest + 1n].map(SignedMinorUnits.is)).toEqual([false, false])
})

it('reads back every amount it writes, by a compiled decoder too', () => {
  const decodeMoney = compiledDecoder(Money)
  fc.assert(
    fc.property(anyMinor, anySignedMinor, anyCurrency, (amount, signed, currency) => {
      expect(MinorUnits.decode(MinorUnits.encode(amount))).toEqual(E.right(amount))
      const money = { amountMinor: signed, currency }
      const json: unknown = JSON.parse(JSON.stringify(Money.encode(money)))
      expect(json).toEqual({ amountMinor: `${signed}`, currency })
      expect(decodeMoney(json)).toEqual(E.right(money))
      expect(Money.decode(json)).toEqual(E.right(money))
    }),
  )
})

it.each([
  ['without its currency', { amountMinor: '1' }],
  ['in a currency that is none', { amountMinor: '1', currency: 'XAU' }],
  ['in a currency of the prototype', { amountMinor: '1', currency: '__proto__' }],
  ['that is a number', { amountMinor: 1, currency: 'EUR' }],
  ['of decimals', { amountMinor: '1.00', currency: 'EUR' }],
  ['that is text', '1 EUR'],
])('money %s is refused', (_, value) => {
  expect(E.isLeft(Money.decode(value))).toBe(true)
})
