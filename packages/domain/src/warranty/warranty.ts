import type { Decider } from '@aftersale/decider'
import type { WarrantyCommand } from './commands.js'
import { deadlines } from './deadlines.js'
import { decide } from './decide.js'
import type { WarrantyEvent } from './events.js'
import { evolve } from './evolve.js'
import type { WarrantyRejection } from './rejections.js'
import { initial, type WarrantyState } from './state.js'

/** Who makes good what of one unit, layer by layer, until when, and the claims on it. */
export const warranty: Decider<WarrantyCommand, WarrantyState, WarrantyEvent, WarrantyRejection> = {
  initial,
  decide,
  evolve,
  deadlines,
}
