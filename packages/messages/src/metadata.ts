import * as t from 'io-ts'
import { NonEmptyText, PositiveInteger, Uuid } from './identifiers.js'
import { Instant } from './instant.js'
import { optional, record } from './record.js'

/** Who acted. `id` is an identifier, never a name. */
export const Actor = record(
  {
    kind: t.keyof({ customer: null, agent: null, bot: null, system: null, device: null, partner: null }),
    id: NonEmptyText,
  },
  'Actor',
)
export type Actor = t.TypeOf<typeof Actor>

/** A policy document at one version, as it was used for a decision. */
export const PolicyRef = record({ policyId: NonEmptyText, version: PositiveInteger }, 'PolicyRef')
export type PolicyRef = t.TypeOf<typeof PolicyRef>

/**
 * What is known about an event beside its data. A late fact has `occurredAt` < `recordedAt`; the other way round is
 * never stored. `eventId` is deterministic, see `eventIdOf`; `commandHash` see `commandHashOf`. The order of the
 * fields is the order in which they are written.
 */
export const EventMetadata = record(
  {
    eventId: Uuid,
    schemaVersion: PositiveInteger,
    /** Business time. */
    occurredAt: Instant,
    /** System time. */
    recordedAt: Instant,
    actor: Actor,
    channel: optional(NonEmptyText),
    commandId: NonEmptyText,
    correlationId: NonEmptyText,
    causationId: NonEmptyText,
    commandHash: Uuid,
    tenantId: optional(NonEmptyText),
    policyRefs: optional(t.readonlyArray(PolicyRef)),
  },
  'EventMetadata',
)
export type EventMetadata = t.TypeOf<typeof EventMetadata>
