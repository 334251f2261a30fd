import { planTerms } from './decode-plan-terms.js'
import type { ServicePlanTerms } from './service-plan-terms.js'

/** Two years of protection in the United States, as stores sell it with the product: 730 days, and the fee of the statutes. */
export const twoYearProtection: ServicePlanTerms = planTerms({
  policyId: 'two-year-protection',
  version: 1,
  currency: 'USD',
  priceMinor: '14900',
  period: 'P730D',
  countingRule: 'start-day-included',
  zone: 'America/New_York',
  start: 'sale',
  cancellation: {
    fullRefundWithin: 'P30D',
    fee: { fixedMinor: '2500', rate: 1000 },
    deductsServiceReceived: false,
  },
  entitlements: [
    { kind: 'incidents', quantity: 3 },
    { kind: 'discount', rate: 1000 },
  ],
})

/** A washing machine in Germany: a visit and a call-out each year, maintained yearly from its delivery, renewed year by year. */
export const washingMachineCare: ServicePlanTerms = planTerms({
  policyId: 'washing-machine-care',
  version: 1,
  currency: 'EUR',
  priceMinor: '11900',
  period: 'P1Y',
  countingRule: 'start-day-included',
  zone: 'Europe/Berlin',
  start: 'delivery',
  coolingOff: { period: 'P14D', rule: 'event-day-excluded' },
  cancellation: {
    fullRefundWithin: 'P30D',
    fee: { fixedMinor: '1500', rate: 1000 },
    deductsServiceReceived: true,
  },
  entitlements: [
    { kind: 'visits', quantity: 2, unitValueMinor: '4900' },
    { kind: 'training-places', quantity: 1, unitValueMinor: '2900' },
    { kind: 'response-time', serviceLevelRef: { policyId: 'retail-desk', version: 1 } },
    { kind: 'discount', rate: 1500 },
  ],
  maintenance: { every: 'P1Y', proposedDaysAhead: 21 },
  renewal: { noticeDays: 30, maxRenewals: 4 },
  business: { priceMinor: '9900', serviceLevelRef: { policyId: 'hotline', version: 1 } },
})
