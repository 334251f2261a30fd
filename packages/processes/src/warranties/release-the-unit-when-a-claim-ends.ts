import { purchaseAggregate, warrantyAggregate } from '@aftersale/domain'
import type { Instant, NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, lookAt, nothing } from '../reaction.js'

/** A claim that is withdrawn, closed, or chose what needs no unit lets go of the one that was held for it. */
export const releaseTheUnitWhenAClaimEnds = onDomainEvents({
  name: 'release-the-unit-when-a-claim-ends',
  reactsTo: ['ClaimWithdrawn', 'ClaimClosed', 'RemedyChosen'],
  react: ({ event }) => {
    const { reservationId, because, releasedAt } = letGo(event)
    if (reservationId === undefined) return nothing
    return lookAt(warrantyAggregate, event.data.warrantyId, ({ state }) => {
      const unit = state.status === 'not-registered' ? undefined : state.warranty.registered.unit
      if (unit === undefined) return nothing
      const { purchaseId } = unit
      return issue(
        purchaseAggregate,
        purchaseId,
        { type: 'ReleaseUnits', data: { purchaseId, reservationId, because: because as NonEmptyText, releasedAt } },
        // Never held: what comes of it later is let go of then.
        { whenRejected: ({ reason }) => (reason === 'ReservationUnknown' ? nothing : undefined) },
      )
    })
  },
})

type Ended = Parameters<
  Parameters<typeof onDomainEvents<'ClaimWithdrawn' | 'ClaimClosed' | 'RemedyChosen'>>[0]['react']
>[0]

const letGo = ({
  type,
  data,
}: Ended['event']): {
  readonly reservationId: (Ended['event'] & { readonly type: 'ClaimClosed' })['data']['reservationId']
  readonly because: string
  readonly releasedAt: Instant
} => {
  switch (type) {
    case 'ClaimWithdrawn':
      return { reservationId: data.reservationId, because: 'claim-withdrawn', releasedAt: data.withdrawnAt }
    case 'ClaimClosed':
      return { reservationId: data.reservationId, because: 'claim-closed', releasedAt: data.closedAt }
    case 'RemedyChosen':
      return { reservationId: data.releasedReservationId, because: 'another-remedy-chosen', releasedAt: data.chosenAt }
  }
}
