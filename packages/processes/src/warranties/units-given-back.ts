import { type Purchase, purchaseAggregate, returnCaseAggregate, type UnitsConsumed } from '@aftersale/domain'
import { unitNumbersIn } from '../plans/units-of-lines.js'
import { inTurn, lookAt, nothing, type Reaction } from '../reaction.js'
import { type SoldUnit, soldUnitOf } from './units-of-a-purchase.js'

type ReturnCaseId = Parameters<typeof returnCaseAggregate.decider.decide>[0]['data']['returnCaseId']

/**
 * What follows for each unit that its customer gave back, whole, for money, credit or other goods; of a return, which one it
 * was. By a price reduction the customer keeps it; what a claim replaces is told by the claim.
 */
export const forEachUnitGivenBack = (
  { purchaseId, holder, purpose, lines }: UnitsConsumed['data'],
  follows: (sold: SoldUnit, returnCaseId: ReturnCaseId | undefined) => Reaction,
): Reaction => {
  const isOfAReturn = holder.aggregate === returnCaseAggregate.category
  if (!isOfAReturn && purpose !== 'return' && purpose !== 'trade-in') return nothing
  const each = (purchase: Purchase, returnCaseId: ReturnCaseId | undefined): Reaction =>
    inTurn(
      unitNumbersIn(lines).map(({ lineId, unit }) => {
        const sold = soldUnitOf(purchase, lineId, unit)
        // A shop may warrant what its line names no terms for: whether this one was, its warranty and its asset know.
        return sold?.line.kind === 'goods' ? follows(sold, returnCaseId) : nothing
      }),
    )
  return lookAt(purchaseAggregate, purchaseId, ({ state }) => {
    if (state.status === 'not-recorded') return nothing
    const { purchase } = state
    if (!isOfAReturn) return each(purchase, undefined)
    const returnCaseId = holder.id as string as ReturnCaseId
    return lookAt(returnCaseAggregate, returnCaseId, ({ state: asCase }) =>
      asCase.status !== 'not-requested' && asCase.returnCase.request.wanted.remedy === 'price-reduction'
        ? nothing
        : each(purchase, returnCaseId),
    )
  })
}
