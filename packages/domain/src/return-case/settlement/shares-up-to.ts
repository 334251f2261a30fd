import * as E from 'fp-ts/lib/Either.js'
import { allocate } from '../../money/allocation.js'
import { lesserOf } from '../../money/lesser-of.js'

/** The amount split by what each can bear, and none of it above that. */
export const sharesUpTo = (wantedMinor: bigint, bearable: ReadonlyArray<bigint>): ReadonlyArray<bigint> => {
  const mostMinor = bearable.reduce((sum, each) => sum + each, 0n)
  const shares = allocate(lesserOf(wantedMinor, mostMinor), bearable)
  return E.isRight(shares) ? shares.right : bearable.map(() => 0n)
}

