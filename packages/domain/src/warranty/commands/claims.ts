import { Actor, Instant, message, NonEmptyText, optional, personal } from '@aftersale/messages'
import * as t from 'io-ts'
import { LocalDate } from '../../calendar/local-date.js'
import { Channel } from '../../channel/channel.js'
import { Amount, Money } from '../../money/money.js'
import { Obligor, WarrantyCondition } from '../../policy/warranty-terms/warranty-terms.js'
import { ClaimId } from '../claim-id.js'
import { ClaimEvidence, ClaimProof, CoverageReason, CoverageVerdict } from '../claims/claim-words.js'
import { WarrantyId } from '../warranty-id.js'
import { type RemedyCommand, remedyCommands } from './remedies.js'

export * from './remedies.js'

/** Of a claim every command names its id: the same id again is the same deed. */
export const OpenClaim = message('OpenClaim', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  /** A part or a failure, as the terms name it: a code, never free text. */
  failureMode: NonEmptyText,
  /** What is wrong with it: two claims of the same failure mode and defect are of one defect. A code too. */
  defect: NonEmptyText,
  description: optional(personal(NonEmptyText)),
  /** The day on which it failed, where it is. */
  failedOn: LocalDate,
  /** The instant, where it is known: then every layer takes the day from it, in its own zone. */
  failedAt: optional(Instant),
  reportedAt: Instant,
  channel: Channel,
  evidence: t.readonlyArray(ClaimEvidence),
  proofs: t.readonlyArray(ClaimProof),
  /** What the desk found not to be met, of what terms may ask. */
  unmet: optional(t.readonlyArray(WarrantyCondition)),
  /** Where the product is: ISO 3166. */
  territory: optional(NonEmptyText),
  /** By which layer the customer wants it made good, where several answer. */
  preferredLayerId: optional(NonEmptyText),
})

export const AskForEvidence = message('AskForEvidence', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  /** Tells a second question from a repetition. */
  askId: NonEmptyText,
  /** Kinds of evidence: codes. */
  wanted: t.readonlyArray(NonEmptyText),
  /** From then on it may be decided without. */
  awaitedUntil: optional(Instant),
  askedBy: Actor,
  askedAt: Instant,
})

export const SubmitEvidence = message('SubmitEvidence', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  submissionId: NonEmptyText,
  evidence: t.readonlyArray(ClaimEvidence),
  proofs: t.readonlyArray(ClaimProof),
  submittedAt: Instant,
})

/** By whoever answers for the layer, or for them. */
export const DecideCoverage = message('DecideCoverage', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  layerId: NonEmptyText,
  decision: CoverageVerdict,
  reasons: t.readonlyArray(CoverageReason),
  /** Of `ExcludedDamage`: which of the layer's exclusions. */
  exclusion: optional(NonEmptyText),
  /** Of `ConditionUnmet`: which of the layer's conditions. */
  condition: optional(WarrantyCondition),
  /** Of `PartNotCovered`: which part, as terms name parts. */
  part: optional(NonEmptyText),
  /** The evidence that whoever bears the burden proves it by. */
  provenBy: optional(t.readonlyArray(NonEmptyText)),
  /** What making good is expected to cost. */
  estimate: optional(Amount),
  /** Of `partly`: up to where it is free. */
  coverLimit: optional(Money),
  /** Of `redirect`: to whom, with the entry of a directory that the customer is to turn to. */
  redirectTo: optional(Obligor),
  /** Of `redirect`: away from a seller who is liable only where the customer wants it so. */
  customerAgreed: optional(t.boolean),
  decidedBy: Actor,
  decidedAt: Instant,
})

/** Against a rejection, or against what an approval left out. */
export const AppealClaim = message('AppealClaim', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  appealId: NonEmptyText,
  grounds: optional(personal(NonEmptyText)),
  evidence: t.readonlyArray(ClaimEvidence),
  appealedAt: Instant,
})

export const WithdrawClaim = message('WithdrawClaim', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  because: optional(NonEmptyText),
  withdrawnAt: Instant,
})

export const CloseClaim = message('CloseClaim', {
  warrantyId: WarrantyId,
  claimId: ClaimId,
  closedAt: Instant,
})

/** Every command to a claim, in the order in which a claim goes. */
export const claimCommands = [
  OpenClaim,
  AskForEvidence,
  SubmitEvidence,
  DecideCoverage,
  AppealClaim,
  ...remedyCommands,
  WithdrawClaim,
  CloseClaim,
] as const

export type OpenClaim = t.TypeOf<typeof OpenClaim>
export type AskForEvidence = t.TypeOf<typeof AskForEvidence>
export type SubmitEvidence = t.TypeOf<typeof SubmitEvidence>
export type DecideCoverage = t.TypeOf<typeof DecideCoverage>
export type AppealClaim = t.TypeOf<typeof AppealClaim>
export type WithdrawClaim = t.TypeOf<typeof WithdrawClaim>
export type CloseClaim = t.TypeOf<typeof CloseClaim>
export type ClaimCommand =
  | OpenClaim
  | AskForEvidence
  | SubmitEvidence
  | DecideCoverage
  | AppealClaim
  | RemedyCommand
  | WithdrawClaim
  | CloseClaim
