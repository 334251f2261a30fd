import { halfUp } from './rate.js'

/**
 * What `part` of `whole` carries of an amount: c(part) = ⌊(2 · total · part + whole) / (2 · whole)⌋, half-up once from the
 * start and never from share to share. So it depends on how much was taken, not on the steps; never falls as more is
 * taken; and is the whole amount for the whole. Nothing where the whole is 0. Throws a RangeError unless
 * 0 ≤ part ≤ whole.
 */
export const cumulativeShare = (totalMinor: bigint, { part, whole }: { part: bigint; whole: bigint }): bigint => {
  if (part < 0n || part > whole) throw new RangeError(`${part} is no part of ${whole}`)
  return whole === 0n ? 0n : halfUp({ numerator: totalMinor * part, denominator: whole })
}

/**
 * What the next `taken` of a line's identical units carry of an amount that the whole line has (its price paid, its
 * tax, its discount), after `takenBefore` of them: of 1000 over 3 units 333, then 334, then 333. Throws a RangeError
 * for counts that are no whole numbers from 0 on, or for more units than there are.
 */
export const shareOfUnits = ({
  totalMinor,
  units,
  takenBefore,
  taken,
}: {
  readonly totalMinor: bigint
  readonly units: number
  readonly takenBefore: number
  readonly taken: number
}): bigint => nextShare(totalMinor, { whole: BigInt(units), before: BigInt(takenBefore), taken: BigInt(taken) })

/**
 * The tax that goes with the next `takenMinor` of a line's net amount, after `takenBeforeMinor` of it: of the tax stored
 * with the line, never computed anew from a rate. All of the net takes all of the tax, whatever the steps. A line
 * without a net amount gives its tax by its units. Throws a RangeError for more than there is.
 */
export const derivedTax = ({
  taxMinor,
  netMinor,
  takenBeforeMinor,
  takenMinor,
}: {
  readonly taxMinor: bigint
  readonly netMinor: bigint
  readonly takenBeforeMinor: bigint
  readonly takenMinor: bigint
}): bigint => nextShare(taxMinor, { whole: netMinor, before: takenBeforeMinor, taken: takenMinor })

const nextShare = (
  totalMinor: bigint,
  { whole, before, taken }: { whole: bigint; before: bigint; taken: bigint },
): bigint => {
  if (taken < 0n) throw new RangeError(`${taken} is no part of ${whole}`)
  return (
    cumulativeShare(totalMinor, { part: before + taken, whole }) - cumulativeShare(totalMinor, { part: before, whole })
  )
}
