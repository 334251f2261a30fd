import {
  type AssetId,
  type AssetState,
  assetAggregate,
  type OpenServiceTicket,
  ownerAt,
  type ServiceTicketId,
  serviceTicketAggregate,
} from '@aftersale/domain'
import { type Actor, eventIdOf, type Instant, type NonEmptyText } from '@aftersale/messages'
import { type Desk, ticketIdOf } from '../desk.js'
import { issue, lookAt, nothing, type Reaction } from '../reaction.js'

interface TicketAboutAnAsset {
  readonly process: string
  /** What the ticket is about, and so its id: the same, the same ticket, anywhere. */
  readonly about: string
  readonly assetId: AssetId
  readonly kind: OpenServiceTicket['data']['kind']
  readonly category: string
  readonly subcategory: string
  readonly subject?: string
  readonly openedBy: Actor
  readonly openedAt: Instant
  /** Whether it is still to be opened, as the asset is by then. */
  readonly isWanted: (state: AssetState) => boolean
}

export const assetTicketIdOf = ({ process, about }: Pick<TicketAboutAnAsset, 'process' | 'about'>): ServiceTicketId =>
  ticketIdOf(process, about)

/** Opens a ticket for a visit to an asset, of whose owner it is: once, whatever is heard of it later. */
export const openTicketAboutAnAsset = (desk: Desk, asked: TicketAboutAnAsset): Reaction =>
  lookAt(assetAggregate, asked.assetId, ({ state }) => {
    if (state.status === 'not-registered' || !asked.isWanted(state)) return nothing
    const { process, about, assetId, kind, category, subcategory, subject, openedBy, openedAt } = asked
    const { customerId } = ownerAt(state.asset, openedAt)
    const purchase = state.asset.sales.at(-1)?.purchase
    const serviceTicketId = assetTicketIdOf(asked)
    return issue(
      serviceTicketAggregate,
      serviceTicketId,
      {
        type: 'OpenServiceTicket',
        data: {
          serviceTicketId,
          issueId: eventIdOf('issue', `${process}:${about}`, 0) as string as OpenServiceTicket['data']['issueId'],
          ...(customerId === undefined ? {} : { customerId }),
          channel: kind === 'technical' ? 'device' : desk.channel,
          kind,
          priority: desk.priority,
          topic: { category: category as NonEmptyText, subcategory: subcategory as NonEmptyText },
          ...(subject === undefined ? {} : { subject }),
          assetId,
          ...(purchase === undefined ? {} : { purchaseId: purchase.purchaseId }),
          openedBy,
          openedAt,
          serviceLevel: desk.serviceLevel,
          beyondFirstContact: 'site-visit',
        },
      },
      // Opened before, when the asset was another's.
      { whenRejected: ({ reason }) => (reason === 'TicketAlreadyOpened' ? nothing : undefined) },
    )
  })
