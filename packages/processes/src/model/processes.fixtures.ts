import { domainProcesses } from '../domain-processes.js'
import { desk, law, returnTerms, washerTerms } from './after-sales-shop.fixtures.js'
import { text } from './ledger-world.fixtures.js'

/** All processes of the domain, as this shop runs them. */
export const processes = domainProcesses({
  termsOf: () => ({ terms: returnTerms }),
  notices: { channel: 'email', templates: { delay: text('delay'), recovery: text('recovery'), loss: text('loss') } },
  desk: { serviceLevel: desk, channel: 'web', priority: 'moderate' },
  warrantyTermsOf: ({ warrantyTermsRef }) => (warrantyTermsRef === undefined ? undefined : { terms: washerTerms }),
  lawOf: () => law,
  returnTermsOf: () => ({ terms: returnTerms }),
})
