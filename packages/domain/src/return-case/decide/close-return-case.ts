import { accept, alreadyDone, reject } from '@aftersale/decider'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import { countOfUnits, unitsWithout } from '../case-units.js'
import type { CloseReturnCase, RecordRefundOverdue } from '../commands/settlement.js'
import { openLegIds } from '../settlement/open-legs.js'
import { refundDue } from '../settlement/refund-due.js'
import { unsettledUnits } from '../settlement/settleable-units.js'
import { unitsTaken } from '../settlement/settlement-state.js'
import type { ReturnCase } from '../state.js'
import { awaitedUnits, heldUnits } from '../units-held.js'
import type { SettlementDecision } from './settlement-decision.js'

/** Once nothing is still to come: no leg open, nothing received without a leg, nothing waited for. */
export const closeReturnCase = ({ data }: CloseReturnCase, returnCase: ReturnCase): SettlementDecision => {
  const { returnCaseId, closedBy, closedAt } = data
  if (returnCase.settlement.closed !== undefined) return alreadyDone
  const legIds = openLegIds(returnCase)
  if (legIds.length > 0) return reject({ reason: 'LegsOpen', legIds })
  const taken = unitsTaken(returnCase.settlement)
  const awaited = countOfUnits(unitsWithout(awaitedUnits(returnCase), taken)) + unreservedQuantity(returnCase)
  if (awaited > 0) return reject({ reason: 'UnitsStillAwaited', quantity: awaited })
  const quantity = countOfUnits(unsettledUnits(returnCase))
  if (quantity > 0) return reject({ reason: 'UnitsUnsettled', quantity })
  const unsettled = unitsWithout(heldUnits(returnCase), taken)
  return accept([{ type: 'ReturnCaseClosed', data: { returnCaseId, unsettled, closedBy, closedAt } }])
}

/** Asked for, and not answered by the purchase yet. */
const unreservedQuantity = ({ draws, reservations }: ReturnCase): number =>
  draws
    .filter((draw) => !reservations.some((reservation) => reservation.reservationId === draw.reservationId))
    .reduce((sum, { quantity }) => sum + quantity, 0)

export const recordRefundOverdue = ({ data }: RecordRefundOverdue, returnCase: ReturnCase): SettlementDecision => {
  const { returnCaseId, dueAt } = data
  const due = refundDue(returnCase)
  if (due === undefined || due.dueAt !== dueAt) return alreadyDone
  const { lines, noticeAt, provedAt } = due
  const facts = { noticeAt, provedAt, units: countOfUnits(lines) }
  const trace = [ruleApplied('refund-within-14-days-of-notice', facts, 'overdue')]
  return accept([{ type: 'WithdrawalRefundOverdue', data: { returnCaseId, lines, trace, overdueAt: dueAt } }])
}
