import { Actor, Instant, message, NonEmptyText, optional, personal } from '@aftersale/messages'
import * as t from 'io-ts'
import { DeliveryPolicy } from '../../policy/delivery/delivery-policy.js'
import { DeliveryProof, scanFields } from '../carrier-scan.js'
import { LineQuantity } from '../line-quantity.js'
import { PurchaseId } from '../purchase-id.js'
import { ShipmentId } from '../shipment-id.js'

const shipmentFields = { purchaseId: PurchaseId, shipmentId: ShipmentId }

/** The delivery policy in force: the shipment keeps it to its end. */
export const AnnounceShipment = message('AnnounceShipment', {
  ...shipmentFields,
  carrier: NonEmptyText,
  trackingNumber: optional(NonEmptyText),
  lines: t.readonlyArray(LineQuantity),
  promisedBy: Instant,
  announcedAt: Instant,
  policy: DeliveryPolicy,
})

export const CancelShipment = message('CancelShipment', {
  ...shipmentFields,
  because: NonEmptyText,
  cancelledAt: Instant,
})

export const RecordCarrierScan = message('RecordCarrierScan', {
  ...shipmentFields,
  ...scanFields,
  /** Of a `delivered` scan. */
  proof: optional(DeliveryProof),
})

/** The customer, the courier or a shop says what arrived; without lines, all of the shipment that hadn't yet. */
export const ConfirmDelivery = message('ConfirmDelivery', {
  ...shipmentFields,
  deliveredAt: Instant,
  lines: optional(t.readonlyArray(LineQuantity)),
  proof: DeliveryProof,
})

export const ReviseEta = message('ReviseEta', {
  ...shipmentFields,
  newEta: Instant,
  cause: optional(NonEmptyText),
  /** Who says so: `carrier`, `warehouse`, the name of a forecast. */
  source: NonEmptyText,
  revisedAt: Instant,
})

/** The customer says that it did not come. */
export const ReportNonReceipt = message('ReportNonReceipt', {
  ...shipmentFields,
  reportedBy: Actor,
  reportedAt: Instant,
})

/** Issued by hand, or by time once the shipment was silent for as long as the policy says. */
export const DeclareLost = message('DeclareLost', {
  ...shipmentFields,
  because: optional(NonEmptyText),
  declaredAt: Instant,
})

export const RecordFound = message('RecordFound', {
  ...shipmentFields,
  place: optional(personal(t.string)),
  foundAt: Instant,
})

/** Of units that were replaced or refunded as lost: have them back, or let the customer keep them. */
export const DecideRecoverOrKeep = message('DecideRecoverOrKeep', {
  ...shipmentFields,
  decision: t.keyof({ recover: null, keep: null }),
  because: optional(NonEmptyText),
  decidedBy: Actor,
  decidedAt: Instant,
})

/** Every command about shipments, in the order of this file. */
export const shipmentCommands = [
  AnnounceShipment,
  CancelShipment,
  RecordCarrierScan,
  ConfirmDelivery,
  ReviseEta,
  ReportNonReceipt,
  DeclareLost,
  RecordFound,
  DecideRecoverOrKeep,
] as const

export type AnnounceShipment = t.TypeOf<typeof AnnounceShipment>
export type CancelShipment = t.TypeOf<typeof CancelShipment>
export type RecordCarrierScan = t.TypeOf<typeof RecordCarrierScan>
export type ConfirmDelivery = t.TypeOf<typeof ConfirmDelivery>
export type ReviseEta = t.TypeOf<typeof ReviseEta>
export type ReportNonReceipt = t.TypeOf<typeof ReportNonReceipt>
export type DeclareLost = t.TypeOf<typeof DeclareLost>
export type RecordFound = t.TypeOf<typeof RecordFound>
export type DecideRecoverOrKeep = t.TypeOf<typeof DecideRecoverOrKeep>
export type ShipmentCommand = t.TypeOf<(typeof shipmentCommands)[number]>
