import { Instant, message, NonEmptyText, optional, personal } from '@aftersale/messages'
import * as t from 'io-ts'
import { ServiceTicketId } from '../../service-ticket/service-ticket-id.js'
import { VisitId } from '../../service-ticket/visit-id.js'
import { Performer } from '../../staff/performer.js'
import { ClaimId } from '../../warranty/claim-id.js'
import { AssetId } from '../asset-id.js'
import { AssetServiceKind, FittedPart } from '../asset-vocabulary.js'
import { MeterValue } from '../meters/meter-value.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).

/** Of several installations the one that was made last says where it is, however late it is heard of. */
export const AssetInstalled = message('AssetInstalled', {
  assetId: AssetId,
  place: optional(personal(NonEmptyText)),
  visitId: optional(VisitId),
  performer: optional(Performer),
  installedAt: Instant,
})

export const AssetMoved = message('AssetMoved', { assetId: AssetId, place: personal(NonEmptyText), movedAt: Instant })

/** The service history is these, by `performedAt`. */
export const AssetServiced = message('AssetServiced', {
  assetId: AssetId,
  serviceId: NonEmptyText,
  kind: AssetServiceKind,
  failureMode: optional(NonEmptyText),
  parts: optional(t.readonlyArray(FittedPart)),
  productVersion: optional(NonEmptyText),
  performer: optional(Performer),
  ticketId: optional(ServiceTicketId),
  visitId: optional(VisitId),
  claimId: optional(ClaimId),
  performedAt: Instant,
})

/** `startsAnew`: the meter was exchanged or set back before, and counts from 0 again. */
export const MeterRead = message('MeterRead', {
  assetId: AssetId,
  meter: NonEmptyText,
  value: MeterValue,
  startsAnew: optional(t.literal(true)),
  readAt: Instant,
})

/** Every event about where an asset is and what was done to it, in the order of this file. */
export const upkeepEvents = [AssetInstalled, AssetMoved, AssetServiced, MeterRead] as const

export type AssetInstalled = t.TypeOf<typeof AssetInstalled>
export type AssetMoved = t.TypeOf<typeof AssetMoved>
export type AssetServiced = t.TypeOf<typeof AssetServiced>
export type MeterRead = t.TypeOf<typeof MeterRead>
export type UpkeepEvent = t.TypeOf<(typeof upkeepEvents)[number]>
