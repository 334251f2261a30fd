import {
  type Purchase,
  type PurchasedUnit,
  purchaseAggregate,
  type ServicePlanId,
  type ServicePlanState,
  servicePlanAggregate,
  servicePlanIdOfUnit,
} from '@aftersale/domain'
import type { PositiveInteger } from '@aftersale/messages'
import { inTurn, lookAt, nothing, type Reaction } from '../reaction.js'
import { boughtInPlaceOf } from './unit-in-its-place.js'
import { unitNumbersIn } from './units-of-lines.js'

/** The plan of a unit, and that unit itself, which may stand in the place of the one that the plan was sold for. */
interface PlanOfAUnit {
  readonly servicePlanId: ServicePlanId
  readonly state: ServicePlanState
  readonly purchase: Purchase
  readonly unit: ReturnType<typeof unitNumbersIn>[number]
}

/** What follows for the plan of each unit of these lines; a plan goes on with the unit that was given in the place of its own. */
export const forPlansOfUnits = (
  purchaseId: PurchasedUnit['purchaseId'],
  lines: Parameters<typeof unitNumbersIn>[0],
  follows: (found: PlanOfAUnit) => Reaction,
): Reaction =>
  lookAt(purchaseAggregate, purchaseId, ({ state }) => {
    if (state.status === 'not-recorded') return nothing
    const { purchase } = state
    return inTurn(
      unitNumbersIn(lines).map((unit) =>
        withPlanOfUnit(boughtAs(purchase, { purchaseId, ...unit }), (servicePlanId, plan) =>
          follows({ servicePlanId, state: plan, purchase, unit }),
        ),
      ),
    )
  })

/** The unit of the purchase that it was bought as, or was given in the place of. */
export const boughtAs = (
  purchase: Purchase,
  { purchaseId, ...unit }: Pick<PurchasedUnit, 'purchaseId' | 'lineId'> & { readonly unit: number },
): PurchasedUnit => {
  const bought = boughtInPlaceOf(purchase, unit)
  return { purchaseId, lineId: bought.lineId, unit: bought.unit as PositiveInteger }
}

/** What follows for the plan of that unit: the one under its id, unless that says to cover another. */
const withPlanOfUnit = (
  unit: PurchasedUnit,
  follows: (servicePlanId: ServicePlanId, state: ServicePlanState) => Reaction,
): Reaction => {
  const servicePlanId = servicePlanIdOfUnit(unit)
  return lookAt(servicePlanAggregate, servicePlanId, ({ state }) =>
    coversAnother(state, unit) ? nothing : follows(servicePlanId, state),
  )
}

const coversAnother = (state: ServicePlanState, { purchaseId, lineId, unit }: PurchasedUnit): boolean => {
  if (state.status === 'not-quoted') return true
  const covered = state.plan.quoted.cover.unit
  return (
    covered !== undefined && (covered.purchaseId !== purchaseId || covered.lineId !== lineId || covered.unit !== unit)
  )
}
