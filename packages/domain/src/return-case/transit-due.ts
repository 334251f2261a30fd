import { epochMillisecondsOf, type Instant, millisecondsAfter } from '@aftersale/messages'
import { countOfUnits } from './case-units.js'
import type { ReturnCase } from './state.js'
import { isInTransit } from './status-of.js'
import { expirableUnits } from './units-held.js'

/**
 * When what is still to come expires: by its ship-by, or where part of it came later than that, as long after that part
 * as the ship-by was after the authorisation. Never while a parcel is on its way, or where nothing is waited for.
 */
export const expiryDueAt = (returnCase: ReturnCase): Instant | undefined => {
  const { authorisation, receipts } = returnCase
  if (authorisation?.shipBy === undefined || isInTransit(returnCase)) return undefined
  if (countOfUnits(expirableUnits(returnCase)) === 0) return undefined
  const { shipBy, authorisedAt } = authorisation
  const lastReceivedAt = receipts.reduce<Instant | undefined>(
    (last, { receivedAt, items }) =>
      items.every(({ taken }) => taken.length === 0) || (last !== undefined && last >= receivedAt) ? last : receivedAt,
    undefined,
  )
  if (lastReceivedAt === undefined) return shipBy
  const renewed = atMost(lastReceivedAt, epochMillisecondsOf(shipBy) - epochMillisecondsOf(authorisedAt))
  return renewed > shipBy ? renewed : shipBy
}

/** The last instant that can be written, for what would be later. */
const atMost = (instant: Instant, milliseconds: number): Instant =>
  epochMillisecondsOf(instant) + milliseconds > LAST ? END : millisecondsAfter(instant, milliseconds)

const END = '9999-12-31T23:59:59.999Z' as Instant
const LAST = epochMillisecondsOf(END)
