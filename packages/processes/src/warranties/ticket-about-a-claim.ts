import {
  type ClaimId,
  type OpenServiceTicket,
  type ServiceTicketId,
  serviceTicketAggregate,
  type Warranty,
} from '@aftersale/domain'
import { type Actor, eventIdOf, type Instant, type NonEmptyText } from '@aftersale/messages'
import { type Desk, ticketIdOf } from '../desk.js'
import { issue, nothing, type Reaction } from '../reaction.js'

interface TicketAboutAClaim {
  readonly process: string
  readonly claimId: ClaimId
  /** Tells several tickets of one claim apart. */
  readonly part: string
  readonly warranty: Warranty
  readonly kind: OpenServiceTicket['data']['kind']
  readonly subcategory: string
  readonly openedAt: Instant
}

/** The same part of the same claim, the same ticket, anywhere. */
const claimTicketIdOf = ({
  process,
  claimId,
  part,
}: Pick<TicketAboutAClaim, 'process' | 'claimId' | 'part'>): ServiceTicketId =>
  ticketIdOf(`${process}/${part}`, claimId)

/** Opens a ticket about a claim, once; `next` is what follows on it. */
export const openTicketAboutAClaim = (
  desk: Desk,
  asked: TicketAboutAClaim,
  next: (serviceTicketId: ServiceTicketId) => Reaction = () => nothing,
): Reaction => {
  const { process, part, claimId, warranty, kind, subcategory, openedAt } = asked
  const { owner, registered } = warranty
  const serviceTicketId = claimTicketIdOf(asked)
  return issue(
    serviceTicketAggregate,
    serviceTicketId,
    {
      type: 'OpenServiceTicket',
      data: {
        serviceTicketId,
        issueId: eventIdOf(
          'issue',
          `${process}/${part}:${claimId}`,
          0,
        ) as string as OpenServiceTicket['data']['issueId'],
        ...(owner === undefined ? {} : { customerId: owner }),
        channel: desk.channel,
        kind,
        priority: desk.priority,
        topic: { category: 'warranty' as NonEmptyText, subcategory: subcategory as NonEmptyText },
        assetId: registered.assetId,
        ...(registered.unit === undefined ? {} : { purchaseId: registered.unit.purchaseId }),
        openedBy: { kind: 'system', id: process } as Actor,
        openedAt,
        serviceLevel: desk.serviceLevel,
      },
    },
    {
      whenCarriedOut: () => next(serviceTicketId),
      // Opened for another event of the same choice.
      whenRejected: ({ reason }) => (reason === 'TicketAlreadyOpened' ? nothing : undefined),
    },
  )
}
