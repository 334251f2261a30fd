import { Instant, message, NonEmptyText, optional, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { Channel } from '../../channel/channel.js'
import { RuleTrace } from '../../policy/rule-trace.js'
import { ObligorParty } from '../responsibility/obligor-party.js'
import { WarrantyId } from '../warranty-id.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).

export const ResponsiblePartyClarified = message(
  'ResponsiblePartyClarified',
  {
    warrantyId: WarrantyId,
    failureModes: t.readonlyArray(NonEmptyText),
    party: ObligorParty,
    contact: NonEmptyText,
    channel: Channel,
    contactId: NonEmptyText,
    firstContact: optional(record({ contactId: NonEmptyText, contactedAt: Instant })),
    /** The customer had contacted the desk about it before, and was not told then. */
    late: t.boolean,
    trace: RuleTrace,
    informedAt: Instant,
  },
  { description: 'The customer was told who answers for such failures, and whom to turn to.' },
)

export const responsibilityEvents = [ResponsiblePartyClarified] as const

export type ResponsiblePartyClarified = t.TypeOf<typeof ResponsiblePartyClarified>
export type ResponsibilityEvent = ResponsiblePartyClarified
