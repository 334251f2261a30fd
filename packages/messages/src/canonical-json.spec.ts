import * as fc from 'fast-check'
import { canonicalJson, sortedByKeys } from './canonical-json.js'

describe('canonicalJson', () => {
  it('writes no white space, and keys in code-unit order', () => {
    expect(canonicalJson({ b: [1, { d: true, c: null }], a: 'x', B: -0, 10: 1, 9: 2, é: 1e21, '€': 0.1 })).toBe(
      '{"10":1,"9":2,"B":0,"a":"x","b":[1,{"c":null,"d":true}],"é":1e+21,"€":0.1}',
    )
  })

  it('sorts by code units, not by code points', () => {
    expect(canonicalJson({ '\u{1f381}': 1, '\ufb33': 2 })).toBe('{"\u{1f381}":1,"\ufb33":2}')
  })

  it('leaves out what JSON leaves out, and writes what it writes for what it does not know', () => {
    const value = {
      b: undefined,
      c: () => 1,
      d: Symbol('d'),
      e: [undefined, Number.NaN],
      f: new Date(0),
      a: new String('s'),
    }
    expect(canonicalJson(value)).toBe('{"a":"s","e":[null,null],"f":"1970-01-01T00:00:00.000Z"}')
  })

  it('writes a key named __proto__ like any other', () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1},"b":1}')
  })

  it('throws where there is no JSON', () => {
    const cycle: Record<string, unknown> = {}
    cycle['self'] = { cycle }
    for (const value of [undefined, () => 1, Symbol('a'), 1n, { a: [1n] }, cycle]) {
      expect(() => canonicalJson(value)).toThrow(TypeError)
    }
  })

  it('writes one object twice where it stands twice', () => {
    const line = { sku: 'kettle' }
    expect(canonicalJson([line, line, { line }])).toBe('[{"sku":"kettle"},{"sku":"kettle"},{"line":{"sku":"kettle"}}]')
  })
})

const json = fc.oneof(
  fc.jsonValue(),
  fc.anything({ withNullPrototype: true, key: fc.constantFrom('a', 'b', '1', '10', '__proto__', '"', '\ud800') }),
)

/** As JSON reads it back: the one value that all ways to write it have in common. */
const read = (text: string): unknown => JSON.parse(text) as unknown

it('says the same as JSON, in one way only', () => {
  const shuffled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffled)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, inner]) => [key, shuffled(inner)]),
    )
  }
  fc.assert(
    fc.property(json, (value) => {
      const written = JSON.stringify(value) as string | undefined
      fc.pre(written !== undefined)
      const canonical = canonicalJson(value)
      expect(read(canonical)).toEqual(read(written))
      expect(canonicalJson(shuffled(read(written)))).toBe(canonical)
      expect(canonicalJson(read(canonical))).toBe(canonical)
    }),
    { numRuns: 300 },
  )
})

describe('sortedByKeys', () => {
  it('gives the same value with its keys in order and without absent fields', () => {
    expect(JSON.stringify(sortedByKeys({ b: [{ d: 1, c: undefined }], a: { z: 1, y: 2 }, e: undefined }))).toBe(
      '{"a":{"y":2,"z":1},"b":[{"d":1}]}',
    )
  })

  it('gives a value that is in order already as it is', () => {
    const value = { a: [{ b: 1, c: [2, { d: null }] }], e: '1' }
    expect(sortedByKeys(value)).toBe(value)
  })

  it('is written as canonical JSON is, unless a key is a number', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const canonical = canonicalJson(value)
        fc.pre(!/"\d+":/.test(canonical))
        expect(JSON.stringify(sortedByKeys(value))).toBe(canonical)
      }),
      { numRuns: 300 },
    )
  })
})
