import * as fc from 'fast-check'
import { kaplanMeierMedianOf, medianOf } from './median.js'

const median = (...values: ReadonlyArray<number>) => medianOf(Float64Array.from(values))
const kaplanMeier = (ended: ReadonlyArray<number>, censored: ReadonlyArray<number>) =>
  kaplanMeierMedianOf(Float64Array.from(ended), Float64Array.from(censored))

describe('the median', () => {
  it('is the middle one, or the mean of the middle two', () => {
    expect(median(3, 1, 2)).toBe(2)
    expect(median(4, 1, 3, 2)).toBe(2.5)
    expect(median()).toBeUndefined()
  })
})

describe('the Kaplan–Meier median', () => {
  it('is 40 in the worked example: S is 4/5, 3/5, then 3/5 × 1/2 = 3/10', () => {
    expect(kaplanMeier([10, 20, 40], [30, 50])).toBe(40)
  })

  it('is the least time at which S is exactly one half', () => {
    // 6 at risk: 5/6, 4/6, 3/6 = ½ at 3.
    expect(kaplanMeier([1, 2, 3, 4, 5, 6], [])).toBe(3)
    // 24 at risk: ½ at 12, where 23/24 × 22/23 × … × 12/13 as floating point is 0.5000000000000001.
    expect(
      kaplanMeier(
        Array.from({ length: 24 }, (_, index) => index + 1),
        [],
      ),
    ).toBe(12)
    // One censored at 1.5: 5/6, then 4 at risk: 5/6 × 3/4 = 5/8, × 2/3 = 5/12.
    expect(kaplanMeier([1, 2, 3, 4, 5], [1.5])).toBe(3)
  })

  it('takes what was censored at a time as still at risk at it', () => {
    // At 10: 4 at risk, one ends: S = ¾. At 20: 1 at risk: S = 0.
    expect(kaplanMeier([10, 20], [10, 10])).toBe(20)
    // Censored before: 2 at risk at 10: S = ½.
    expect(kaplanMeier([10, 20], [9, 9])).toBe(10)
  })

  it('is unknown where the curve never falls to one half', () => {
    expect(kaplanMeier([10], [20, 30])).toBeUndefined()
    expect(kaplanMeier([], [20])).toBeUndefined()
    expect(kaplanMeier([], [])).toBeUndefined()
  })

  it('is, with nothing censored, the lower of the middle two', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 }), (ended) => {
        const sorted = [...ended].sort((left, right) => left - right)
        expect(kaplanMeier(ended, [])).toBe(sorted[Math.ceil(sorted.length / 2) - 1])
      }),
      { numRuns: 300 },
    )
  })
})
