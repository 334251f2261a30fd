import * as E from 'fp-ts/lib/Either.js'
import { allocate } from './allocation.js'
import { derivedTax, shareOfUnits } from './cumulative-share.js'
import { decimalText, parseDecimal, parseMoney, roundedMoney } from './decimal-text.js'
import { dollar, euro, money, percent, pound, yen } from './money.fixtures.js'
import { sumOf } from './money.js'
import { rateApplied, rateOf } from './rate.js'

const sharesOf = (totalMinor: bigint, weights: ReadonlyArray<bigint>): ReadonlyArray<bigint> => {
  const shares = allocate(totalMinor, weights)
  if (E.isLeft(shares)) throw new Error(shares.left.reason)
  return shares.right
}

const sum = (amounts: ReadonlyArray<bigint>): bigint => amounts.reduce((total, amount) => total + amount, 0n)

/** The prices less what of the discount falls on each. */
const paidFor = (prices: ReadonlyArray<bigint>, discountMinor: bigint): ReadonlyArray<bigint> => {
  const discounts = sharesOf(discountMinor, prices)
  return prices.map((price, line) => price - (discounts[line] ?? 0n))
}

describe('what is given back', () => {
  it('D7: of ten at 23.90 less a quarter is the 179.25 that was paid', () => {
    const price = 10n * 2390n
    const paid = price - rateApplied(price, rateOf(percent(25)))
    const back = Array.from({ length: 10 }, (_, takenBefore) =>
      shareOfUnits({ totalMinor: paid, units: 10, takenBefore, taken: 1 }),
    )
    expect([paid, sum(back)]).toEqual([17_925n, 17_925n])
  })

  it('D12: is net of what of the discount fell on the line: of 6 and 4 pounds less 1, 5.40 and 3.60', () => {
    expect(paidFor([600n, 400n], 100n)).toEqual([540n, 360n])
  })

  it('D14: loses no cent on the last part', () => {
    const parts = [0, 1, 2].map((takenBefore) => shareOfUnits({ totalMinor: 1000n, units: 3, takenBefore, taken: 1 }))
    expect([parts, sum(parts)]).toEqual([[333n, 334n, 333n], 1000n])
  })

  it('D17: for all the lines is all that was paid, however the discount fell on them', () => {
    const paid = paidFor([20_000n, 15_000n], 3200n)
    expect(paid).toEqual([18_171n, 13_629n])
    expect(sum(paid)).toBe(31_800n)
  })

  it('D18: is nothing, and never less, for what was given away', () => {
    const paid = paidFor([1999n, 501n], rateApplied(2500n, rateOf(percent(100))))
    expect(paid).toEqual([0n, 0n])
    expect(shareOfUnits({ totalMinor: 0n, units: 3, takenBefore: 1, taken: 2 })).toBe(0n)
  })

  it('D51: bears the part of a voucher that its line bore, not the whole of it', () => {
    expect(paidFor([2000n, 3000n], 1000n)).toEqual([1600n, 2400n])
  })
})

describe('the tax that is given back', () => {
  it('D8: is what was stored, where the rate would give another', () => {
    // 20 % of 33.33 would be 6.67; three lines of 11.11 were taxed with 2.22 each.
    const takings = [1111n, 1111n, 1111n]
    const taxes = takings.map((takenMinor, index) =>
      derivedTax({ taxMinor: 666n, netMinor: 3333n, takenBeforeMinor: 1111n * BigInt(index), takenMinor }),
    )
    expect([taxes, sum(taxes)]).toEqual([[222n, 222n, 222n], 666n])
  })

  it('D9: of prices that include several rates adds up with the net to the 50.00 that was paid', () => {
    const lines = [
      { grossMinor: 3000n, taxMinor: 479n },
      { grossMinor: 2000n, taxMinor: 131n },
    ]
    const backInTwoSteps = lines.flatMap(({ grossMinor, taxMinor }) => {
      const [first, second] = [999n, grossMinor - 999n]
      const firstTax = derivedTax({ taxMinor, netMinor: grossMinor, takenBeforeMinor: 0n, takenMinor: first })
      const secondTax = derivedTax({ taxMinor, netMinor: grossMinor, takenBeforeMinor: first, takenMinor: second })
      expect(firstTax + secondTax).toBe(taxMinor)
      return [first - firstTax, firstTax, second - secondTax, secondTax]
    })
    expect(sum(backInTwoSteps)).toBe(5000n)
  })

  it('D52: follows the net amount where a fee is kept', () => {
    const line = { taxMinor: 1900n, netMinor: 10_000n }
    const fee = 1000n
    expect(derivedTax({ ...line, takenBeforeMinor: 0n, takenMinor: line.netMinor - fee })).toBe(1710n)
  })
})

describe('an amount', () => {
  it('D10, D15: has no part of a minor unit', () => {
    for (const text of ['0.884956', '50.1348']) {
      expect(parseMoney(text, dollar)).toEqual(E.left({ failure: 'FinerThanMinorUnit', text, currency: dollar }))
    }
    const net = parseDecimal('0.884956')
    const rounded = E.isRight(net) ? roundedMoney(net.right, dollar) : net
    expect(rounded).toEqual(E.right(money(88n, dollar)))
    expect(sumOf(dollar, [money(88n, dollar), money(12n, dollar)])).toEqual(parseMoney('1.00', dollar))
  })

  it('D40: of 5,800 yen is not 58', () => {
    expect(parseMoney('5800', yen)).toEqual(E.right(money(5800n, yen)))
    expect(decimalText(money(5800n, yen))).toBe('5800')
  })

  it('D41: of 9,899 yen is not 989,900', () => {
    expect(parseMoney('9899', yen)).toEqual(E.right(money(9899n, yen)))
  })

  it('D45: of one currency meets none of another', () => {
    const credits = [money(1000n, pound), money(1000n, euro)]
    expect(sumOf(pound, credits)).toEqual(E.left({ reason: 'CurrencyMismatch', expected: pound, found: euro }))
  })
})
