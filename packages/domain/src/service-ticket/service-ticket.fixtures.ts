import { given, historyOf } from '@aftersale/decider/testing'
import type { Actor, Instant, NonEmptyText, PositiveInteger } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { at, officeHours } from '../calendar/calendar.fixtures.js'
import type { Duration } from '../calendar/duration.js'
import type { Currency } from '../money/index.js'
import type { ServiceLevelPolicy } from '../policy/service-level/service-level-policy.js'
import type { ServiceTicketCommand } from './commands.js'
import type { MovedContact } from './contacts/moved-contact.js'
import type { ServiceTicketEvent } from './events.js'
import { serviceTicket } from './service-ticket.js'
import type { IssueId, ServiceTicketId } from './service-ticket-id.js'

type CommandType = ServiceTicketCommand['type']
type CommandOf<Type extends CommandType> = Extract<ServiceTicketCommand, { readonly type: Type }>
type DataOf<Type extends CommandType> = CommandOf<Type>['data']

export const text = (words: string): NonEmptyText => words as NonEmptyText
export const duration = (words: string): Duration => words as Duration
export const count = (value: number): PositiveInteger => value as PositiveInteger

export const ticketId = '0197290f-6a00-7000-8000-000000000001' as ServiceTicketId
export const otherTicketId = '0197290f-6a00-7000-8000-000000000002' as ServiceTicketId
export const thirdTicketId = '0197290f-6a00-7000-8000-000000000003' as ServiceTicketId
export const issueId = '0197290f-6a00-7000-8000-00000000000a' as IssueId
export const otherIssueId = '0197290f-6a00-7000-8000-00000000000b' as IssueId
export const euro = 'EUR' as Currency

const actor = (kind: Actor['kind'], id: string): Actor => ({ kind, id: text(id) })
export const customer = actor('customer', 'customer-1')
export const agent = actor('agent', 'agent-1')
export const bot = actor('bot', 'bot-1')
export const system = actor('system', 'mailer')
export const device = actor('device', 'washing-machine-1')
export const partner = actor('partner', 'dealer-1')

/** The first week of June 2025 in Berlin: 2 June is a Monday, 9 June Whit Monday. */
export const monday = (time: string): Instant => at(`2025-06-02T${time}+02:00`)
export const tuesday = (time: string): Instant => at(`2025-06-03T${time}+02:00`)
export const wednesday = (time: string): Instant => at(`2025-06-04T${time}+02:00`)
export const friday = (time: string): Instant => at(`2025-06-06T${time}+02:00`)

/** Open 9 to 5 on working days in Berlin; every clock rests while the customer is waited for, the resolution's on any hold. */
export const officeDesk: ServiceLevelPolicy = {
  policyId: text('office-desk'),
  version: count(1),
  calendar: officeHours,
  targets: {
    high: { 'first-response': duration('PT1H'), 'next-response': duration('PT1H'), resolution: duration('PT4H') },
    moderate: { 'first-response': duration('PT2H'), 'next-response': duration('PT2H'), resolution: duration('PT8H') },
    low: { resolution: duration('PT40H') },
  },
  pausedBy: {
    'first-response': ['waiting-on-customer'],
    'next-response': ['waiting-on-customer'],
    resolution: ['waiting-on-customer', 'third-party', 'parts', 'vendor', 'problem', 'evidence', 'other'],
  },
  botReplyIsFirstResponse: false,
  nextResponseFrom: 'last-customer-contact',
  onReopen: 'resume',
  reopenWindow: duration('PT72H'),
}

/** Promises a time for the resolution alone. */
export const resolutionIn = (
  target: string,
  { calendar = officeHours, ...rest }: Partial<ServiceLevelPolicy> = {},
): ServiceLevelPolicy => ({
  ...officeDesk,
  ...rest,
  policyId: text(`resolution-in-${target}`),
  calendar,
  targets: { moderate: { resolution: duration(target) } },
})

export const officeDeskVersion2: ServiceLevelPolicy = { ...officeDesk, version: count(2) }

/** A builder of one kind of command: its usual data, but for what is said. */
const usual =
  <Type extends CommandType>(type: Type, data: DataOf<Type>) =>
  (differing: Partial<DataOf<Type>> = {}): CommandOf<Type> =>
    ({ type, data: { ...data, ...differing } }) as unknown as CommandOf<Type>

const serviceTicketId = ticketId
const serviceLevel = officeDesk

export const openTicket = usual('OpenServiceTicket', {
  serviceTicketId,
  issueId,
  channel: 'email',
  kind: 'question',
  priority: 'moderate',
  openedBy: customer,
  openedAt: monday('09:00'),
  serviceLevel,
  contact: {
    contactId: text('contact-1'),
    direction: 'inbound',
    channel: 'email',
    nature: 'request',
    contactedBy: customer,
  },
})
/** Nobody asked. */
export const openUnasked = (differing: Partial<DataOf<'OpenServiceTicket'>> = {}): CommandOf<'OpenServiceTicket'> => {
  const { contact: _, ...data } = openTicket(differing).data
  return { type: 'OpenServiceTicket', data }
}
export const classify = usual('ClassifyServiceTicket', {
  serviceTicketId,
  kind: 'repair',
  classifiedAt: monday('09:10'),
  classifiedBy: agent,
})
export const contact = usual('RecordContact', {
  serviceTicketId,
  contactId: text('contact-2'),
  direction: 'inbound',
  channel: 'email',
  nature: 'request',
  contactedBy: customer,
  contactedAt: monday('10:30'),
  serviceLevel,
})
export const assign = usual('AssignServiceTicket', {
  serviceTicketId,
  team: text('first-line'),
  assignedAt: monday('09:05'),
})
export const transfer = usual('TransferServiceTicket', {
  serviceTicketId,
  toTeam: text('second-line'),
  transferredAt: monday('09:20'),
})
export const handOver = usual('HandOverToHuman', {
  serviceTicketId,
  botId: text('bot-1'),
  handedOverAt: monday('09:02'),
})
export const escalate = usual('EscalateServiceTicket', {
  serviceTicketId,
  level: count(1),
  cause: text('important-customer'),
  escalatedAt: monday('09:30'),
})
export const reply = usual('ReplyToCustomer', {
  serviceTicketId,
  messageId: text('message-1'),
  channel: 'email',
  repliedBy: agent,
  automated: false,
  repliedAt: monday('10:00'),
  serviceLevel,
})
export const note = usual('AddNote', {
  serviceTicketId,
  noteId: text('note-1'),
  notedBy: agent,
  notedAt: monday('09:15'),
})
export const ask = usual('AskCustomer', { serviceTicketId, askedAt: monday('11:00'), serviceLevel })
export const answered = usual('EndWaitingOnCustomer', { serviceTicketId, answeredAt: monday('13:00'), serviceLevel })
export const hold = usual('PutOnHold', { serviceTicketId, cause: 'parts', heldAt: monday('11:00'), serviceLevel })
export const resume = usual('ResumeFromHold', { serviceTicketId, resumedAt: monday('13:00'), serviceLevel })
export const prioritise = usual('ChangePriority', {
  serviceTicketId,
  priority: 'high',
  changedAt: monday('12:00'),
  serviceLevel,
})
export const changeServiceLevel = usual('ChangeServiceLevel', {
  serviceTicketId,
  from: officeDesk,
  to: officeDeskVersion2,
  changedAt: monday('12:00'),
})
export const breach = usual('RecordSlaBreach', {
  serviceTicketId,
  clockId: text('resolution-1'),
  dueAt: monday('17:00'),
})
export const promise = usual('MakePromise', {
  serviceTicketId,
  promiseId: text('promise-1'),
  subject: text('call-back'),
  dueAt: monday('15:00'),
  promisedBy: agent,
  promisedAt: monday('10:00'),
})
export const renegotiate = usual('RenegotiatePromise', {
  serviceTicketId,
  promiseId: text('promise-1'),
  newDueAt: tuesday('10:00'),
  consentedAt: monday('14:00'),
})
export const keep = usual('KeepPromise', { serviceTicketId, promiseId: text('promise-1'), keptAt: monday('14:30') })
export const breakPromise = usual('BreakPromise', {
  serviceTicketId,
  promiseId: text('promise-1'),
  dueAt: monday('15:00'),
})
export const waive = usual('WaivePromise', { serviceTicketId, promiseId: text('promise-1'), waivedAt: monday('14:30') })
export const resolve = usual('ResolveServiceTicket', {
  serviceTicketId,
  resolvedBy: agent,
  resolvedAt: monday('16:00'),
  serviceLevel,
})
export const close = usual('CloseServiceTicket', {
  serviceTicketId,
  closedBy: 'customer',
  closedAt: tuesday('09:00'),
  serviceLevel,
})
export const closeUncontested = usual('CloseWhenUncontested', {
  serviceTicketId,
  episode: count(1),
  dueAt: tuesday('16:00'),
})
export const reopen = usual('ReopenServiceTicket', {
  serviceTicketId,
  because: text('not-solved'),
  reopenedBy: customer,
  reopenedAt: tuesday('10:00'),
  serviceLevel,
})
export const requestMerge = usual('RequestMerge', {
  serviceTicketId,
  into: otherTicketId,
  requestedBy: agent,
  requestedAt: wednesday('09:00'),
})
export const absorb = usual('AbsorbServiceTicket', {
  serviceTicketId,
  absorbedTicketId: otherTicketId,
  requestedAtRevision: 4,
  absorbedAt: wednesday('09:01'),
})
export const merge = usual('MergeServiceTicket', {
  serviceTicketId,
  into: otherTicketId,
  requestedAtRevision: 4,
  absorbedAtRevision: 7,
  mergedAt: wednesday('09:02'),
})
export const withdrawMerge = usual('WithdrawMergeRequest', { serviceTicketId, withdrawnAt: wednesday('09:03') })
export const spam = usual('MarkServiceTicketAsSpam', { serviceTicketId, markedBy: agent, markedAt: wednesday('09:00') })
export const cancel = usual('CancelServiceTicket', {
  serviceTicketId,
  because: 'opened-by-mistake',
  cancelledBy: agent,
  cancelledAt: wednesday('09:00'),
})
export const followUp = usual('RequestFollowUp', {
  serviceTicketId,
  followUpId: text('follow-up-1'),
  channel: 'phone',
  dueAt: friday('12:00'),
  requestedAt: monday('16:30'),
})
export const completeFollowUp = usual('CompleteFollowUp', {
  serviceTicketId,
  followUpId: text('follow-up-1'),
  completedBy: agent,
  completedAt: friday('11:00'),
})
export const missFollowUp = usual('MissFollowUp', {
  serviceTicketId,
  followUpId: text('follow-up-1'),
  dueAt: friday('12:00'),
})

export const registerComplaint = usual('RegisterComplaint', {
  serviceTicketId,
  allegedDefect: text('leaks'),
  sku: text('KETTLE-17'),
  severity: 'major',
  importance: 'high',
  priceBand: 'middle',
  momentOfUse: 'first-use',
  registeredBy: agent,
  registeredAt: monday('10:00'),
  serviceLevel,
})
export const acknowledge = usual('AcknowledgeComplaint', {
  serviceTicketId,
  channel: 'email',
  acknowledgedBy: agent,
  acknowledgedAt: monday('11:00'),
  serviceLevel,
})
export const assess = usual('AssessComplaint', {
  serviceTicketId,
  finding: 'founded',
  severity: 'major',
  importance: 'high',
  priceBand: 'middle',
  momentOfUse: 'first-use',
  causes: [text('seal')],
  assessedBy: agent,
  assessedAt: monday('12:00'),
})
export const respond = usual('RespondToComplaint', {
  serviceTicketId,
  channel: 'email',
  respondedBy: agent,
  respondedAt: monday('13:00'),
})
export const offerRedress = usual('OfferRedress', {
  serviceTicketId,
  redressId: text('redress-1'),
  kind: 'refund',
  amount: { amountMinor: 2499n, currency: euro },
  offeredBy: agent,
  offeredAt: monday('13:10'),
})
export const communicateDecision = usual('CommunicateComplaintDecision', {
  serviceTicketId,
  channel: 'email',
  recourse: [
    { body: text('head-of-service'), availableUntil: wednesday('12:00') },
    { body: text('consumer-arbitration') },
  ],
  communicatedBy: agent,
  communicatedAt: monday('14:00'),
})
export const answerDecision = usual('AnswerComplaintDecision', {
  serviceTicketId,
  answer: 'accepted',
  answeredBy: customer,
  answeredAt: monday('15:00'),
})
export const escalateExternally = usual('EscalateComplaintExternally', {
  serviceTicketId,
  body: text('consumer-arbitration'),
  caseRef: text('2025/117'),
  escalatedBy: customer,
  escalatedAt: tuesday('10:00'),
})
export const concludeRecourse = usual('ConcludeExternalRecourse', {
  serviceTicketId,
  body: text('consumer-arbitration'),
  outcome: 'for-desk',
  concludedAt: wednesday('10:00'),
})
export const closeComplaint = usual('CloseComplaint', {
  serviceTicketId,
  because: 'accepted',
  closedBy: agent,
  closedAt: monday('15:30'),
})
/** A complaint up to the decision that the customer was told. */
export const decidedComplaint: ReadonlyArray<ServiceTicketCommand> = [
  registerComplaint(),
  acknowledge(),
  assess(),
  respond(),
  communicateDecision(),
]
export const labour = { lineId: text('1'), work: text('labour'), netMinor: 9000n, taxMinor: 1710n }
export const pump = { lineId: text('2'), work: text('pump'), netMinor: 4500n, taxMinor: 855n }
export const offerQuote = usual('OfferQuote', {
  serviceTicketId,
  quoteId: text('quote-1'),
  currency: euro,
  lines: [labour, pump],
  validUntil: friday('12:00'),
  offeredBy: agent,
  offeredAt: monday('10:00'),
})
export const acceptQuote = usual('AcceptQuote', {
  serviceTicketId,
  quoteId: text('quote-1'),
  acceptedBy: customer,
  acceptedAt: tuesday('10:00'),
})
export const declineQuote = usual('DeclineQuote', {
  serviceTicketId,
  quoteId: text('quote-1'),
  because: text('too-dear'),
  declinedBy: customer,
  declinedAt: tuesday('10:00'),
})
export const expireQuote = usual('ExpireQuote', { serviceTicketId, quoteId: text('quote-1'), dueAt: friday('12:00') })
export const bill = usual('BillService', {
  serviceTicketId,
  billId: text('bill-1'),
  quoteId: text('quote-1'),
  currency: euro,
  lines: [labour, pump],
  coverage: [],
  performedAt: wednesday('11:00'),
  billedBy: agent,
  billedAt: wednesday('12:00'),
})
/** A warranty on the first line, to the end of June. */
export const warrantyOnLabour = {
  stream: text('warranty-0197290f-6a00-7000-8000-0000000000aa'),
  revision: 3,
  layer: text('commercial'),
  lineIds: [text('1')],
  startsAt: at('2024-06-30T00:00+02:00'),
  endsAtExclusive: at('2025-07-01T00:00+02:00'),
}
export const splitTicket = usual('SplitServiceTicket', {
  serviceTicketId,
  intoServiceTicketId: otherTicketId,
  issueId: otherIssueId,
  contactIds: [text('contact-2')],
  splitBy: agent,
  splitAt: tuesday('11:00'),
  serviceLevel,
})
export const unmerge = usual('UnmergeServiceTicket', {
  serviceTicketId,
  from: otherTicketId,
  returned: [],
  unmergedBy: agent,
  unmergedAt: wednesday('11:00'),
  serviceLevel,
})
export const releaseAbsorbed = usual('ReleaseAbsorbedTicket', {
  serviceTicketId,
  absorbedTicketId: otherTicketId,
  requestedAtRevision: 4,
  unmergedAtRevision: 9,
  releasedAt: wednesday('11:01'),
})
export const returnContacts = usual('ReturnContacts', {
  serviceTicketId,
  toServiceTicketId: otherTicketId,
  contactIds: [text('contact-2')],
  unmergedAtRevision: 9,
  returnedAt: wednesday('11:02'),
  serviceLevel,
})

/** The history of a ticket to which all this was said, none of it refused. */
export const after = (...commands: ReadonlyArray<ServiceTicketCommand>): ReadonlyArray<ServiceTicketEvent> =>
  historyOf(serviceTicket, commands)

/** A contact as another ticket, which got it, tells it to this one. */
export const movedContact = (
  contactId: string,
  contactedAt: Instant,
  differing: Partial<MovedContact> = {},
): MovedContact => ({
  contactId: text(contactId),
  sessionId: text(contactId),
  direction: 'inbound',
  channel: 'email',
  nature: 'request',
  contactedBy: customer,
  contactedAt,
  ...differing,
})

/** What an event tells, but for the ticket's id, the rule trace, and what a clock differs by or was reassigned from. */
export type Told = readonly [type: ServiceTicketEvent['type'], data: Readonly<Record<string, unknown>>]

/** What a command records after that history, in order; an empty list where it was already done. Throws for a rejection. */
export const recorded = (
  history: ReadonlyArray<ServiceTicketEvent>,
  command: ServiceTicketCommand,
): ReadonlyArray<Told> => {
  const decided = acceptedBy(history, command)
  return decided.map(({ type, data: { serviceTicketId: id, ...data } }) => {
    if (id !== command.data.serviceTicketId) throw new Error(`${type} tells of another ticket`)
    const untold = new Set(type === 'SlaReassigned' ? ['trace', 'from'] : ['trace', 'by'])
    return [type, Object.fromEntries(Object.entries(data).filter(([name]) => !untold.has(name)))]
  })
}

/** The rules behind each of the events that have a trace. */
export const tracesOf = (
  history: ReadonlyArray<ServiceTicketEvent>,
  command: ServiceTicketCommand,
): ReadonlyArray<unknown> => acceptedBy(history, command).flatMap(({ data }) => ('trace' in data ? [data.trace] : []))

/** The names of what is recorded, where it is their order that matters. */
export const namesOf = (told: ReadonlyArray<Told>): ReadonlyArray<string> =>
  told.map(([type, { clockId }]) => (typeof clockId === 'string' ? `${type} ${clockId}` : type))

const acceptedBy = (
  history: ReadonlyArray<ServiceTicketEvent>,
  command: ServiceTicketCommand,
): ReadonlyArray<ServiceTicketEvent> => {
  const { decision } = given(serviceTicket, history).when(command)
  if (E.isLeft(decision)) throw new Error(`Rejected: ${JSON.stringify(decision.left)}`)
  return decision.right
}
