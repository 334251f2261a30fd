import type { ServiceTicketEvent, VisitEvent } from '@aftersale/domain/events'
import type { FollowUpEvent } from '../were-follow-ups-done/follow-up-event.js'
import type { PromiseEvent } from '../were-promises-kept/promise-event.js'
import type { ClockEvent } from '../were-service-levels-met/clock-event.js'

/** What is told of a ticket as such: all but its clocks, promises, follow-ups and visits. */
export type TicketEvent = Exclude<ServiceTicketEvent, ClockEvent | PromiseEvent | FollowUpEvent | VisitEvent>
