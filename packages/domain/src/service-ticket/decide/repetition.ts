import { calendarRefOf, serviceLevelRefOf } from '../../policy/service-level/service-level-policy.js'
import type { TicketPause } from '../clock/sla-clock.js'
import type { ServiceTicketCommand } from '../commands.js'
import type { Ticket } from '../state.js'
import { sameContent } from './refusals.js'

/**
 * Whether the ticket's history holds already what the command would record, whatever happened since. Commands that bring
 * an id of what they tell (a contact, a message, a promise) are asked by that id where they are decided, since other
 * content under it is refused; those that time issues do nothing of themselves once they are overtaken.
 */
export const wasCarriedOut = (command: ServiceTicketCommand, ticket: Ticket): boolean => {
  switch (command.type) {
    case 'ClassifyServiceTicket':
      return ticket.classifications.some((known) => sameContent(known, command.data))
    case 'AssignServiceTicket':
    case 'TransferServiceTicket':
    case 'HandOverToHuman':
      return ticket.assignments.some((known) => isToldBy(known, command))
    case 'EscalateServiceTicket':
      return ticket.escalations.some((known) => sameContent(known, command.data))
    case 'AskCustomer':
      return ticket.pauses.some((pause) => isWait(pause) && pause.from === command.data.askedAt)
    case 'EndWaitingOnCustomer':
      return ticket.pauses.some((pause) => isWait(pause) && pause.until === command.data.answeredAt)
    case 'PutOnHold':
      return ticket.pauses.some(({ cause, from }) => cause === command.data.cause && from === command.data.heldAt)
    case 'ResumeFromHold':
      return ticket.pauses.some((pause) => !isWait(pause) && pause.until === command.data.resumedAt)
    case 'ChangePriority': {
      const { priority, changedAt } = command.data
      return ticket.changes.some(
        ({ type, data }) => type === 'PriorityChanged' && data.to === priority && data.changedAt === changedAt,
      )
    }
    case 'ChangeServiceLevel': {
      const { from, to, changedAt } = command.data
      const asked = {
        from: serviceLevelRefOf(from),
        to: serviceLevelRefOf(to),
        calendarRef: calendarRefOf(to),
        changedAt,
      }
      return ticket.changes.some(({ type, data }) => {
        if (type !== 'ServiceLevelChanged') return false
        const { serviceTicketId: _, breachedClocks: __, ...known } = data
        return sameContent(known, asked)
      })
    }
    case 'RenegotiatePromise':
      return ticket.promises.some(({ renegotiations }) =>
        renegotiations.some(({ previousDueAt: _, ...known }) => sameContent(known, command.data)),
      )
    case 'KeepPromise': {
      const { promiseId, keptAt } = command.data
      return ticket.promises.some(
        ({ made, outcome, settledAt }) => made.promiseId === promiseId && outcome !== 'waived' && settledAt === keptAt,
      )
    }
    case 'WaivePromise': {
      const { promiseId, waivedAt } = command.data
      return ticket.promises.some(
        ({ made, outcome, settledAt }) =>
          made.promiseId === promiseId && outcome === 'waived' && settledAt === waivedAt,
      )
    }
    case 'ResolveServiceTicket': {
      const { serviceLevel: _, ...asked } = command.data
      return ticket.resolutions.some(({ episode, team, firstContact, closesAt, reopenableUntil, ...known }) =>
        sameContent(known, asked),
      )
    }
    case 'CloseServiceTicket': {
      const { closedBy, closedAt } = command.data
      return ticket.closings.some((known) => known.closedBy === closedBy && known.closedAt === closedAt)
    }
    case 'ReopenServiceTicket': {
      const { reopenedAt, because, reopenedBy } = command.data
      return ticket.episodes.some(
        ({ startedAt, reopening }) => startedAt === reopenedAt && sameContent(reopening, { because, reopenedBy }),
      )
    }
    case 'RequestMerge':
      return ticket.mergeRequests.some((known) => sameContent(known, command.data))
    case 'WithdrawMergeRequest':
      return ticket.mergeWithdrawals.includes(command.data.withdrawnAt)
    case 'CompleteFollowUp': {
      const { followUpId, completedAt } = command.data
      return ticket.followUps.some(
        (known) => known.requested.followUpId === followUpId && known.completedAt === completedAt,
      )
    }
    case 'OpenServiceTicket':
    case 'RecordContact':
    case 'ReplyToCustomer':
    case 'AddNote':
    case 'MakePromise':
    case 'RequestFollowUp':
    case 'AbsorbServiceTicket':
    case 'MergeServiceTicket':
    case 'MarkServiceTicketAsSpam':
    case 'CancelServiceTicket':
    case 'RecordSlaBreach':
    case 'BreakPromise':
    case 'CloseWhenUncontested':
    case 'MissFollowUp':
      return false
  }
}

const isWait = ({ cause }: TicketPause): boolean => cause === 'waiting-on-customer'

const isToldBy = (
  known: Ticket['assignments'][number],
  command: Extract<
    ServiceTicketCommand,
    { readonly type: 'AssignServiceTicket' | 'TransferServiceTicket' | 'HandOverToHuman' }
  >,
): boolean => {
  switch (known.type) {
    case 'ServiceTicketAssigned':
      return command.type === 'AssignServiceTicket' && sameContent(known.data, command.data)
    case 'ServiceTicketTransferred': {
      const { fromTeam: _, hop: __, ...asked } = known.data
      return command.type === 'TransferServiceTicket' && sameContent(asked, command.data)
    }
    case 'HandedOverToHuman':
      return command.type === 'HandOverToHuman' && sameContent(known.data, command.data)
  }
}
