import { type ServicePlanCommand, servicePlanAggregate, servicePlanIdOfUnit } from '@aftersale/domain'
import { customerId, day, firstMachine, type Told } from '../warranties/warranties.fixtures.js'
import { careWith } from './plans.fixtures.js'

/** A plan for three years from its sale on that day, for that machine: quoted and sold. */
export const planOf = (
  unit = firstMachine,
  on = '2025-06-05',
  cover: object = { unit },
  more: object = {},
): ReadonlyArray<Told> => {
  const servicePlanId = servicePlanIdOfUnit(unit)
  const told = (type: ServicePlanCommand['type'], data: object): Told => ({
    aggregate: servicePlanAggregate as unknown as Told['aggregate'],
    id: servicePlanId,
    command: { type, data: { servicePlanId, ...data } },
    at: day(on),
  })
  const care = careWith({ period: 'P3Y', start: 'sale', ...more })
  return [
    told('QuoteServicePlan', {
      customerId,
      terms: care,
      cover,
      quotedAt: day(on, '09:00'),
      validUntil: day('2026-12-01'),
    }),
    told('SellServicePlan', { paidMinor: 11_900n, currency: 'EUR', soldAt: day(on, '09:30') }),
  ]
}
