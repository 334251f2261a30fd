import { serviceTicketAggregate } from '@aftersale/domain'
import { isServiceTicketEvent } from '@aftersale/domain/events'
import { statusContradictions } from './status-contradictions.js'
import type { AggregateCheck } from './stream-check.js'
import { contradictions, newTicketStory } from './ticket-story.js'

/** What a ticket's events say of each other, and that the ticket can be replayed from them. */
export const ticketCheck = (serviceTicketId: string): AggregateCheck => {
  const story = newTicketStory()
  let state = serviceTicketAggregate.decider.initial
  return {
    ticket: story,
    faultsOf: (event, revision) => {
      const { type } = event
      if (!isServiceTicketEvent(event)) return [`${type} does not belong into the stream of a ticket`]
      const faults = [...contradictions(story, event, revision), ...statusContradictions(state, event)].map(
        (contradiction) => `${type}: ${contradiction}`,
      )
      if (event.data.serviceTicketId !== serviceTicketId) {
        faults.unshift(`it speaks of ticket ${event.data.serviceTicketId}`)
      }
      try {
        state = serviceTicketAggregate.decider.evolve(state, event)
      } catch (thrown) {
        faults.push(`${type} can't be replayed: ${String(thrown)}`)
      }
      return faults
    },
  }
}
