import { type UnitRuns, valueOf } from '../../units/index.js'
import type { ValuedUnits } from '../events/entitlement.js'
import type { PurchaseLine } from '../sale/sale.js'
import { serialsOf, type UnitAccount } from './unit-ledger.js'

/** Those units with their serials, where they are known, and their shares of what was paid for the line. */
export const valued = (
  { lineId, quantity, netMinor, taxMinor }: PurchaseLine,
  account: UnitAccount,
  units: UnitRuns,
): ValuedUnits => {
  const serials = serialsOf(account, units)
  return {
    lineId,
    units,
    ...(serials !== undefined && { serials }),
    netMinor: valueOf({ totalMinor: netMinor, quantity }, units),
    taxMinor: valueOf({ totalMinor: taxMinor, quantity }, units),
  }
}
