import { NonEmptyText, type PolicyRef, PositiveInteger, record } from '@aftersale/messages'
import type * as t from 'io-ts'
import { Duration } from '../../calendar/duration.js'

/**
 * What a seller promises about telling where a shipment is, at one version. A shipment keeps the version that it was
 * announced under. All in elapsed time.
 */
export const DeliveryPolicy = record(
  {
    policyId: NonEmptyText,
    version: PositiveInteger,
    /** An expected time later than promised by more than this is a delay. */
    delayTolerance: Duration,
    /** Told of a delay, the customer is told again only once the expected time moved by at least this. */
    noticeThreshold: Duration,
    /** How soon after a delay is known the customer is told of it; at the latest when the delivery was promised. */
    noticeWithin: Duration,
    /** How long after the last sign of a shipment it may be declared lost. */
    lostAfterSilence: Duration,
  },
  'DeliveryPolicy',
)
export type DeliveryPolicy = t.TypeOf<typeof DeliveryPolicy>

export const deliveryPolicyRefOf = ({ policyId, version }: DeliveryPolicy): PolicyRef => ({ policyId, version })
