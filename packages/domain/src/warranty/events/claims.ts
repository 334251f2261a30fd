import { Actor, Instant, message, NonEmptyText, optional, personal, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { LocalDate } from '../../calendar/local-date.js'
import { Channel } from '../../channel/channel.js'
import { Money } from '../../money/money.js'
import { RuleTrace } from '../../policy/rule-trace.js'
import { Obligor, WarrantyCondition } from '../../policy/warranty-terms/warranty-terms.js'
import { ReservationId } from '../../purchase/reservation-id.js'
import { ClaimId } from '../claim-id.js'
import {
  Burden,
  ClaimEvidence,
  ClaimProof,
  ClaimRefusalReason,
  ClaimWouldHaveTurned,
  CoverageReason,
} from '../claims/claim-words.js'
import { ObligorParty } from '../responsibility/obligor-party.js'
import { LayerId, WarrantyId } from '../warranty-id.js'
import { type RemedyEvent, remedyEvents } from './remedies.js'

export * from './remedies.js'

/** What was reported, of a claim that is taken up and of one that is not. */
const reported = {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  failureMode: NonEmptyText,
  defect: NonEmptyText,
  description: optional(personal(NonEmptyText)),
  failedOn: LocalDate,
  failedAt: optional(Instant),
  channel: Channel,
  evidence: t.readonlyArray(ClaimEvidence),
  proofs: t.readonlyArray(ClaimProof),
  unmet: optional(t.readonlyArray(WarrantyCondition)),
  territory: optional(NonEmptyText),
  preferredLayerId: optional(LayerId),
  /** Whether the customer had been told who answers for such a failure, by this first contact about it. */
  responsiblePartyClarified: t.boolean,
  /** Every rule that was applied, layer by layer. */
  trace: RuleTrace,
}

export const ClaimOpened = message(
  'ClaimOpened',
  {
    ...reported,
    /** The layers that answer for it, the one that is asked first before the others. */
    layerIds: t.readonlyArray(LayerId),
    reportedAt: Instant,
  },
  { description: 'A defect was reported, and a layer of the warranty answers for such a failure on such a day.' },
)

export const ClaimRefused = message(
  'ClaimRefused',
  {
    ...reported,
    reasons: t.readonlyArray(ClaimRefusalReason),
    /** What each layer has against it. */
    layers: t.readonlyArray(record({ layerId: LayerId, reasons: t.readonlyArray(ClaimRefusalReason) })),
    /** Of `DuplicateClaim` and `AlreadyRemedied`: by which claim. */
    sameDefectAs: optional(ClaimId),
    /** Absent where no change to what was reported would have. */
    wouldHaveTurned: optional(ClaimWouldHaveTurned),
    refusedAt: Instant,
  },
  { description: 'A defect was reported, and no layer of the warranty answers for it.' },
)

export const ClaimEvidenceAskedFor = message('ClaimEvidenceAskedFor', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  askId: NonEmptyText,
  wanted: t.readonlyArray(NonEmptyText),
  awaitedUntil: optional(Instant),
  askedBy: Actor,
  askedAt: Instant,
})

export const ClaimEvidenceSubmitted = message('ClaimEvidenceSubmitted', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  submissionId: NonEmptyText,
  evidence: t.readonlyArray(ClaimEvidence),
  proofs: t.readonlyArray(ClaimProof),
  submittedAt: Instant,
})

/** What every verdict says: by which layer, whose it is, on what grounds, and who had to prove how it came about. */
const verdict = {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  layerId: LayerId,
  obligor: Obligor,
  reasons: t.readonlyArray(CoverageReason),
  burden: Burden,
  provenBy: optional(t.readonlyArray(NonEmptyText)),
  trace: RuleTrace,
  decidedBy: Actor,
  decidedAt: Instant,
}

/** What of the terms stands against the claim, or against a part of it. */
const cited = {
  exclusion: optional(NonEmptyText),
  condition: optional(WarrantyCondition),
  part: optional(NonEmptyText),
}

export const ClaimApproved = message('ClaimApproved', { ...verdict, estimate: optional(Money) })

export const ClaimPartlyApproved = message(
  'ClaimPartlyApproved',
  {
    ...verdict,
    ...cited,
    estimate: optional(Money),
    /** Up to where making good is free. */
    coverLimit: Money,
  },
  { description: 'The layer pays up to a limit; what is above is the customer’s.' },
)

export const ClaimRejected = message('ClaimRejected', {
  ...verdict,
  ...cited,
})

export const ClaimRedirected = message(
  'ClaimRedirected',
  {
    ...verdict,
    toParty: ObligorParty,
    /** An entry of a directory, never a person. */
    contact: NonEmptyText,
    customerAgreed: t.boolean,
  },
  { description: 'Another party makes good; the customer was told whom to turn to.' },
)

export const ClaimAppealed = message('ClaimAppealed', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  appealId: NonEmptyText,
  grounds: optional(personal(NonEmptyText)),
  evidence: t.readonlyArray(ClaimEvidence),
  appealedAt: Instant,
})

export const ClaimWithdrawn = message('ClaimWithdrawn', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  because: optional(NonEmptyText),
  /** The reservation of the unit that is not needed any more. */
  reservationId: optional(ReservationId),
  withdrawnAt: Instant,
})

export const ClaimClosed = message('ClaimClosed', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  /** How it was made good, or that it was not. */
  outcome: t.keyof({ repaired: null, replaced: null, paid: null, rejected: null }),
  /** The reservation of the unit that is not needed any more; what was replaced stays with its replacement. */
  reservationId: optional(ReservationId),
  closedAt: Instant,
})

/** Every event of a claim, in the order in which a claim goes. */
export const claimEvents = [
  ClaimOpened,
  ClaimRefused,
  ClaimEvidenceAskedFor,
  ClaimEvidenceSubmitted,
  ClaimApproved,
  ClaimPartlyApproved,
  ClaimRejected,
  ClaimRedirected,
  ClaimAppealed,
  ...remedyEvents,
  ClaimWithdrawn,
  ClaimClosed,
] as const

export type ClaimOpened = t.TypeOf<typeof ClaimOpened>
export type ClaimRefused = t.TypeOf<typeof ClaimRefused>
export type ClaimEvidenceAskedFor = t.TypeOf<typeof ClaimEvidenceAskedFor>
export type ClaimEvidenceSubmitted = t.TypeOf<typeof ClaimEvidenceSubmitted>
export type ClaimApproved = t.TypeOf<typeof ClaimApproved>
export type ClaimPartlyApproved = t.TypeOf<typeof ClaimPartlyApproved>
export type ClaimRejected = t.TypeOf<typeof ClaimRejected>
export type ClaimRedirected = t.TypeOf<typeof ClaimRedirected>
export type ClaimAppealed = t.TypeOf<typeof ClaimAppealed>
export type ClaimWithdrawn = t.TypeOf<typeof ClaimWithdrawn>
export type ClaimClosed = t.TypeOf<typeof ClaimClosed>
export type ClaimEvent =
  | ClaimOpened
  | ClaimRefused
  | ClaimEvidenceAskedFor
  | ClaimEvidenceSubmitted
  | ClaimApproved
  | ClaimPartlyApproved
  | ClaimRejected
  | ClaimRedirected
  | ClaimAppealed
  | RemedyEvent
  | ClaimWithdrawn
  | ClaimClosed
