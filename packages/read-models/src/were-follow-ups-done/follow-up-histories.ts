import { appended, none } from '../appended.js'
import type { Moment } from '../moment.js'
import type { CaseOfTicket } from '../what-happened-to-each-ticket/case-of-ticket.js'
import { inOrder } from '../what-happened-to-each-ticket/in-order.js'
import type { FollowUpEvent } from './follow-up-event.js'
import type { FollowUpFact } from './follow-up-fact.js'

interface FollowUpHistory {
  readonly followUpId: string
  readonly firstHeardOf: Moment
  requested?: Moment
  dueAt?: number
  completed?: Moment
  missed?: Moment
}

/** The follow-ups of all tickets, by ticket. */
export type FollowUpHistories = Map<string, ReadonlyArray<FollowUpHistory>>

/** Takes one event of a follow-up in. Total: what was never requested is kept as an incomplete follow-up. */
export const tellFollowUp = (followUps: FollowUpHistories, event: FollowUpEvent, eventId: string): void => {
  const at = (instant: string): Moment => ({ at: Date.parse(instant), eventId })
  const followUp = (heardOf: string): FollowUpHistory => followUpOf(followUps, event, at(heardOf))

  switch (event.type) {
    case 'FollowUpRequested': {
      const requested = followUp(event.data.requestedAt)
      requested.requested ??= at(event.data.requestedAt)
      requested.dueAt ??= Date.parse(event.data.dueAt)
      return
    }
    case 'FollowUpCompleted':
      followUp(event.data.completedAt).completed ??= at(event.data.completedAt)
      return
    case 'FollowUpMissed':
      followUp(event.data.missedAt).missed ??= at(event.data.missedAt)
      return
  }
}

const followUpOf = (followUps: FollowUpHistories, { data }: FollowUpEvent, heardOf: Moment): FollowUpHistory => {
  const ofTicket = followUps.get(data.serviceTicketId) ?? none()
  const known = ofTicket.find(({ followUpId }) => followUpId === data.followUpId)
  if (known !== undefined) return known
  const followUp: FollowUpHistory = { followUpId: data.followUpId, firstHeardOf: heardOf }
  followUps.set(data.serviceTicketId, appended(ofTicket, followUp))
  return followUp
}

/** One row a follow-up, in order of time; at the same time by ticket, whichever stream was read first. */
export const followUpFacts = (
  followUps: FollowUpHistories,
  caseOf: (ticketId: string) => CaseOfTicket,
): ReadonlyArray<FollowUpFact> =>
  [...followUps]
    .flatMap(([serviceTicketId, ofTicket]) => {
      const { circumstances, exclusion, excludedBy } = caseOf(serviceTicketId)
      return ofTicket.map((followUp): FollowUpFact => {
        const because = exclusion ?? (followUp.requested === undefined ? 'incomplete' : undefined)
        return {
          followUpId: followUp.followUpId,
          serviceTicketId,
          requested: followUp.requested ?? followUp.firstHeardOf,
          dueAt: followUp.dueAt ?? followUp.firstHeardOf.at,
          ...(followUp.completed !== undefined && { completed: followUp.completed }),
          ...(followUp.missed !== undefined && { missed: followUp.missed }),
          circumstances,
          ...(because !== undefined && { exclusion: because }),
          excludedBy,
        }
      })
    })
    .sort(inOrder(({ requested }) => requested.at))
