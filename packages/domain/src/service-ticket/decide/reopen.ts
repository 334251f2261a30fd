import { accept, alreadyDone, reject } from '@aftersale/decider'
import type { Instant, PositiveInteger } from '@aftersale/messages'
import { workingMilliseconds } from '../../calendar/working-time.js'
import type { ServiceLevelPolicy } from '../../policy/service-level/service-level-policy.js'
import { startClock } from '../clock/run-clocks.js'
import type { CloseWhenUncontested, ReopenServiceTicket } from '../commands.js'
import type { ServiceTicketClosed, ServiceTicketReopened } from '../events.js'
import { inSteps, recording, type Step } from '../in-steps.js'
import { currentEpisode, isActive, type ResolvedTicket, type ServiceTicketState } from '../state.js'
import { gone, type ServiceTicketDecision, unfit } from './refusals.js'

export const reopenTicket = ({ data }: ReopenServiceTicket, state: ServiceTicketState): ServiceTicketDecision => {
  const { serviceLevel, serviceTicketId: _, ...reopening } = data
  const { reopenedAt } = reopening
  if (isActive(state)) return reject({ reason: 'TicketNotResolved' })
  if (state.status !== 'resolved' && state.status !== 'closed') return gone(state)
  const refused = unfit(state.ticket, reopenedAt, serviceLevel)
  if (refused !== undefined) return refused
  const reopenableUntil =
    state.status === 'closed'
      ? state.closing.reopenableUntil
      : isUncontestedBy(state, reopenedAt)
        ? state.resolution.reopenableUntil
        : undefined
  if (reopenableUntil !== undefined && reopenedAt >= reopenableUntil) {
    return reject({ reason: 'ReopenWindowPassed', reopenableUntil, policyRef: state.ticket.serviceLevelRef })
  }
  return accept(inSteps(state, [closeWhereUncontested(reopenedAt), reopen(reopening, serviceLevel)]))
}

/** The next episode begins, with clocks of its own. */
export const reopen =
  (
    reopening: Pick<ServiceTicketReopened['data'], 'reopenedAt' | 'because' | 'reopenedBy'>,
    level: ServiceLevelPolicy,
  ): Step =>
  (state) => {
    const { reopenedAt } = reopening
    const { serviceTicketId } = state.ticket
    const episode = (currentEpisode(state.ticket) + 1) as PositiveInteger
    return inSteps(state, [
      recording({ type: 'ServiceTicketReopened', data: { serviceTicketId, episode, ...reopening } }),
      startClock('first-response', reopenedAt, level),
      goOnResolving(reopenedAt, level),
    ])
  }

/** A resolution clock that was breached keeps that verdict: it is not breached again, unless the policy starts it anew. */
const goOnResolving =
  (reopenedAt: Instant, level: ServiceLevelPolicy): Step =>
  (state) => {
    const earlier = state.ticket.clocks.findLast(({ kind }) => kind === 'resolution')
    if (earlier === undefined || level.onReopen === 'restart')
      return startClock('resolution', reopenedAt, level, { isReopened: true })(state)
    if (earlier.status !== 'met' && earlier.status !== 'withdrawn') return []
    const sinceThen =
      level.onReopen === 'continue'
        ? workingMilliseconds(level.calendar, { from: earlier.stoppedAt, until: reopenedAt })
        : 0
    const from = { carried: earlier.elapsed + sinceThen, continues: earlier.clockId, isReopened: true }
    return startClock('resolution', reopenedAt, level, from)(state)
  }

export const closeWhenUncontested = (
  { data }: CloseWhenUncontested,
  state: ServiceTicketState,
): ServiceTicketDecision => {
  if (state.status === 'not-opened') return gone(state)
  return state.status === 'resolved' &&
    state.resolution.episode === data.episode &&
    state.resolution.closesAt === data.dueAt
    ? accept([closedByTime(state, data.dueAt)])
    : alreadyDone
}

/** A resolved ticket whose time had come by then is closed first, at its own instant. */
export const closeWhereUncontested =
  (instant: Instant): Step =>
  (state) =>
    state.status === 'resolved' && state.resolution.closesAt !== undefined && isUncontestedBy(state, instant)
      ? [closedByTime(state, state.resolution.closesAt)]
      : []

const isUncontestedBy = ({ resolution: { closesAt } }: ResolvedTicket, instant: Instant): boolean =>
  closesAt !== undefined && instant >= closesAt

const closedByTime = (
  { resolution: { serviceTicketId, episode, reopenableUntil } }: ResolvedTicket,
  closedAt: Instant,
): ServiceTicketClosed => ({
  type: 'ServiceTicketClosed',
  data: {
    serviceTicketId,
    episode,
    outcome: 'resolved',
    closedBy: 'timer',
    closedAt,
    ...(reopenableUntil === undefined ? {} : { reopenableUntil }),
  },
})
