import { countOf, purchaseAggregate, type ReserveUnits, serviceTicketAggregate } from '@aftersale/domain'
import { eventIdOf, type Instant, type NonEmptyText } from '@aftersale/messages'
import { type Desk, openTicket, ticketIdOf } from '../desk.js'
import { onDomainEvents } from '../on-domain-events.js'
import type { Process } from '../process.js'
import { inTurn, issue, nothing } from '../reaction.js'

const NAME = 'hold-lost-units-for-one-entitlement'

type LineQuantity = ReserveUnits['data']['lines'][number]

/** The reservation that lost units are made good under: one for each loss of a shipment, whoever asks. */
export const lossReservationIdOf = (shipmentId: string, lostAt: Instant): ReserveUnits['data']['reservationId'] =>
  eventIdOf('loss', `${shipmentId}:${lostAt}`, 0) as string as ReserveUnits['data']['reservationId']

/**
 * What was lost is held for one entitlement, a replacement or a refund, and a ticket asks which. What is held for it cannot
 * be made good a second time: not by a return, not by goodwill.
 */
export const holdLostUnitsForOneEntitlement = (desk: Desk): Process =>
  onDomainEvents({
    name: NAME,
    reactsTo: ['ShipmentDeclaredLost'],
    react: (occurrence) => {
      const { purchaseId, shipmentId, lines, lostAt } = occurrence.event.data
      return inTurn([
        issue(
          purchaseAggregate,
          purchaseId,
          {
            type: 'ReserveUnits',
            data: {
              purchaseId,
              reservationId: lossReservationIdOf(shipmentId, lostAt),
              purpose: 'non-receipt',
              holder: {
                aggregate: serviceTicketAggregate.category as NonEmptyText,
                id: ticketIdOf(NAME, occurrence.metadata.eventId),
              },
              lines: lines.map(
                ({ lineId, units, serials }): LineQuantity => ({
                  lineId,
                  quantity: countOf(units) as LineQuantity['quantity'],
                  ...(serials === undefined ? {} : { serials }),
                }),
              ),
              reservedAt: lostAt,
            },
          },
          // Found meanwhile, or made good for by somebody else: the ticket finds out.
          { whenRejected: () => nothing },
        ),
        openTicket(desk, occurrence, {
          process: NAME,
          kind: 'claim',
          category: 'delivery',
          subcategory: 'lost',
          purchaseId,
        }),
      ])
    },
  })
