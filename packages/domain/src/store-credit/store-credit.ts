import type { Decider } from '@aftersale/decider'
import type { StoreCreditCommand } from './commands.js'
import { deadlines } from './deadlines.js'
import { decide } from './decide.js'
import type { StoreCreditEvent } from './events.js'
import { evolve } from './evolve.js'
import type { StoreCreditRejection } from './rejections.js'
import { initial, type StoreCreditState } from './state.js'

/** An amount that its holder may spend with us, from its issue to the last of it: spent, given back, expired, taken back. */
export const storeCredit: Decider<StoreCreditCommand, StoreCreditState, StoreCreditEvent, StoreCreditRejection> = {
  initial,
  decide,
  evolve,
  deadlines,
}
