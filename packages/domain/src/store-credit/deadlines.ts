import type { Deadline } from '@aftersale/decider'
import type { StoreCreditCommand } from './commands.js'
import type { StoreCreditState } from './state.js'

/** The end of the last day. A credit that never expires, has expired or is invalid has none. */
export const deadlines = (state: StoreCreditState): ReadonlyArray<Deadline<StoreCreditCommand>> => {
  if (state.status !== 'active' || state.credit.validUntil === undefined) return []
  const {
    issued: { creditId },
    validUntil: dueAt,
  } = state.credit
  return [{ dueAt, command: { type: 'ExpireStoreCredit', data: { creditId, dueAt } } }]
}
