import { Instant, message, NonEmptyText, optional, PositiveInteger, Revision, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { AssetId } from '../../asset/asset-id.js'
import { CustomerId } from '../../customer/customer-id.js'
import { Disclosure } from '../../policy/disclosure/disclosure.js'
import { HolidayCalendar } from '../../policy/holiday-calendar.js'
import { LegalPack } from '../../policy/legal/legal-pack.js'
import { MarketCode } from '../../policy/market-code.js'
import { WarrantyTerms } from '../../policy/warranty-terms/warranty-terms.js'
import { Carried } from '../layers/carried.js'
import { WarrantedUnit, WarrantyId } from '../warranty-id.js'

/** One unit is warranted by these terms. Layers that start by the purchase start at once; the others wait. */
export const RegisterWarranty = message('RegisterWarranty', {
  warrantyId: WarrantyId,
  assetId: AssetId,
  serial: optional(NonEmptyText),
  customerId: optional(CustomerId),
  /** Absent where the unit was not bought here. */
  unit: optional(WarrantedUnit),
  /** How many units the line has, as the purchase stood when it was read. */
  purchaseEvidence: optional(record({ stream: NonEmptyText, revision: Revision, quantity: PositiveInteger })),
  terms: WarrantyTerms,
  /** The law of the contract: what it gives beyond the terms. */
  law: optional(LegalPack),
  /** The holidays that layers name whose last day moves by them. */
  calendars: optional(t.readonlyArray(HolidayCalendar)),
  /** What was shown to the customer of the terms, and when. */
  disclosures: t.readonlyArray(Disclosure),
  marketCode: optional(MarketCode),
  /** Whether the product is of use only once it is installed: a short right to reject starts then. */
  needsInstallation: optional(t.boolean),
  /** Of a unit that was given in place of another. */
  carried: optional(Carried),
  /** Absent where it is not known: nothing starts by it then. */
  purchasedAt: optional(Instant),
  registeredAt: Instant,
})

export const registrationCommands = [RegisterWarranty] as const

export type RegisterWarranty = t.TypeOf<typeof RegisterWarranty>
export type RegistrationCommand = RegisterWarranty
