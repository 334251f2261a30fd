import { purchaseAggregate, type WarrantyRejection, warrantyAggregate } from '@aftersale/domain'
import type { NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, lookAt, nothing, type Reaction } from '../reaction.js'
import { isGoingOn } from './claim-of-a-warranty.js'

type WarrantyId = Parameters<typeof warrantyAggregate.decider.decide>[0]['data']['warrantyId']

/**
 * Once the purchase holds the unit, the claim is told. A claim that ended meanwhile, or chose something else, lets it go at
 * once: nobody waits for it.
 */
export const confirmWhatIsHeldForAClaim = onDomainEvents({
  name: 'confirm-what-is-held-for-a-claim',
  reactsTo: ['UnitsReserved'],
  react: ({ event: { data } }) => {
    const { purchaseId, reservationId, holder, purpose, reservedAt } = data
    if (purpose !== 'claim' || holder.aggregate !== warrantyAggregate.category) return nothing
    const warrantyId = holder.id as string as WarrantyId
    const release = (because: string): Reaction =>
      issue(purchaseAggregate, purchaseId, {
        type: 'ReleaseUnits',
        data: { purchaseId, reservationId, because: because as NonEmptyText, releasedAt: reservedAt },
      })
    return lookAt(warrantyAggregate, warrantyId, ({ state }) => {
      const claims = state.status === 'not-registered' ? [] : state.warranty.claims.claims
      const claim = claims.find(({ remedy }) => remedy?.chosen.reservationId === reservationId)
      // Once it was made good the hold is its own: `release-the-unit-when-a-claim-ends` and the replacement end it.
      if (claim?.given !== undefined) return nothing
      if (claim === undefined || !isGoingOn(claim)) return release('claim-waits-no-more')
      return issue(
        warrantyAggregate,
        warrantyId,
        {
          type: 'ConfirmClaimUnit',
          data: { warrantyId, claimId: claim.claimId, reservationId, heldAt: reservedAt },
        },
        { whenRejected: ({ reason }: WarrantyRejection) => release(`claim-answers-${reason}`) },
      )
    })
  },
})
