import { type EventCatalogue, eventCatalogue, type Instant, type PolicyRef } from '@aftersale/messages'
import { type StaffCertificationEvent, staffCertificationEvents } from './events.js'
import { occurredAtOfStaffCertification } from './occurred-at.js'
import { staffCertification } from './staff-certification.js'

/** The certificates of one member of the staff as they are kept in streams, for a command handler. */
export const staffCertificationAggregate: {
  readonly category: string
  readonly decider: typeof staffCertification
  readonly catalogue: EventCatalogue<StaffCertificationEvent>
  readonly occurredAtOf: (event: StaffCertificationEvent) => Instant
  readonly policyRefsOf: (event: StaffCertificationEvent) => ReadonlyArray<PolicyRef>
} = {
  category: 'staffCertification',
  decider: staffCertification,
  catalogue: eventCatalogue(staffCertificationEvents),
  occurredAtOf: occurredAtOfStaffCertification,
  // Who certifies whom is not decided here.
  policyRefsOf: () => [],
}
