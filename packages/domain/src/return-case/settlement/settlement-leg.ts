import { NonEmptyText, optional, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { LocalDate } from '../../calendar/local-date.js'
import { Zone } from '../../calendar/zone.js'
import { Currency } from '../../money/currency.js'
import { MinorUnits } from '../../money/minor-units.js'
import { PurchaseId } from '../../purchase/purchase-id.js'
import { RefundId } from '../../purchase/refund-id.js'
import { ReplacementId } from '../../purchase/replacement-id.js'
import { StoreCreditId } from '../../store-credit/store-credit-id.js'
import { CaseUnits } from '../case-units.js'
import { SettlementComponent, SettlementTender } from './money-plan.js'
import { PricedReplacement } from './replacement.js'

/** The last day on which a store credit can be spent; absent where it never expires. */
export const creditExpiryField = { expiry: optional(record({ expiresOn: LocalDate, zone: Zone })) }

const legFields = {
  legId: NonEmptyText,
  purchaseId: PurchaseId,
  /** None of the difference of an exchange: they are that leg's. */
  lines: t.readonlyArray(CaseUnits),
  currency: Currency,
}

/** Money for units: components less deductions are `minor`, and so are the tenders, whichever way it is paid out. */
export const RefundLeg = record(
  {
    kind: t.literal('refund'),
    ...legFields,
    refundId: RefundId,
    components: t.readonlyArray(SettlementComponent),
    minor: MinorUnits,
    tenders: t.readonlyArray(SettlementTender),
    payout: t.keyof({ 'original-tender': null, 'store-credit': null }),
    /** Of store credit. */
    creditId: optional(StoreCreditId),
    ...creditExpiryField,
    /** The exchange whose replacement cost less. */
    differenceOf: optional(NonEmptyText),
  },
  'RefundLeg',
)
export type RefundLeg = t.TypeOf<typeof RefundLeg>

/** Other goods for units: what was paid for those, less deductions, stands against the price of these. One due is 0. */
export const ExchangeLeg = record(
  {
    kind: t.literal('exchange'),
    ...legFields,
    replacementId: ReplacementId,
    newLines: t.readonlyArray(PricedReplacement),
    /** Paid for the units, with tax; of the components the goods, the tax and the deductions. */
    components: t.readonlyArray(SettlementComponent),
    valueMinor: MinorUnits,
    priceMinor: MinorUnits,
    dueFromCustomerMinor: MinorUnits,
    dueToCustomerMinor: MinorUnits,
  },
  'ExchangeLeg',
)
export type ExchangeLeg = t.TypeOf<typeof ExchangeLeg>

export const ReturnToCustomerLeg = record(
  { kind: t.literal('return-to-customer'), ...legFields, because: NonEmptyText },
  'ReturnToCustomerLeg',
)
export type ReturnToCustomerLeg = t.TypeOf<typeof ReturnToCustomerLeg>

export const SettlementLeg = t.union([RefundLeg, ExchangeLeg, ReturnToCustomerLeg], 'SettlementLeg')
export type SettlementLeg = t.TypeOf<typeof SettlementLeg>
