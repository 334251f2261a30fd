import { describeBadInput, type Examples } from '../bad-input.fixtures.js'
import { ServiceTicketCommand, type VisitCommand, visitCommands } from './commands.js'
import type { ServiceTicketEvent } from './events.js'
import { serviceTicketRejections } from './rejections.js'
import * as desk from './service-ticket.fixtures.js'
import {
  after,
  decidedComplaint,
  duration,
  monday,
  movedContact,
  openTicket,
  otherTicketId,
  text,
  wednesday,
} from './service-ticket.fixtures.js'
import { serviceTicket } from './service-ticket.js'

const opened = after(openTicket())
const complained = after(openTicket(), ...decidedComplaint.slice(0, 1))
const assessed = after(openTicket(), ...decidedComplaint.slice(0, 3))
const decided = after(openTicket(), ...decidedComplaint)
const promised = after(openTicket(), desk.promise())
const quoted = after(openTicket(), desk.offerQuote())
const asked = after(openTicket(), desk.requestMerge())
const resolved = after(openTicket(), desk.resolve())
const serviceLevel = { ...desk.officeDesk, closeAfter: duration('PT24H') }
const mergeAt = { requestedAtRevision: asked.findLastIndex(({ type }) => type === 'ServiceTicketMergeRequested') }
const merged = [
  openTicket(),
  desk.requestMerge(),
  desk.merge(mergeAt),
  desk.contact({ contactedAt: wednesday('10:00') }),
]

const examples: Examples<Exclude<ServiceTicketCommand, VisitCommand>, ServiceTicketEvent> = {
  OpenServiceTicket: {
    usual: openTicket({
      subject: 'It leaks',
      isTest: false,
      customerId: desk.issueId as never,
      assetId: desk.issueId as never,
      purchaseId: desk.issueId as never,
      followsUp: otherTicketId,
      splitFrom: {
        serviceTicketId: otherTicketId,
        splitAtRevision: 6,
        contacts: [movedContact('contact-0', monday('08:00'))],
      },
    }),
    texts: ['subject'],
    words: [
      'openedBy.id',
      'serviceLevel.policyId',
      'serviceLevel.calendar.calendarId',
      'contact.contactId',
      'contact.contactedBy.id',
      'splitFrom.contacts.contactId',
      'splitFrom.contacts.sessionId',
      'splitFrom.contacts.contactedBy.id',
    ],
    ids: [
      'serviceTicketId',
      'issueId',
      'customerId',
      'assetId',
      'purchaseId',
      'followsUp',
      'splitFrom.serviceTicketId',
    ],
  },
  ClassifyServiceTicket: { after: opened, usual: desk.classify(), words: ['classifiedBy.id'] },
  RecordContact: {
    after: opened,
    usual: desk.contact({ sessionId: text('session-1'), isPublic: false, text: 'Where is it?' }),
    texts: ['text'],
    words: ['contactId', 'contactedBy.id', 'sessionId'],
  },
  AssignServiceTicket: { after: opened, usual: desk.assign({ agentId: text('agent-1') }), words: ['team', 'agentId'] },
  TransferServiceTicket: {
    after: after(openTicket(), desk.assign()),
    usual: desk.transfer({ toAgentId: text('agent-2'), cause: text('skills') }),
    words: ['toTeam', 'toAgentId', 'cause'],
  },
  HandOverToHuman: { after: opened, usual: desk.handOver({ toTeam: text('first-line') }), words: ['botId', 'toTeam'] },
  EscalateServiceTicket: { after: opened, usual: desk.escalate(), words: ['cause'] },
  ReplyToCustomer: {
    after: opened,
    usual: desk.reply({ text: 'Tomorrow' }),
    texts: ['text'],
    words: ['messageId', 'repliedBy.id'],
  },
  AddNote: {
    after: opened,
    usual: desk.note({ text: 'Called twice' }),
    texts: ['text'],
    words: ['noteId', 'notedBy.id'],
  },
  AskCustomer: { after: opened, usual: desk.ask() },
  EndWaitingOnCustomer: { after: after(openTicket(), desk.ask()), usual: desk.answered() },
  PutOnHold: { after: opened, usual: desk.hold() },
  ResumeFromHold: { after: after(openTicket(), desk.hold()), usual: desk.resume() },
  ChangePriority: { after: opened, usual: desk.prioritise() },
  ChangeServiceLevel: {
    after: opened,
    usual: desk.changeServiceLevel(),
    words: ['to.policyId', 'to.calendar.calendarId'],
  },
  RecordSlaBreach: { after: opened, usual: desk.breach() },
  MakePromise: {
    after: opened,
    usual: desk.promise({ text: 'A call in the afternoon' }),
    texts: ['text'],
    words: ['promiseId', 'subject', 'promisedBy.id'],
  },
  RenegotiatePromise: { after: promised, usual: desk.renegotiate() },
  KeepPromise: { after: promised, usual: desk.keep() },
  BreakPromise: { after: promised, usual: desk.breakPromise() },
  WaivePromise: { after: promised, usual: desk.waive() },
  ResolveServiceTicket: {
    after: opened,
    usual: desk.resolve({ code: text('replaced'), cause: text('seal') }),
    words: ['resolvedBy.id', 'code', 'cause'],
  },
  CloseServiceTicket: { after: resolved, usual: desk.close() },
  CloseWhenUncontested: {
    after: after(openTicket({ serviceLevel }), desk.resolve({ serviceLevel })),
    usual: desk.closeUncontested(),
  },
  ReopenServiceTicket: { after: resolved, usual: desk.reopen(), words: ['because', 'reopenedBy.id'] },
  RequestMerge: { after: opened, usual: desk.requestMerge(), words: ['requestedBy.id'], ids: ['into'] },
  AbsorbServiceTicket: { after: opened, usual: desk.absorb(), ids: ['absorbedTicketId'] },
  MergeServiceTicket: { after: asked, usual: desk.merge(mergeAt) },
  WithdrawMergeRequest: { after: asked, usual: desk.withdrawMerge() },
  MarkServiceTicketAsSpam: { after: opened, usual: desk.spam(), words: ['markedBy.id'] },
  CancelServiceTicket: { after: opened, usual: desk.cancel(), words: ['cancelledBy.id'] },
  RequestFollowUp: { after: opened, usual: desk.followUp(), words: ['followUpId'] },
  CompleteFollowUp: {
    after: after(openTicket(), desk.followUp()),
    usual: desk.completeFollowUp(),
    words: ['completedBy.id'],
  },
  MissFollowUp: { after: after(openTicket(), desk.followUp()), usual: desk.missFollowUp() },
  RegisterComplaint: {
    after: opened,
    usual: desk.registerComplaint({ batch: text('W14'), text: 'It leaks' }),
    texts: ['text'],
    words: ['allegedDefect', 'sku', 'registeredBy.id', 'batch'],
  },
  AcknowledgeComplaint: { after: complained, usual: desk.acknowledge(), words: ['acknowledgedBy.id'] },
  AssessComplaint: {
    after: after(openTicket(), ...decidedComplaint.slice(0, 2)),
    usual: desk.assess(),
    words: ['causes', 'assessedBy.id'],
  },
  RespondToComplaint: {
    after: assessed,
    usual: desk.respond({ text: 'Sorry' }),
    texts: ['text'],
    words: ['respondedBy.id'],
  },
  OfferRedress: {
    after: assessed,
    usual: desk.offerRedress(),
    words: ['redressId', 'offeredBy.id'],
    currencies: ['amount.currency'],
  },
  CommunicateComplaintDecision: {
    after: after(openTicket(), ...decidedComplaint.slice(0, 4)),
    usual: desk.communicateDecision(),
    words: ['recourse.body', 'communicatedBy.id'],
  },
  AnswerComplaintDecision: { after: decided, usual: desk.answerDecision(), words: ['answeredBy.id'] },
  EscalateComplaintExternally: {
    after: decided,
    usual: desk.escalateExternally(),
    words: ['body', 'caseRef', 'escalatedBy.id'],
  },
  ConcludeExternalRecourse: {
    after: after(openTicket(), ...decidedComplaint, desk.escalateExternally()),
    usual: desk.concludeRecourse(),
  },
  CloseComplaint: {
    after: after(openTicket(), ...decidedComplaint, desk.answerDecision()),
    usual: desk.closeComplaint(),
    words: ['closedBy.id'],
  },
  OfferQuote: {
    after: opened,
    usual: desk.offerQuote(),
    words: ['quoteId', 'lines.lineId', 'lines.work', 'offeredBy.id'],
    currencies: ['currency'],
  },
  AcceptQuote: { after: quoted, usual: desk.acceptQuote(), words: ['acceptedBy.id'] },
  DeclineQuote: { after: quoted, usual: desk.declineQuote(), words: ['because', 'declinedBy.id'] },
  ExpireQuote: { after: quoted, usual: desk.expireQuote() },
  BillService: {
    after: after(openTicket(), desk.offerQuote(), desk.acceptQuote()),
    usual: desk.bill({
      lines: [{ ...desk.labour, netMinor: 0n, taxMinor: 0n }, desk.pump],
      coverage: [desk.warrantyOnLabour],
    }),
    words: ['billId', 'lines.work', 'lines.lineId', 'coverage.stream', 'coverage.layer', 'billedBy.id'],
  },
  SplitServiceTicket: {
    after: after(openTicket(), desk.contact()),
    usual: desk.splitTicket(),
    words: ['splitBy.id'],
    ids: ['intoServiceTicketId', 'issueId'],
  },
  UnmergeServiceTicket: {
    after: after(...merged),
    usual: desk.unmerge({ returned: [movedContact('contact-2', wednesday('10:00'))] }),
    words: ['returned.sessionId', 'returned.contactedBy.id', 'unmergedBy.id'],
  },
  ReleaseAbsorbedTicket: { after: after(openTicket(), desk.absorb()), usual: desk.releaseAbsorbed() },
  ReturnContacts: {
    after: after(openTicket(), desk.contact()),
    usual: desk.returnContacts(),
    ids: ['toServiceTicketId'],
  },
}

describeBadInput({
  decider: serviceTicket,
  codecs: ServiceTicketCommand.types.filter(
    ({ messageType }) => !visitCommands.some((visit) => visit.messageType === messageType),
  ),
  rejections: serviceTicketRejections,
  examples,
})
