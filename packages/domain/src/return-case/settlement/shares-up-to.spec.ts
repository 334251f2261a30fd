import * as fc from 'fast-check'
import { type BearingLine, ownSharesFirst, sharesUpTo } from './shares-up-to.js'

const sumOf = (amounts: ReadonlyArray<bigint>): bigint => amounts.reduce((sum, minor) => sum + minor, 0n)

const bearing = ([ownMinor, bearableMinor]: readonly [bigint, bigint]): BearingLine => ({ ownMinor, bearableMinor })

describe('an amount split by what each line can bear', () => {
  it.each<[bigint, ReadonlyArray<bigint>, ReadonlyArray<bigint>]>([
    [600n, [1000n, 500n], [400n, 200n]],
    [1n, [3n, 3n], [1n, 0n]],
    [1500n, [1000n, 500n], [1000n, 500n]],
    [2000n, [1000n, 500n], [1000n, 500n]],
    [300n, [0n, 500n], [0n, 300n]],
    [300n, [0n, 0n], [0n, 0n]],
    [300n, [], []],
    [0n, [1000n, 500n], [0n, 0n]],
  ])('of %i on lines that bear %p is %p', (wanted, bearable, shares) => {
    expect(sharesUpTo(wanted, bearable)).toEqual(shares)
  })
})

describe('an amount that falls on what is each line’s own first', () => {
  it.each<[string, bigint, ReadonlyArray<readonly [bigint, bigint]>, ReadonlyArray<bigint>]>([
    // Fees of 10.00 and of 1.00, on lines that are left 4.00 and 9.00: 6.00 of the first fall on the second.
    [
      'of a fee that its own line cannot bear the rest falls on the other',
      1100n,
      [
        [1000n, 400n],
        [100n, 900n],
      ],
      [400n, 700n],
    ],
    // 20.00 for a promotion that was counted on 15.00 alone: the others bear 5.00 by what they are worth, 30.00 and 20.00.
    [
      'lines that have no share of their own bear the rest by what they can',
      2000n,
      [
        [1500n, 1500n],
        [0n, 3000n],
        [0n, 2000n],
      ],
      [1500n, 300n, 200n],
    ],
    // Owed in all are 6.00, of shares of 8.00 and 4.00.
    [
      'less than the own shares is split by them',
      600n,
      [
        [800n, 5000n],
        [400n, 900n],
      ],
      [400n, 200n],
    ],
    [
      'exactly the own shares is what each has, however much more it could bear',
      300n,
      [
        [100n, 9000n],
        [200n, 200n],
      ],
      [100n, 200n],
    ],
    [
      'a line that bears its own share alone has no part in the rest',
      1000n,
      [
        [500n, 500n],
        [300n, 800n],
        [0n, 0n],
      ],
      [500n, 500n, 0n],
    ],
    [
      'of more than all can bear each bears all it can',
      9000n,
      [
        [500n, 400n],
        [0n, 800n],
      ],
      [400n, 800n],
    ],
    [
      'nothing is on no line',
      0n,
      [
        [500n, 400n],
        [0n, 800n],
      ],
      [0n, 0n],
    ],
  ])('%s', (_, wanted, lines, shares) => {
    expect(ownSharesFirst(wanted, lines.map(bearing))).toEqual(shares)
  })

  it('is none where there is no line', () => {
    expect(ownSharesFirst(300n, [])).toEqual([])
  })

  const anyMinor = fc.bigInt({ min: 0n, max: 5000n })

  it('adds up exactly, as far as all can bear it, and on no line is above what that can bear', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 20_000n }),
        fc.array(fc.tuple(anyMinor, anyMinor).map(bearing), { maxLength: 5 }),
        (wanted, lines) => {
          const shares = ownSharesFirst(wanted, lines)
          const bearableMinor = sumOf(lines.map((line) => line.bearableMinor))
          expect(sumOf(shares)).toBe(wanted < bearableMinor ? wanted : bearableMinor)
          for (const [index, line] of lines.entries()) {
            expect(shares[index]).toBeGreaterThanOrEqual(0n)
            expect(shares[index]).toBeLessThanOrEqual(line.bearableMinor)
          }
        },
      ),
    )
  })

  it('leaves no own share unmet that its line can bear while another bears more than its own', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 20_000n }),
        fc.array(fc.tuple(anyMinor, anyMinor).map(bearing), { maxLength: 5 }),
        (wanted, lines) => {
          const shares = ownSharesFirst(wanted, lines)
          const own = lines.map((line) => (line.ownMinor < line.bearableMinor ? line.ownMinor : line.bearableMinor))
          const isAbove = shares.some((minor, index) => minor > (own[index] ?? 0n))
          const isBelow = shares.some((minor, index) => minor < (own[index] ?? 0n))
          expect(isAbove && isBelow).toBe(false)
        },
      ),
    )
  })
})
