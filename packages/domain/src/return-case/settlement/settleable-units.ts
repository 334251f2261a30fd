import type { PurchaseId } from '../../purchase/purchase-id.js'
import { isEmpty, isWithin, type LineId, noUnits, overlap, type UnitRuns, union } from '../../units/index.js'
import { type CaseUnits, unitsInBoth, unitsWithout } from '../case-units.js'
import type { ReturnCase } from '../state.js'
import { heldUnits, keptUnits, lostUnits, receivedUnits, withSerials } from '../units-held.js'
import { unitsTaken } from './settlement-state.js'

/** The units of one line of a purchase, wherever the case holds them; nothing where it does not hold all of them. */
export const unitsHeldOf = (
  returnCase: ReturnCase,
  { purchaseId, lineId, units }: { readonly purchaseId: PurchaseId; readonly lineId: LineId; readonly units: UnitRuns },
): ReadonlyArray<CaseUnits> | undefined => {
  const held = heldUnits(returnCase)
    .filter((one) => one.purchaseId === purchaseId && one.lineId === lineId)
    .map((one) => ({ ...one, units: overlap(one.units, units) }))
    .filter((one) => !isEmpty(one.units))
  const found = held.reduce<UnitRuns>((all, one) => union(all, one.units), noUnits)
  return isEmpty(units) || !isWithin(units, found) ? undefined : withSerials(returnCase, held)
}

/** Whether what is lost on the way back is the seller's loss: who had it carried, or owed the carriage, bears it. */
export const isSellersLoss = ({ authorisation }: ReturnCase): boolean =>
  authorisation !== undefined && (authorisation.wayBackPaidBy === 'merchant' || authorisation.label !== undefined)

/** Units that something is owed for: they came back, need not, or were lost at the seller's risk. */
const owedUnits = (returnCase: ReturnCase): ReadonlyArray<CaseUnits> => [
  ...receivedUnits(returnCase),
  ...keptUnits(returnCase),
  ...(isSellersLoss(returnCase) ? lostUnits(returnCase) : []),
]

/** The same, without what a leg has already. */
export const unsettledUnits = (returnCase: ReturnCase): ReadonlyArray<CaseUnits> =>
  unitsWithout(owedUnits(returnCase), unitsTaken(returnCase.settlement))

/** Of those units, the ones that nothing is owed for yet, and those that have been settled. */
export const standingAgainst = (
  returnCase: ReturnCase,
  units: ReadonlyArray<CaseUnits>,
): { readonly notOwed: ReadonlyArray<CaseUnits>; readonly taken: ReadonlyArray<CaseUnits> } => ({
  notOwed: unitsWithout(units, owedUnits(returnCase)),
  taken: unitsInBoth(units, unitsTaken(returnCase.settlement)),
})
