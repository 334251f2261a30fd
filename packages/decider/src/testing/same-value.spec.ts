import * as fc from 'fast-check'
import { firstDifference } from './same-value.js'

describe('firstDifference', () => {
  it.each<[unknown, unknown, string | undefined]>([
    [1, 1, undefined],
    [Number.NaN, Number.NaN, undefined],
    [0, -0, 'it is 0, not -0'],
    [1n, 2n, 'it is 1n, not 2n'],
    [null, undefined, 'it is null, not undefined'],
    [[1, 2], [1, 2, 3], '[2] is absent, not 3'],
    [[1, undefined], [1], '[1] is undefined, where it should be absent'],
    [{ a: { b: [1] } }, { a: { b: [2] } }, 'a.b[0] is 1, not 2'],
    [{ a: 1 }, { a: 1, b: undefined }, 'b is absent, not undefined'],
    [[], {}, 'it is [], not {}'],
    [new Date(0), new Date(1), 'it is 1970-01-01T00:00:00.000Z, not 1970-01-01T00:00:00.001Z'],
  ])('of %j and %j is %j', (actual, expected, difference) => {
    expect(firstDifference(actual, expected)).toBe(difference)
  })

  it('finds none between a value and its copy', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(firstDifference(structuredClone(value), structuredClone(value))).toBeUndefined()
      }),
    )
  })

  it('finds one wherever the JSON differs', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
        fc.pre(JSON.stringify(left) !== JSON.stringify(right))
        expect(firstDifference({ of: left }, { of: right })).toMatch(/^of/)
      }),
    )
  })
})
