import type { Instant, NonEmptyText } from '@aftersale/messages'
import { latestBy } from '../latest.js'
import type { Ticket } from '../state.js'

/** Who answers for a ticket from `since` on. */
export interface Assignment {
  readonly team: NonEmptyText
  readonly agentId?: NonEmptyText
  readonly since: Instant
}

/** Who had the ticket at that instant, however late anything about it was heard of; nobody where no team did. */
export const assignmentAt = (ticket: Ticket, instant: Instant): Assignment | undefined =>
  latestBy(
    assignmentsOf(ticket).filter(({ since }) => since <= instant),
    ({ since }) => since,
  )

const assignmentsOf = ({ assignments }: Ticket): ReadonlyArray<Assignment> =>
  assignments.flatMap(({ type, data }): ReadonlyArray<Assignment> => {
    switch (type) {
      case 'ServiceTicketAssigned':
        return [assigned(data.team, data.agentId, data.assignedAt)]
      case 'ServiceTicketTransferred':
        return [assigned(data.toTeam, data.toAgentId, data.transferredAt)]
      case 'HandedOverToHuman':
        return data.toTeam === undefined ? [] : [assigned(data.toTeam, undefined, data.handedOverAt)]
    }
  })

const assigned = (team: NonEmptyText, agentId: NonEmptyText | undefined, since: Instant): Assignment => ({
  team,
  ...(agentId === undefined ? {} : { agentId }),
  since,
})
