import {
  purchaseAggregate,
  type RemedyChosen,
  type RequestReturn,
  returnCaseAggregate,
  type Warranty,
  warrantyAggregate,
} from '@aftersale/domain'
import type { Actor, NonEmptyText, PositiveInteger } from '@aftersale/messages'
import type { Desk } from '../desk.js'
import { onDomainEvents } from '../on-domain-events.js'
import type { Process } from '../process.js'
import { purchaseEvidenceOf } from '../purchase-evidence-of.js'
import { issue, lookAt, nothing, type Reaction } from '../reaction.js'
import { claimIn, isGoingOn } from './claim-of-a-warranty.js'
import { claimLineIdOf } from './claimed-line.js'
import { openTicketAboutAClaim } from './ticket-about-a-claim.js'
import type { WarrantyChoices } from './warranty-choices.js'

const NAME = 'open-a-return-when-a-claim-asks-for-the-price'

/**
 * Where a claim is made good by the price, or a part of it, a return for want of conformity gives it: by it the units and the
 * money are drawn on once. Where the shop has no terms for that, or the unit was not bought here, a person does.
 */
export const openAReturnWhenAClaimAsksForThePrice = (desk: Desk, choices: WarrantyChoices): Process =>
  onDomainEvents({
    name: NAME,
    reactsTo: ['RemedyChosen'],
    react: ({ event: { data }, metadata: { recordedAt } }) => {
      const { warrantyId, claimId, returnCaseId, unit } = data
      if (returnCaseId === undefined) return nothing
      return lookAt(warrantyAggregate, warrantyId, ({ state }) => {
        const found = claimIn(state, claimId)
        if (found === undefined || !isGoingOn(found.claim)) return nothing
        if (found.claim.remedy?.chosen.returnCaseId !== returnCaseId) return nothing
        const { warranty } = found
        const askTheDesk = (): Reaction =>
          openTicketAboutAClaim(desk, {
            process: NAME,
            claimId,
            part: returnCaseId,
            warranty,
            kind: 'return',
            subcategory: data.remedy,
            openedAt: recordedAt,
          })
        if (unit === undefined) return askTheDesk()
        return lookAt(purchaseAggregate, unit.purchaseId, (purchase) => {
          const evidence = purchaseEvidenceOf(purchase)
          if (purchase.state.status === 'not-recorded' || evidence === undefined) return askTheDesk()
          const { sale } = purchase.state.purchase
          const line = sale.lines.get(unit.lineId)
          const terms = line === undefined ? undefined : choices.returnTermsOf?.(line, sale.recorded)
          return terms === undefined ? askTheDesk() : request(data, warranty, unit, { evidence: [evidence], ...terms })
        })
      })
    },
  })

const request = (
  { warrantyId, claimId, returnCaseId, remedy, chosenAt }: RemedyChosen['data'],
  { owner, registered: { serial } }: Warranty,
  { purchaseId, lineId }: NonNullable<RemedyChosen['data']['unit']>,
  judgedBy: Pick<RequestReturn['data'], 'evidence' | 'terms' | 'otherTerms'>,
): Reaction =>
  returnCaseId === undefined
    ? nothing
    : issue(
        returnCaseAggregate,
        returnCaseId,
        {
          type: 'RequestReturn',
          data: {
            returnCaseId,
            ...(owner === undefined ? {} : { customerId: owner }),
            kind: 'non-conformity',
            lines: [
              {
                requestLineId: claimLineIdOf({ warrantyId, claimId }),
                purchaseId,
                lineId,
                quantity: 1 as PositiveInteger,
                ...(serial === undefined ? {} : { serials: [serial] }),
              },
            ],
            wanted: { remedy: remedy === 'price-reduction' ? 'price-reduction' : 'refund' },
            ...judgedBy,
            requestedBy: { kind: 'system', id: NAME } as Actor,
            requestedAt: chosenAt,
          },
        },
        {
          whenRejected: ({ reason }) =>
            issue(
              warrantyAggregate,
              warrantyId,
              {
                type: 'RefuseClaimUnit',
                data: {
                  warrantyId,
                  claimId,
                  because: `return-answers-${reason}` as NonEmptyText,
                  refusedAt: chosenAt,
                },
              },
              { whenRejected: () => nothing },
            ),
        },
      )
