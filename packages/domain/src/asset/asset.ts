import type { Decider } from '@aftersale/decider'
import type { AssetCommand } from './commands.js'
import { deadlines } from './deadlines.js'
import { decide } from './decide.js'
import type { AssetEvent } from './events.js'
import { evolve } from './evolve.js'
import type { AssetRejection } from './rejections.js'
import { type AssetState, initial } from './state.js'

/** One physical unit from its first owner to its end: whose and where it is, what was done to it, what it is due. */
export const asset: Decider<AssetCommand, AssetState, AssetEvent, AssetRejection> = {
  initial,
  decide,
  evolve,
  deadlines,
}
