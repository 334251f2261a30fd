import type { Instant, NonEmptyText } from '@aftersale/messages'
import type { LocalDate } from '../calendar/local-date.js'
import type { VisitId } from '../service-ticket/visit-id.js'
import type { WarrantyId } from '../warranty/warranty-id.js'
import type { AssetId } from './asset-id.js'
import type { RetirementCause, SoldUnit } from './asset-vocabulary.js'
import type { FaultId } from './fault-id.js'

/** Why a command to an asset is refused: the fact that stands against it. Nothing is recorded then. */
export type AssetRejection =
  | { readonly reason: 'AssetNotRegistered' }
  | { readonly reason: 'AddressedToAnotherAsset'; readonly assetId: AssetId }
  | { readonly reason: 'AssetIdNotDerived'; readonly expected: AssetId }
  | { readonly reason: 'AssetAlreadyRegistered'; readonly registeredAt: Instant }
  | { readonly reason: 'SerialOnAnotherPurchase'; readonly purchase: SoldUnit }
  | { readonly reason: 'SoldBeforeItCameBack'; readonly retiredAt: Instant }
  | { readonly reason: 'BeforeItsSale'; readonly soldAt: Instant }
  | { readonly reason: 'AssetIsRetired'; readonly because: RetirementCause; readonly retiredAt: Instant }
  | { readonly reason: 'AssetAlreadyCovered'; readonly warrantyId: WarrantyId }
  | { readonly reason: 'CoverUnknown'; readonly warrantyId: WarrantyId }
  | { readonly reason: 'ReplacedByItself' }
  | { readonly reason: 'ReplacedByAnother'; readonly byAssetId: AssetId }
  | { readonly reason: 'InstallationOfVisitReused'; readonly visitId: VisitId }
  | { readonly reason: 'ServiceIdReused'; readonly serviceId: NonEmptyText }
  | { readonly reason: 'MeterReadOtherwise'; readonly meter: NonEmptyText; readonly value: number }
  | {
      readonly reason: 'MeterRanBackwards'
      readonly meter: NonEmptyText
      readonly value: number
      readonly readAt: Instant
    }
  | { readonly reason: 'ReadingIdReused'; readonly readingId: NonEmptyText }
  | { readonly reason: 'FaultUnknown'; readonly faultId: FaultId }
  | { readonly reason: 'FaultRaisedLater'; readonly raisedAt: Instant }
  | { readonly reason: 'ScheduleUnknown'; readonly scheduleId: NonEmptyText }
  | { readonly reason: 'ScheduleIdReused'; readonly scheduleId: NonEmptyText }
  | { readonly reason: 'MaintenanceNeverDue'; readonly anchorOn: LocalDate }
  | { readonly reason: 'ScheduleOver'; readonly endedAt: Instant }
  | { readonly reason: 'SlotNotDue'; readonly slot: number }
  | { readonly reason: 'SlotBooked'; readonly visitId: VisitId }
  | { readonly reason: 'SlotPerformed'; readonly slot: number }
  | { readonly reason: 'SlotSkipped'; readonly slot: number }
  | { readonly reason: 'SlotNotOfVisit'; readonly visitId: VisitId }

/** Each reason with what it means to who sent the command. `docs/rejections.md` is printed from it. */
export const assetRejections: Readonly<Record<AssetRejection['reason'], string>> = {
  AssetNotRegistered: 'No such asset was registered.',
  AddressedToAnotherAsset: 'The command names another asset than the one it was sent to.',
  AssetIdNotDerived: 'The id is not that of the serial, or of the unit of the purchase where it has no serial.',
  AssetAlreadyRegistered: 'The asset was registered with other content.',
  SerialOnAnotherPurchase: 'The asset is with who bought it elsewhere: one of the two purchases names a wrong serial.',
  SoldBeforeItCameBack: 'It was still with its last owner then.',
  BeforeItsSale: 'The asset was registered only later.',
  AssetIsRetired: 'Nobody has the asset any more: it came back, was replaced, or is gone.',
  AssetAlreadyCovered: 'Another warranty covers the asset.',
  CoverUnknown: 'That warranty never covered the asset.',
  ReplacedByItself: 'An asset cannot be put in its own place.',
  ReplacedByAnother: 'Another asset was put in its place.',
  InstallationOfVisitReused: 'The visit installed it at another place or time.',
  ServiceIdReused: 'Another service was recorded by that id.',
  MeterReadOtherwise: 'The meter was read then, and showed something else.',
  MeterRanBackwards: 'The meter would have shown less than before, or more than later.',
  ReadingIdReused: 'Another reading was recorded by that id.',
  FaultUnknown: 'The asset has no such fault.',
  FaultRaisedLater: 'The fault was raised only later.',
  ScheduleUnknown: 'The asset has no such maintenance schedule.',
  ScheduleIdReused: 'The schedule was set up with other content.',
  MaintenanceNeverDue: 'The first maintenance would lie beyond the calendar.',
  ScheduleOver: 'The schedule has ended.',
  SlotNotDue: 'The slot did not fall due, and is not the next that will.',
  SlotBooked: 'The slot is booked for another visit.',
  SlotPerformed: 'The maintenance of that slot was performed.',
  SlotSkipped: 'The maintenance of that slot was skipped.',
  SlotNotOfVisit: 'The slot was never booked for that visit.',
}
