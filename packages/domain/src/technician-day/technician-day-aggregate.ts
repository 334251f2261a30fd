import { type EventCatalogue, eventCatalogue, type Instant, type PolicyRef } from '@aftersale/messages'
import { type TechnicianDayEvent, technicianDayEvents } from './events.js'
import { occurredAtOfTechnicianDay } from './occurred-at.js'
import { technicianDay } from './technician-day.js'

/** A technician's day as it is kept in streams, for a command handler. */
export const technicianDayAggregate: {
  readonly category: string
  readonly decider: typeof technicianDay
  readonly catalogue: EventCatalogue<TechnicianDayEvent>
  readonly occurredAtOf: (event: TechnicianDayEvent) => Instant
  readonly policyRefsOf: (event: TechnicianDayEvent) => ReadonlyArray<PolicyRef>
} = {
  category: 'technicianDay',
  decider: technicianDay,
  catalogue: eventCatalogue(technicianDayEvents),
  occurredAtOf: occurredAtOfTechnicianDay,
  // A day knows no policy: what is booked was decided elsewhere.
  policyRefsOf: () => [],
}
