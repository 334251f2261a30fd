import type { Claim, ClaimId, Warranty, WarrantyState } from '@aftersale/domain'

/** The claim of that id, and the warranty that it is on; nothing where it was never taken up. */
export const claimIn = (
  state: WarrantyState,
  claimId: ClaimId,
): { readonly warranty: Warranty; readonly claim: Claim } | undefined => {
  if (state.status === 'not-registered') return undefined
  const claim = state.warranty.claims.claims.find((one) => one.claimId === claimId)
  return claim === undefined ? undefined : { warranty: state.warranty, claim }
}

/** Whether something may still be done for it. */
export const isGoingOn = ({ withdrawn, closed, given }: Claim): boolean =>
  withdrawn === undefined && closed === undefined && given === undefined
