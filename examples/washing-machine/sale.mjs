// What was sold, to whom, and how those are measured who go out to it.

import { germanPublicHolidays, retailDesk, serviceLevelPolicy, washingMachineTerms } from '@aftersale/domain'
import { customer } from '../shop-with-processes.mjs'

export const zone = 'Europe/Berlin'
export const bought = '2026-08-03T18:00:00.000Z'

export const sale = {
  customerId: customer.id,
  purchasedAt: bought,
  zone,
  marketCode: 'DE',
  channel: 'online',
  currency: 'EUR',
  lines: [
    {
      lineId: 'machine',
      sku: 'washing-machine',
      kind: 'goods',
      quantity: 1,
      serialTracked: true,
      warrantyTermsRef: { policyId: washingMachineTerms.policyId, version: washingMachineTerms.version },
      netMinor: 50_336n,
      discountMinor: 0n,
      taxMinor: 9_564n,
      grossMinor: 59_900n,
    },
  ],
  shipping: [],
  fees: [],
  payments: [{ paymentId: 'card', tender: 'card', capturedMinor: 59_900n, capturedAt: bought }],
  totalMinor: 59_900n,
  promised: { fromDate: '2026-08-07', toDate: '2026-08-10' },
}

/** The terms that the machine is sold with, and the holidays that they name. */
export const warranted = { terms: washingMachineTerms, calendars: [germanPublicHolidays] }

/** Whoever goes out to customers is measured by when they come. */
export const fieldService = serviceLevelPolicy({
  ...retailDesk,
  policyId: 'field-service',
  targets: {
    high: { 'first-response': 'PT1H', 'visit-arrival': 'PT24H', resolution: 'PT40H' },
    moderate: { 'first-response': 'PT2H', 'visit-arrival': 'PT24H', resolution: 'PT40H' },
  },
})
