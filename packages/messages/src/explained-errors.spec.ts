import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { explainedErrors } from './explained-errors.js'
import { NonEmptyText, PositiveInteger } from './identifiers.js'
import { personal } from './personal.js'
import { optional, record } from './record.js'

const explained = (codec: t.Mixed, value: unknown): ReadonlyArray<string> => {
  const decoded = codec.decode(value)
  return E.isLeft(decoded) ? explainedErrors(decoded.left) : []
}

const Contact = record({ name: personal(NonEmptyText), age: optional(PositiveInteger) }, 'Contact')

it('says where, what was expected and what is there', () => {
  expect(
    explained(record({ lines: t.array(record({ quantity: PositiveInteger })) }), {
      lines: [{ quantity: 1 }, { quantity: -1 }],
    }),
  ).toEqual(['lines[1].quantity: expected PositiveInteger, got -1'])
})

it.each([
  [t.string, null, 'value: expected text, got null'],
  [t.string, [], 'value: expected text, got a list'],
  [t.string, {}, 'value: expected text, got an object'],
  [t.string, true, 'value: expected text, got true'],
  [t.string, 5n, 'value: expected text, got 5'],
  [t.string, Number.NaN, 'value: expected text, got NaN'],
  [t.string, undefined, 'value: missing, expected text'],
  [t.number, 'x'.repeat(41), `value: expected number, got "${'x'.repeat(40)}…"`],
  [t.literal('repair'), 'refund', 'value: expected "repair", got "refund"'],
  [t.keyof({ a: null, b: null }, 'Grade'), 'c', 'value: expected "a" | "b", got "c"'],
  [t.array(NonEmptyText), 'a', 'value: expected list of NonEmptyText, got "a"'],
  [record({ a: t.string }), 'a', 'value: expected an object, got "a"'],
])('says what %p does not read', (codec: t.Mixed, value, sentence) => {
  expect(explained(codec, value)).toEqual([sentence])
})

it('says once for a place what all alternatives expected', () => {
  expect(explained(record({ a: t.union([t.string, t.null, t.number]) }), { a: true })).toEqual([
    'a: expected text or null or number, got true',
  ])
})

it('does not take the alternatives of a union and the parts of an intersection for fields', () => {
  const codec = t.union([
    t.intersection([t.type({ a: t.string }), t.partial({ b: t.string })]),
    t.refinement(t.union([t.type({ a: t.number }), t.null]), () => true),
  ])
  expect(explained(record({ c: codec }), { c: { a: 1, b: 1 } })).toEqual([])
  expect(explained(record({ c: codec }), { c: { a: true, b: 1 } })).toEqual([
    'c.a: expected text or number, got true',
    'c.b: expected text, got 1',
    'c: expected null, got an object',
  ])
})

it('tells an unknown tag from a wrong field', () => {
  const codec = t.union([record({ kind: t.literal('x'), a: t.string }), record({ kind: t.literal('y'), a: t.number })])
  expect(explained(codec, { kind: 'y', a: 'a' })).toEqual(['a: expected number, got "a"'])
  expect(explained(codec, { kind: 'z', a: 'a' })).toEqual([
    'value: expected { kind: "x", a: text } | { kind: "y", a: number }, got an object',
  ])
})

it('says what a codec itself says', () => {
  const Even = new t.Type<number>(
    'Even',
    t.number.is,
    (value, context) => t.failure(value, context, 'is odd'),
    t.identity,
  )
  expect(explained(record({ a: Even, b: personal(Even) }), { a: 1, b: 1 })).toEqual([
    'a: is odd',
    'b: expected something else, got a number (personal, not shown)',
  ])
})

it('counts what it no longer lists', () => {
  const sentences = explained(
    t.array(t.string),
    Array.from({ length: 25 }, () => 1),
  )
  expect(sentences).toHaveLength(21)
  expect(sentences[20]).toBe('and 5 more')
})

describe('nothing personal is shown', () => {
  const secret = 'Ada Byron'

  it.each([
    ['a personal field', record({ a: personal(t.number) }), { a: secret }],
    ['what should hold a personal field', record({ a: Contact }), { a: secret }],
    ['what should be a list of them', record({ a: t.array(Contact) }), { a: secret }],
    ['the whole', Contact, secret],
    ['another alternative of a union', record({ a: t.union([t.null, personal(t.number)]) }), { a: secret }],
    ['the part of an intersection', record({ a: t.intersection([Contact, t.type({ b: t.string })]) }), { a: secret }],
    ['a brand of a personal field', record({ a: t.refinement(personal(t.string), () => false) }), { a: secret }],
    ['what lies inside a personal field', record({ a: personal(t.type({ b: t.number })) }), { a: { b: secret } }],
    ['a personal key', record({ a: t.record(personal(t.string), t.number) }), { a: { [secret]: secret } }],
    ['an optional personal field', record({ a: optional(personal(t.number)) }), { a: secret }],
    ['a list of personal texts', record({ a: t.array(personal(t.number)) }), { a: [1, secret] }],
  ])('of %s', (_where, codec: t.Mixed, value) => {
    const sentences = explained(codec, value)
    expect(sentences.length).toBeGreaterThan(0)
    expect(sentences.join()).toContain('(personal, not shown)')
    expect(sentences.join()).not.toContain(secret)
  })

  it('but the rest is', () => {
    expect(explained(Contact, { name: secret, age: -1 })).toEqual(['age: expected PositiveInteger, got -1'])
  })
})
