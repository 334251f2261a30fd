import { type Instant, laterOf, millisecondsAfter } from '@aftersale/messages'
import { millisecondsOf } from '../../calendar/duration.js'
import type { LineUnits } from '../../units/index.js'
import type { CustomerInformed } from '../events/notices.js'
import type { EtaRevised, NonReceiptReported, ShipmentAnnounced, ShipmentCancelled } from '../events/shipments.js'
import type { Delay } from '../notices/delay.js'
import { type Leg, legOf } from './leg.js'
import { outstandingOf } from './outstanding.js'
import type { Scan } from './scan.js'

/** Some of the shipment, as it reached the customer. */
export interface Delivery {
  readonly deliveredAt: Instant
  readonly lines: ReadonlyArray<LineUnits>
}

export interface Loss {
  readonly lostAt: Instant
  readonly foundAt?: Instant
}

/** What is to become of units that turned up after they were replaced or refunded. */
export interface RecoverOrKeep {
  readonly lines: ReadonlyArray<LineUnits>
  readonly neededAt: Instant
  readonly decision?: 'recover' | 'keep'
}

/** Only what decisions need to know of a shipment. */
export interface Shipment {
  readonly announced: ShipmentAnnounced['data']
  /** In the order of scanning, whatever the order in which they were heard of. */
  readonly scans: ReadonlyArray<Scan>
  readonly deliveries: ReadonlyArray<Delivery>
  /** Oldest first. */
  readonly etas: ReadonlyArray<EtaRevised['data']>
  readonly cancelled?: ShipmentCancelled['data']
  /** The end that was told first, of what had not been delivered by then. */
  readonly ended?: { readonly as: 'returned-to-sender' | 'destroyed'; readonly at: Instant }
  /** Oldest first; only the last may be without an end. */
  readonly losses: ReadonlyArray<Loss>
  readonly nonReceipts: ReadonlyArray<NonReceiptReported['data']>
  /** Each of other units; oldest first. */
  readonly recoverOrKeep: ReadonlyArray<RecoverOrKeep>
  /** Oldest first; only the last may still go on. */
  readonly delays: ReadonlyArray<Delay>
  /** In the order in which they were heard of. */
  readonly notices: ReadonlyArray<CustomerInformed['data']>
}

/** Where a shipment is: on a leg of its journey, or at one of its ends. */
export interface ShipmentStatus {
  readonly status: Leg | 'delivered' | 'cancelled' | 'returned-to-sender' | 'destroyed' | 'lost'
  readonly since: Instant
}

/**
 * By when things happened, never by when they were heard of. What was delivered stays so, whatever the carrier says
 * afterwards.
 */
export const statusOf = (shipment: Shipment): ShipmentStatus => {
  const { cancelled, deliveries, announced, ended } = shipment
  if (cancelled !== undefined) return { status: 'cancelled', since: cancelled.cancelledAt }
  if (outstandingOf(shipment).length === 0)
    return { status: 'delivered', since: lastDeliveredAt(deliveries, announced) }
  if (ended !== undefined) return { status: ended.as, since: ended.at }
  const loss = openLossOf(shipment)
  if (loss !== undefined) return { status: 'lost', since: loss.lostAt }
  const { leg, since } = legOf(shipment.scans)
  return { status: leg, since: since ?? announced.announcedAt }
}

export const openLossOf = ({ losses }: Shipment): Loss | undefined => {
  const last = losses.at(-1)
  return last?.foundAt === undefined ? last : undefined
}

export const openDelayOf = ({ delays }: Shipment): Delay | undefined => {
  const last = delays.at(-1)
  return last?.recoveredAt === undefined ? last : undefined
}

export const etaOf = ({ etas }: Shipment): Instant | undefined => etas.at(-1)?.newEta

/** Up to this instant, an expected time is no delay. */
export const toleratedUntil = ({ announced: { promisedBy, policy } }: Shipment): Instant =>
  millisecondsAfter(promisedBy, millisecondsOf(policy.delayTolerance))

/** When it was first seen out of its sender's hands; a printed label is no sign of that. */
export const leftAt = ({ scans, deliveries }: Shipment): Instant | undefined =>
  scans.find(({ code }) => code !== 'label-created')?.scannedAt ?? deliveries[0]?.deliveredAt

/** The last that was seen of it; a printed label is no sign. Nothing before it was handed over. */
export const lastSignOf = ({ scans, losses, deliveries }: Shipment): Instant | undefined => {
  const signs = [
    ...scans.flatMap(({ code, scannedAt }) => (code === 'label-created' ? [] : [scannedAt])),
    ...losses.flatMap(({ foundAt }) => foundAt ?? []),
    ...deliveries.map(({ deliveredAt }) => deliveredAt),
  ]
  return signs.length === 0 ? undefined : signs.reduce(laterOf)
}

const lastDeliveredAt = (deliveries: ReadonlyArray<Delivery>, { announcedAt }: ShipmentAnnounced['data']): Instant =>
  deliveries.map(({ deliveredAt }) => deliveredAt).reduce(laterOf, deliveries[0]?.deliveredAt ?? announcedAt)
