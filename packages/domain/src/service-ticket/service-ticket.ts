import type { Decider } from '@aftersale/decider'
import type { ServiceTicketCommand } from './commands.js'
import { deadlines } from './deadlines.js'
import { decide } from './decide.js'
import type { ServiceTicketEvent } from './events.js'
import { evolve } from './evolve.js'
import type { ServiceTicketRejection } from './rejections.js'
import { initial, type ServiceTicketState } from './state.js'

/** One request of a customer's from its opening to its end, with what the desk promised about it and what became of that. */
export const serviceTicket: Decider<
  ServiceTicketCommand,
  ServiceTicketState,
  ServiceTicketEvent,
  ServiceTicketRejection
> = { initial, decide, evolve, deadlines }
