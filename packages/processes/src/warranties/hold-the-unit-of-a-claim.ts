import {
  type PurchaseRejection,
  purchaseAggregate,
  type RemedyChosen,
  type WarrantyRejection,
  warrantyAggregate,
} from '@aftersale/domain'
import type { NonEmptyText, PositiveInteger } from '@aftersale/messages'
import { type Desk } from '../desk.js'
import { onDomainEvents } from '../on-domain-events.js'
import type { Process } from '../process.js'
import { issue, lookAt, nothing, type Reaction } from '../reaction.js'
import { claimIn, isGoingOn } from './claim-of-a-warranty.js'
import { openTicketAboutAClaim } from './ticket-about-a-claim.js'

const NAME = 'hold-the-unit-of-a-claim'

/**
 * Before a unit is repaired or replaced, its purchase is asked to hold it for the claim, so that no return and no other claim
 * has it. Where the purchase refuses, the claim is told, and the desk finds something else.
 */
export const holdTheUnitOfAClaim = (desk: Desk): Process =>
  onDomainEvents({
    name: NAME,
    reactsTo: ['RemedyChosen'],
    react: ({ event: { data }, metadata: { recordedAt } }) => {
      const { warrantyId, claimId, unit, reservationId } = data
      if (unit === undefined || reservationId === undefined) return nothing
      return lookAt(warrantyAggregate, warrantyId, ({ state }) => {
        const found = claimIn(state, claimId)
        // Refused, withdrawn or answered meanwhile: asked again, the purchase might hold a unit that nobody waits for.
        if (found === undefined || !isGoingOn(found.claim)) return nothing
        const { remedy } = found.claim
        if (remedy?.chosen.reservationId !== reservationId || remedy.held !== undefined) return nothing
        const { serial } = found.warranty.registered
        return issue(
          purchaseAggregate,
          unit.purchaseId,
          {
            type: 'ReserveUnits',
            data: {
              purchaseId: unit.purchaseId,
              reservationId,
              purpose: 'claim',
              holder: { aggregate: warrantyAggregate.category as NonEmptyText, id: warrantyId },
              lines: [
                {
                  lineId: unit.lineId,
                  quantity: 1 as PositiveInteger,
                  ...(serial === undefined ? {} : { serials: [serial] }),
                },
              ],
              reservedAt: data.chosenAt,
            },
          },
          {
            whenRejected: (rejection) =>
              refuse(data, rejection, () =>
                openTicketAboutAClaim(desk, {
                  process: NAME,
                  claimId,
                  part: reservationId,
                  warranty: found.warranty,
                  kind: 'claim',
                  subcategory: 'unit-not-held',
                  openedAt: recordedAt,
                }),
              ),
          },
        )
      })
    },
  })

const refuse = (
  { warrantyId, claimId, chosenAt }: RemedyChosen['data'],
  { reason }: PurchaseRejection,
  whenCarriedOut: () => Reaction,
): Reaction =>
  issue(
    warrantyAggregate,
    warrantyId,
    {
      type: 'RefuseClaimUnit',
      data: { warrantyId, claimId, because: `purchase-answers-${reason}` as NonEmptyText, refusedAt: chosenAt },
    },
    // Ended or answered meanwhile: then nobody waits for it.
    { whenCarriedOut, whenRejected: (_: WarrantyRejection) => nothing },
  )
