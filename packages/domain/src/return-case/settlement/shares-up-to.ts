import * as E from 'fp-ts/lib/Either.js'
import { allocate } from '../../money/allocation.js'
import { lesserOf } from '../../money/lesser-of.js'

/** The amount split by what each can bear, and none of it above that. */
export const sharesUpTo = (wantedMinor: bigint, bearable: ReadonlyArray<bigint>): ReadonlyArray<bigint> => {
  const mostMinor = bearable.reduce((sum, each) => sum + each, 0n)
  const shares = allocate(lesserOf(wantedMinor, mostMinor), bearable)
  return E.isRight(shares) ? shares.right : bearable.map(() => 0n)
}

/** A line that an amount may fall on: how much of it is the line's own, and how much the line can bear of any. */
export interface BearingLine {
  readonly ownMinor: bigint
  readonly bearableMinor: bigint
}

/** The amount split by what is each line's own, and what the lines cannot bear of that by what they can bear yet. */
export const ownSharesFirst = (wantedMinor: bigint, lines: ReadonlyArray<BearingLine>): ReadonlyArray<bigint> => {
  const own = sharesUpTo(
    wantedMinor,
    lines.map(({ ownMinor, bearableMinor }) => lesserOf(ownMinor, bearableMinor)),
  )
  const others = sharesUpTo(
    own.reduce((left, minor) => left - minor, wantedMinor),
    lines.map(({ bearableMinor }, index) => bearableMinor - (own[index] ?? 0n)),
  )
  return own.map((minor, index) => minor + (others[index] ?? 0n))
}
