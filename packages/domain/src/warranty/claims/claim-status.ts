import type { Claim, ClaimPhase } from './claims.js'

/** How a claim stands. */
export type ClaimStatus =
  | ClaimPhase
  | 'remedy-chosen'
  | 'unit-held'
  | 'in-custody'
  | 'remedy-performed'
  | 'handed-back'
  | 'withdrawn'
  | 'closed'

/** From its end backwards: what came last in the life of a claim tells how it stands. */
export const claimStatusOf = ({ phase, remedy, given, custody, withdrawn, closed }: Claim): ClaimStatus => {
  if (closed !== undefined) return 'closed'
  if (withdrawn !== undefined) return 'withdrawn'
  const isInCustody = custody.openIds.length > 0
  if (given !== undefined) return custody.handedBackAt === undefined || isInCustody ? 'remedy-performed' : 'handed-back'
  if (remedy === undefined) return phase
  if (isInCustody) return 'in-custody'
  return remedy.held === undefined ? 'remedy-chosen' : 'unit-held'
}

/** Whether the customer may still be made good for the defect by it: a second claim for the same would do it twice. */
export const isClaimOpen = (claim: Claim): boolean => {
  const status = claimStatusOf(claim)
  return status !== 'closed' && status !== 'withdrawn' && status !== 'redirected'
}
