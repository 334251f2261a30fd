import type { FollowUpCompleted, FollowUpMissed, FollowUpRequested } from '../events.js'
import type { FollowUp, Ticket } from '../state.js'

export type FollowUpEvent = FollowUpRequested | FollowUpCompleted | FollowUpMissed

export const evolveFollowUps = (ticket: Ticket, event: FollowUpEvent): Ticket =>
  event.type === 'FollowUpRequested'
    ? { ...ticket, followUps: [...ticket.followUps, { requested: event.data, missed: false }] }
    : {
        ...ticket,
        followUps: ticket.followUps.map((followUp) =>
          followUp.requested.followUpId === event.data.followUpId ? evolveFollowUp(followUp, event) : followUp,
        ),
      }

const evolveFollowUp = (followUp: FollowUp, event: Exclude<FollowUpEvent, FollowUpRequested>): FollowUp => {
  switch (event.type) {
    case 'FollowUpCompleted':
      return { ...followUp, completedAt: event.data.completedAt }
    case 'FollowUpMissed':
      return { ...followUp, missed: true }
  }
}
