export { decodeDisclosurePolicy, disclosurePolicy } from './decode-disclosure-policy.js'
export { Disclosure, DisclosurePhase } from './disclosure.js'
export {
  DisclosureForm,
  DisclosurePolicy,
  DisclosureRequirement,
  disclosurePolicyRefOf,
} from './disclosure-policy.js'
export { distanceSelling } from './example-disclosure-policy.js'
export { type MissingDisclosure, missingDisclosures } from './missing-disclosures.js'
export { informedOfWithdrawalAt, WITHDRAWAL_RIGHT, wasShownBeforePurchase } from './shown-before-purchase.js'
