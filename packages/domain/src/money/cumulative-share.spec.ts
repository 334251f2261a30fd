import * as fc from 'fast-check'
import { cumulativeShare, derivedTax, shareOfUnits } from './cumulative-share.js'
import { anyMinor, anySignedMinor } from './money.fixtures.js'

/** What each unit gets that is taken one by one. */
const oneByOne = (totalMinor: bigint, units: number): ReadonlyArray<bigint> =>
  Array.from({ length: units }, (_, takenBefore) => shareOfUnits({ totalMinor, units, takenBefore, taken: 1 }))

it.each([
  [1000n, 3, [333n, 334n, 333n]],
  [2000n, 3, [667n, 666n, 667n]],
  [17_925n, 10, [1793n, 1792n, 1793n, 1792n, 1793n, 1792n, 1793n, 1792n, 1793n, 1792n]],
  [-1000n, 3, [-333n, -334n, -333n]],
  [1n, 4, [0n, 1n, 0n, 0n]],
  [0n, 2, [0n, 0n]],
  [500n, 1, [500n]],
])('%i over %i units is %p', (total, units, shares) => {
  expect(oneByOne(total, units)).toEqual(shares)
})

it('takes several units at once for what they carry one by one', () => {
  const units = { totalMinor: 1000n, units: 3 }
  expect(shareOfUnits({ ...units, takenBefore: 0, taken: 2 })).toBe(667n)
  expect(shareOfUnits({ ...units, takenBefore: 2, taken: 1 })).toBe(333n)
  expect(shareOfUnits({ ...units, takenBefore: 0, taken: 3 })).toBe(1000n)
  expect(shareOfUnits({ ...units, takenBefore: 3, taken: 0 })).toBe(0n)
})

it('throws for more units than there are, and for what is no count', () => {
  const units = { totalMinor: 1000n, units: 3 }
  for (const faulty of [
    { takenBefore: 0, taken: 4 },
    { takenBefore: 2, taken: 2 },
    { takenBefore: -1, taken: 1 },
    { takenBefore: 1, taken: -1 },
    { takenBefore: 0, taken: 0.5 },
    { takenBefore: 0, taken: Number.NaN },
  ]) {
    expect(() => shareOfUnits({ ...units, ...faulty })).toThrow(RangeError)
  }
  expect(() => cumulativeShare(1n, { part: 1n, whole: 0n })).toThrow(RangeError)
  expect(() => cumulativeShare(1n, { part: -1n, whole: -1n })).toThrow(RangeError)
  expect(cumulativeShare(1n, { part: 0n, whole: 0n })).toBe(0n)
})

/** A line of so many units, and into how many parcels they come back. */
const anyTakings = fc
  .array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 8 })
  .filter((takings) => takings.some((taken) => taken > 0))

it('adds up to the amount exactly, whatever the steps, and each step its quota to within a minor unit', () => {
  fc.assert(
    fc.property(anySignedMinor, anyTakings, (totalMinor, takings) => {
      const units = takings.reduce((sum, taken) => sum + taken, 0)
      let [takenBefore, refunded] = [0, 0n]
      for (const taken of takings) {
        const share = shareOfUnits({ totalMinor, units, takenBefore, taken })
        const offBy = share * BigInt(units) - totalMinor * BigInt(taken)
        expect(offBy <= BigInt(units) && -offBy <= BigInt(units)).toBe(true)
        refunded += share
        takenBefore += taken
        // What was refunded depends on how many units came back, not on the parcels they came in.
        expect(refunded).toBe(cumulativeShare(totalMinor, { part: BigInt(takenBefore), whole: BigInt(units) }))
      }
      expect(refunded).toBe(totalMinor)
    }),
  )
})

it('never falls as more is taken, nor for a larger amount', () => {
  const anyPart = fc.tuple(anyMinor, anyMinor).map(([one, other]) => {
    const [part, whole] = one < other ? [one, other] : [other, one]
    return { part, whole }
  })
  fc.assert(
    fc.property(anyMinor, anyMinor, anyPart, (total, more, { part, whole }) => {
      const share = cumulativeShare(total, { part, whole })
      expect(share >= 0n && share <= total).toBe(true)
      expect(cumulativeShare(total + more, { part, whole }) >= share).toBe(true)
      if (part < whole) expect(cumulativeShare(total, { part: part + 1n, whole }) >= share).toBe(true)
    }),
  )
})

describe('tax that goes with an amount', () => {
  it('is taken of the tax that was stored, and all of it with all of the amount', () => {
    // 19 % of 14.99 would be 2.8481; what the till stored is 2.85.
    const line = { taxMinor: 285n, netMinor: 1499n }
    expect(derivedTax({ ...line, takenBeforeMinor: 0n, takenMinor: 1499n })).toBe(285n)
    expect(derivedTax({ ...line, takenBeforeMinor: 0n, takenMinor: 500n })).toBe(95n)
    expect(derivedTax({ ...line, takenBeforeMinor: 500n, takenMinor: 999n })).toBe(190n)
  })

  it('is none where the line had none, or has no net amount to take', () => {
    expect(derivedTax({ taxMinor: 0n, netMinor: 1499n, takenBeforeMinor: 0n, takenMinor: 700n })).toBe(0n)
    expect(derivedTax({ taxMinor: 285n, netMinor: 0n, takenBeforeMinor: 0n, takenMinor: 0n })).toBe(0n)
  })

  it('throws for more than the line has', () => {
    const line = { taxMinor: 285n, netMinor: 1499n }
    expect(() => derivedTax({ ...line, takenBeforeMinor: 1000n, takenMinor: 500n })).toThrow(RangeError)
    expect(() => derivedTax({ ...line, takenBeforeMinor: 1000n, takenMinor: -500n })).toThrow(RangeError)
  })

  it('is the same for the same amount, in however many refunds', () => {
    fc.assert(
      fc.property(anyMinor, fc.array(anyMinor, { minLength: 1, maxLength: 6 }), (taxMinor, takings) => {
        const netMinor = takings.reduce((sum, taken) => sum + taken, 0n)
        let [takenBeforeMinor, refundedTax] = [0n, 0n]
        for (const takenMinor of takings) {
          refundedTax += derivedTax({ taxMinor, netMinor, takenBeforeMinor, takenMinor })
          takenBeforeMinor += takenMinor
          expect(refundedTax).toBe(
            derivedTax({ taxMinor, netMinor, takenBeforeMinor: 0n, takenMinor: takenBeforeMinor }),
          )
        }
        expect(refundedTax).toBe(netMinor === 0n ? 0n : taxMinor)
      }),
    )
  })
})
