import type { NonEmptyText } from '@aftersale/messages'
import { allUnits, countOf, noUnits, overlap, type UnitRuns, union, valueOf, without } from '../../units/index.js'
import { type CaseUnits, isSamePlace } from '../case-units.js'
import type { EvidenceLine } from '../purchase-evidence.js'
import type { Rounding } from './money-plan.js'

export interface Paid {
  readonly netMinor: bigint
  readonly taxMinor: bigint
}

/** What was paid for those units of a line, the net amount and the tax that was stored with it, each by itself. */
export const paidFor = (
  line: EvidenceLine,
  units: UnitRuns,
): { readonly paid: Paid; readonly roundings: ReadonlyArray<Rounding> } => {
  const share = (totalMinor: bigint) => valueOf({ totalMinor, quantity: line.quantity }, units)
  const paid = { netMinor: share(line.netMinor), taxMinor: share(line.taxMinor) }
  const rounding = (what: string, totalMinor: bigint, minor: bigint): Rounding => ({
    what: what as NonEmptyText,
    lineId: line.lineId,
    by: 'cumulative-half-up',
    totalMinor,
    part: BigInt(countOf(units)),
    whole: BigInt(line.quantity),
    minor,
  })
  return {
    paid,
    roundings: [rounding('goods', line.netMinor, paid.netMinor), rounding('goods-tax', line.taxMinor, paid.taxMinor)],
  }
}

/** What some of `whole` carry of an amount that all of it has: by their places in it, so whatever was taken before. */
export const shareOf = (totalMinor: bigint, whole: ReadonlyArray<CaseUnits>, some: CaseUnits): bigint => {
  const { positions, count } = positionsIn(whole, some)
  return count === 0 ? 0n : valueOf({ totalMinor, quantity: count }, positions)
}

/** Where the units stand in the list, from 1 on, and how many there are in it. */
const positionsIn = (
  whole: ReadonlyArray<CaseUnits>,
  some: CaseUnits,
): { readonly positions: UnitRuns; readonly count: number } => {
  let count = 0
  let positions: UnitRuns = noUnits
  for (const entry of whole) {
    for (const run of entry.units) {
      if (isSamePlace(entry, some)) {
        for (const { first, last } of overlap(unitsOfRun(run), some.units)) {
          const from = count + first - run.first + 1
          positions = union(positions, unitsOfRun({ first: from, last: from + last - first }))
        }
      }
      count += run.last - run.first + 1
    }
  }
  return { positions, count }
}

const unitsOfRun = ({ first, last }: { readonly first: number; readonly last: number }): UnitRuns =>
  without(allUnits(last), allUnits(first - 1))
