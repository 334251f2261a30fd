import type { Circumstances, Exclusion } from '../circumstances.js'
import type { Moment } from '../moment.js'

/**
 * What the seller owes a customer to say: who answers for a failure, at the first contact about it; that a repair makes
 * the seller liable for longer, before the remedy is chosen; and what a layer asks of whoever claims, before the purchase.
 */
export type DutyToTell = 'responsible-party' | 'repair-extension' | 'conditions'

/** One thing that a customer had to be told. One row a claim, or of conditions one a warranty. */
export interface DutyFact {
  readonly duty: DutyToTell
  readonly warrantyId: string
  readonly claimId?: string | undefined
  /** When it arose: with the claim, with its approval, with the purchase. */
  readonly arose: Moment
  /** From here on it is too late; absent while there is time. */
  readonly fellDue?: Moment | undefined
  /** When it was met, in time or not. */
  readonly met?: Moment | undefined
  readonly metInTime: boolean
  /** Of conditions: those that were not shown. */
  readonly missing: ReadonlyArray<string>
  readonly circumstances: Circumstances
  readonly exclusion?: Exclusion | undefined
}
