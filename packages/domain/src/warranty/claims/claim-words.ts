import { NonEmptyText, optional, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { LocalDate } from '../../calendar/local-date.js'
import { Period } from '../../calendar/period.js'
import { Remedy } from '../../policy/return-policy/return-vocabulary.js'
import { WarrantyCondition } from '../../policy/warranty-terms/warranty-terms.js'

/** What shows that and when something was bought. The law takes any of them; a commercial layer those that it names. */
export const ClaimProofKind = t.keyof(
  {
    invoice: null,
    receipt: null,
    'e-receipt': null,
    'gift-receipt': null,
    'bank-statement': null,
    'purchase-record': null,
    other: null,
  },
  'ClaimProofKind',
)
export type ClaimProofKind = t.TypeOf<typeof ClaimProofKind>

export const ClaimProof = record(
  { kind: ClaimProofKind, evidenceId: optional(NonEmptyText), verified: t.boolean },
  'ClaimProof',
)
export type ClaimProof = t.TypeOf<typeof ClaimProof>

/** What shows the defect. `kind` is a code: `photo`, `diagnosis`, `error-log`; the thing itself lies elsewhere. */
export const ClaimEvidence = record({ evidenceId: NonEmptyText, kind: NonEmptyText }, 'ClaimEvidence')
export type ClaimEvidence = t.TypeOf<typeof ClaimEvidence>

/** Why a claim is not taken up. */
export const ClaimRefusalReason = t.keyof(
  {
    NotStarted: null,
    OutOfPeriod: null,
    NotInForce: null,
    CoverageSuspended: null,
    ExcludedFailure: null,
    NotCovered: null,
    ReceiptRequired: null,
    ConditionUnmet: null,
    TerritoryNotCovered: null,
    LimitReached: null,
    DuplicateClaim: null,
    AlreadyRemedied: null,
  },
  'ClaimRefusalReason',
)
export type ClaimRefusalReason = t.TypeOf<typeof ClaimRefusalReason>

/** The smallest change to the facts with which some layer would have answered. */
export const ClaimWouldHaveTurned = record(
  {
    layerId: NonEmptyText,
    /** The last day, and the first, on which the failure would have been covered. */
    failedOnOrBefore: optional(LocalDate),
    failedOnOrAfter: optional(LocalDate),
    proof: optional(t.literal(true)),
    met: optional(t.readonlyArray(WarrantyCondition)),
    inTerritory: optional(t.readonlyArray(NonEmptyText)),
  },
  'ClaimWouldHaveTurned',
)
export type ClaimWouldHaveTurned = t.TypeOf<typeof ClaimWouldHaveTurned>

/** `redirect`: another party is to make good. */
export const CoverageVerdict = t.keyof({ approve: null, partly: null, reject: null, redirect: null }, 'CoverageVerdict')
export type CoverageVerdict = t.TypeOf<typeof CoverageVerdict>

/** What a verdict rests on. */
export const CoverageReason = t.keyof(
  {
    DefectConfirmed: null,
    DefectPresumed: null,
    NotProven: null,
    EvidenceNotGiven: null,
    NoFaultFound: null,
    CausedByCustomer: null,
    ExcludedDamage: null,
    PartNotCovered: null,
    ConditionUnmet: null,
    OtherPartyResponsible: null,
  },
  'CoverageReason',
)
export type CoverageReason = t.TypeOf<typeof CoverageReason>

/** Who has to prove how the defect came about. */
export const Burden = t.keyof({ seller: null, customer: null }, 'Burden')
export type Burden = t.TypeOf<typeof Burden>

export const ClaimRemedy = t.keyof(
  { repair: null, 'replace-part': null, 'replace-unit': null, 'price-reduction': null, refund: null },
  'ClaimRemedy',
)
export type ClaimRemedy = t.TypeOf<typeof ClaimRemedy>

/** Why a remedy that stands before another one is passed over. `refused`: whoever owes it does not do it. */
export const RemedyExcuse = record(
  {
    remedy: Remedy,
    because: t.keyof({ impossible: null, disproportionate: null, refused: null, 'too-serious': null }),
  },
  'RemedyExcuse',
)
export type RemedyExcuse = t.TypeOf<typeof RemedyExcuse>

/** A part that was taken out and the one that was put in; of parts that have serials, both. */
export const ReplacedPart = record(
  {
    partNo: NonEmptyText,
    oldSerial: optional(NonEmptyText),
    newSerial: optional(NonEmptyText),
    /** How long the part itself is warranted for, from the repair on. */
    partWarranty: optional(Period),
  },
  'ReplacedPart',
)
export type ReplacedPart = t.TypeOf<typeof ReplacedPart>
