import { legalPack } from './decode-legal-pack.js'
import type { LegalPack } from './legal-pack.js'

/** The United States', federal: what a written warranty is called and may ask. It gives no right to return. */
export const usConsumerLaw: LegalPack = legalPack({
  policyId: 'us-consumer-law',
  version: 1,
  jurisdiction: 'US',
  warrantyTitles: {
    titles: ['full', 'limited'],
    fullMeans: [
      'implied-warranties-unlimited',
      'any-owner',
      'free-with-removal',
      'replacement-or-refund-after-reasonable-attempts',
      'no-unreasonable-duties',
    ],
    tieInAllowed: false,
  },
  sources: [
    {
      cites: 'Magnuson-Moss Warranty Act, 15 U.S.C. 2301 to 2312',
      says: 'A written warranty is titled full or limited; what full means; parts or service of others alone void nothing.',
      basis: 'read-in-source',
    },
  ],
})
