import * as fc from 'fast-check'
import { Agenda } from './agenda.js'
import { Chance } from './chance.js'

describe('chance', () => {
  it('is the same for the same seed, for ever: published seeds stay what they are', () => {
    const chance = new Chance(1)
    expect([chance.word(), chance.word(), chance.word()]).toEqual([2420951833, 2513034076, 3847892949])
  })

  it('keeps within what is asked for, and reaches all of it', () => {
    const chance = new Chance(7)
    const dice = Array.from({ length: 1000 }, () => chance.between(1, 6))
    expect([...new Set(dice)].sort((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6])
    const waits = Array.from({ length: 20_000 }, () => chance.wait(1000))
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(0)
    const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length
    expect(Math.abs(mean - 1000)).toBeLessThan(30)
  })

  it('picks by weight', () => {
    const chance = new Chance(3)
    const picked = Array.from({ length: 10_000 }, () =>
      chance.pick([
        ['rare', 1],
        ['never', 0],
        ['often', 9],
      ]),
    )
    expect(picked.filter((one) => one === 'rare').length / picked.length).toBeCloseTo(0.1, 1)
    expect(picked).not.toContain('never')
  })
})

describe('an agenda', () => {
  it('gives the soonest first, and what was put down first at the same time', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 }), (times) => {
        const agenda = new Agenda<number>()
        for (const [index, at] of times.entries()) agenda.put(at, index)
        const given: Array<number> = []
        for (let next = agenda.next(); next !== undefined; next = agenda.next()) given.push(next.entry)
        const expected = times.map((at, index) => ({ at, index })).sort((one, other) => one.at - other.at)
        expect(given).toEqual(expected.map(({ index }) => index))
      }),
    )
  })
})
