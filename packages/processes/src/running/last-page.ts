import type { ReadFailure } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'

/** The last of pages that are begun one after the other, from 0 or 1 on: found by doubling, then by halving; 0 where there is none. */
export const lastPageOf = async (
  exists: (page: number) => Promise<E.Either<ReadFailure, boolean>>,
): Promise<E.Either<ReadFailure, number>> => {
  let low = 0
  let high = 1
  for (;;) {
    const there = await exists(high)
    if (E.isLeft(there)) return there
    if (!there.right) break
    low = high
    high *= 2
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    const there = await exists(middle)
    if (E.isLeft(there)) return there
    if (there.right) low = middle
    else high = middle
  }
  return E.right(low)
}
