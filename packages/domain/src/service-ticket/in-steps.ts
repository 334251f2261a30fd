import type { ServiceTicketEvent } from './events.js'
import { evolve } from './evolve.js'
import type { OpenedTicket, ServiceTicketState } from './state.js'

/** A part of a decision: what it records, told from what stands recorded before it. */
export type Step = (state: OpenedTicket) => ReadonlyArray<ServiceTicketEvent>

/** What a decision records part by part, each seeing what those before it recorded. */
export const inSteps = (state: OpenedTicket, steps: ReadonlyArray<Step>): ReadonlyArray<ServiceTicketEvent> => {
  const recorded: ServiceTicketEvent[] = []
  let reached: ServiceTicketState = state
  for (const step of steps) {
    if (reached.status === 'not-opened') break
    const events = step(reached)
    recorded.push(...events)
    reached = events.reduce(evolve, reached)
  }
  return recorded
}

/** A step that records the same whatever came before. */
export const recording =
  (...events: ReadonlyArray<ServiceTicketEvent>): Step =>
  () =>
    events
