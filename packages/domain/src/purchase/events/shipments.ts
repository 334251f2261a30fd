import { Actor, Instant, message, NonEmptyText, optional, PositiveInteger, personal } from '@aftersale/messages'
import * as t from 'io-ts'
import { DeliveryPolicy } from '../../policy/delivery/delivery-policy.js'
import { RuleTrace } from '../../policy/rule-trace.js'
import { LineUnits } from '../../units/index.js'
import { DeliveryProof, scanFields } from '../carrier-scan.js'
import { PurchaseId } from '../purchase-id.js'
import { ShipmentId } from '../shipment-id.js'
import { SignedMinutes } from '../signed-minutes.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).
// `cause` and `because` are codes, never free text: they are kept in clear.

const shipmentFields = { purchaseId: PurchaseId, shipmentId: ShipmentId }

/** The policy is the one that every later decision about the shipment was taken under. */
export const ShipmentAnnounced = message('ShipmentAnnounced', {
  ...shipmentFields,
  carrier: NonEmptyText,
  trackingNumber: optional(NonEmptyText),
  lines: t.readonlyArray(LineUnits),
  promisedBy: Instant,
  announcedAt: Instant,
  policy: DeliveryPolicy,
})

/** Before it was handed over: its units are to be shipped again, or cancelled. */
export const ShipmentCancelled = message('ShipmentCancelled', {
  ...shipmentFields,
  lines: t.readonlyArray(LineUnits),
  because: NonEmptyText,
  cancelledAt: Instant,
})

/** `rank` is the place of the scan by `scannedAt` among those known when it was heard of, from 1. */
const rankedScanFields = { ...shipmentFields, ...scanFields, rank: PositiveInteger }

export const ShipmentProgressed = message('ShipmentProgressed', rankedScanFields)

export const DeliveryAttemptFailed = message('DeliveryAttemptFailed', rankedScanFields)

/** On its way back, or back: refused, unclaimed, undeliverable. What of it was not delivered never was. */
export const ShipmentReturnedToSender = message('ShipmentReturnedToSender', {
  ...rankedScanFields,
  lines: t.readonlyArray(LineUnits),
})

/** What of it was not delivered never will be. */
export const ShipmentDestroyed = message('ShipmentDestroyed', {
  ...rankedScanFields,
  lines: t.readonlyArray(LineUnits),
})

/** A scan that changes nothing; it is kept as the carrier's word. */
export const CarrierScanIgnored = message('CarrierScanIgnored', {
  ...rankedScanFields,
  because: t.keyof({
    'older-than-last-scan': null,
    'already-delivered': null,
    'returned-to-sender': null,
    destroyed: null,
    cancelled: null,
    'older-than-loss': null,
  }),
})

/**
 * These units reached the customer at `deliveredAt`, the anchor of returns and warranties, which no later word moves.
 * `isComplete` where nothing of the shipment is outstanding any more. The scan's id where a scan told it.
 */
export const ShipmentDelivered = message('ShipmentDelivered', {
  ...shipmentFields,
  deliveredAt: Instant,
  lines: t.readonlyArray(LineUnits),
  isComplete: t.boolean,
  proof: optional(DeliveryProof),
  carrierEventId: optional(NonEmptyText),
})

/** `slipMinutes` from the previous estimate, else from `promisedBy`; below zero is earlier. */
export const EtaRevised = message('EtaRevised', {
  ...shipmentFields,
  previousEta: optional(Instant),
  newEta: Instant,
  slipMinutes: SignedMinutes,
  cause: optional(NonEmptyText),
  source: NonEmptyText,
  revisedAt: Instant,
})

/** `contradictsDelivery` where it counts as delivered. */
export const NonReceiptReported = message('NonReceiptReported', {
  ...shipmentFields,
  contradictsDelivery: t.boolean,
  reportedBy: Actor,
  reportedAt: Instant,
})

/** Of the shipment, the lines that had not been delivered. */
export const ShipmentDeclaredLost = message('ShipmentDeclaredLost', {
  ...shipmentFields,
  lines: t.readonlyArray(LineUnits),
  silentSince: Instant,
  because: optional(NonEmptyText),
  lostAt: Instant,
  trace: RuleTrace,
})

export const LostShipmentFound = message('LostShipmentFound', {
  ...shipmentFields,
  place: optional(personal(t.string)),
  foundAt: Instant,
})

/** It turned up, after these of its units had been replaced or refunded, or were about to be. */
export const RecoverOrKeepDecisionNeeded = message('RecoverOrKeepDecisionNeeded', {
  ...shipmentFields,
  lines: t.readonlyArray(LineUnits),
  neededAt: Instant,
  trace: RuleTrace,
})

/** What was given for the lost units stands either way. */
export const RecoverOrKeepDecided = message('RecoverOrKeepDecided', {
  ...shipmentFields,
  lines: t.readonlyArray(LineUnits),
  decision: t.keyof({ recover: null, keep: null }),
  because: optional(NonEmptyText),
  decidedBy: Actor,
  decidedAt: Instant,
})

/** Every event of shipments, in the order of this file. */
export const shipmentEvents = [
  ShipmentAnnounced,
  ShipmentCancelled,
  ShipmentProgressed,
  DeliveryAttemptFailed,
  ShipmentReturnedToSender,
  ShipmentDestroyed,
  CarrierScanIgnored,
  ShipmentDelivered,
  EtaRevised,
  NonReceiptReported,
  ShipmentDeclaredLost,
  LostShipmentFound,
  RecoverOrKeepDecisionNeeded,
  RecoverOrKeepDecided,
] as const

export type ShipmentAnnounced = t.TypeOf<typeof ShipmentAnnounced>
export type ShipmentCancelled = t.TypeOf<typeof ShipmentCancelled>
export type ShipmentProgressed = t.TypeOf<typeof ShipmentProgressed>
export type DeliveryAttemptFailed = t.TypeOf<typeof DeliveryAttemptFailed>
export type ShipmentReturnedToSender = t.TypeOf<typeof ShipmentReturnedToSender>
export type ShipmentDestroyed = t.TypeOf<typeof ShipmentDestroyed>
export type CarrierScanIgnored = t.TypeOf<typeof CarrierScanIgnored>
export type ShipmentDelivered = t.TypeOf<typeof ShipmentDelivered>
export type EtaRevised = t.TypeOf<typeof EtaRevised>
export type NonReceiptReported = t.TypeOf<typeof NonReceiptReported>
export type ShipmentDeclaredLost = t.TypeOf<typeof ShipmentDeclaredLost>
export type LostShipmentFound = t.TypeOf<typeof LostShipmentFound>
export type RecoverOrKeepDecisionNeeded = t.TypeOf<typeof RecoverOrKeepDecisionNeeded>
export type RecoverOrKeepDecided = t.TypeOf<typeof RecoverOrKeepDecided>
export type ShipmentEvent = t.TypeOf<(typeof shipmentEvents)[number]>
