import type { Instant } from '@aftersale/messages'
import type {
  PromiseBroken,
  PromiseFulfilledLate,
  PromiseKept,
  PromiseMade,
  PromiseRenegotiated,
  PromiseWaived,
} from '../events.js'
import { latestBy } from '../latest.js'
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
    return {
      ...ticket,
      promises: [...ticket.promises, { made, renegotiations: [], dueAt: made.dueAt, outcome: 'open' }],
    }
  }
  return {
    ...ticket,
    promises: ticket.promises.map((promise) =>
      promise.made.promiseId === event.data.promiseId ? evolvePromise(promise, event) : promise,
    ),
  }
}

const evolvePromise = (promise: TicketPromise, event: Exclude<PromiseEvent, PromiseMade>): TicketPromise => {
  const { made, renegotiations, dueAt } = promise
  const same = { made, renegotiations, dueAt }
  switch (event.type) {
    case 'PromiseRenegotiated': {
      const moved = { ...promise, renegotiations: [...renegotiations, event.data] }
      // One that is heard of after a newer one moves nothing any more.
      const isLatest = renegotiations.every(({ consentedAt }) => consentedAt <= event.data.consentedAt)
      return isLatest
        ? { made, renegotiations: moved.renegotiations, dueAt: event.data.newDueAt, outcome: 'open' }
        : moved
    }
    case 'PromiseKept':
      return { ...same, outcome: 'kept', settledAt: event.data.keptAt }
    case 'PromiseBroken':
      return { ...same, outcome: 'broken' }
    case 'PromiseFulfilledLate':
      return { ...same, outcome: 'fulfilled-late', settledAt: event.data.fulfilledAt }
    case 'PromiseWaived':
      return { ...same, outcome: 'waived', settledAt: event.data.waivedAt }
  }
}

/** By when it was to be done, as far as the customer had agreed to by then. */
export const dueAsAgreedAt = ({ made, renegotiations }: TicketPromise, instant: Instant): Instant =>
  latestBy(
    renegotiations.filter(({ consentedAt }) => consentedAt <= instant),
    ({ consentedAt }) => consentedAt,
  )?.newDueAt ?? made.dueAt
