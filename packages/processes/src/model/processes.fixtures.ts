import { domainProcesses } from '../domain-processes.js'
import { desk } from './after-sales-shop.fixtures.js'
import { text } from './ledger-world.fixtures.js'
import { terms } from './shop.fixtures.js'

/** All processes of the domain, as this shop runs them. */
export const processes = domainProcesses({
  termsOf: () => ({ terms }),
  notices: { channel: 'email', templates: { delay: text('delay'), recovery: text('recovery'), loss: text('loss') } },
  desk: { serviceLevel: desk, channel: 'web', priority: 'moderate' },
})
