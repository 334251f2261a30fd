import type { Instant, NonEmptyText, PolicyRef } from '@aftersale/messages'
import type { LineId } from '../../units/index.js'
import type { FulfilmentWay } from '../fulfilment-way.js'
import type { LineKind } from '../sale/sold-line.js'
import type { ShipmentId } from '../shipment-id.js'

/** Why a command about shipments, notices or fulfilment is refused: the fact that stands against it. */
export type ShipmentRejection =
  | { readonly reason: 'ShipmentUnknown'; readonly shipmentId: ShipmentId }
  | { readonly reason: 'ShipmentIdReused'; readonly shipmentId: ShipmentId }
  | { readonly reason: 'LineGivenTwice'; readonly lineId: LineId }
  | { readonly reason: 'LineNotShippable'; readonly lineId: LineId; readonly kind: LineKind }
  | {
      readonly reason: 'OverShipment'
      readonly lineId: LineId
      /** Units neither cancelled nor shipped nor handed over yet. */
      readonly shippable: number
    }
  | { readonly reason: 'SerialsDoNotMatch'; readonly lineId: LineId; readonly quantity: number }
  | { readonly reason: 'SerialNotSold'; readonly lineId: LineId; readonly serial: NonEmptyText }
  | { readonly reason: 'SerialAlreadyShipped'; readonly serial: NonEmptyText; readonly shipmentId?: ShipmentId }
  | { readonly reason: 'ShipmentLeft'; readonly handedOverAt: Instant }
  | { readonly reason: 'ShipmentIsCancelled'; readonly cancelledAt: Instant }
  | { readonly reason: 'ShipmentArrived'; readonly deliveredAt: Instant }
  | { readonly reason: 'ShipmentWentBack'; readonly since: Instant }
  | { readonly reason: 'ShipmentIsDestroyed'; readonly since: Instant }
  | { readonly reason: 'ShipmentIsLost'; readonly lostAt: Instant }
  | { readonly reason: 'ShipmentNotLost' }
  | { readonly reason: 'ShipmentNotHandedOver' }
  | { readonly reason: 'ShipmentAwaitsPickup'; readonly since: Instant }
  | {
      readonly reason: 'SilenceTooShort'
      readonly silentSince: Instant
      readonly declarableFrom: Instant
      readonly policyRef: PolicyRef
    }
  | { readonly reason: 'FoundBeforeLost'; readonly lostAt: Instant }
  | { readonly reason: 'NothingToRecoverOrKeep' }
  | { readonly reason: 'RecoverOrKeepSettled'; readonly decision: 'recover' | 'keep' }
  | { readonly reason: 'MoreThanOutstanding'; readonly lineId: LineId; readonly outstanding: number }
  | { readonly reason: 'EtaOutdated'; readonly revisedAt: Instant }
  | { readonly reason: 'EtaInThePast'; readonly revisedAt: Instant }
  | { readonly reason: 'NoSuchDelay' }
  | { readonly reason: 'NotDelivered' }
  | {
      readonly reason: 'CustomerKnows'
      readonly noticeId: NonEmptyText
      readonly sentAt: Instant
      readonly policyRef: PolicyRef
    }
  | { readonly reason: 'NoticeIdReused'; readonly noticeId: NonEmptyText }
  | { readonly reason: 'FulfilmentIdReused'; readonly fulfilmentId: NonEmptyText }
  | {
      readonly reason: 'NotDeliveredThatWay'
      readonly lineId: LineId
      readonly kind: LineKind
      readonly by: FulfilmentWay
    }

/** Each reason with what it means to who sent the command. `docs/rejections.md` is printed from it. */
export const shipmentRejections: Readonly<Record<ShipmentRejection['reason'], string>> = {
  ShipmentUnknown: 'The purchase has no such shipment.',
  ShipmentIdReused: 'The shipment was announced with other content.',
  LineGivenTwice: 'A line is named twice; name it once with the whole quantity.',
  LineNotShippable: 'The line is not goods: nothing of it is shipped.',
  OverShipment: 'More would be shipped than was ordered, was not cancelled and is not on its way or delivered yet.',
  SerialsDoNotMatch: 'A line tracked by serials names a serial for each unit, each once; another line names none.',
  SerialNotSold: 'The serials of the line were named when it was sold, and this is none of them.',
  SerialAlreadyShipped: 'The unit of that serial was shipped, or was handed over.',
  ShipmentLeft: 'The shipment was handed over to the carrier: it cannot be cancelled any more.',
  ShipmentIsCancelled: 'The shipment was cancelled.',
  ShipmentArrived: 'The shipment was delivered.',
  ShipmentWentBack: 'The shipment was returned to its sender.',
  ShipmentIsDestroyed: 'The shipment was destroyed.',
  ShipmentIsLost: 'The shipment was declared lost.',
  ShipmentNotLost: 'The shipment was not declared lost.',
  ShipmentNotHandedOver: 'The shipment was not handed over yet: it is still with its sender.',
  ShipmentAwaitsPickup: 'The shipment lies where the customer is to fetch it.',
  SilenceTooShort: 'There was a sign of the shipment too recently to declare it lost.',
  FoundBeforeLost: 'The shipment was declared lost only later than it is said to have been found.',
  NothingToRecoverOrKeep: 'Nothing of the shipment turned up that was replaced or refunded as lost.',
  RecoverOrKeepSettled: 'It was decided otherwise.',
  MoreThanOutstanding: 'Of that line less is outstanding.',
  EtaOutdated: 'A later word on when it will come is known.',
  EtaInThePast: 'When the estimate was made, the time it names had passed.',
  NoSuchDelay: 'There is no delay that the customer could be told of, or that was made up for.',
  NotDelivered: 'Nothing of the shipment was delivered by then.',
  CustomerKnows: 'The customer was told, and the expected time has not moved by as much as the policy asks for.',
  NoticeIdReused: 'The notice is known with other content.',
  FulfilmentIdReused: 'The fulfilment is known with other content.',
  NotDeliveredThatWay: 'What is sold as that kind of line is delivered in another way.',
}
