import type { Instant, PositiveInteger } from '@aftersale/messages'
import type { ServiceLevelPolicy } from '../../policy/service-level/service-level-policy.js'
import { isCustomerRequest } from '../contact.js'
import { firstResponseIn, isResponse, responsesIn } from '../contacts/response.js'
import type { ContactRecorded, CustomerReplied } from '../events.js'
import { inSteps, type Step } from '../in-steps.js'
import { currentEpisode, endOfEpisode, episodeAt, isActive, type Ticket } from '../state.js'
import { startClock, stopClock, withdrawClock } from './run-clocks.js'
import { isUndecided, type SlaClock } from './sla-clock.js'

/** What a reply at that instant does to the clocks that wait for one. A reply heard of late counts from when it was sent. */
export const answerAt =
  (repliedAt: Instant, level: ServiceLevelPolicy): Step =>
  (state) => {
    const episode = episodeAt(state.ticket, repliedAt)
    return inSteps(state, [
      answerFirst(episode, level),
      ({ ticket }) =>
        ticket.clocks.flatMap((clock) =>
          clock.kind === 'next-response' && clock.episode === episode && repliedAt >= clock.startsAt
            ? stopAsAnswered(ticket, clock, repliedAt, level)
            : [],
        ),
    ])
  }

/** The first response of an episode, as far as it is known now, stops the clock that waits for it. */
export const answerFirst =
  (episode: PositiveInteger, level: ServiceLevelPolicy): Step =>
  ({ ticket }) => {
    const answeredAt = firstResponseIn(ticket, episode, level)
    if (answeredAt === undefined) return []
    return ticket.clocks.flatMap((clock) => {
      if (clock.kind !== 'first-response' || clock.episode !== episode) return []
      // The first response may have come before anything was promised about it.
      return answeredAt < clock.startsAt
        ? withdrawClock(ticket, clock, clock.startsAt, level)
        : stopAsAnswered(ticket, clock, answeredAt, level)
    })
  }

/** What is said after the resolution is no answer any more: nobody waited for one. */
const stopAsAnswered = (ticket: Ticket, clock: SlaClock, answeredAt: Instant, level: ServiceLevelPolicy) =>
  answeredAt > endOfEpisode(ticket, clock.episode) ? [] : stopClock(ticket, clock, answeredAt, level)

/**
 * A contact that is heard of after its answer has its next-response clock all the same, from the contact to the answer;
 * but where a contact between the same two responses had one, that stands for both.
 */
export const settleAnswered =
  (contactedAt: Instant, level: ServiceLevelPolicy): Step =>
  (state) => {
    const episode = episodeAt(state.ticket, contactedAt)
    const firstResponseAt = firstResponseIn(state.ticket, episode, level)
    const responses = responsesIn(state.ticket, episode, level)
    const answeredAt = responses.find((instant) => instant > contactedAt)
    const before = responses.findLast((instant) => instant <= contactedAt)
    if (firstResponseAt === undefined || firstResponseAt > contactedAt) return []
    if (answeredAt === undefined || before === undefined) return []
    const isCovered = state.ticket.clocks.some(
      ({ kind, startsAt }) => kind === 'next-response' && startsAt >= before && startsAt < answeredAt,
    )
    if (isCovered || answeredAt > endOfEpisode(state.ticket, episode)) return []
    const count = state.ticket.clocks.length
    return inSteps(state, [
      startClock('next-response', contactedAt, level, { episode }),
      ({ ticket }) => ticket.clocks.slice(count).flatMap((clock) => stopClock(ticket, clock, answeredAt, level)),
    ])
  }

/** A reply that is heard of after a later one may show requests between them to have waited for that: each has its clock. */
export const settleAnsweredAfter =
  (repliedAt: Instant, level: ServiceLevelPolicy): Step =>
  (state) => {
    const { ticket } = state
    const next = responsesIn(ticket, episodeAt(ticket, repliedAt), level).find((instant) => instant > repliedAt)
    if (next === undefined) return []
    const requests = ticket.conversation.flatMap((said) =>
      said.type === 'ContactRecorded' && isCustomerRequest(said.data) ? [said.data.contactedAt] : [],
    )
    return inSteps(
      state,
      requests
        .filter((contactedAt) => contactedAt >= repliedAt && contactedAt < next)
        .sort()
        .map((contactedAt) => settleAnswered(contactedAt, level)),
    )
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

/** Where contacts left the ticket: no clock goes on that waits for the answer to none of those that stayed. */
export const reconsiderNextResponse =
  (leftAt: Instant, level: ServiceLevelPolicy): Step =>
  (state) =>
    inSteps(state, [
      ({ ticket }) => {
        const unanswered = unansweredIn(ticket, level)
        return ticket.clocks.flatMap((clock) =>
          clock.kind === 'next-response' && !unanswered.includes(clock.startsAt)
            ? withdrawClock(ticket, clock, leftAt, level)
            : [],
        )
      },
      awaitNextResponse(level),
    ])

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
