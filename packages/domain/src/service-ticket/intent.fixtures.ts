import type { Instant } from '@aftersale/messages'
import type { ServiceLevelPolicy } from '../policy/service-level/service-level-policy.js'
import type { ServiceTicketCommand } from './commands.js'
import type { ServiceTicketState } from './state.js'

/** A command, once it is known which policy is in force and what time it is. */
export type Intent = (
  level: ServiceLevelPolicy,
  now: Instant,
  later: Instant,
  state: ServiceTicketState,
) => ServiceTicketCommand
