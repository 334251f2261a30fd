import { disclosurePolicy } from './decode-disclosure-policy.js'
import type { DisclosurePolicy } from './disclosure-policy.js'

/** What a German shop shows on its pages, says on the phone, and sends by mail after a purchase. */
export const distanceSelling: DisclosurePolicy = disclosurePolicy({
  policyId: 'distance-selling',
  version: 1,
  requirements: [
    {
      condition: 'withdrawal-right',
      phase: 'pre-purchase',
      forms: ['on-page', 'spoken', 'durable-medium'],
      channels: ['web', 'app', 'phone'],
    },
    {
      condition: 'withdrawal-right',
      phase: 'post-purchase',
      forms: ['durable-medium'],
      channels: ['web', 'app', 'phone'],
    },
    { condition: 'return-shipping', phase: 'pre-purchase', forms: ['on-page', 'spoken', 'durable-medium'] },
    { condition: 'restocking-fee', phase: 'pre-purchase', forms: ['on-page', 'at-counter', 'durable-medium'] },
    { condition: 'final-sale', phase: 'pre-purchase', forms: ['on-page', 'at-counter', 'durable-medium'] },
  ],
  forms: [
    { channel: 'phone', form: 'spoken' },
    { channel: 'store', form: 'at-counter' },
    { channel: 'email', form: 'durable-medium' },
  ],
})
