import {
  type PurchaseCommand,
  type PurchaseEvidence,
  type PurchaseId,
  purchaseAggregate,
  type ReturnCaseCommand,
} from '@aftersale/domain'
import { purchaseEvidenceOf } from '../purchase-evidence-of.js'
import { SOLD } from './ledger-shop.fixtures.js'
import type { LedgerWorld } from './ledger-world.fixtures.js'
import { CASES, caseOf, type ReturnCaseId } from './shop.fixtures.js'

/** Numbers from 0 up to (not with) a limit, the same for the same schedule. */
export type Dice = (limit: number) => number

/** What somebody does, or what happens outside. Refusals are part of the game. */
export type Act = (world: LedgerWorld, dice: Dice) => void

export const agent = { kind: 'agent', id: 'agent-1' }
export const customer = { kind: 'customer', id: 'customer-1' }

export const caseCommand = (type: ReturnCaseCommand['type'], data: object): ReturnCaseCommand =>
  ({ type, data }) as unknown as ReturnCaseCommand
export const purchaseCommand = (type: PurchaseCommand['type'], data: object): PurchaseCommand =>
  ({ type, data }) as unknown as PurchaseCommand

export const oneOf = <One>(several: ReadonlyArray<One>, dice: Dice): One | undefined =>
  several[dice(several.length || 1)]

/** One that was requested, where there is one. */
export const anyCase = (world: LedgerWorld, dice: Dice): ReturnCaseId => {
  const requested = CASES.filter((id) => caseOf(world, id) !== undefined)
  return (oneOf(requested, dice) ?? CASES[0]) as ReturnCaseId
}
export const anyPurchase = (dice: Dice): PurchaseId => SOLD[dice(SOLD.length)] as PurchaseId

export const evidenceIn = (world: LedgerWorld, id: PurchaseId): PurchaseEvidence => {
  const evidence = purchaseEvidenceOf({
    state: world.stateOf(purchaseAggregate, id),
    revision: world.revisionOf(purchaseAggregate.category, id),
  })
  if (evidence === undefined) throw new Error(`${id} was never recorded`)
  return evidence
}

/** One that waits for its goods, or has some of them, where there is one. */
export const authorisedCase = (world: LedgerWorld, dice: Dice): ReturnCaseId => {
  const authorised = CASES.filter((id) => {
    const state = caseOf(world, id)
    return state?.returnCase.authorisation !== undefined && !hasEnded(state)
  })
  return oneOf(authorised, dice) ?? anyCase(world, dice)
}

export const hasEnded = ({ status, returnCase }: NonNullable<ReturnType<typeof caseOf>>): boolean =>
  returnCase.settlement.closed !== undefined || status === 'refused' || status === 'cancelled' || status === 'expired'
