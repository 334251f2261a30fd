import type { Decider } from '@aftersale/decider'
import type { PurchaseCommand } from './commands.js'
import { deadlines } from './deadlines.js'
import { decide } from './decide.js'
import type { PurchaseEvent } from './events.js'
import { evolve } from './evolve.js'
import type { PurchaseRejection } from './rejections.js'
import { initial, type PurchaseState } from './state.js'

/** What was bought, from the till to the door and back: it owns the units and the money that all after-sales service draws on. */
export const purchase: Decider<PurchaseCommand, PurchaseState, PurchaseEvent, PurchaseRejection> = {
  initial,
  decide,
  evolve,
  deadlines,
}
