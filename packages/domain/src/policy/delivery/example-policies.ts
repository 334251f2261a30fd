import { deliveryPolicy } from './decode-delivery-policy.js'
import type { DeliveryPolicy } from './delivery-policy.js'

/** Parcels that take days: a delay is told within the hour, and ten days without a sign are a loss. */
export const parcelDelivery: DeliveryPolicy = deliveryPolicy({
  policyId: 'parcel-delivery',
  version: 1,
  delayTolerance: 'PT2H',
  noticeThreshold: 'PT4H',
  noticeWithin: 'PT1H',
  lostAfterSilence: 'PT240H',
})

/** Courier deliveries within the day: minutes count. */
export const sameDayDelivery: DeliveryPolicy = deliveryPolicy({
  policyId: 'same-day-delivery',
  version: 1,
  delayTolerance: 'PT10M',
  noticeThreshold: 'PT15M',
  noticeWithin: 'PT5M',
  lostAfterSilence: 'PT24H',
})
