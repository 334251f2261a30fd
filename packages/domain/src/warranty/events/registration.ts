import { Instant, message, NonEmptyText, optional, PolicyRef, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { AssetId } from '../../asset/asset-id.js'
import { CustomerId } from '../../customer/customer-id.js'
import { Disclosure } from '../../policy/disclosure/disclosure.js'
import { HolidayCalendar } from '../../policy/holiday-calendar.js'
import { ConformityLiability, ShortTermRightToReject } from '../../policy/legal/legal-pack.js'
import { MarketCode } from '../../policy/market-code.js'
import { WarrantyLayerTerms } from '../../policy/warranty-terms/warranty-terms.js'
import { Carried } from '../layers/carried.js'
import { WarrantedUnit, WarrantyId } from '../warranty-id.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).

export const WarrantyRegistered = message(
  'WarrantyRegistered',
  {
    warrantyId: WarrantyId,
    assetId: AssetId,
    serial: optional(NonEmptyText),
    customerId: optional(CustomerId),
    unit: optional(WarrantedUnit),
    termsRef: PolicyRef,
    /** As the terms had them at that version: a later one changes nothing here. */
    layers: t.readonlyArray(WarrantyLayerTerms),
    lawRef: optional(PolicyRef),
    /** What the law had the seller answer for. */
    conformity: optional(ConformityLiability),
    rightToReject: optional(ShortTermRightToReject),
    /** The holidays that layers name whose last day moves by them. */
    calendars: optional(t.readonlyArray(HolidayCalendar)),
    disclosures: t.readonlyArray(Disclosure),
    marketCode: optional(MarketCode),
    needsInstallation: optional(t.boolean),
    carried: optional(Carried),
    purchase: optional(record({ purchasedAt: Instant })),
    registeredAt: Instant,
  },
  { description: 'One unit is warranted, layer by layer. Each layer waits for what it is counted from.' },
)

export const registrationEvents = [WarrantyRegistered] as const

export type WarrantyRegistered = t.TypeOf<typeof WarrantyRegistered>
export type RegistrationEvent = WarrantyRegistered
