import { type Desk, openTicket } from '../desk.js'
import { onDomainEvents } from '../on-domain-events.js'
import type { Process } from '../process.js'

const NAME = 'ask-whether-to-recover-or-keep'

/** What turned up after it was made good for is nobody's second entitlement: a person decides what becomes of it. */
export const askWhetherToRecoverOrKeep = (desk: Desk): Process =>
  onDomainEvents({
    name: NAME,
    reactsTo: ['RecoverOrKeepDecisionNeeded'],
    react: (occurrence) =>
      openTicket(desk, occurrence, {
        process: NAME,
        kind: 'claim',
        category: 'delivery',
        subcategory: 'found-after-all',
        purchaseId: occurrence.event.data.purchaseId,
      }),
  })
