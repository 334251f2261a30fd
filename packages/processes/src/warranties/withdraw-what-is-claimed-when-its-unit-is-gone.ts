import { type ClaimId, isClaimOpen, type Warranty, type WarrantyId, warrantyAggregate } from '@aftersale/domain'
import { type Instant, laterOf, type NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { inTurn, issue, lookAt, nothing, type Reaction } from '../reaction.js'

/**
 * Once a unit was given back for its price, or another was given for it, nothing else can be made good on it: whatever was
 * claimed and not decided against or made good is withdrawn, and lets go of what was held for it. A product that is with
 * whoever repairs it is handed back first; a claim that the price is given back for goes on, until its
 * return gives nothing after all.
 */
export const withdrawWhatIsClaimedWhenItsUnitIsGone = onDomainEvents({
  name: 'withdraw-what-is-claimed-when-its-unit-is-gone',
  reactsTo: ['WarrantyCancelled', 'WarrantySuperseded', 'ProductHandedBack', 'ClaimAppealed', 'ClaimUnitRefused'],
  react: ({ event, metadata: { occurredAt } }) =>
    lookAt(warrantyAggregate, event.data.warrantyId, ({ state }) => {
      if (state.status === 'not-registered') return nothing
      const { ending, claims } = state.warranty
      const gone = goneBy(ending)
      if (gone === undefined) return nothing
      const { warrantyId } = event.data
      const goneAt = laterOf(occurredAt, gone.at)
      return inTurn(
        claims.claims.map((claim) =>
          isClaimOpen(claim) && claim.given === undefined && claim.phase !== 'rejected'
            ? withdraw({
                warrantyId,
                claimId: claim.claimId,
                because: gone.because,
                // Reported meanwhile, where it is heard of only afterwards that the unit was gone.
                withdrawnAt: laterOf(goneAt, claim.opened.reportedAt),
              })
            : nothing,
        ),
      )
    }),
})

const goneBy = ({
  cancelled,
  superseded,
}: Warranty['ending']): { readonly because: NonEmptyText; readonly at: Instant } | undefined => {
  if (superseded !== undefined) return { because: 'unit-replaced' as NonEmptyText, at: superseded.supersededAt }
  return cancelled === undefined ? undefined : { because: cancelled.because, at: cancelled.cancelledAt }
}

const withdraw = (data: {
  readonly warrantyId: WarrantyId
  readonly claimId: ClaimId
  readonly because: NonEmptyText
  readonly withdrawnAt: Instant
}): Reaction =>
  issue(
    warrantyAggregate,
    data.warrantyId,
    { type: 'WithdrawClaim', data },
    // In custody, paid through its return, or ended meanwhile.
    { whenRejected: () => nothing },
  )
