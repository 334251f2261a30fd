import { given } from '@aftersale/decider/testing'
import * as E from 'fp-ts/lib/Either.js'
import { berlin, calendar } from '../calendar/calendar.fixtures.js'
import type { Currency } from '../money/index.js'
import type { ServiceTicketCommand } from './commands.js'
import { serviceTicketEvents } from './events.js'
import { type ServiceTicketRejection, serviceTicketRejections } from './rejections.js'
import {
  absorb,
  acceptQuote,
  acknowledge,
  after,
  answered,
  ask,
  assess,
  assign,
  bill,
  breach,
  cancel,
  close,
  closeComplaint,
  completeFollowUp,
  concludeRecourse,
  contact,
  count,
  customer,
  decidedComplaint,
  declineQuote,
  escalate,
  followUp,
  friday,
  hold,
  keep,
  labour,
  merge,
  monday,
  note,
  offerQuote,
  offerRedress,
  officeDeskVersion2,
  openTicket,
  otherTicketId,
  promise,
  registerComplaint,
  releaseAbsorbed,
  renegotiate,
  reopen,
  reply,
  requestMerge,
  resolutionIn,
  resolve,
  resume,
  spam,
  splitTicket,
  text,
  thirdTicketId,
  ticketId,
  transfer,
  unmerge,
  warrantyOnLabour,
  wednesday,
  withdrawMerge,
} from './service-ticket.fixtures.js'
import { serviceTicket } from './service-ticket.js'

/** How each reason is come to: by commands alone, the last of which is refused. A reason that is missing does not compile. */
const waysTo: Readonly<Record<ServiceTicketRejection['reason'], ReadonlyArray<ServiceTicketCommand>>> = {
  TicketNotOpened: [contact()],
  TicketAlreadyOpened: [openTicket(), openTicket({ kind: 'repair' })],
  AddressedToAnotherTicket: [openTicket(), contact({ serviceTicketId: otherTicketId })],
  TicketAlreadyResolved: [openTicket(), resolve(), ask({ askedAt: friday('09:00') })],
  TicketAlreadyClosed: [openTicket(), resolve(), close(), ask({ askedAt: friday('09:00') })],
  TicketMergedAway: [openTicket(), requestMerge(), merge(), reply({ repliedAt: friday('09:00') })],
  TicketIsSpam: [openTicket(), spam(), reply({ repliedAt: friday('09:00') })],
  TicketIsCancelled: [openTicket(), cancel(), reply({ repliedAt: friday('09:00') })],
  HappenedBeforeLastChange: [openTicket(), ask(), answered({ answeredAt: monday('10:59') })],
  ServiceLevelDiffers: [openTicket(), contact({ serviceLevel: officeDeskVersion2 })],
  TargetNeverDue: [
    openTicket({ serviceLevel: resolutionIn('PT1H', { calendar: calendar(berlin, { weekdays: [] }) }) }),
  ],
  ContactIdReused: [openTicket(), contact(), contact({ channel: 'phone' })],
  MessageIdReused: [openTicket(), reply(), reply({ automated: true })],
  NoteIdReused: [openTicket(), note(), note({ notedAt: monday('12:00') })],
  ReplyFromCustomer: [openTicket(), reply({ repliedBy: customer })],
  TicketWithAnotherTeam: [openTicket(), assign(), assign({ team: text('second-line') })],
  TicketWithThatTeam: [openTicket(), assign(), transfer({ toTeam: text('first-line'), toAgentId: text('agent-2') })],
  TicketNotAssigned: [openTicket(), transfer()],
  LevelAlreadyReached: [openTicket(), escalate({ level: count(2) }), escalate()],
  AlreadyWaitingOnCustomer: [openTicket(), ask(), ask({ askedAt: monday('12:00') })],
  NotWaitingOnCustomer: [openTicket(), answered()],
  AlreadyOnHold: [openTicket(), hold(), hold({ heldAt: monday('12:00') })],
  NotOnHold: [openTicket(), resume()],
  ClockUnknown: [openTicket(), breach({ clockId: text('resolution-7') })],
  PromiseUnknown: [openTicket(), keep()],
  PromiseIdReused: [openTicket(), promise(), promise({ subject: text('visit') })],
  PromiseDueBeforeMade: [openTicket(), promise({ dueAt: monday('09:00') })],
  PromiseNotYetMade: [openTicket(), promise(), keep({ keptAt: monday('09:59') })],
  PromiseAlreadyDue: [openTicket(), promise(), renegotiate({ consentedAt: monday('15:01') })],
  PromiseAlreadySettled: [openTicket(), promise(), keep(), renegotiate()],
  OpenWork: [openTicket(), promise(), resolve({ resolvedAt: monday('14:00') })],
  TicketNotResolved: [openTicket(), reopen()],
  ReopenWindowPassed: [openTicket(), resolve(), close(), reopen({ reopenedAt: friday('09:00') })],
  MergeIntoItself: [openTicket(), requestMerge({ into: ticketId })],
  MergeAlreadyRequested: [openTicket(), requestMerge(), absorb({ absorbedTicketId: thirdTicketId })],
  MergeNotRequested: [openTicket(), merge()],
  MergeRequestOutdated: [
    openTicket(),
    requestMerge(),
    withdrawMerge(),
    requestMerge({ requestedAt: friday('09:00') }),
    merge({ mergedAt: friday('09:01') }),
  ],
  FollowUpUnknown: [openTicket(), completeFollowUp()],
  FollowUpIdReused: [openTicket(), followUp(), followUp({ channel: 'email' })],
  FollowUpDueBeforeRequested: [openTicket(), followUp({ dueAt: monday('09:00') })],
  FollowUpNotYetRequested: [openTicket(), followUp(), completeFollowUp({ completedAt: monday('16:29') })],
  FollowUpAlreadyCompleted: [
    openTicket(),
    followUp(),
    completeFollowUp(),
    completeFollowUp({ completedAt: friday('10:00') }),
  ],
  ComplaintNotRegistered: [openTicket(), acknowledge()],
  ComplaintAlreadyRegistered: [openTicket(), registerComplaint(), registerComplaint({ severity: 'minor' })],
  ComplaintAlreadyAcknowledged: [
    openTicket(),
    registerComplaint(),
    acknowledge(),
    acknowledge({ acknowledgedAt: monday('11:30') }),
  ],
  ComplaintStepMissing: [openTicket(), registerComplaint(), assess()],
  HappenedBeforeComplaintStep: [openTicket(), registerComplaint(), acknowledge({ acknowledgedAt: monday('09:59') })],
  ComplaintAlreadyClosed: [openTicket(), registerComplaint(), closeComplaint({ because: 'withdrawn' }), acknowledge()],
  ComplaintNotSettled: [openTicket(), ...decidedComplaint, closeComplaint()],
  ComplaintOpen: [openTicket(), registerComplaint(), resolve()],
  ExternalRecourseUnknown: [openTicket(), registerComplaint(), concludeRecourse()],
  RedressIdReused: [
    openTicket(),
    registerComplaint(),
    acknowledge(),
    assess(),
    offerRedress(),
    offerRedress({ kind: 'repair' }),
  ],
  QuoteUnknown: [openTicket(), acceptQuote()],
  QuoteIdReused: [openTicket(), offerQuote(), offerQuote({ lines: [labour] })],
  QuoteWithoutLines: [openTicket(), offerQuote({ lines: [] })],
  QuoteLineRepeated: [openTicket(), offerQuote({ lines: [labour, labour] })],
  QuoteValidUntilTooEarly: [openTicket(), offerQuote({ validUntil: monday('10:00') })],
  QuoteNotYetOffered: [openTicket(), offerQuote(), acceptQuote({ acceptedAt: monday('09:59') })],
  QuoteNoLongerValid: [openTicket(), offerQuote(), acceptQuote({ acceptedAt: friday('12:00') })],
  QuoteAlreadyAnswered: [openTicket(), offerQuote(), acceptQuote(), declineQuote()],
  QuoteNotAccepted: [openTicket(), offerQuote(), bill()],
  AmountOutOfBounds: [openTicket(), offerQuote({ lines: [{ ...labour, netMinor: 10n ** 18n - 1n }] })],
  CurrencyMismatch: [openTicket(), offerQuote(), acceptQuote(), bill({ currency: 'USD' as Currency })],
  BillIdReused: [openTicket(), offerQuote(), acceptQuote(), bill(), bill({ billedAt: wednesday('13:00') })],
  CoverageOfUnknownLine: [
    openTicket(),
    offerQuote(),
    acceptQuote(),
    bill({ coverage: [{ ...warrantyOnLabour, lineIds: [text('9')] }] }),
  ],
  WorkIsCovered: [openTicket(), offerQuote(), acceptQuote(), bill({ coverage: [warrantyOnLabour] })],
  BillExceedsQuote: [openTicket(), offerQuote(), acceptQuote(), bill({ lines: [{ ...labour, netMinor: 14_356n }] })],
  SplitIntoItself: [openTicket(), contact(), splitTicket({ intoServiceTicketId: ticketId })],
  SplitWithoutContacts: [openTicket(), splitTicket({ contactIds: [] })],
  SplitTicketIdReused: [openTicket(), contact(), splitTicket(), splitTicket({ splitAt: friday('09:00') })],
  OpeningContactStays: [openTicket(), splitTicket({ contactIds: [text('contact-1')] })],
  ContactUnknown: [openTicket(), splitTicket()],
  TicketNotMerged: [openTicket(), unmerge()],
  TicketNotAbsorbed: [openTicket(), releaseAbsorbed()],
}

describe('every rejection', () => {
  it.each(Object.keys(serviceTicketRejections))('%s is come to by commands', (reason) => {
    const commands = waysTo[reason as ServiceTicketRejection['reason']]
    const [refused] = commands.slice(-1)
    if (refused === undefined) throw new Error(`No way leads to ${reason}`)
    const { decision } = given(serviceTicket, after(...commands.slice(0, -1))).when(refused)
    expect(decision).toMatchObject(E.left({ reason }))
  })

  it('says what it means in a sentence', () => {
    for (const meaning of Object.values(serviceTicketRejections)) expect(meaning).toMatch(/^[A-Z].*\.$/)
  })

  it('has a name that no event has', () => {
    const names = serviceTicketEvents.map(({ messageType }): string => messageType)
    expect(names.filter((name) => name in serviceTicketRejections)).toStrictEqual([])
  })
})
