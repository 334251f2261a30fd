import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { shareOfUnits } from '../money/cumulative-share.js'
import { LineId, LineUnits } from './index.js'
import {
  allUnits,
  countOf,
  isEmpty,
  isWithin,
  lowest,
  noUnits,
  numbersIn,
  overlap,
  UnitRuns,
  union,
  unitsOf,
  without,
} from './unit-runs.js'
import { anyUnits, units } from './units.fixtures.js'
import { valueOf } from './value-of.js'

describe('a set of units', () => {
  it('is written as ascending runs that do not touch', () => {
    expect(unitsOf([7, 2, 1, 3, 9, 2])).toStrictEqual([
      { first: 1, last: 3 },
      { first: 7, last: 7 },
      { first: 9, last: 9 },
    ])
    expect(
      E.isRight(
        UnitRuns.decode([
          { first: 1, last: 3 },
          { first: 5, last: 5 },
        ]),
      ),
    ).toBe(true)
    expect(E.isRight(UnitRuns.decode([]))).toBe(true)
  })

  it.each([
    ['backwards', [{ first: 3, last: 1 }]],
    [
      'out of order',
      [
        { first: 5, last: 6 },
        { first: 1, last: 2 },
      ],
    ],
    [
      'overlapping',
      [
        { first: 1, last: 3 },
        { first: 3, last: 4 },
      ],
    ],
    [
      'touching',
      [
        { first: 1, last: 2 },
        { first: 3, last: 4 },
      ],
    ],
    ['from a unit 0 on', [{ first: 0, last: 2 }]],
    ['of half units', [{ first: 1, last: 1.5 }]],
    ['of units in words', [{ first: '1', last: '2' }]],
    ['no list', { first: 1, last: 2 }],
  ])('is refused when its runs are %s', (_, runs) => {
    expect(E.isLeft(UnitRuns.decode(runs))).toBe(true)
  })

  it('is made of unit numbers only', () => {
    expect(() => unitsOf([0])).toThrow('0 is no unit')
  })

  it('is as cheap of 80,995 units as of 2', () => {
    expect(allUnits(80_995)).toStrictEqual([{ first: 1, last: 80_995 }])
    expect(countOf(without(allUnits(80_995), units(40_000)))).toBe(80_994)
    expect(allUnits(0)).toStrictEqual(noUnits)
  })

  it('gives its lowest units, and all of them where more are asked for', () => {
    expect(lowest(units(2, 3, 4, 8, 9), 4)).toStrictEqual(units(2, 3, 4, 8))
    expect(lowest(units(2, 3), 5)).toStrictEqual(units(2, 3))
    expect(lowest(units(2, 3), 0)).toStrictEqual(noUnits)
  })

  it('holds after each operation what a plain set would hold', () => {
    fc.assert(
      fc.property(anyUnits, anyUnits, fc.nat(45), (one, other, count) => {
        const [left, right] = [new Set(numbersIn(one)), new Set(numbersIn(other))]
        const plain = (numbers: Iterable<number>) => unitsOf([...numbers])
        expect(union(one, other)).toStrictEqual(plain([...left, ...right]))
        expect(overlap(one, other)).toStrictEqual(plain([...left].filter((unit) => right.has(unit))))
        expect(without(one, other)).toStrictEqual(plain([...left].filter((unit) => !right.has(unit))))
        expect(lowest(one, count)).toStrictEqual(plain(numbersIn(one).slice(0, count)))
        expect(countOf(one)).toBe(left.size)
        expect(isEmpty(one)).toBe(left.size === 0)
        expect(isWithin(one, other)).toBe([...left].every((unit) => right.has(unit)))
        for (const made of [union(one, other), overlap(one, other), without(one, other), lowest(one, count)]) {
          expect(UnitRuns.is(made)).toBe(true)
        }
      }),
    )
  })
})

describe('the value of units', () => {
  it('is 333, 334 and 333 of the three units that 1000 was paid for', () => {
    const line = { totalMinor: 1000n, quantity: 3 }
    expect([1, 2, 3].map((unit) => valueOf(line, units(unit)))).toStrictEqual([333n, 334n, 333n])
  })

  it('is 17925 of all ten units that 17925 was paid for, and 1793 and 1792 of the first two', () => {
    const line = { totalMinor: 17925n, quantity: 10 }
    expect(valueOf(line, allUnits(10))).toBe(17925n)
    expect([1, 2].map((unit) => valueOf(line, units(unit)))).toStrictEqual([1793n, 1792n])
  })

  it('is the same whatever was taken before, and adds up to the whole', () => {
    fc.assert(
      fc.property(anyUnits, fc.bigInt({ min: 0n, max: 10n ** 12n }), (taken, totalMinor) => {
        const line = { totalMinor, quantity: 40 }
        const rest = without(allUnits(40), taken)
        expect(valueOf(line, taken) + valueOf(line, rest)).toBe(totalMinor)
        const oneByOne = numbersIn(taken).reduce((sum, unit) => sum + valueOf(line, units(unit)), 0n)
        expect(valueOf(line, taken)).toBe(oneByOne)
        const first = countOf(taken)
        expect(valueOf(line, allUnits(first))).toBe(
          shareOfUnits({ totalMinor, units: 40, takenBefore: 0, taken: first }),
        )
      }),
    )
  })

  it('is asked of no unit that the line does not have', () => {
    expect(() => valueOf({ totalMinor: 10n, quantity: 2 }, units(3))).toThrow(RangeError)
  })
})

describe('units of a line', () => {
  it('are read with their line, and with serials where it has them', () => {
    const read = { lineId: 'line-1', units: [{ first: 1, last: 2 }], serials: ['a', 'b'] }
    expect(LineUnits.decode(read)).toStrictEqual(E.right(read))
    expect(E.isLeft(LineUnits.decode({ ...read, lineId: ' ' }))).toBe(true)
    expect(LineId.is('line-1')).toBe(true)
  })
})
