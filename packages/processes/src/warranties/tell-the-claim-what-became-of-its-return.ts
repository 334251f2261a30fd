import { type ReturnCase, returnCaseAggregate, warrantyAggregate } from '@aftersale/domain'
import type { Instant, NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, lookAt, nothing } from '../reaction.js'
import { claimIn } from './claim-of-a-warranty.js'
import { claimOfAReturn } from './claimed-line.js'

/**
 * What a claim's return paid makes the claim good. One that is refused, cancelled, not sent in time, or closed with the goods
 * back at the customer's gives nothing: then something else may be chosen.
 */
export const tellTheClaimWhatBecameOfItsReturn = onDomainEvents({
  name: 'tell-the-claim-what-became-of-its-return',
  reactsTo: [
    'RefundLegSettled',
    'StoreCreditLegSettled',
    'ReturnRefused',
    'ReturnCancelled',
    'ReturnExpired',
    'ReturnCaseClosed',
  ],
  react: ({ event }) => {
    const { returnCaseId } = event.data
    return lookAt(returnCaseAggregate, returnCaseId, ({ state }) => {
      const claimed = claimOfAReturn(state)
      if (claimed === undefined || state.status === 'not-requested') return nothing
      const { warrantyId, claimId } = claimed
      if (event.type === 'RefundLegSettled' || event.type === 'StoreCreditLegSettled') {
        const paid = paidBy(state.returnCase, event.data.legId)
        if (paid === undefined) return nothing
        return issue(
          warrantyAggregate,
          warrantyId,
          {
            type: 'RecordPriceRemedy',
            data: { warrantyId, claimId, returnCaseId, ...paid, paidAt: event.data.settledAt },
          },
          {
            // Withdrawn or chosen otherwise meanwhile: that it was paid all the same is for people, as is a second payment.
            whenRejected: ({ reason }) => (reason === 'RemedyAlreadyGiven' ? nothing : undefined),
          },
        )
      }
      return lookAt(warrantyAggregate, warrantyId, ({ state: asWarranty }) => {
        const chosen = claimIn(asWarranty, claimId)?.claim.remedy?.chosen
        // A return that was refused or cancelled may be closed once the claim asks for something else.
        if (chosen?.returnCaseId !== returnCaseId) return nothing
        return issue(
          warrantyAggregate,
          warrantyId,
          {
            type: 'RefuseClaimUnit',
            data: { warrantyId, claimId, because: BECAUSE[event.type] as NonEmptyText, refusedAt: endOf(event) },
          },
          // Made good, ended or chosen otherwise meanwhile.
          { whenRejected: () => nothing },
        )
      })
    })
  },
})

const BECAUSE = {
  ReturnRefused: 'return-refused',
  ReturnCancelled: 'return-cancelled',
  ReturnExpired: 'return-expired',
  ReturnCaseClosed: 'return-paid-nothing',
} as const

type Ended =
  | { readonly type: 'ReturnRefused'; readonly data: { readonly refusedAt: Instant } }
  | { readonly type: 'ReturnCancelled'; readonly data: { readonly cancelledAt: Instant } }
  | { readonly type: 'ReturnExpired'; readonly data: { readonly expiredAt: Instant } }
  | { readonly type: 'ReturnCaseClosed'; readonly data: { readonly closedAt: Instant } }

const endOf = (event: Ended): Instant => {
  switch (event.type) {
    case 'ReturnRefused':
      return event.data.refusedAt
    case 'ReturnCancelled':
      return event.data.cancelledAt
    case 'ReturnExpired':
      return event.data.expiredAt
    case 'ReturnCaseClosed':
      return event.data.closedAt
  }
}

const paidBy = ({ settlement }: ReturnCase, legId: string) => {
  const leg = settlement.legs.find((known) => known.leg.legId === legId)?.leg
  return leg !== undefined && 'minor' in leg && 'currency' in leg
    ? { paidMinor: leg.minor, currency: leg.currency }
    : undefined
}
