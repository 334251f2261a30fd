import type { Instant } from '@aftersale/messages'
import type { ServiceLevelPolicy } from '../../policy/service-level/service-level-policy.js'
import { isCustomerRequest } from '../contact.js'
import { firstResponseIn, isResponse } from '../contacts/response.js'
import type { ContactRecorded, CustomerReplied } from '../events.js'
import { inSteps, type Step } from '../in-steps.js'
import { currentEpisode, endOfEpisode, episodeAt, isActive, type Ticket } from '../state.js'
import { startClock, stopClock, withdrawClock } from './run-clocks.js'
import { isUndecided } from './sla-clock.js'

/** What a reply at that instant does to the clocks that wait for one. A reply heard of late counts from when it was sent. */
export const answerAt =
  (repliedAt: Instant, level: ServiceLevelPolicy): Step =>
  ({ ticket }) => {
    const episode = episodeAt(ticket, repliedAt)
    // What is said after the resolution is no answer any more: nobody waited for one.
    if (repliedAt > endOfEpisode(ticket, episode)) return []
    const firstResponseAt = firstResponseIn(ticket, episode, level)
    return ticket.clocks.flatMap((clock) => {
      if (clock.episode !== episode || clock.kind === 'resolution') return []
      const answeredAt = clock.kind === 'first-response' ? firstResponseAt : repliedAt
      if (answeredAt === undefined) return []
      if (answeredAt >= clock.startsAt) return stopClock(ticket, clock, answeredAt, level)
      // The first response came before anything was promised about it.
      return clock.kind === 'first-response' ? withdrawClock(ticket, clock, clock.startsAt, level) : []
    })
  }

/**
 * Runs one next-response clock while a request waits for an answer after the first response, from the last or the first
 * such request as the policy says. One already breached stays the only one until it is answered.
 */
export const awaitNextResponse =
  (level: ServiceLevelPolicy): Step =>
  (state) => {
    const { ticket } = state
    const episode = currentEpisode(ticket)
    if (!isActive(state) || firstResponseIn(ticket, episode, level) === undefined) return []
    const unanswered = unansweredIn(ticket, level)
    const wanted = level.nextResponseFrom === 'first-unanswered-contact' ? unanswered[0] : unanswered.at(-1)
    if (wanted === undefined) return []

    const open = ticket.clocks.find(
      (clock) =>
        clock.kind === 'next-response' &&
        clock.episode === episode &&
        (isUndecided(clock) || clock.status === 'breached'),
    )
    if (open === undefined) return startClock('next-response', wanted, level)(state)
    if (open.status === 'breached' || open.startsAt === wanted) return []
    const withdrawnAt = wanted > open.startsAt ? wanted : open.startsAt
    return inSteps(state, [
      () => withdrawClock(ticket, open, withdrawnAt, level),
      startClock('next-response', wanted, level),
    ])
  }

/** When the requests came that no response followed, earliest first. Those of earlier episodes all were followed by one. */
const unansweredIn = (ticket: Ticket, level: ServiceLevelPolicy): ReadonlyArray<Instant> => {
  const { conversation } = ticket
  const isAnswered = ({ data }: ContactRecorded, position: number): boolean =>
    conversation.some(
      (said, other) =>
        said.type === 'CustomerReplied' &&
        isResponse(said.data, level) &&
        (said.data.repliedAt > data.contactedAt || (said.data.repliedAt === data.contactedAt && other > position)),
    )
  return conversation
    .flatMap((said: ContactRecorded | CustomerReplied, position) =>
      said.type === 'ContactRecorded' && isCustomerRequest(said.data) && !isAnswered(said, position)
        ? [said.data.contactedAt]
        : [],
    )
    .sort()
}
