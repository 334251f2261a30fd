import { Instant, message, NonEmptyText, optional, PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { AssetId } from '../../asset/asset-id.js'
import { Period } from '../../calendar/period.js'
import { Channel } from '../../channel/channel.js'
import { Currency } from '../../money/currency.js'
import { MinorUnits } from '../../money/minor-units.js'
import { Money } from '../../money/money.js'
import { Remedy } from '../../policy/return-policy/return-vocabulary.js'
import { RuleTrace } from '../../policy/rule-trace.js'
import { ReservationId } from '../../purchase/reservation-id.js'
import { ReturnCaseId } from '../../return-case/return-case-id.js'
import { LabourMinutes } from '../../staff/labour-minutes.js'
import { Performer } from '../../staff/performer.js'
import { ClaimId } from '../claim-id.js'
import { ClaimRemedy, RemedyExcuse } from '../claims/claim-words.js'
import { Carried } from '../layers/carried.js'
import { TermPolicy } from '../layers/term-policy.js'
import { LayerId, WarrantedUnit, WarrantyId } from '../warranty-id.js'

/** 0, 1, 2 … */
const Count = t.refinement(t.number, (value) => Number.isSafeInteger(value) && value >= 0, 'Count')

export const RemedyChoiceExplained = message('RemedyChoiceExplained', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  choice: t.readonlyArray(Remedy),
  extensionTold: t.boolean,
  channel: Channel,
  informedAt: Instant,
})

export const RemedyChosen = message('RemedyChosen', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  layerId: LayerId,
  remedy: ClaimRemedy,
  chosenBy: t.keyof({ customer: null, obligor: null }),
  informedOfExtension: t.boolean,
  excused: optional(t.readonlyArray(RemedyExcuse)),
  reduction: optional(Money),
  /** Repairs of the same defect that failed before. */
  failedRepairs: Count,
  /** What was chosen before and did not help. */
  insteadOf: optional(ClaimRemedy),
  /** Which unit of which purchase; absent where it was not bought here. */
  unit: optional(WarrantedUnit),
  /** The reservation that the purchase is to hold the unit by, of a repair and a replacement. */
  reservationId: optional(ReservationId),
  /** The reservation that is not needed any more, of what was chosen before. */
  releasedReservationId: optional(ReservationId),
  /** The return case through which the price is to be given back. */
  returnCaseId: optional(ReturnCaseId),
  trace: RuleTrace,
  chosenAt: Instant,
})

export const ClaimUnitHeld = message('ClaimUnitHeld', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  reservationId: ReservationId,
  heldAt: Instant,
})

export const ClaimUnitRefused = message(
  'ClaimUnitRefused',
  {
    warrantyId: WarrantyId,
    claimId: ClaimId,
    because: NonEmptyText,
    refusedAt: Instant,
  },
  { description: 'What was chosen can’t be done; the claim is as good as before, and something else may be chosen.' },
)

export const PartReplaced = message('PartReplaced', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  attempt: PositiveInteger,
  partNo: NonEmptyText,
  oldSerial: optional(NonEmptyText),
  newSerial: optional(NonEmptyText),
  partWarranty: optional(Period),
  replacedAt: Instant,
})

/** What a repair took, whether or not it helped. */
const work = {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  layerId: LayerId,
  attempt: PositiveInteger,
  remedy: ClaimRemedy,
  labourMinutes: LabourMinutes,
  /** What it cost whoever answers for it, before what the customer was charged. */
  costMinor: MinorUnits,
  /** 0 but for the service fee of the layer, and what is above a limit. */
  chargedMinor: MinorUnits,
  currency: Currency,
  performer: Performer,
  /** Where the skills that the work asks for were read; absent where it asks for none, or a provider answers for them. */
  certified: optional(record({ stream: NonEmptyText, revision: Count, skills: t.readonlyArray(NonEmptyText) })),
  trace: RuleTrace,
}

export const RepairCompleted = message('RepairCompleted', { ...work, completedAt: Instant })

export const RepairFailed = message('RepairFailed', {
  ...work,
  /** Of the same defect, this one among them. */
  failedRepairs: PositiveInteger,
  /** The customer may ask for a replacement or the price from now on. */
  repairLimitReached: t.boolean,
  failedAt: Instant,
})

export const UnitReplaced = message(
  'UnitReplaced',
  {
    warrantyId: WarrantyId,
    claimId: ClaimId,
    layerId: LayerId,
    oldSerial: optional(NonEmptyText),
    newSerial: optional(NonEmptyText),
    newAssetId: AssetId,
    newWarrantyId: WarrantyId,
    termPolicy: TermPolicy,
    /** What the warranty of the new unit is registered with. */
    carried: Carried,
    /** Days that were left of the layer, the day of the replacement among them. */
    carriedRemainingDays: Count,
    carriedClaimCount: Count,
    costMinor: MinorUnits,
    chargedMinor: MinorUnits,
    currency: Currency,
    unit: optional(WarrantedUnit),
    trace: RuleTrace,
    replacedAt: Instant,
  },
  { description: 'Another unit was given for it: its warranty goes on from here, under the term policy.' },
)

export const PriceRemedyGiven = message('PriceRemedyGiven', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  layerId: LayerId,
  remedy: ClaimRemedy,
  returnCaseId: ReturnCaseId,
  paidMinor: MinorUnits,
  currency: Currency,
  paidAt: Instant,
})

/** Every event about how a claim is made good, in the order in which it is. */
export const remedyEvents = [
  RemedyChoiceExplained,
  RemedyChosen,
  ClaimUnitHeld,
  ClaimUnitRefused,
  PartReplaced,
  RepairCompleted,
  RepairFailed,
  UnitReplaced,
  PriceRemedyGiven,
] as const

export type RemedyChoiceExplained = t.TypeOf<typeof RemedyChoiceExplained>
export type RemedyChosen = t.TypeOf<typeof RemedyChosen>
export type ClaimUnitHeld = t.TypeOf<typeof ClaimUnitHeld>
export type ClaimUnitRefused = t.TypeOf<typeof ClaimUnitRefused>
export type PartReplaced = t.TypeOf<typeof PartReplaced>
export type RepairCompleted = t.TypeOf<typeof RepairCompleted>
export type RepairFailed = t.TypeOf<typeof RepairFailed>
export type UnitReplaced = t.TypeOf<typeof UnitReplaced>
export type PriceRemedyGiven = t.TypeOf<typeof PriceRemedyGiven>
export type RemedyEvent =
  | RemedyChoiceExplained
  | RemedyChosen
  | ClaimUnitHeld
  | ClaimUnitRefused
  | PartReplaced
  | RepairCompleted
  | RepairFailed
  | UnitReplaced
  | PriceRemedyGiven
