import { countOf, type UnitRuns, union, without } from '../units/index.js'
import type { RevokedAccess } from './access/access.js'
import type { MoneyLedger } from './money/money-ledger.js'
import type { Sale } from './sale/sale.js'
import type { Tracking } from './shipments/tracking.js'
import type { UnitAccount, UnitLedger } from './units/unit-ledger.js'

/** Only what `decide` has to know: what was sold, where its units are, what of its money is left. */
export interface Purchase {
  readonly sale: Sale
  readonly units: UnitLedger
  readonly money: MoneyLedger
  readonly revokedAccess: RevokedAccess
  readonly tracking: Tracking
}

export type PurchaseState =
  | { readonly status: 'not-recorded' }
  | { readonly status: 'recorded'; readonly purchase: Purchase }

export const initial: PurchaseState = { status: 'not-recorded' }

/** How far the purchase has come. `closed` where all that was not cancelled was given back, replaced or made good. */
export type PurchaseProgress =
  | 'recorded'
  | 'partially-shipped'
  | 'shipped'
  | 'partially-delivered'
  | 'delivered'
  | 'cancelled'
  | 'closed'

/** Over all lines, units in the place of others included. */
export const progressOf = ({ units: { accounts } }: Purchase): PurchaseProgress => {
  const counted = (runsOf: (account: UnitAccount) => UnitRuns) =>
    [...accounts.values()].reduce((count, account) => count + countOf(runsOf(account)), 0)
  const ordered = [...accounts.values()].reduce((count, { quantity }) => count + quantity, 0)
  const expected = ordered - counted(({ cancelled }) => cancelled)
  if (expected === 0) return 'cancelled'
  if (counted(({ consumed }) => consumed) === expected) return 'closed'
  const delivered = counted(({ delivered: all, consumed }) => union(all, consumed))
  if (delivered > 0) return delivered === expected ? 'delivered' : 'partially-delivered'
  const shipped = counted(({ shipped: all, cancelled }) => without(all, cancelled))
  if (shipped > 0) return shipped === expected ? 'shipped' : 'partially-shipped'
  return 'recorded'
}
