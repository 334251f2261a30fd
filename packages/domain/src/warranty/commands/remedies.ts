import { Instant, message, NonEmptyText, optional, PositiveInteger } from '@aftersale/messages'
import * as t from 'io-ts'
import { AssetId } from '../../asset/asset-id.js'
import { Period } from '../../calendar/period.js'
import { Channel } from '../../channel/channel.js'
import { Currency } from '../../money/currency.js'
import { MinorUnits } from '../../money/minor-units.js'
import { Amount } from '../../money/money.js'
import { Remedy } from '../../policy/return-policy/return-vocabulary.js'
import { ReservationId } from '../../purchase/reservation-id.js'
import { ReturnCaseId } from '../../return-case/return-case-id.js'
import { LabourMinutes } from '../../staff/labour-minutes.js'
import { Performer } from '../../staff/performer.js'
import { CertificationEvidence } from '../../staff-certification/certification-evidence.js'
import { ClaimId } from '../claim-id.js'
import { ClaimRemedy, RemedyExcuse, ReplacedPart } from '../claims/claim-words.js'
import { TermPolicy } from '../layers/term-policy.js'
import { WarrantyId } from '../warranty-id.js'

/** Before the customer chooses: between what, and that a repair makes the liability longer. */
export const InformAboutRemedies = message('InformAboutRemedies', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  choice: t.readonlyArray(Remedy),
  extensionTold: t.boolean,
  channel: Channel,
  informedAt: Instant,
})

export const ChooseRemedy = message('ChooseRemedy', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  remedy: ClaimRemedy,
  chosenBy: t.keyof({ customer: null, obligor: null }),
  /** Remedies that stand before it and are passed over, each with why. */
  excused: optional(t.readonlyArray(RemedyExcuse)),
  /** Of `price-reduction`: by how much. */
  reduction: optional(Amount),
  chosenAt: Instant,
})

/** The purchase holds the unit for the claim: no return and no other claim has it. */
export const ConfirmClaimUnit = message('ConfirmClaimUnit', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  reservationId: ReservationId,
  heldAt: Instant,
})

/** The purchase does not hold the unit, or a return does not give the price: the remedy that was chosen can't be done. */
export const RefuseClaimUnit = message('RefuseClaimUnit', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  because: NonEmptyText,
  refusedAt: Instant,
})

/** A repair that was tried, whether or not it helped. Its cost is the obligor's; what the customer is charged is told too. */
export const RecordRepair = message('RecordRepair', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  /** 1, 2, 3 … of this claim. */
  attempt: PositiveInteger,
  outcome: t.keyof({ repaired: null, failed: null }),
  parts: t.readonlyArray(ReplacedPart),
  /** How long the whole repair is warranted for, where it is. */
  repairWarranty: optional(Period),
  labourMinutes: LabourMinutes,
  costMinor: MinorUnits,
  chargedMinor: MinorUnits,
  currency: Currency,
  performer: Performer,
  /** What the work asks for; of our own technicians shown by `certification`. */
  requiredSkills: t.readonlyArray(NonEmptyText),
  certification: optional(CertificationEvidence),
  sku: optional(NonEmptyText),
  brand: optional(NonEmptyText),
  performedAt: Instant,
})

/** Serials are needed, both of them, where the unit that is replaced has one. */
export const ReplaceUnit = message('ReplaceUnit', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  oldSerial: optional(NonEmptyText),
  newSerial: optional(NonEmptyText),
  newAssetId: AssetId,
  newWarrantyId: WarrantyId,
  termPolicy: TermPolicy,
  costMinor: MinorUnits,
  chargedMinor: MinorUnits,
  currency: Currency,
  replacedAt: Instant,
})

/** The price, or a part of it, was paid back through the claim's return case. */
export const RecordPriceRemedy = message('RecordPriceRemedy', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  returnCaseId: ReturnCaseId,
  paidMinor: MinorUnits,
  currency: Currency,
  paidAt: Instant,
})

/** Every command about how a claim is made good, in the order in which it is. */
export const remedyCommands = [
  InformAboutRemedies,
  ChooseRemedy,
  ConfirmClaimUnit,
  RefuseClaimUnit,
  RecordRepair,
  ReplaceUnit,
  RecordPriceRemedy,
] as const

export type InformAboutRemedies = t.TypeOf<typeof InformAboutRemedies>
export type ChooseRemedy = t.TypeOf<typeof ChooseRemedy>
export type ConfirmClaimUnit = t.TypeOf<typeof ConfirmClaimUnit>
export type RefuseClaimUnit = t.TypeOf<typeof RefuseClaimUnit>
export type RecordRepair = t.TypeOf<typeof RecordRepair>
export type ReplaceUnit = t.TypeOf<typeof ReplaceUnit>
export type RecordPriceRemedy = t.TypeOf<typeof RecordPriceRemedy>
export type RemedyCommand =
  | InformAboutRemedies
  | ChooseRemedy
  | ConfirmClaimUnit
  | RefuseClaimUnit
  | RecordRepair
  | ReplaceUnit
  | RecordPriceRemedy
