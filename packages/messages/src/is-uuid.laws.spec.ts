import * as fc from 'fast-check'
import { isUuid } from './is-uuid.js'

/** What it is to be equal to. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

const numRuns = 1_000
/** Around the characters of a UUID, and some that only their lower bits make one. */
const anyCharacter = fc.oneof(
  fc.constantFrom(...Array.from('0189abcdefgAF`/:-_ \n'), '\u0130', '\u0161', '\u2d2d', '\uff10', '٣'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
)
const anyUuid = fc.oneof(fc.uuid(), fc.uuid({ version: [1, 2, 3, 4, 5, 6, 7, 8] }))

const sameAsTheRegularExpression = (texts: fc.Arbitrary<string>) =>
  fc.assert(
    fc.property(texts, (text) => {
      expect([text, isUuid(text)]).toEqual([text, uuid.test(text)])
    }),
    { numRuns },
  )

it('takes for a UUID what the regular expression takes for one', () => {
  sameAsTheRegularExpression(anyUuid)
  fc.assert(
    fc.property(anyUuid, (text) => {
      expect(isUuid(text)).toBe(true)
    }),
  )
})

it('judges a UUID with one character changed, left out or put in as the regular expression does', () => {
  sameAsTheRegularExpression(
    fc
      .tuple(anyUuid, fc.nat(36), fc.nat(2), anyCharacter)
      .map(([text, index, leftOut, character]) => text.slice(0, index) + character + text.slice(index + leftOut)),
  )
})

it('judges each character of the first 256 at each place as the regular expression does', () => {
  const text = '7d1c0b5e-89ab-5cde-8f01-23456789abcd'
  const judgedOtherwise: Array<string> = []
  for (let index = 0; index < 36; index += 1) {
    for (let code = 0; code < 256; code += 1) {
      const changed = text.slice(0, index) + String.fromCharCode(code) + text.slice(index + 1)
      if (isUuid(changed) !== uuid.test(changed)) judgedOtherwise.push(changed)
    }
  }
  expect(judgedOtherwise).toEqual([])
})

it('judges any text as the regular expression does', () => {
  sameAsTheRegularExpression(fc.string({ unit: 'binary' }))
  sameAsTheRegularExpression(fc.string({ unit: anyCharacter, minLength: 36, maxLength: 36 }))
  sameAsTheRegularExpression(
    fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdef-')), minLength: 35, maxLength: 37 }),
  )
})
