import type { Deadline } from '@aftersale/decider'
import type { WarrantyCommand } from './commands.js'
import type { WarrantyState } from './state.js'

/** What falls due and when, soonest first. */
export const deadlines = (_state: WarrantyState): ReadonlyArray<Deadline<WarrantyCommand>> => []
