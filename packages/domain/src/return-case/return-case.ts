import type { Decider } from '@aftersale/decider'
import type { ReturnCaseCommand } from './commands.js'
import { deadlines } from './deadlines.js'
import { decide } from './decide.js'
import type { ReturnCaseEvent } from './events.js'
import { evolve } from './evolve.js'
import type { ReturnCaseRejection } from './rejections.js'
import { initial, type ReturnCaseState } from './state.js'

/** What a customer gives back: asked for, judged, held at the purchases, sent, received, looked at, and made good. */
export const returnCase: Decider<ReturnCaseCommand, ReturnCaseState, ReturnCaseEvent, ReturnCaseRejection> = {
  initial,
  decide,
  evolve,
  deadlines,
}
