import type { NonEmptyText } from '@aftersale/messages'
import { type CaseUnits, unitsWithout } from '../case-units.js'
import type { ReturnCase } from '../state.js'
import { lostUnits, receivedUnits } from '../units-held.js'
import { isSellersLoss } from './settleable-units.js'
import { type AdvanceReplacement, isOpenLeg } from './settlement-state.js'

/** Legs that something is still to come of, a replacement that was sent in advance among them. */
export const openLegIds = (returnCase: ReturnCase): ReadonlyArray<NonEmptyText> => [
  ...returnCase.settlement.legs.filter(isOpenLeg).map(({ leg }) => leg.legId),
  ...returnCase.settlement.advances
    .filter((advance) => isOpenAdvance(returnCase, advance))
    .map(({ sent }) => sent.legId),
]

/** Of the old units, those that the customer still has. What was lost at the seller's risk is out no more. */
export const unitsStillOut = (returnCase: ReturnCase, { sent }: AdvanceReplacement): ReadonlyArray<CaseUnits> =>
  unitsWithout(sent.lines, [...receivedUnits(returnCase), ...(isSellersLoss(returnCase) ? lostUnits(returnCase) : [])])

const isOpenAdvance = (returnCase: ReturnCase, advance: AdvanceReplacement): boolean => {
  switch (advance.status) {
    case 'sent':
      return true
    case 'delivered':
      return unitsStillOut(returnCase, advance).length > 0
    case 'replacement-returned':
    case 'charged':
    case 'charge-reversed':
      return false
  }
}
