import { faultOfCategory } from './accepted-names.js'
import type { EventFilter } from './event.js'
import type { AllRead, StreamRead } from './event-store.js'
import type { BadArgument, NameNotAllowed } from './failures.js'

/** Events on a page of `readAll` where the caller names no count. */
export const EVENTS_A_PAGE = 1000

/** Why no store could serve this read of a stream; nothing where it can. */
export const faultOfStreamRead = ({ from, direction, maxCount }: StreamRead): BadArgument | undefined => {
  if (from !== undefined && !isCount(from, 0)) return badArgument(`from: ${from} is no revision`)
  return faultOfDirection(direction) ?? faultOfMaxCount(maxCount)
}

/** Why no store could serve this read of all; nothing where it can. */
export const faultOfAllRead = ({
  after,
  direction,
  maxCount,
  filter,
}: AllRead): BadArgument | NameNotAllowed | undefined => {
  if (after !== undefined && !(isCount(after.commit, 0) && isCount(after.prepare, 0))) {
    return badArgument(`after: ${after.commit}/${after.prepare} is no position`)
  }
  return faultOfDirection(direction) ?? faultOfMaxCount(maxCount) ?? faultOfFilter(filter)
}

/** Why this filter names what cannot be; nothing where it is sound. */
export const faultOfFilter = ({ categories = [] }: EventFilter = {}): NameNotAllowed | undefined => {
  for (const category of categories) {
    const fault = faultOfCategory(category)
    if (fault !== undefined) return fault
  }
  return undefined
}

const faultOfDirection = (direction: unknown): BadArgument | undefined =>
  direction === undefined || direction === 'forwards' || direction === 'backwards'
    ? undefined
    : badArgument(`direction: ${JSON.stringify(direction)} is neither forwards nor backwards`)

const faultOfMaxCount = (maxCount: number | undefined): BadArgument | undefined =>
  maxCount === undefined || isCount(maxCount, 1)
    ? undefined
    : badArgument(`maxCount: ${maxCount} is no count of events`)

const isCount = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least

const badArgument = (why: string): BadArgument => ({ failure: 'BadArgument', why })
