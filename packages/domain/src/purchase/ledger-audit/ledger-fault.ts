import type { PurchaseEvent } from '../events.js'

/** A sentence of the ledger that a history breaks, with the event that breaks it. */
export interface LedgerFault {
  /** Which event of the history, from 0. */
  readonly index: number
  readonly type: PurchaseEvent['type']
  readonly fault: LedgerFaultKind
  /** Of which line, payment, refund or account. */
  readonly of: string
}

/** Each sentence that a history can break, in words. */
export const ledgerFaultKinds = {
  UnitUnordered: 'A unit is one of those that were ordered.',
  UnitBothCancelledAndShipped: 'A cancelled unit is not shipped, and a shipped one is not cancelled.',
  UnitShippedTwice: 'A unit is shipped once, unless its shipment ended without it.',
  UnitDeliveredUnshipped: 'A delivered unit was shipped.',
  UnitHeldUndelivered: 'A held unit was delivered; for non-receipt it was shipped, and was not delivered.',
  UnitHeldTwice: 'A unit is held or consumed once.',
  UnitNotHeld: 'Only what a reservation holds is released or consumed.',
  AccessRevokedUnconsumed: 'Access ends to consumed units only.',
  UnitReplacedTwice: 'A unit is replaced once.',
  ReplacementWithoutOriginal: 'What is replaced was consumed.',
  ReplacementUnbalanced: 'A replacement is worth what moved out of its originals, and what was paid on top.',
  UnitsOvervalued: 'Units are worth no more than their line.',
  ComponentExceeded: 'Of each component no more is reserved, settled and moved than was charged.',
  PaymentExceeded: 'Of each payment no more is reserved, settled and lost than was captured.',
  RefundUnbalanced: 'A refund puts on payments what its components are less deductions.',
  RefundUnreserved: 'A refund is reserved before anything becomes of it, and once.',
  RefundUnsettled: 'A settled refund stays settled.',
} as const
export type LedgerFaultKind = keyof typeof ledgerFaultKinds
