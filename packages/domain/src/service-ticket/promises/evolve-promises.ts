import type {
  PromiseBroken,
  PromiseFulfilledLate,
  PromiseKept,
  PromiseMade,
  PromiseRenegotiated,
  PromiseWaived,
} from '../events.js'
import type { Ticket, TicketPromise } from '../state.js'

export type PromiseEvent =
  | PromiseMade
  | PromiseRenegotiated
  | PromiseKept
  | PromiseBroken
  | PromiseFulfilledLate
  | PromiseWaived

export const evolvePromises = (ticket: Ticket, event: PromiseEvent): Ticket => {
  if (event.type === 'PromiseMade') {
    const { text: _, ...made } = event.data
    return { ...ticket, promises: [...ticket.promises, { made, dueAt: made.dueAt, outcome: 'open' }] }
  }
  return {
    ...ticket,
    promises: ticket.promises.map((promise) =>
      promise.made.promiseId === event.data.promiseId ? evolvePromise(promise, event) : promise,
    ),
  }
}

const evolvePromise = ({ made, dueAt }: TicketPromise, event: Exclude<PromiseEvent, PromiseMade>): TicketPromise => {
  switch (event.type) {
    case 'PromiseRenegotiated':
      return { made, dueAt: event.data.newDueAt, outcome: 'open' }
    case 'PromiseKept':
      return { made, dueAt, outcome: 'kept', settledAt: event.data.keptAt }
    case 'PromiseBroken':
      return { made, dueAt, outcome: 'broken' }
    case 'PromiseFulfilledLate':
      return { made, dueAt, outcome: 'fulfilled-late', settledAt: event.data.fulfilledAt }
    case 'PromiseWaived':
      return { made, dueAt, outcome: 'waived', settledAt: event.data.waivedAt }
  }
}
