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
    // 6 at risk: 5/6, 4/6, 3/6 = ½ at 3. As floating point, 5/6 × 4/5 × 3/4 is a little more than ½.
    expect(kaplanMeier([1, 2, 3, 4, 5, 6], [])).toBe(3)
    // One censored at 1.5: 5/6, then 4 at risk: 5/6 × 3/4 = 5/8, × 2/3 = 5/12.
    expect(kaplanMeier([1, 2, 3, 4, 5], [1.5])).toBe(3)
  })

  it('takes what was censored at a time as still at risk at it', () => {
    // At 10: 2 at risk, one ends: S = ½.
    expect(kaplanMeier([10], [10])).toBe(10)
    // Censored before: 1 at risk at 10, S = 0.
    expect(kaplanMeier([10], [9])).toBe(10)
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
