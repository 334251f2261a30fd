export { decodeDeliveryPolicy, deliveryPolicy } from './decode-delivery-policy.js'
export { DeliveryPolicy, deliveryPolicyRefOf } from './delivery-policy.js'
export { parcelDelivery, sameDayDelivery } from './example-policies.js'
