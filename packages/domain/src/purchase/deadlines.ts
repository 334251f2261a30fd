import type { Deadline } from '@aftersale/decider'
import type { PurchaseCommand } from './commands.js'
import type { PurchaseState } from './state.js'

/** What falls due and when, soonest first. Units and money fall due by nothing of their own. */
export const deadlines = (_: PurchaseState): ReadonlyArray<Deadline<PurchaseCommand>> => []
