import {
  type AssetId,
  assetAggregate,
  type FaultClosure,
  type ServiceTicketId,
  type ServiceTicketState,
  serviceTicketAggregate,
} from '@aftersale/domain'
import { type Instant, laterOf } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { inTurn, issue, lookAt, nothing, type Reaction } from '../reaction.js'
import { faultOfTicket } from './fault-of-a-ticket.js'

/**
 * A fault is closed with its ticket, or with the ticket that this was merged into. One that is reopened before that keeps
 * its fault; one that is reopened later does not open it again: a further report of the device does, as a new fault.
 */
export const closeAFaultWhenItsTicketIsOver = onDomainEvents({
  name: 'close-a-fault-when-its-ticket-is-over',
  reactsTo: [
    'ServiceTicketResolved',
    'ServiceTicketClosed',
    'ServiceTicketCancelled',
    'ServiceTicketMarkedAsSpam',
    'ServiceTicketMerged',
  ],
  react: ({ event, metadata: { occurredAt } }) => {
    const standing = event.type === 'ServiceTicketMerged' ? event.data.into : event.data.serviceTicketId
    return lookAt(serviceTicketAggregate, standing, ({ state }) => {
      const end = endOf(state, occurredAt)
      return end === undefined
        ? nothing
        : closeFaultsOf(standing, { ...end, closedAt: laterOf(end.closedAt, occurredAt) })
    })
  },
})

interface End {
  readonly because: FaultClosure
  readonly closedAt: Instant
}

/** None of a ticket that goes on, nor of one that was merged: it ends with the other. */
const endOf = (state: ServiceTicketState, heardAt: Instant): End | undefined => {
  switch (state.status) {
    case 'resolved':
      return { because: 'resolved', closedAt: state.resolution.resolvedAt }
    case 'closed':
      return state.resolvedAt === undefined
        ? { because: 'closed-unresolved', closedAt: state.closing.closedAt }
        : { because: 'resolved', closedAt: state.resolvedAt }
    case 'cancelled':
    case 'spam':
      return { because: 'withdrawn', closedAt: heardAt }
    case 'not-opened':
    case 'new':
    case 'open':
    case 'waiting-on-customer':
    case 'on-hold':
    case 'merged':
      return undefined
  }
}

/** That of the ticket itself, and those of all that it absorbed, in the order in which it did. */
const closeFaultsOf = (serviceTicketId: ServiceTicketId, end: End): Reaction =>
  lookAt(serviceTicketAggregate, serviceTicketId, ({ state }) =>
    state.status === 'not-opened'
      ? nothing
      : inTurn([
          closeFaultOf(serviceTicketId, state.ticket.opening.assetId, end),
          ...state.ticket.absorbed.map(({ ticketId, isReleased }) =>
            isReleased === true ? nothing : closeFaultsOf(ticketId, end),
          ),
        ]),
  )

const closeFaultOf = (
  serviceTicketId: ServiceTicketId,
  assetId: AssetId | undefined,
  { because, closedAt }: End,
): Reaction =>
  assetId === undefined
    ? nothing
    : lookAt(assetAggregate, assetId, ({ state }) => {
        const fault = faultOfTicket(state, serviceTicketId)
        if (fault === undefined || fault.closed !== undefined) return nothing
        const { faultId, raisedAt } = fault.raised
        return issue(assetAggregate, assetId, {
          type: 'CloseFault',
          data: { assetId, faultId, because, closedAt: laterOf(closedAt, raisedAt) },
        })
      })
