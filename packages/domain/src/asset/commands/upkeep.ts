import { Instant, message, NonEmptyText, optional, personal } from '@aftersale/messages'
import * as t from 'io-ts'
import { ServiceTicketId } from '../../service-ticket/service-ticket-id.js'
import { VisitId } from '../../service-ticket/visit-id.js'
import { Performer } from '../../staff/performer.js'
import { ClaimId } from '../../warranty/claim-id.js'
import { AssetId } from '../asset-id.js'
import { AssetServiceKind, FittedPart } from '../asset-vocabulary.js'
import { MeterValue } from '../meters/meter-value.js'

/** Set up where it is used, at a place that may not be known. Without a performer by its owner. The same visit, the same installation. */
export const InstallAsset = message('InstallAsset', {
  assetId: AssetId,
  place: optional(personal(NonEmptyText)),
  visitId: optional(VisitId),
  performer: optional(Performer),
  installedAt: Instant,
})

export const MoveAsset = message('MoveAsset', { assetId: AssetId, place: personal(NonEmptyText), movedAt: Instant })

/** A work that was done to it, whenever that is heard of. `failureMode` is a code of the shop's own list. */
export const RecordService = message('RecordService', {
  assetId: AssetId,
  serviceId: NonEmptyText,
  kind: AssetServiceKind,
  failureMode: optional(NonEmptyText),
  parts: optional(t.readonlyArray(FittedPart)),
  /** What a product update or an upgrade brought it to. */
  productVersion: optional(NonEmptyText),
  performer: optional(Performer),
  ticketId: optional(ServiceTicketId),
  visitId: optional(VisitId),
  claimId: optional(ClaimId),
  performedAt: Instant,
})

/** `startsAnew`: the meter was exchanged or set back before, and counts from 0 again. */
export const RecordMeterReading = message('RecordMeterReading', {
  assetId: AssetId,
  meter: NonEmptyText,
  value: MeterValue,
  startsAnew: optional(t.literal(true)),
  readAt: Instant,
})

/** Every command about where an asset is and what was done to it, in the order of this file. */
export const upkeepCommands = [InstallAsset, MoveAsset, RecordService, RecordMeterReading] as const

export type InstallAsset = t.TypeOf<typeof InstallAsset>
export type MoveAsset = t.TypeOf<typeof MoveAsset>
export type RecordService = t.TypeOf<typeof RecordService>
export type RecordMeterReading = t.TypeOf<typeof RecordMeterReading>
export type UpkeepCommand = t.TypeOf<(typeof upkeepCommands)[number]>
