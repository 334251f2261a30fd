import { cappedBackoff } from './backoff.js'

describe('A capped backoff', () => {
  it('doubles from try to try up to its cap', () => {
    const longest = cappedBackoff({ firstMilliseconds: 100, mostMilliseconds: 1000, random: () => 1 })
    expect([2, 3, 4, 5, 6, 7, 5000].map(longest)).toEqual([100, 200, 400, 800, 1000, 1000, 1000])
  })

  it('waits half of that at least', () => {
    const shortest = cappedBackoff({ firstMilliseconds: 100, mostMilliseconds: 1000, random: () => 0 })
    expect([1, 2, 3, 6].map(shortest)).toEqual([50, 50, 100, 500])
    const between = cappedBackoff()(2)
    expect(between).toBeGreaterThanOrEqual(50)
    expect(between).toBeLessThan(100)
  })
})
