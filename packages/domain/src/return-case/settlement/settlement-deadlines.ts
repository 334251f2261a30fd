import type { Deadline } from '@aftersale/decider'
import type { SettlementCommand } from '../commands/settlement.js'
import type { ReturnCase } from '../state.js'
import { chargeDueAt } from './charge-due.js'
import { unitsStillOut } from './open-legs.js'
import { refundDue } from './refund-due.js'

/** When money of a withdrawal is owed, and when old units are charged for that a replacement was sent for in advance. */
export const settlementDeadlines = (returnCase: ReturnCase): ReadonlyArray<Deadline<SettlementCommand>> => {
  const { returnCaseId, settlement } = returnCase
  const due = refundDue(returnCase)
  return [
    ...(due === undefined
      ? []
      : [
          {
            dueAt: due.dueAt,
            command: { type: 'RecordRefundOverdue' as const, data: { returnCaseId, dueAt: due.dueAt } },
          },
        ]),
    ...settlement.advances.flatMap((advance): ReadonlyArray<Deadline<SettlementCommand>> => {
      const dueAt = chargeDueAt(advance)
      const { legId } = advance.sent
      return dueAt === undefined || unitsStillOut(returnCase, advance).length === 0
        ? []
        : [{ dueAt, command: { type: 'ChargeUnreturned', data: { returnCaseId, legId, dueAt } } }]
    }),
  ]
}
