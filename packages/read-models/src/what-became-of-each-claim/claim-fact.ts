import type { ClaimClosed, ClaimRefused, RemedyChosen, WarrantyRegistered } from '@aftersale/domain/events'
import type { Currency } from '@aftersale/domain/money'
import type { Circumstances, Exclusion } from '../circumstances.js'
import type { Moment } from '../moment.js'

export type Party = WarrantyRegistered['data']['layers'][number]['obligor']['party']

/** Whether it is covered, by which layer and whose. The last one counts; an appeal takes it back. */
export interface ClaimVerdict extends Moment {
  readonly verdict: 'approved' | 'partly-approved' | 'rejected' | 'redirected'
  readonly layerId: string
  readonly party: Party
}

/** The customer was told what to choose from; `extensionTold`: and that a repair makes the seller liable for longer. */
export interface ChoiceExplained extends Moment {
  readonly extensionTold: boolean
}

export interface RemedyTaken extends Moment {
  readonly remedy: RemedyChosen['data']['remedy']
  readonly layerId: string
  readonly extensionTold: boolean
}

export interface ClaimRepair extends Moment {
  readonly helped: boolean
  readonly costMinor: bigint
  /** What the customer was charged of it. */
  readonly chargedMinor: bigint
  readonly currency: Currency
}

/** One claim on a warranty with all that became of it. One row a claim, refused ones among them. */
export interface ClaimFact {
  readonly claimId: string
  readonly warrantyId: string
  readonly failureMode: string
  readonly reported: Moment
  /** By the time it was reported, the customer had been told who answers for such a failure. */
  readonly partyClarified: boolean
  readonly refused?: (Moment & { readonly reasons: ClaimRefused['data']['reasons'] }) | undefined
  readonly verdict?: ClaimVerdict | undefined
  /** It was asked to be judged again after that, and was not yet. */
  readonly appealed?: Moment | undefined
  readonly explained: ReadonlyArray<ChoiceExplained>
  /** The remedies that were chosen, one instead of the other. */
  readonly chosen: ReadonlyArray<RemedyTaken>
  readonly repairs: ReadonlyArray<ClaimRepair>
  readonly replaced?: (Moment & { readonly byWarrantyId: string; readonly byAssetId: string }) | undefined
  readonly paid?: Moment | undefined
  readonly withdrawn?: Moment | undefined
  readonly closed?: (Moment & { readonly outcome: ClaimClosed['data']['outcome'] }) | undefined
  readonly circumstances: Circumstances
  readonly exclusion?: Exclusion | undefined
}

/** How far it has come. */
export type ClaimStatus =
  | 'open'
  | 'refused'
  | ClaimVerdict['verdict']
  | 'appealed'
  | 'remedy-chosen'
  | 'made-good'
  | 'withdrawn'
  | 'closed'

export const statusOf = (claim: ClaimFact): ClaimStatus => {
  const { refused, verdict, appealed, chosen, repairs, replaced, paid, withdrawn, closed } = claim
  if (closed !== undefined) return 'closed'
  if (withdrawn !== undefined) return 'withdrawn'
  if (refused !== undefined) return 'refused'
  if (replaced !== undefined || paid !== undefined || repairs.some(({ helped }) => helped)) return 'made-good'
  if (appealed !== undefined) return 'appealed'
  if (chosen.length > 0) return 'remedy-chosen'
  return verdict?.verdict ?? 'open'
}
