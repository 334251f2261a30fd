import { ReturnPolicy, type ReturnTerms } from '@aftersale/domain'
import * as E from 'fp-ts/lib/Either.js'
import type { SalesMapping } from './sales-mapping.js'

/** The mapping's own policy; where it has none, everything bought may come back at any time, at what was paid for it. */
export const returnTermsOf = ({ name, zone, returnPolicy }: SalesMapping): ReturnTerms => {
  if (returnPolicy !== undefined) return { policy: returnPolicy }
  const policy = ReturnPolicy.decode({
    policyId: `import.${name}`,
    version: 1,
    windows: [{ kinds, anchor: 'delivery-of-unit', rule: 'event-day-excluded-no-roll', zone }],
    conditions: [],
    exceptions: [],
    restockingFees: [],
    waysBack: [],
    remedies: [{ kinds, remedies: ['refund'], payout: 'original-tender' }],
    promotions: 'proportional',
    shipBy: { period: 'P1D', rule: 'event-day-excluded-no-roll', zone },
    requiredDisclosures: [],
  })
  if (E.isLeft(policy)) throw new TypeError(`The policy of the import of ${name} is none`)
  return { policy: policy.right }
}

const kinds = ['policy-return']
