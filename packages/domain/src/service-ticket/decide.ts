import { alreadyDone, reject } from '@aftersale/decider'
import type { ServiceTicketCommand } from './commands.js'
import { assign, classify, escalate, handOver, transfer } from './decide/assignment.js'
import {
  acknowledgeComplaint,
  answerDecision,
  assessComplaint,
  closeComplaint,
  communicateDecision,
  concludeRecourse,
  escalateExternally,
  offerRedress,
  registerComplaint,
  respondToComplaint,
} from './decide/complaint.js'
import { recordContact } from './decide/contact.js'
import { completeFollowUp, missFollowUp, requestFollowUp } from './decide/follow-up.js'
import { open } from './decide/open.js'
import { askCustomer, endWaitingOnCustomer, putOnHold, resumeFromHold } from './decide/pause.js'
import { breakPromise, keepPromise, makePromise, renegotiatePromise, waivePromise } from './decide/promise.js'
import { acceptQuote, billService, declineQuote, expireQuote, offerQuote } from './decide/quote.js'
import type { ServiceTicketDecision } from './decide/refusals.js'
import { absorb, cancel, markAsSpam, merge, requestMerge, withdrawMergeRequest } from './decide/removal.js'
import { closeWhenUncontested, reopenTicket } from './decide/reopen.js'
import { wasCarriedOut } from './decide/repetition.js'
import { addNote, reply } from './decide/reply.js'
import { close, resolve } from './decide/resolve.js'
import { releaseAbsorbed, returnContacts, split, unmerge } from './decide/separation.js'
import { changePriority, changeServiceLevel, recordSlaBreach } from './decide/service-level.js'
import { cancelVisit, confirmVisit, rescheduleVisit, scheduleVisit } from './decide/visit-appointment.js'
import { confirmTechnician, refuseTechnician } from './decide/visit-technician.js'
import { arrive, completeVisit, missVisitWindow, recordNoShow, setOut } from './decide/visit-work.js'
import type { ServiceTicketState } from './state.js'

export const decide = (command: ServiceTicketCommand, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status !== 'not-opened' && state.ticket.serviceTicketId !== command.data.serviceTicketId) {
    return reject({ reason: 'AddressedToAnotherTicket', serviceTicketId: state.ticket.serviceTicketId })
  }
  if (state.status !== 'not-opened' && wasCarriedOut(command, state.ticket)) return alreadyDone
  switch (command.type) {
    case 'OpenServiceTicket':
      return open(command, state)
    case 'ClassifyServiceTicket':
      return classify(command, state)
    case 'RecordContact':
      return recordContact(command, state)
    case 'AssignServiceTicket':
      return assign(command, state)
    case 'TransferServiceTicket':
      return transfer(command, state)
    case 'HandOverToHuman':
      return handOver(command, state)
    case 'EscalateServiceTicket':
      return escalate(command, state)
    case 'ReplyToCustomer':
      return reply(command, state)
    case 'AddNote':
      return addNote(command, state)
    case 'AskCustomer':
      return askCustomer(command, state)
    case 'EndWaitingOnCustomer':
      return endWaitingOnCustomer(command, state)
    case 'PutOnHold':
      return putOnHold(command, state)
    case 'ResumeFromHold':
      return resumeFromHold(command, state)
    case 'ChangePriority':
      return changePriority(command, state)
    case 'ChangeServiceLevel':
      return changeServiceLevel(command, state)
    case 'RecordSlaBreach':
      return recordSlaBreach(command, state)
    case 'MakePromise':
      return makePromise(command, state)
    case 'RenegotiatePromise':
      return renegotiatePromise(command, state)
    case 'KeepPromise':
      return keepPromise(command, state)
    case 'BreakPromise':
      return breakPromise(command, state)
    case 'WaivePromise':
      return waivePromise(command, state)
    case 'ResolveServiceTicket':
      return resolve(command, state)
    case 'CloseServiceTicket':
      return close(command, state)
    case 'CloseWhenUncontested':
      return closeWhenUncontested(command, state)
    case 'ReopenServiceTicket':
      return reopenTicket(command, state)
    case 'RequestMerge':
      return requestMerge(command, state)
    case 'AbsorbServiceTicket':
      return absorb(command, state)
    case 'MergeServiceTicket':
      return merge(command, state)
    case 'WithdrawMergeRequest':
      return withdrawMergeRequest(command, state)
    case 'MarkServiceTicketAsSpam':
      return markAsSpam(command, state)
    case 'CancelServiceTicket':
      return cancel(command, state)
    case 'RequestFollowUp':
      return requestFollowUp(command, state)
    case 'CompleteFollowUp':
      return completeFollowUp(command, state)
    case 'MissFollowUp':
      return missFollowUp(command, state)
    case 'RegisterComplaint':
      return registerComplaint(command, state)
    case 'AcknowledgeComplaint':
      return acknowledgeComplaint(command, state)
    case 'AssessComplaint':
      return assessComplaint(command, state)
    case 'RespondToComplaint':
      return respondToComplaint(command, state)
    case 'OfferRedress':
      return offerRedress(command, state)
    case 'CommunicateComplaintDecision':
      return communicateDecision(command, state)
    case 'AnswerComplaintDecision':
      return answerDecision(command, state)
    case 'EscalateComplaintExternally':
      return escalateExternally(command, state)
    case 'ConcludeExternalRecourse':
      return concludeRecourse(command, state)
    case 'CloseComplaint':
      return closeComplaint(command, state)
    case 'OfferQuote':
      return offerQuote(command, state)
    case 'AcceptQuote':
      return acceptQuote(command, state)
    case 'DeclineQuote':
      return declineQuote(command, state)
    case 'ExpireQuote':
      return expireQuote(command, state)
    case 'BillService':
      return billService(command, state)
    case 'SplitServiceTicket':
      return split(command, state)
    case 'UnmergeServiceTicket':
      return unmerge(command, state)
    case 'ReleaseAbsorbedTicket':
      return releaseAbsorbed(command, state)
    case 'ReturnContacts':
      return returnContacts(command, state)
    case 'ScheduleVisit':
      return scheduleVisit(command, state)
    case 'ConfirmVisit':
      return confirmVisit(command, state)
    case 'RescheduleVisit':
      return rescheduleVisit(command, state)
    case 'ConfirmTechnician':
      return confirmTechnician(command, state)
    case 'RefuseTechnician':
      return refuseTechnician(command, state)
    case 'SetOutForVisit':
      return setOut(command, state)
    case 'ArriveAtVisit':
      return arrive(command, state)
    case 'CompleteVisit':
      return completeVisit(command, state)
    case 'RecordNoShow':
      return recordNoShow(command, state)
    case 'CancelVisit':
      return cancelVisit(command, state)
    case 'MissVisitWindow':
      return missVisitWindow(command, state)
  }
}
