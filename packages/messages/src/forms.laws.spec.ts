import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { NonEmptyText, Uuid } from './identifiers.js'
import { epochMillisecondsOf, Instant, instantOf, parseInstant } from './instant.js'

const numRuns = 800
const milliseconds = fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 })

/** Mostly well-formed, with one character or one part changed. */
const nearly = (texts: fc.Arbitrary<string>, characters: string): fc.Arbitrary<string> =>
  fc
    .tuple(texts, fc.nat(40), fc.constantFrom('', ...Array.from(characters)), fc.boolean())
    .map(([text, at, character, change]) => (change ? text.slice(0, at) + character + text.slice(at + 1) : text))

const two = fc.integer({ min: 0, max: 99 }).map((value) => String(value).padStart(2, '0'))
const month = fc.integer({ min: 0, max: 13 }).map((value) => String(value).padStart(2, '0'))
const day = fc.integer({ min: 27, max: 32 }).map(String)
const year = fc.oneof(
  fc.constantFrom('1900', '2000', '2024', '2025', '0000', '0004', '2100'),
  fc.integer({ min: 1000, max: 9999 }).map(String),
)
const instantLike = fc
  .tuple(year, month, fc.oneof(day, two), two, two, two)
  .map(([y, m, d, hour, minute, second]) => `${y}-${m}-${d}T${hour}:${minute}:${second}.000Z`)

it('takes for instants what Date writes, and nothing else', () => {
  const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
  const isWrittenByDate = (text: string): boolean => {
    const parsed = Date.parse(text)
    return shape.test(text) && !Number.isNaN(parsed) && new Date(parsed).toISOString() === text
  }
  fc.assert(
    fc.property(
      nearly(
        fc.oneof(
          milliseconds.map((value) => new Date(value).toISOString()),
          instantLike,
        ),
        '0123456789-:TZ. t\n٣',
      ),
      (text) => {
        expect([text, Instant.is(text)]).toEqual([text, isWrittenByDate(text)])
      },
    ),
    { numRuns: numRuns * 2 },
  )
})

it('counts milliseconds as Date does', () => {
  fc.assert(
    fc.property(milliseconds, (value) => {
      expect(epochMillisecondsOf(instantOf(value))).toBe(value)
      expect(epochMillisecondsOf(new Date(value).toISOString() as Instant)).toBe(value)
    }),
    { numRuns },
  )
})

it('reads an instant at any offset as Date does', () => {
  const offset = fc.tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  fc.assert(
    fc.property(instantLike, offset, (text, [sign, hours, minutes]) => {
      const padded = (value: number): string => String(value).padStart(2, '0')
      const withOffset = text.replace('Z', `${sign}${padded(hours)}:${padded(minutes)}`)
      const parsed = Date.parse(withOffset)
      // Date takes the 30th of February for the 1st of March.
      const inUtc = Instant.is(text) ? new Date(parsed).toISOString() : undefined
      const expected = inUtc?.length === 24 ? E.right(inUtc) : undefined
      const actual = parseInstant(withOffset)
      expect(E.isRight(actual) ? actual : undefined).toEqual(expected)
    }),
    { numRuns },
  )
})

it('sorts instants in time as it sorts them as text', () => {
  fc.assert(
    fc.property(milliseconds, milliseconds, (one, other) => {
      expect(instantOf(one) < instantOf(other)).toBe(one < other)
    }),
  )
})

it('takes for identifiers what RFC 9562 calls a UUID, in lower case', () => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
  fc.assert(
    fc.property(
      nearly(
        fc.oneof(
          fc.uuid(),
          fc.uuid().map((text) => text.toUpperCase()),
        ),
        '0129abfg-AG\n',
      ),
      (text) => {
        expect([text, Uuid.is(text)]).toEqual([text, uuid.test(text)])
      },
    ),
    { numRuns },
  )
})

it('takes for text what has more in it than white space', () => {
  const whiteSpace = fc.constantFrom(
    ' ',
    '\t',
    '\n',
    '\u00a0',
    '\ufeff',
    '\u2028',
    '\u200b',
    '\u0000',
    '\u007f',
    'a',
    '~',
    '!',
  )
  fc.assert(
    fc.property(
      fc.array(whiteSpace, { maxLength: 4 }).map((parts) => parts.join('')),
      (text) => {
        expect([text, NonEmptyText.is(text)]).toEqual([text, /\S/.test(text)])
      },
    ),
    { numRuns },
  )
})
