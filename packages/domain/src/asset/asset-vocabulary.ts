import { NonEmptyText, optional, PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { CustomerId } from '../customer/customer-id.js'
import { PurchaseId } from '../purchase/purchase-id.js'
import { LineId } from '../units/line-id.js'

/** The unit of a purchase that it was bought as; units of a line are numbered from 1. */
export const SoldUnit = record({ purchaseId: PurchaseId, lineId: LineId, unit: PositiveInteger }, 'SoldUnit')
export type SoldUnit = t.TypeOf<typeof SoldUnit>

/** Whose it is; nobody's that is known where it names no customer. */
export const AssetOwner = record({ customerId: optional(CustomerId) }, 'AssetOwner')
export type AssetOwner = t.TypeOf<typeof AssetOwner>

/** What can be done to an asset where it stands. */
export const AssetServiceKind = t.keyof(
  { repair: null, maintenance: null, inspection: null, 'product-update': null, upgrade: null, installation: null },
  'AssetServiceKind',
)
export type AssetServiceKind = t.TypeOf<typeof AssetServiceKind>

/** A part that was put in, and the one that came out for it. Serials where parts have them. */
export const FittedPart = record(
  { partNo: NonEmptyText, oldSerial: optional(NonEmptyText), newSerial: optional(NonEmptyText) },
  'FittedPart',
)
export type FittedPart = t.TypeOf<typeof FittedPart>

/**
 * Why nobody has it any more. What was `returned` or `replaced` is the shop's again, and may be sold again.
 * `observation-ended`: nothing happened to it, but from then on nothing would be heard of it either.
 */
export const RetirementCause = t.keyof(
  { returned: null, replaced: null, scrapped: null, lost: null, stolen: null, 'observation-ended': null },
  'RetirementCause',
)
export type RetirementCause = t.TypeOf<typeof RetirementCause>

/** How bad a device says it is. No rule counts by it. */
export const ReadingSeverity = t.keyof({ info: null, warning: null, critical: null }, 'ReadingSeverity')
export type ReadingSeverity = t.TypeOf<typeof ReadingSeverity>

export const FaultClosure = t.keyof(
  { resolved: null, 'closed-unresolved': null, withdrawn: null, retired: null },
  'FaultClosure',
)
export type FaultClosure = t.TypeOf<typeof FaultClosure>
