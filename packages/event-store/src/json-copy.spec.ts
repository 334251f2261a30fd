import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { jsonCopyOf } from './json-copy.js'

const isDeeplyFrozen = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen))

const copied = (value: unknown): unknown => {
  const copy = jsonCopyOf(value)
  if (E.isLeft(copy)) throw new Error(copy.left)
  return copy.right
}

describe('The copy of a JSON value', () => {
  it('is what JSON makes of it, written with the same text, and deeply frozen', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const copy = copied(value)
        expect(JSON.stringify(copy)).toBe(JSON.stringify(value))
        expect(copy).toEqual(JSON.parse(JSON.stringify(value)))
        expect(isDeeplyFrozen(copy)).toBe(true)
      }),
    )
  })

  it('shares nothing with the original that could change', () => {
    const original = { lines: [{ sku: 'FRIDGE-1' }] }
    const copy = copied(original)
    original.lines.push({ sku: 'OVEN-2' })
    expect(copy).toEqual({ lines: [{ sku: 'FRIDGE-1' }] })
  })

  it('holds a key __proto__ as a key like any other', () => {
    const copy = copied(JSON.parse('{"a":1,"__proto__":{"admin":true},"b":2}'))
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype)
    expect(JSON.stringify(copy)).toBe('{"a":1,"__proto__":{"admin":true},"b":2}')
  })

  it('has no field that was undefined, and zero for minus zero', () => {
    const copy = copied({ note: undefined, balance: -0 })
    expect(Object.keys(Object(copy) as object)).toEqual(['balance'])
    expect(copy).toStrictEqual({ balance: 0 })
  })

  it('is made of plain objects without a prototype or of another realm too', () => {
    const bare: unknown = Object.assign(Object.create(null) as object, { a: 1 })
    expect(copied(bare)).toEqual({ a: 1 })
    // Node's own code makes this one: in a test it stands in another realm.
    expect(copied(structuredClone({ a: [1] }))).toEqual({ a: [1] })
  })
})

describe('What is not JSON', () => {
  const loop: { name: string; self?: unknown } = { name: 'loop' }
  loop.self = loop

  class Money {
    constructor(readonly minor: string) {}
  }

  it.each<[string, unknown, string]>([
    ['undefined', undefined, 'it is undefined'],
    ['a BigInt', { lines: [{ amountMinor: 17925n }] }, 'lines.0.amountMinor is a BigInt'],
    ['a function', { total: () => 1 }, 'total is a function'],
    ['a symbol', [Symbol('kind')], '0 is a symbol'],
    ['NaN', { score: Number.NaN }, 'score is the number NaN'],
    ['an infinite number', [1, Number.NEGATIVE_INFINITY], '1 is the number -Infinity'],
    ['undefined in an array', [1, undefined], '1 is undefined'],
    ['a hole in an array', { list: Object.assign([], { length: 1 }) }, 'list.0 is undefined'],
    ['a date', { at: new Date(0) }, 'at is an instance of Date'],
    ['a map', new Map(), 'it is an instance of Map'],
    ['an instance of a class', { price: new Money('1') }, 'price is an instance of Money'],
  ])('%s is named with its place', (_what, value, why) => {
    expect(jsonCopyOf(value)).toEqual(E.left(why))
  })

  it('is a cycle, told as one', () => {
    const told = jsonCopyOf(loop)
    expect(E.isLeft(told) && told.left).toMatch(
      /^self\.self\.self\.self\.….* is a cycle, or nested more than 1000 levels deep$/,
    )
  })

  it('is what throws when it is looked at', () => {
    const thrower = Object.defineProperty({}, 'field', {
      enumerable: true,
      get: () => {
        throw new RangeError('no')
      },
    })
    expect(jsonCopyOf(thrower)).toEqual(E.left('it cannot be read: RangeError: no'))
  })
})

it('copies what is nested 1,000 levels deep, and nothing deeper', () => {
  const nested = (levels: number): unknown => Array.from({ length: levels }).reduce<unknown>((inside) => [inside], 0)
  expect(E.isRight(jsonCopyOf(nested(1000)))).toBe(true)
  expect(E.isRight(jsonCopyOf(nested(1001)))).toBe(false)
})
