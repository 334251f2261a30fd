import type { Deadline } from '@aftersale/decider'
import type { PurchaseCommand } from './commands.js'
import { trackingDeadlines } from './shipments/deadlines.js'
import type { PurchaseState } from './state.js'

/** What falls due and when, soonest first: of shipments and notices. Units and money fall due by nothing of their own. */
export const deadlines = (state: PurchaseState): ReadonlyArray<Deadline<PurchaseCommand>> =>
  state.status === 'not-recorded'
    ? []
    : [...trackingDeadlines(state.purchase.tracking)].sort((left, right) =>
        left.dueAt < right.dueAt ? -1 : left.dueAt > right.dueAt ? 1 : 0,
      )
