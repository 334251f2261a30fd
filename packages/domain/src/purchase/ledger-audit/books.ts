import type { UnitRuns } from '../../units/index.js'
import type { RefundReserved } from '../events.js'
import type { LedgerFaultKind } from './ledger-fault.js'

export type Found = ReadonlyArray<readonly [fault: LedgerFaultKind, of: string]>

export interface LineBook {
  readonly quantity: number
  readonly netMinor: bigint
  readonly taxMinor: bigint
  cancelled: UnitRuns
  shipped: UnitRuns
  delivered: UnitRuns
  /** Held or consumed, by whomever. */
  taken: UnitRuns
  consumed: UnitRuns
  replaced: UnitRuns
}

export interface Books {
  readonly lines: Map<string, LineBook>
  readonly heldBy: Map<string, Map<string, UnitRuns>>
  readonly charged: Map<string, { total: bigint; used: bigint }>
  readonly payments: Map<string, { captured: bigint; used: bigint; claimed: bigint }>
  readonly refunds: Map<string, { readonly plan: Plan; status: 'reserved' | 'settled' | 'over' }>
}

export type Plan = RefundReserved['data']

export const emptyBooks = (): Books => ({
  lines: new Map(),
  heldBy: new Map(),
  charged: new Map(),
  payments: new Map(),
  refunds: new Map(),
})
