import { partsOfStreamName } from '@aftersale/event-store'
import { faultsAcrossReturns } from './across-returns.js'
import { faultsAcrossTickets } from './across-tickets.js'
import { faultsAcrossVisits } from './across-visits.js'
import { faultsAcrossWarranties } from './across-warranties.js'
import { assetCheck } from './asset-check.js'
import { purchaseCheck } from './purchase-check.js'
import { returnCaseCheck } from './return-case-check.js'
import { servicePlanCheck } from './service-plan-check.js'
import { staffCertificationCheck } from './staff-certification-check.js'
import { storeCreditCheck } from './store-credit-check.js'
import type { AggregateCheck, FaultAcross } from './stream-check.js'
import { technicianDayCheck } from './technician-day-check.js'
import { ticketCheck } from './ticket-check.js'
import type { TicketStory } from './ticket-story.js'
import { warrantyCheck } from './warranty-check.js'

/** The check for a stream of that name; none where it is no aggregate's. */
export const aggregateCheckOf = (stream: string): AggregateCheck | undefined => {
  const name = partsOfStreamName(stream)
  if (name === undefined) return undefined
  return checks.get(name.category)?.(name.id)
}

const checks: ReadonlyMap<string, (id: string) => AggregateCheck> = new Map([
  ['serviceTicket', ticketCheck],
  ['purchase', purchaseCheck],
  ['returnCase', returnCaseCheck],
  ['storeCredit', storeCreditCheck],
  ['asset', assetCheck],
  ['warranty', warrantyCheck],
  ['servicePlan', servicePlanCheck],
  ['technicianDay', technicianDayCheck],
  ['staffCertification', staffCertificationCheck],
])

/** Faults that no single stream shows. */
export function* faultsAcross(streams: ReadonlyMap<string, AggregateCheck>): Generator<FaultAcross, void, undefined> {
  const tickets = new Map<string, TicketStory>()
  for (const [stream, { ticket }] of streams) if (ticket !== undefined) tickets.set(stream, ticket)
  yield* faultsAcrossTickets(tickets)
  yield* faultsAcrossReturns(streams)
  yield* faultsAcrossWarranties(streams)
  yield* faultsAcrossVisits(streams)
}
