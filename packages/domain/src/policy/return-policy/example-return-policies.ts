import { returnPolicy } from './decode-return-policy.js'
import type { ReturnPolicy } from './return-policy.js'

const IN_BERLIN = {
  rule: 'event-day-excluded',
  zone: 'Europe/Berlin',
  calendarRef: { policyId: 'german-public-holidays', version: 1 },
}

/**
 * A shop in Germany that takes things back within 30 days of their delivery, and exchanges them within 60. Its calendar
 * is `germanPublicHolidays`.
 */
export const thirtyDayReturns: ReturnPolicy = returnPolicy({
  policyId: 'thirty-day-returns',
  version: 1,
  windows: [
    { kinds: ['policy-return'], anchor: 'delivery-of-unit', period: 'P30D', ...IN_BERLIN },
    { kinds: ['exchange'], anchor: 'delivery-of-unit', period: 'P60D', ...IN_BERLIN },
    { kinds: ['wrong-missing-damaged'], anchor: 'delivery-of-unit', period: 'P30D', ...IN_BERLIN },
    {
      kinds: ['policy-return', 'exchange'],
      categories: ['electronics'],
      anchor: 'delivery-of-unit',
      period: 'P14D',
      ...IN_BERLIN,
    },
  ],
  conditions: [
    { condition: 'receipt', kinds: ['policy-return', 'exchange'] },
    { condition: 'label', kinds: ['policy-return', 'exchange'], categories: ['clothing'] },
    { condition: 'original-packaging', kinds: ['policy-return'] },
  ],
  exceptions: [
    { exception: 'final-sale', kinds: ['policy-return', 'exchange'] },
    { exception: 'perishable', kinds: ['policy-return', 'exchange'] },
    { exception: 'made-to-order', kinds: ['policy-return', 'exchange'] },
    { exception: 'unsealed-hygiene', kinds: ['policy-return', 'exchange'] },
    { exception: 'excluded-category', kinds: ['policy-return', 'exchange'], categories: ['gift-cards'] },
  ],
  restockingFees: [{ kinds: ['policy-return'], categories: ['electronics'], rate: 1500, per: 'line' }],
  waysBack: [
    {
      kinds: ['withdrawal', 'policy-return'],
      paidBy: 'customer',
      labelCosts: [{ amountMinor: '490', currency: 'EUR' }],
    },
    { kinds: ['exchange', 'wrong-missing-damaged'], paidBy: 'merchant' },
  ],
  remedies: [
    { kinds: ['policy-return'], remedies: ['refund', 'store-credit'], payout: 'original-tender' },
    { kinds: ['exchange'], remedies: ['exchange', 'store-credit'], payout: 'store-credit' },
    { kinds: ['wrong-missing-damaged'], remedies: ['replacement', 'refund'], payout: 'original-tender' },
  ],
  promotions: 'proportional',
  shipBy: { period: 'P14D', ...IN_BERLIN },
  refundWithin: { period: 'P7D', ...IN_BERLIN },
  review: { valueFrom: [{ amountMinor: '100000', currency: 'EUR' }], unverifiedProof: true },
  requiredDisclosures: ['withdrawal-right', 'return-shipping', 'restocking-fee'],
})
