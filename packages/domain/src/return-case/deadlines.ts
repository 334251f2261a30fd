import type { Deadline } from '@aftersale/decider'
import type { ReturnCaseCommand } from './commands.js'
import type { ReturnCaseState } from './state.js'
import { expiryDueAt } from './transit-due.js'

/** What falls due and when, soonest first: that what was announced and is not on its way expires. */
export const deadlines = (state: ReturnCaseState): ReadonlyArray<Deadline<ReturnCaseCommand>> => {
  if (state.status === 'not-requested') return []
  const { returnCaseId } = state.returnCase
  const dueAt = expiryDueAt(state.returnCase)
  const due: ReadonlyArray<Deadline<ReturnCaseCommand>> =
    dueAt === undefined ? [] : [{ dueAt, command: { type: 'ExpireReturn', data: { returnCaseId, dueAt } } }]
  return [...due].sort((left, right) => (left.dueAt < right.dueAt ? -1 : left.dueAt > right.dueAt ? 1 : 0))
}
