import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { parseDecimal } from './decimal-text.js'
import { MinorUnits, SignedMinorUnits } from './minor-units.js'

/** What each text is to be judged by. */
const minorUnits = /^(?:0|[1-9]\d{0,17})$/
const signedMinorUnits = /^(?:0|-?[1-9]\d{0,17})$/
const decimal = /^(-?)(0|[1-9]\d{0,29})(?:\.(\d{1,30}))?$/

const digitsOf = (maxLength: number) => fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), maxLength })
const anyNumber = fc.oneof(
  fc.constantFrom('0', '-0', '00', '-00', '01', '-01', '0.0', '-0.0', '1.', '-.5', '-', '.'),
  fc.tuple(fc.constantFrom('', '-'), digitsOf(20)).map((parts) => parts.join('')),
  fc
    .tuple(fc.constantFrom('', '-'), digitsOf(32), fc.constantFrom('', '.'), digitsOf(32))
    .map((parts) => parts.join('')),
  fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n }).map(String),
  fc.double({ noNaN: true }).map(String),
)
const anyCharacter = fc.oneof(
  fc.constantFrom(...Array.from('0159-+.,eE_/: \n'), '\u0130', '٣', '\uff10'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
)
const anyText = fc.oneof(
  anyNumber,
  fc
    .tuple(anyNumber, fc.nat(20), fc.nat(2), anyCharacter)
    .map(([text, index, leftOut, character]) => text.slice(0, index) + character + text.slice(index + leftOut)),
  fc.string({ unit: anyCharacter, maxLength: 8 }),
  fc.string({ unit: 'binary' }),
)

const numRuns = 1_000

it('takes for an amount what the regular expression takes for one', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect([text, MinorUnits.decode(text)]).toMatchObject([
        text,
        minorUnits.test(text) ? E.right(BigInt(text)) : { _tag: 'Left' },
      ])
      expect([text, SignedMinorUnits.decode(text)]).toMatchObject([
        text,
        signedMinorUnits.test(text) ? E.right(BigInt(text)) : { _tag: 'Left' },
      ])
    }),
    { numRuns },
  )
})

it('reads a decimal where the regular expression finds one, and as the digits that it finds', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const match = decimal.exec(text)
      const [, sign = '', whole = '', decimals = ''] = match ?? []
      expect(parseDecimal(text)).toEqual(
        match === null
          ? E.left({ failure: 'NotADecimal', text })
          : E.right({ numerator: BigInt(`${sign}${whole}${decimals}`), denominator: 10n ** BigInt(decimals.length) }),
      )
    }),
    { numRuns },
  )
})
