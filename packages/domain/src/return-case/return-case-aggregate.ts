import { type EventCatalogue, eventCatalogue, type Instant, type PolicyRef } from '@aftersale/messages'
import { type ReturnCaseEvent, returnCaseEvents } from './events.js'
import { occurredAtOfReturnCase, policyRefsOfReturnCase } from './occurred-at.js'
import { returnCase } from './return-case.js'

/** The return case as it is kept in streams, for a command handler. */
export const returnCaseAggregate: {
  readonly category: string
  readonly decider: typeof returnCase
  readonly catalogue: EventCatalogue<ReturnCaseEvent>
  readonly occurredAtOf: (event: ReturnCaseEvent) => Instant
  readonly policyRefsOf: (event: ReturnCaseEvent) => ReadonlyArray<PolicyRef>
} = {
  category: 'returnCase',
  decider: returnCase,
  catalogue: eventCatalogue(returnCaseEvents),
  occurredAtOf: occurredAtOfReturnCase,
  policyRefsOf: policyRefsOfReturnCase,
}
