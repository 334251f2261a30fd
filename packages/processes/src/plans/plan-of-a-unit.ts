import {
  type PurchasedUnit,
  type ServicePlanId,
  type ServicePlanState,
  servicePlanAggregate,
  servicePlanIdOfUnit,
} from '@aftersale/domain'
import { lookAt, nothing, type Reaction } from '../reaction.js'

/** What follows for the plan of that unit: the one under its id, unless that says to cover another. */
export const withPlanOfUnit = (
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
