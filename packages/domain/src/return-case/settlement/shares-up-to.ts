import * as E from 'fp-ts/lib/Either.js'
import { allocate } from '../../money/allocation.js'

/** The amount split by what each can bear, and none of it above that. */
export const sharesUpTo = (wantedMinor: bigint, bearable: ReadonlyArray<bigint>): ReadonlyArray<bigint> => {
  const most = bearable.reduce((sum, each) => sum + each, 0n)
  const shares = allocate(wantedMinor < most ? wantedMinor : most, bearable)
  return E.isRight(shares) ? shares.right : bearable.map(() => 0n)
}
