import * as t from 'io-ts'
import { ReturnRefusalReason } from '../policy/return-policy/return-vocabulary.js'

/** What the ledger says: there is no such unit to give back. Nobody overrides that. */
export const LedgerReason = t.keyof(
  { NeverBought: null, QuantityExceedsAvailable: null, NotDelivered: null, AlreadyExchanged: null },
  'LedgerReason',
)
export type LedgerReason = t.TypeOf<typeof LedgerReason>

/** Why a person's request, or a part of it, is refused: by the ledger, or by the policy, which staff may override. */
export const RefusalReason = ReturnRefusalReason
export type RefusalReason = ReturnRefusalReason

export const isLedgerReason = (reason: RefusalReason): reason is LedgerReason => LedgerReason.is(reason)
