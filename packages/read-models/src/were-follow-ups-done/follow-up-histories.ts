import { epochMillisecondsOf } from '@aftersale/domain/calendar'
import { appended } from '../appended.js'
import { type Moment, momentAt } from '../moment.js'
import type { CaseOfTicket } from '../what-happened-to-each-ticket/case-of-ticket.js'
import type { FollowUpEvent } from './follow-up-event.js'
import type { FollowUpFact } from './follow-up-fact.js'

interface FollowUpHistory {
  readonly followUpId: string
  readonly firstHeardOf: Moment
  requested: Moment | undefined
  dueAt: number | undefined
  completed: Moment | undefined
  missed: Moment | undefined
}

/** The follow-ups of one ticket. */
export interface FollowUpHistories {
  followUps: ReadonlyArray<FollowUpHistory>
}

/** Takes one event of a follow-up in. Total: what was never requested is kept as an incomplete follow-up. */
export const tellFollowUp = (ofTicket: FollowUpHistories, event: FollowUpEvent, eventId: string): void => {
  switch (event.type) {
    case 'FollowUpRequested': {
      const { followUpId, requestedAt, dueAt } = event.data
      const requested = momentAt(requestedAt, eventId)
      const followUp = followUpOf(ofTicket, followUpId, requested)
      followUp.requested ??= requested
      followUp.dueAt ??= epochMillisecondsOf(dueAt)
      return
    }
    case 'FollowUpCompleted': {
      const completed = momentAt(event.data.completedAt, eventId)
      followUpOf(ofTicket, event.data.followUpId, completed).completed ??= completed
      return
    }
    case 'FollowUpMissed': {
      const missed = momentAt(event.data.missedAt, eventId)
      followUpOf(ofTicket, event.data.followUpId, missed).missed ??= missed
      return
    }
  }
}

const followUpOf = (ofTicket: FollowUpHistories, followUpId: string, heardOf: Moment): FollowUpHistory => {
  for (const known of ofTicket.followUps) if (known.followUpId === followUpId) return known
  const followUp: FollowUpHistory = {
    followUpId,
    firstHeardOf: heardOf,
    requested: undefined,
    dueAt: undefined,
    completed: undefined,
    missed: undefined,
  }
  ofTicket.followUps = appended(ofTicket.followUps, followUp)
  return followUp
}

/** One row a follow-up of the ticket, in the order in which they were heard of. */
export const followUpFacts = (
  { followUps }: FollowUpHistories,
  serviceTicketId: string,
  { circumstances, exclusion, excludedBy }: CaseOfTicket,
): ReadonlyArray<FollowUpFact> =>
  followUps.map(({ followUpId, firstHeardOf, requested, dueAt, completed, missed }) => ({
    followUpId,
    serviceTicketId,
    requested: requested ?? firstHeardOf,
    dueAt: dueAt ?? firstHeardOf.at,
    completed,
    missed,
    circumstances,
    exclusion: exclusion ?? (requested === undefined ? 'incomplete' : undefined),
    excludedBy,
  }))
