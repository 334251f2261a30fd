import type { ClaimId, ReturnCaseState, WarrantyId } from '@aftersale/domain'
import { type NonEmptyText, Uuid } from '@aftersale/messages'

/** Which claim a return gives the price of. */
export interface ClaimOfAReturn {
  readonly warrantyId: WarrantyId
  readonly claimId: ClaimId
}

const PREFIX = 'claim'

/** The line of a return by which it is known whose claim it makes good. */
export const claimLineIdOf = ({ warrantyId, claimId }: ClaimOfAReturn): NonEmptyText =>
  `${PREFIX}/${warrantyId}/${claimId}` as NonEmptyText

/** The claim that a return was opened for; nothing where it was for none. */
export const claimOfAReturn = (state: ReturnCaseState): ClaimOfAReturn | undefined => {
  if (state.status === 'not-requested') return undefined
  const { lines } = state.returnCase.request
  const [prefix, warrantyId, claimId] = lines[0]?.requestLineId.split('/') ?? []
  return prefix === PREFIX && Uuid.is(warrantyId) && Uuid.is(claimId)
    ? { warrantyId: warrantyId as string as WarrantyId, claimId: claimId as string as ClaimId }
    : undefined
}
