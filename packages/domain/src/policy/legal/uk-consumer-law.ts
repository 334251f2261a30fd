import { legalPack } from './decode-legal-pack.js'
import type { LegalPack } from './legal-pack.js'

/**
 * The United Kingdom's. It sets no period for conformity of its own: claims end with the limitation of actions, which is
 * not modelled.
 */
export const ukConsumerLaw: LegalPack = legalPack({
  policyId: 'uk-consumer-law',
  version: 1,
  jurisdiction: 'GB',
  withdrawal: {
    period: 'P14D',
    rule: 'event-day-excluded-no-roll',
    uninformedExtension: 'P12M',
    onPremisesChannels: ['store'],
    exceptedLineKinds: ['travel'],
    exceptions: ['made-to-order', 'perishable', 'unsealed-hygiene', 'digital-begun-with-consent'],
    refundWithin: 'P14D',
    mayWithholdUntilReceiptOrProof: true,
    sendBackWithin: 'P14D',
    refundsStandardDelivery: true,
    sameMeansOfPayment: true,
  },
  conformity: {
    rule: 'event-day-excluded-no-roll',
    presumption: 'P6M',
    custodySuspends: false,
    remedies: ['repair', 'replacement', 'price-reduction'],
  },
  rightToReject: {
    period: 'P30D',
    rule: 'event-day-excluded-no-roll',
    leastLeft: 'P7D',
    refundWithin: 'P14D',
    failedRepairsBeforeFinalRejection: 1,
  },
  sources: [
    {
      cites: 'Consumer Rights Act 2015, section 22',
      says: '30 days from the day after ownership, delivery and installation; still while a repair is waited for, 7 days left.',
      basis: 'read-in-source',
    },
    {
      cites: 'Consumer Rights Act 2015, sections 19, 20 and 24',
      says: 'Faults of six months presumed; after one failed repair price reduction or rejection; refund within 14 days.',
      basis: 'general-knowledge',
    },
    {
      cites: 'Consumer Contracts Regulations 2013, regulations 28 to 36',
      says: 'Cancellation within 14 days of a contract that was not concluded on premises, as in the Union.',
      basis: 'general-knowledge',
    },
  ],
})
