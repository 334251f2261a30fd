import type { Deadline } from '@aftersale/decider'
import type { ReturnCaseCommand } from './commands.js'
import { settlementDeadlines } from './settlement/settlement-deadlines.js'
import type { ReturnCaseState } from './state.js'
import { expiryDueAt } from './transit-due.js'

/** What falls due and when, soonest first: that what was announced and is not on its way expires, and what
 * settling owes. */
export const deadlines = (state: ReturnCaseState): ReadonlyArray<Deadline<ReturnCaseCommand>> => {
  if (state.status === 'not-requested') return []
  const { returnCaseId } = state.returnCase
  const dueAt = expiryDueAt(state.returnCase)
  const expiry: ReadonlyArray<Deadline<ReturnCaseCommand>> =
    dueAt === undefined ? [] : [{ dueAt, command: { type: 'ExpireReturn', data: { returnCaseId, dueAt } } }]
  const due = [...expiry, ...settlementDeadlines(state.returnCase)]
  return [...due].sort((left, right) => (left.dueAt < right.dueAt ? -1 : left.dueAt > right.dueAt ? 1 : 0))
}
