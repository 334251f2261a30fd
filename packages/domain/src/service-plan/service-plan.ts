import type { Decider } from '@aftersale/decider'
import type { ServicePlanCommand } from './commands.js'
import { deadlines } from './deadlines.js'
import { decide } from './decide.js'
import type { ServicePlanEvent } from './events.js'
import { evolve } from './evolve.js'
import type { ServicePlanRejection } from './rejections.js'
import { initial, type ServicePlanState } from './state.js'

/** Service that was paid for ahead: from its quote over its terms, and what was used in them, to its end or its refund. */
export const servicePlan: Decider<ServicePlanCommand, ServicePlanState, ServicePlanEvent, ServicePlanRejection> = {
  initial,
  decide,
  evolve,
  deadlines,
}
