import * as t from 'io-ts'
import { type ClaimEvent, claimEvents } from './events/claims.js'
import { type CustodyEvent, custodyEvents } from './events/custody.js'
import { type EndingEvent, endingEvents } from './events/ending.js'
import { type LayerEvent, layerEvents } from './events/layers.js'
import { type RegistrationEvent, registrationEvents } from './events/registration.js'
import { type ResponsibilityEvent, responsibilityEvents } from './events/responsibility.js'

/** Every event of a warranty, concept by concept. */
export const warrantyEvents = [
  ...registrationEvents,
  ...layerEvents,
  ...custodyEvents,
  ...responsibilityEvents,
  ...claimEvents,
  ...endingEvents,
] as const

export const WarrantyEvent: t.Type<WarrantyEvent, unknown> = t.union([...warrantyEvents], 'WarrantyEvent')
export type WarrantyEvent =
  | RegistrationEvent
  | LayerEvent
  | CustodyEvent
  | ResponsibilityEvent
  | ClaimEvent
  | EndingEvent

export * from './events/claims.js'
export * from './events/custody.js'
export * from './events/ending.js'
export * from './events/layers.js'
export * from './events/registration.js'
export * from './events/responsibility.js'
