import type { Instant, NonEmptyText } from '@aftersale/messages'
import type { ReservationId } from '../../purchase/reservation-id.js'
import type { ClaimId } from '../claim-id.js'
import type {
  ClaimAppealed,
  ClaimApproved,
  ClaimClosed,
  ClaimEvidenceAskedFor,
  ClaimEvidenceSubmitted,
  ClaimOpened,
  ClaimPartlyApproved,
  ClaimRedirected,
  ClaimRefused,
  ClaimRejected,
  ClaimUnitHeld,
  ClaimUnitRefused,
  ClaimWithdrawn,
  PartReplaced,
  PriceRemedyGiven,
  RemedyChoiceExplained,
  RemedyChosen,
  RepairCompleted,
  RepairFailed,
  UnitReplaced,
} from '../events/claims.js'

/** How far a claim has come, before a remedy was chosen. */
export type ClaimPhase =
  | 'opened'
  | 'awaiting-evidence'
  | 'assessing'
  | 'approved'
  | 'partly-approved'
  | 'rejected'
  | 'redirected'

export type ClaimVerdict = ClaimApproved | ClaimPartlyApproved | ClaimRejected | ClaimRedirected

/** An attempt to repair, with the parts that were replaced in it. */
export interface RepairAttempt {
  readonly repair: RepairCompleted | RepairFailed
  readonly parts: ReadonlyArray<PartReplaced['data']>
}

/** A remedy under way, and the hold on the unit that it has or waits for. */
export interface ChosenRemedy {
  readonly chosen: RemedyChosen['data']
  readonly held?: ClaimUnitHeld['data']
}

/** One claim that was taken up. */
export interface Claim {
  readonly claimId: ClaimId
  readonly opened: Omit<ClaimOpened['data'], 'description'>
  readonly phase: ClaimPhase
  readonly asks: ReadonlyArray<ClaimEvidenceAskedFor['data']>
  readonly submissions: ReadonlyArray<ClaimEvidenceSubmitted['data']>
  readonly verdicts: ReadonlyArray<ClaimVerdict>
  readonly appeals: ReadonlyArray<Omit<ClaimAppealed['data'], 'grounds'>>
  readonly explanations: ReadonlyArray<RemedyChoiceExplained['data']>
  /** As they were chosen; the last is under way unless it was refused. */
  readonly choices: ReadonlyArray<RemedyChosen['data']>
  readonly remedy?: ChosenRemedy
  readonly unitRefusals: ReadonlyArray<ClaimUnitRefused['data']>
  /** Reservations that were asked for and came to nothing: another is asked for by another id. */
  readonly spentReservations: ReadonlyArray<ReservationId>
  /** Parts of an attempt that is not told whole yet. */
  readonly replacedParts: ReadonlyArray<PartReplaced['data']>
  readonly attempts: ReadonlyArray<RepairAttempt>
  /** How it was made good. */
  readonly given?: RepairCompleted | UnitReplaced | PriceRemedyGiven
  /** When the product was handed back after it was made good. */
  readonly custody: ClaimCustody
  readonly withdrawn?: ClaimWithdrawn['data']
  readonly closed?: ClaimClosed['data']
}

/** Where the product was, as far as it was taken for this claim. */
export interface ClaimCustody {
  /** Those that last. */
  readonly openIds: ReadonlyArray<NonEmptyText>
  readonly handedBackAt?: Instant
}

/** What `decide` must know of the claims on a warranty. */
export interface Claims {
  /** Those that were carried over from the unit that this one was given in place of. */
  readonly carriedClaims: number
  /** Those that count against the limits of layers: approved and not withdrawn, and those that were carried over. */
  readonly countedClaims: number
  readonly claims: ReadonlyArray<Claim>
  /** Those that were not taken up. */
  readonly refused: ReadonlyArray<Omit<ClaimRefused['data'], 'description'>>
}

export const noClaims = (carriedClaims: number): Claims => ({
  carriedClaims,
  countedClaims: carriedClaims,
  claims: [],
  refused: [],
})

/** Whether it is one of those that layers make good so many of. */
export const countsAgainstLimits = (claim: Claim): boolean =>
  approvalOf(claim) !== undefined && claim.withdrawn === undefined

export const claimOf = ({ claims }: Claims, claimId: ClaimId): Claim | undefined =>
  claims.find((claim) => claim.claimId === claimId)

/** The verdict that holds, if there is one since the last appeal. */
const verdictOf = ({ phase, verdicts }: Claim): ClaimVerdict | undefined =>
  phase === 'opened' || phase === 'awaiting-evidence' || phase === 'assessing' ? undefined : verdicts.at(-1)

/** The approval by which a layer makes good. */
export const approvalOf = (claim: Claim): ClaimApproved | ClaimPartlyApproved | undefined => {
  const verdict = verdictOf(claim)
  return verdict?.type === 'ClaimApproved' || verdict?.type === 'ClaimPartlyApproved' ? verdict : undefined
}
