export * from './commands.js'
export {
  type LedgerFault,
  type LedgerFaultKind,
  ledgerAudit,
  ledgerFaultKinds,
  ledgerFaultsOf,
} from './ledger-faults.js'
export { feeOf, feeTaxOf, goodsOf, goodsTaxOf, shippingOf, shippingTaxOf } from './money/account-key.js'
export {
  leftOf,
  type MoneyLedger,
  openDisputesOf,
  type PaymentAccount,
  refundableMinorOf,
} from './money/money-ledger.js'
export { purchase } from './purchase.js'
export { purchaseAggregate } from './purchase-aggregate.js'
export { type PurchaseRejection, purchaseRejections } from './rejections.js'
export type { PurchaseLine } from './sale/sale.js'
export { type Purchase, type PurchaseProgress, type PurchaseState, progressOf } from './state.js'
export { availableUnits, missingUnits, type UnitAccount } from './units/unit-ledger.js'
