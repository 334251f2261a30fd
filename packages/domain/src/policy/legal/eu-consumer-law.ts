import { legalPack } from './decode-legal-pack.js'
import type { LegalPack } from './legal-pack.js'

const WITHDRAWAL = {
  period: 'P14D',
  rule: 'event-day-excluded',
  uninformedExtension: 'P12M',
  onPremisesChannels: ['store'],
  exceptedLineKinds: ['travel'],
  exceptions: ['made-to-order', 'perishable', 'unsealed-hygiene', 'digital-begun-with-consent'],
  refundWithin: 'P14D',
  mayWithholdUntilReceiptOrProof: true,
  sendBackWithin: 'P14D',
  refundsStandardDelivery: true,
  sameMeansOfPayment: true,
}

const CONFORMITY = {
  period: 'P2Y',
  rule: 'event-day-excluded-no-roll',
  presumption: 'P1Y',
  custodySuspends: false,
  remedies: ['repair', 'replacement', 'price-reduction', 'refund'],
}

const RECALL = {
  heading: 'Product safety recall',
  directNotice: true,
  forbiddenWords: ['voluntary', 'precautionary', 'discretionary', 'rare'],
  remedies: ['repair', 'replacement', 'refund'],
  leastRemedies: 2,
}

const SOURCES = [
  {
    cites: 'Directive 2011/83/EU, article 9',
    says: 'Withdrawal within 14 days from possession of the last good; from conclusion of services and digital content.',
    basis: 'read-in-source',
  },
  {
    cites: 'Directive 2011/83/EU, article 10',
    says: 'Where nobody informed, 12 months more from the end of the initial period; informed late, 14 days from then.',
    basis: 'general-knowledge',
  },
  {
    cites: 'Directive 2011/83/EU, article 13',
    says: 'Refund within 14 days of the notice, with standard delivery, by the same means; withheld until receipt or proof.',
    basis: 'general-knowledge',
  },
  {
    cites: 'Directive 2011/83/EU, article 14',
    says: 'Send back within 14 days; liable for handling in excess only, and not where nobody informed.',
    basis: 'general-knowledge',
  },
  {
    cites: 'Directive 2011/83/EU, article 16',
    says: 'No withdrawal from what is custom-made, perishable, unsealed, digital begun with consent, or travel of a date.',
    basis: 'general-knowledge',
  },
  {
    cites: 'Directive (EU) 2019/771, article 10',
    says: 'The seller is liable for two years from delivery.',
    basis: 'read-in-source',
  },
  {
    cites: 'Directive (EU) 2019/771, articles 10(3) and 11',
    says: 'Suspension is left to the states; a defect of the first year is presumed, and a state may say two.',
    basis: 'general-knowledge',
  },
  {
    cites: 'Regulation (EU) 2023/988',
    says: 'Direct notice to consumers that can be identified, headed as a product safety recall, without playing it down.',
    basis: 'read-in-source',
  },
  {
    cites: 'Regulation (EU) 2023/988, article 37',
    says: 'A choice of at least two of repair, replacement and refund.',
    basis: 'general-knowledge',
  },
  {
    cites: 'Regulation (EEC, Euratom) 1182/71, article 3',
    says: 'The day of the event is not counted; a last day that is free moves to the next working day.',
    basis: 'general-knowledge',
  },
]

/** The European Union's for contracts concluded before 31 July 2026. */
export const euConsumerLaw2022: LegalPack = legalPack({
  policyId: 'eu-consumer-law',
  version: 1,
  jurisdiction: 'EU',
  contractsUntil: '2026-07-30',
  withdrawal: WITHDRAWAL,
  conformity: CONFORMITY,
  recall: RECALL,
  sources: SOURCES,
})

/** The European Union's for contracts concluded from 31 July 2026 on: a repair makes the liability longer, once. */
export const euConsumerLaw2026: LegalPack = legalPack({
  policyId: 'eu-consumer-law',
  version: 2,
  jurisdiction: 'EU',
  contractsFrom: '2026-07-31',
  withdrawal: WITHDRAWAL,
  conformity: { ...CONFORMITY, repairExtension: 'P12M' },
  recall: RECALL,
  sources: [
    ...SOURCES,
    {
      cites: 'Directive (EU) 2019/771, article 10(2a), as amended by Directive (EU) 2024/1799',
      says: 'Where repair is the remedy, the liability is extended once by 12 months.',
      basis: 'read-in-source',
    },
    {
      cites: 'Directive (EU) 2019/771, article 13(2a), as amended by Directive (EU) 2024/1799',
      says: 'The seller informs of the choice and of the extension before the remedy.',
      basis: 'read-in-source',
    },
  ],
})
