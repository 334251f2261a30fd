import type { Instant, PolicyRef, PositiveInteger } from '@aftersale/messages'
import type { WarrantyId } from '../warranty-id.js'

export type RegistrationRejection =
  | { readonly reason: 'WarrantyNotRegistered' }
  | { readonly reason: 'WarrantyAlreadyRegistered'; readonly registeredAt: Instant }
  | { readonly reason: 'AddressedToAnotherWarranty'; readonly warrantyId: WarrantyId }
  | { readonly reason: 'NotTheWarrantyOfTheUnit'; readonly expected: WarrantyId }
  | { readonly reason: 'UnitNotOnPurchase'; readonly unit: PositiveInteger; readonly quantity: PositiveInteger }
  | { readonly reason: 'NothingWarranted' }
  | { readonly reason: 'TermsMakeNoSense'; readonly faults: ReadonlyArray<string> }
  | { readonly reason: 'CalendarMissing'; readonly calendarRef: PolicyRef }
  | { readonly reason: 'RegisteredBeforePurchase'; readonly purchasedAt: Instant }

export const registrationRejections: Readonly<Record<RegistrationRejection['reason'], string>> = {
  WarrantyNotRegistered: 'No warranty was registered for the unit.',
  WarrantyAlreadyRegistered: 'The unit is warranted already, with other content.',
  AddressedToAnotherWarranty: 'The command names another warranty than the one it was sent to.',
  NotTheWarrantyOfTheUnit: 'A unit has one warranty, whose id is made of the unit.',
  UnitNotOnPurchase: 'The line has fewer units than that.',
  NothingWarranted: 'The terms have no layer, or none that the unit in its place still has.',
  TermsMakeNoSense: 'The terms contradict themselves; the faults say where.',
  CalendarMissing: 'The last day of a layer moves by the holidays of a calendar that was not given.',
  RegisteredBeforePurchase: 'The unit was bought only later.',
}
