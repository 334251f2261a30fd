import type { Instant, PositiveInteger } from '@aftersale/messages'
import type { ServiceLevelPolicy } from '../../policy/service-level/service-level-policy.js'
import type { Step } from '../in-steps.js'
import { currentEpisode, episodeAt, startOfEpisode, type Ticket } from '../state.js'
import { openVisitsOf } from '../visits/visit.js'
import { startClock, stopClock, withdrawClock } from './run-clocks.js'
import { notBefore } from './sla-clock.js'

/**
 * With the first visit of an episode the clock to somebody's arrival starts, from the opening or reopening on: that is
 * when the customer began to wait. It goes on from where it was given up, where the customer had done without.
 */
export const startArrivalClock =
  (scheduledAt: Instant, level: ServiceLevelPolicy): Step =>
  (state) => {
    const { ticket } = state
    const episode = currentEpisode(ticket)
    if (!isVisitAwaited(ticket, episode)) return []
    const last = ticket.clocks.findLast((clock) => clock.kind === 'visit-arrival' && clock.episode === episode)
    if (last === undefined) return startClock('visit-arrival', startOfEpisode(ticket, episode), level)(state)
    if (last.status !== 'withdrawn') return []
    return startClock('visit-arrival', notBefore(last, scheduledAt), level, {
      carried: last.elapsed,
      continues: last.clockId,
    })(state)
  }

/** Somebody is there: the clock of the episode in which they came has its verdict. */
export const stopArrivalClocks =
  (arrivedAt: Instant, level: ServiceLevelPolicy): Step =>
  ({ ticket }) =>
    ticket.clocks.flatMap((clock) =>
      clock.kind === 'visit-arrival' && clock.episode === episodeAt(ticket, arrivedAt)
        ? stopClock(ticket, clock, arrivedAt, level)
        : [],
    )

/** Nobody is waited for any more, as the customer wished: no verdict. */
export const withdrawArrivalClocks =
  (withdrawnAt: Instant, level: ServiceLevelPolicy): Step =>
  ({ ticket }) =>
    openVisitsOf(ticket).length > 0
      ? []
      : ticket.clocks.flatMap((clock) =>
          clock.kind === 'visit-arrival' ? withdrawClock(ticket, clock, withdrawnAt, level) : [],
        )

/** Whether somebody is to come, and nobody came in that episode yet. */
export const isVisitAwaited = (ticket: Ticket, episode: PositiveInteger): boolean =>
  openVisitsOf(ticket).some(({ arrived }) => arrived === undefined) &&
  (ticket.visits ?? []).every(
    ({ arrived }) => arrived === undefined || episodeAt(ticket, arrived.arrivedAt) !== episode,
  )
