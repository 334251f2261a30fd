import { sameContent } from '@aftersale/messages'
import { calendarRefOf, serviceLevelRefOf } from '../../policy/service-level/service-level-policy.js'
import type { TicketPause } from '../clock/sla-clock.js'
import type { ServiceTicketCommand } from '../commands.js'
import type { Ticket } from '../state.js'
import { wasToldOfVisit } from './visit-repetition.js'

/**
 * Whether the ticket's history holds already what the command would record, whatever happened since. Commands that bring
 * an id of what they tell (a contact, a message, a promise, a merge) are asked by that id where they are decided, since
 * other content under it is refused; those that time issues do nothing of themselves once they are overtaken.
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
    case 'WithdrawMergeRequest': {
      const { requestedAtRevision, withdrawnAt } = command.data
      return ticket.mergeWithdrawals.some((known) =>
        requestedAtRevision === undefined
          ? known.withdrawnAt === withdrawnAt
          : known.requestedAtRevision === requestedAtRevision,
      )
    }
    case 'CompleteFollowUp': {
      const { followUpId, completedAt } = command.data
      return ticket.followUps.some(
        (known) => known.requested.followUpId === followUpId && known.completedAt === completedAt,
      )
    }
    case 'MergeServiceTicket': {
      const { into, mergedAt, requestedAtRevision } = command.data
      return has(
        ticket.merges,
        (known) =>
          known.into === into && known.mergedAt === mergedAt && known.requestedAtRevision === requestedAtRevision,
      )
    }
    case 'ReleaseAbsorbedTicket':
      return has(ticket.releases, (known) => sameContent(known, command.data))
    case 'ReturnContacts': {
      const { serviceLevel: _, ...asked } = command.data
      return has(ticket.contactReturns, (known) => sameContent(known, asked))
    }
    case 'RegisterComplaint': {
      const { serviceLevel: _, text: __, ...asked } = command.data
      return sameContent(ticket.complaint?.registered, asked)
    }
    case 'AcknowledgeComplaint': {
      const { serviceLevel: _, ...asked } = command.data
      return sameContent(ticket.complaint?.acknowledged, asked)
    }
    case 'AssessComplaint':
      return has(ticket.complaint?.assessments, (known) => sameContent(known, command.data))
    case 'RespondToComplaint': {
      const { text: _, ...asked } = command.data
      return has(ticket.complaint?.responses, (known) => sameContent(known, asked))
    }
    case 'CommunicateComplaintDecision':
      return has(ticket.complaint?.decisions, (known) => sameContent(known, command.data))
    case 'AnswerComplaintDecision':
      return has(ticket.complaint?.answers, (known) => sameContent(known, command.data))
    case 'EscalateComplaintExternally':
      return has(ticket.complaint?.escalations, (known) => sameContent(known, command.data))
    case 'ConcludeExternalRecourse':
      return has(ticket.complaint?.conclusions, (known) => sameContent(known, command.data))
    case 'CloseComplaint':
      return sameContent(ticket.complaint?.closed, command.data)
    case 'AcceptQuote':
      return has(ticket.quotes, ({ accepted }) => sameContent(accepted, command.data))
    case 'DeclineQuote':
      return has(ticket.quotes, ({ declined }) => sameContent(declined, command.data))
    case 'ConfirmVisit':
    case 'RescheduleVisit':
    case 'ConfirmTechnician':
    case 'RefuseTechnician':
    case 'SetOutForVisit':
    case 'ArriveAtVisit':
    case 'CompleteVisit':
    case 'RecordNoShow':
    case 'CancelVisit':
      return wasToldOfVisit(command, ticket)
    case 'ScheduleVisit':
    case 'MissVisitWindow':
    case 'OpenServiceTicket':
    case 'RecordContact':
    case 'ReplyToCustomer':
    case 'AddNote':
    case 'MakePromise':
    case 'RequestFollowUp':
    case 'AbsorbServiceTicket':
    case 'MarkServiceTicketAsSpam':
    case 'CancelServiceTicket':
    case 'RecordSlaBreach':
    case 'BreakPromise':
    case 'CloseWhenUncontested':
    case 'MissFollowUp':
    case 'OfferRedress':
    case 'OfferQuote':
    case 'ExpireQuote':
    case 'BillService':
    case 'SplitServiceTicket':
    case 'UnmergeServiceTicket':
      return false
  }
}

const has = <Fact>(facts: ReadonlyArray<Fact> | undefined, isIt: (fact: Fact) => boolean): boolean =>
  facts?.some(isIt) ?? false

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
