import type { Instant, NonEmptyText, PositiveInteger } from '@aftersale/messages'
import type { LocalDate } from '../../calendar/local-date.js'
import type { Currency } from '../../money/currency.js'
import type { CurrencyMismatch } from '../../money/money.js'
import type { Remedy } from '../../policy/return-policy/return-vocabulary.js'
import type { WarrantyCondition } from '../../policy/warranty-terms/warranty-terms.js'
import type { ReservationId } from '../../purchase/reservation-id.js'
import type { ReturnCaseId } from '../../return-case/return-case-id.js'
import type { ClaimId } from '../claim-id.js'
import type { ClaimRemedy, CoverageReason } from '../claims/claim-words.js'

/** Why a command about whether a claim is good is refused. */
type CoverageRejection =
  | { readonly reason: 'ClaimUnknown'; readonly claimId: ClaimId }
  | { readonly reason: 'ClaimAlreadyOpened'; readonly claimId: ClaimId }
  | { readonly reason: 'ClaimAlreadyRefused'; readonly claimId: ClaimId; readonly refusedAt: Instant }
  | { readonly reason: 'ClaimAlreadyClosed'; readonly closedAt: Instant }
  | { readonly reason: 'ClaimAlreadyWithdrawn'; readonly withdrawnAt: Instant }
  | { readonly reason: 'ClaimGoneToAnother'; readonly contact: NonEmptyText }
  | { readonly reason: 'BeforeReport'; readonly reportedAt: Instant }
  | { readonly reason: 'FailedAfterReport'; readonly failedOn: LocalDate; readonly reportedAt: Instant }
  | { readonly reason: 'FailureDayDiffers'; readonly failedOn: LocalDate; readonly failedAt: Instant }
  | { readonly reason: 'AskIdReused'; readonly askId: NonEmptyText }
  | { readonly reason: 'NothingAskedFor' }
  | { readonly reason: 'SubmissionIdReused'; readonly submissionId: NonEmptyText }
  | { readonly reason: 'NothingSubmitted' }
  | { readonly reason: 'EvidenceAwaited'; readonly askId: NonEmptyText; readonly awaitedUntil?: Instant }
  | { readonly reason: 'ClaimAlreadyDecided'; readonly decidedAt: Instant }
  | {
      readonly reason: 'LayerDoesNotAnswer'
      readonly layerId: NonEmptyText
      readonly answering: ReadonlyArray<NonEmptyText>
    }
  | { readonly reason: 'NoReasonGiven' }
  | { readonly reason: 'ReasonDoesNotFit'; readonly given: CoverageReason }
  | { readonly reason: 'BurdenOnSeller'; readonly presumedUntil: LocalDate; readonly given: CoverageReason }
  | { readonly reason: 'ExclusionNotCited'; readonly excluded: ReadonlyArray<NonEmptyText> }
  | { readonly reason: 'PartIsCovered'; readonly part?: NonEmptyText }
  | { readonly reason: 'ConditionNotInTerms'; readonly conditions: ReadonlyArray<WarrantyCondition> }
  | {
      readonly reason: 'ConditionNotBinding'
      readonly condition: WarrantyCondition
      readonly because: 'undisclosed' | 'tie-in' | 'met'
    }
  | { readonly reason: 'EvidenceUnknown'; readonly evidenceId: NonEmptyText }
  | { readonly reason: 'ClaimLimitReached'; readonly layerId: NonEmptyText; readonly maxClaims: PositiveInteger }
  | { readonly reason: 'CostExceedsLimit'; readonly leftMinor: bigint; readonly currency: Currency }
  | { readonly reason: 'CoverLimitMissing' }
  | { readonly reason: 'NothingPromised' }
  | { readonly reason: 'ContactMissing' }
  | { readonly reason: 'RedirectedToItself' }
  | { readonly reason: 'SellerAnswers'; readonly layerId: NonEmptyText }
  | { readonly reason: 'AppealIdReused'; readonly appealId: NonEmptyText }
  | { readonly reason: 'NothingToAppeal' }
  | { readonly reason: 'ClaimNotDecided' }
  | { readonly reason: 'RemedyOwed' }

/** Why a command about how a claim is made good is refused. */
type RemedyRejection =
  | CurrencyMismatch
  | { readonly reason: 'ClaimNotApproved' }
  | { readonly reason: 'InformationDuty'; readonly missing: ReadonlyArray<'choice' | 'extension'> }
  | { readonly reason: 'RemedyNotOffered'; readonly offered: ReadonlyArray<Remedy> }
  | { readonly reason: 'CustomerChooses'; readonly other: Remedy }
  | {
      readonly reason: 'RepairStillOwed'
      readonly first: Remedy
      readonly failedRepairs: number
      readonly maxRepairAttempts?: PositiveInteger
    }
  | { readonly reason: 'RemedyAlreadyChosen'; readonly remedy: ClaimRemedy }
  | { readonly reason: 'RemedyAlreadyGiven' }
  | { readonly reason: 'RemedyNotChosen' }
  | { readonly reason: 'AnotherRemedyChosen'; readonly remedy: ClaimRemedy }
  | { readonly reason: 'ReductionMissing' }
  | { readonly reason: 'NoUnitToHold' }
  | { readonly reason: 'ReservationOfAnother'; readonly expected: ReservationId }
  | { readonly reason: 'ReturnCaseOfAnother'; readonly expected: ReturnCaseId }
  | { readonly reason: 'UnitNotHeld'; readonly reservationId: ReservationId }
  | { readonly reason: 'UnitHeldAlready'; readonly reservationId: ReservationId }
  | { readonly reason: 'AttemptOutOfOrder'; readonly expected: number }
  | { readonly reason: 'AttemptKnown'; readonly attempt: number }
  | { readonly reason: 'NoPartReplaced' }
  | { readonly reason: 'PartSerialMissing'; readonly partNo: NonEmptyText }
  | { readonly reason: 'SerialUnchanged'; readonly serial: NonEmptyText }
  | { readonly reason: 'SerialsMissing' }
  | { readonly reason: 'SerialOfAnother'; readonly expected: NonEmptyText }
  | { readonly reason: 'ReplacedByItself' }
  | { readonly reason: 'ChargeNotAllowed'; readonly allowedMinor: bigint; readonly chargedMinor: bigint }
  | { readonly reason: 'TechnicianNotCertified'; readonly missing: ReadonlyArray<NonEmptyText> }
  | { readonly reason: 'CertificationOfAnother' }
  | { readonly reason: 'ReturnUnderWay'; readonly returnCaseId: ReturnCaseId }
  | { readonly reason: 'StillInCustody'; readonly custodyIds: ReadonlyArray<NonEmptyText> }

/** Why a command about claims is refused. */
export type ClaimRejection = CoverageRejection | RemedyRejection

const coverageRejections: Readonly<Record<CoverageRejection['reason'], string>> = {
  ClaimUnknown: 'No such claim was opened on the warranty.',
  ClaimAlreadyOpened: 'The claim was opened with other content.',
  ClaimAlreadyRefused: 'The claim was not taken up; what is different now is another claim.',
  ClaimAlreadyClosed: 'The claim is closed.',
  ClaimAlreadyWithdrawn: 'The claim was withdrawn.',
  ClaimGoneToAnother: 'Another party makes good: the customer turned to them.',
  BeforeReport: 'The claim was reported only later.',
  FailedAfterReport: 'Nothing is reported before it failed.',
  FailureDayDiffers: 'Nowhere was it that day at that instant.',
  AskIdReused: 'Something else was asked for by that id.',
  NothingAskedFor: 'A question names what is wanted.',
  SubmissionIdReused: 'Something else was submitted by that id.',
  NothingSubmitted: 'Neither evidence nor a proof of purchase is there.',
  EvidenceAwaited: 'What was asked for may still come.',
  ClaimAlreadyDecided: 'The claim was decided otherwise; the customer may appeal.',
  LayerDoesNotAnswer: 'That layer does not answer for the claim.',
  NoReasonGiven: 'A verdict names its reasons; one in part also what leaves the rest to the customer.',
  ReasonDoesNotFit: 'That reason is none for such a verdict.',
  BurdenOnSeller: 'Within that time a defect is presumed to have been there: the seller has to prove otherwise.',
  ExclusionNotCited: 'Damage is excluded by an exclusion of the layer: it has to be named.',
  PartIsCovered: 'The layer covers that part, or none was named.',
  ConditionNotInTerms: 'The layer asks for no such condition.',
  ConditionNotBinding:
    'The condition was not shown before the purchase, ties the product to parts or service of one maker, or is met.',
  EvidenceUnknown: 'No such evidence was given with the claim.',
  ClaimLimitReached: 'The layer has made good as many claims as it does.',
  CostExceedsLimit: 'The layer pays less than that by now: approve it partly.',
  CoverLimitMissing: 'An approval in part says up to where it is free.',
  NothingPromised: 'What is promised is less than nothing.',
  ContactMissing: 'Whoever is sent to another party is told whom to turn to.',
  RedirectedToItself: 'That party answers for the layer already.',
  SellerAnswers: 'The seller is liable by law: a customer is sent elsewhere only if they want to be.',
  AppealIdReused: 'Another appeal has that id.',
  NothingToAppeal: 'Nothing was decided against the customer.',
  ClaimNotDecided: 'The claim is neither decided nor withdrawn.',
  RemedyOwed: 'The claim was approved: what was promised is still owed.',
}

const remedyRejections: Readonly<Record<RemedyRejection['reason'], string>> = {
  CurrencyMismatch: 'The work on the claim was told in another currency; amounts are never converted.',
  ClaimNotApproved: 'The claim is not approved.',
  InformationDuty: 'The seller first tells the customer of the choice, and that a repair makes the liability longer.',
  RemedyNotOffered: 'The layer does not offer that remedy.',
  CustomerChooses:
    'By law the customer chooses: a price at all, and repair or replacement unless the other is impossible or disproportionate.',
  RepairStillOwed: 'Another remedy comes first: it is neither excused, nor has it failed as often as it may.',
  RemedyAlreadyChosen: 'Another remedy was chosen and is under way.',
  RemedyAlreadyGiven: 'The claim has been made good: once.',
  RemedyNotChosen: 'No remedy was chosen yet.',
  AnotherRemedyChosen: 'Another remedy was chosen than that.',
  ReductionMissing: 'A price is reduced by an amount.',
  NoUnitToHold: 'Nothing has to be held for that: the unit was not bought here, or the price is given back.',
  ReservationOfAnother: 'The claim asked for another reservation.',
  ReturnCaseOfAnother: 'The claim is paid through another return case.',
  UnitNotHeld: 'The purchase does not hold the unit for the claim yet.',
  UnitHeldAlready: 'The purchase holds the unit for the claim.',
  AttemptOutOfOrder: 'The attempts of a claim are numbered without gaps.',
  AttemptKnown: 'That attempt is known with other content.',
  NoPartReplaced: 'A part was to be replaced, and none is named.',
  PartSerialMissing: 'Of a part with a serial both are told: of the faulty one and of the new one.',
  SerialUnchanged: 'The new one has the serial of the old one.',
  SerialsMissing: 'A unit with a serial is replaced by one with a serial: both are told.',
  SerialOfAnother: 'The warranty is of a unit with another serial.',
  ReplacedByItself: 'A unit is not replaced by itself.',
  ChargeNotAllowed: 'What is covered is free, but for the service fee of the layer and what is above its limit.',
  TechnicianNotCertified: 'No certificate of the technician has those skills for the product on that day.',
  CertificationOfAnother: 'The certificates are of another technician.',
  ReturnUnderWay: 'The price is being given back for it: the return case is cancelled first.',
  StillInCustody: 'The product is still with whoever repairs it: hand it back first.',
}

/** Each with what it means to who sent the command. */
export const claimRejections: Readonly<Record<ClaimRejection['reason'], string>> = {
  ...coverageRejections,
  ...remedyRejections,
}
