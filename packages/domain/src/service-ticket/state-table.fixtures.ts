import { given, outcomeInShort, outcomeTable, ownRejectionTable } from '@aftersale/decider/testing'
import type { Instant } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { ServiceLevelPolicy } from '../policy/service-level/service-level-policy.js'
import type { ServiceTicketCommand } from './commands.js'
import type { ServiceTicketEvent } from './events.js'
import type { ServiceTicketRejection } from './rejections.js'
import * as usual from './service-ticket.fixtures.js'
import {
  agent,
  count,
  duration,
  friday,
  monday,
  otherTicketId,
  text,
  tuesday,
  wednesday,
} from './service-ticket.fixtures.js'
import { serviceTicket } from './service-ticket.js'
import { type DeskStatus, deskStatusOf } from './visits/desk-status.js'
import * as visits from './visits/visits.fixtures.js'

// What each command comes to in each status, asked of the decider itself.

/** Targets so long that none is due while the table is made. */
const serviceLevel: ServiceLevelPolicy = {
  ...usual.officeDesk,
  targets: {
    high: {
      'first-response': duration('PT200H'),
      'next-response': duration('PT200H'),
      resolution: duration('PT200H'),
      acknowledgement: duration('PT200H'),
    },
    moderate: {
      'first-response': duration('PT400H'),
      'next-response': duration('PT400H'),
      resolution: duration('PT400H'),
      acknowledgement: duration('PT400H'),
    },
  },
  closeAfter: duration('PT240H'),
  reopenWindow: duration('PT240H'),
}
const dueAt = friday('16:00')

type Status = DeskStatus

/** What brings a ticket, already opened, to a status. */
const waysTo: ReadonlyArray<readonly [Status, ReadonlyArray<ServiceTicketCommand>]> = [
  ['not-opened', []],
  ['new', []],
  ['open', [usual.assign()]],
  ['scheduled', [usual.assign(), visits.scheduleVisit({ serviceLevel, visitId: visits.otherVisitId })]],
  ['waiting-on-customer', [usual.assign(), usual.ask({ serviceLevel })]],
  ['on-hold', [usual.assign(), usual.hold({ serviceLevel })]],
  ['resolved', [usual.assign(), usual.resolve({ serviceLevel })]],
  ['closed', [usual.assign(), usual.resolve({ serviceLevel }), usual.close({ serviceLevel })]],
  ['merged', [usual.requestMerge({ requestedAt: monday('12:00') }), usual.merge({ mergedAt: monday('12:01') })]],
  ['spam', [usual.spam({ markedAt: monday('12:00') })]],
  ['cancelled', [usual.cancel({ cancelledAt: monday('12:00') })]],
]

const promised = [usual.promise({ dueAt: tuesday('12:00') })]
const complained = usual.registerComplaint({ serviceLevel, registeredAt: monday('09:30') })
const quoted = usual.offerQuote({ offeredAt: monday('09:30'), validUntil: tuesday('12:00') })

/** The first steps of a complaint, all within a few minutes. */
const complaintUpTo = (steps: number): ReadonlyArray<ServiceTicketCommand> =>
  [
    complained,
    usual.acknowledge({ serviceLevel, acknowledgedAt: monday('09:31') }),
    usual.assess({ assessedAt: monday('09:32') }),
    usual.respond({ respondedAt: monday('09:33') }),
    usual.communicateDecision({ communicatedAt: monday('09:34') }),
  ].slice(0, steps)
const now = wednesday('10:00')

/** A visit on Wednesday morning, as far as it has come on Monday. */
const visitUpTo = (steps: number): ReadonlyArray<ServiceTicketCommand> =>
  [
    visits.scheduleVisit({ serviceLevel, scheduledAt: monday('09:20') }),
    visits.confirmTechnician({ heldAt: monday('09:21') }),
    visits.arrive({ serviceLevel, arrivedAt: monday('09:30') }),
  ].slice(0, steps)

/** A usual command of each type, and what it presupposes of an opened ticket. */
const commands: ReadonlyArray<
  readonly [
    command: ServiceTicketCommand | ((history: ReadonlyArray<ServiceTicketEvent>) => ServiceTicketCommand),
    presupposed?: ReadonlyArray<ServiceTicketCommand>,
  ]
> = [
  [usual.openTicket({ serviceLevel, openedAt: now })],
  [usual.classify({ classifiedAt: now })],
  [usual.contact({ serviceLevel, contactedAt: now })],
  [usual.assign({ assignedAt: now, agentId: text('agent-2') })],
  [usual.transfer({ transferredAt: now })],
  [usual.handOver({ handedOverAt: now })],
  [usual.escalate({ escalatedAt: now })],
  [usual.reply({ serviceLevel, repliedAt: now })],
  [usual.note({ notedAt: now })],
  [usual.ask({ serviceLevel, askedAt: now })],
  [usual.answered({ serviceLevel, answeredAt: now })],
  [usual.hold({ serviceLevel, heldAt: now, cause: 'vendor' })],
  [usual.resume({ serviceLevel, resumedAt: now })],
  [usual.prioritise({ serviceLevel, changedAt: now })],
  [usual.changeServiceLevel({ from: serviceLevel, to: { ...serviceLevel, version: count(2) }, changedAt: now })],
  [(history) => usual.breach({ clockId: text('resolution-1'), dueAt: dueInstantOf(history) })],
  [usual.promise({ promiseId: text('promise-2'), promisedAt: now, dueAt })],
  [usual.renegotiate({ consentedAt: tuesday('10:00'), newDueAt: dueAt }), promised],
  [usual.keep({ keptAt: tuesday('10:00') }), promised],
  [usual.breakPromise({ dueAt: tuesday('12:00') }), promised],
  [usual.waive({ waivedAt: tuesday('10:00') }), promised],
  [usual.resolve({ serviceLevel, resolvedAt: now })],
  [usual.close({ serviceLevel, closedAt: now, closedBy: 'agent' })],
  [(history) => usual.closeUncontested({ dueAt: closingInstantOf(history) })],
  [usual.reopen({ serviceLevel, reopenedAt: now })],
  [usual.requestMerge({ requestedAt: now, into: usual.thirdTicketId })],
  [usual.absorb({ absorbedAt: now })],
  [
    (history) =>
      usual.merge({
        mergedAt: now,
        into: usual.thirdTicketId,
        requestedAtRevision: history.findLastIndex(({ type }) => type === 'ServiceTicketMergeRequested'),
      }),
    [usual.requestMerge({ requestedAt: monday('11:00'), into: usual.thirdTicketId })],
  ],
  [
    usual.withdrawMerge({ withdrawnAt: now }),
    [usual.requestMerge({ requestedAt: monday('11:00'), into: usual.thirdTicketId })],
  ],
  [usual.spam({ markedAt: now })],
  [usual.cancel({ cancelledAt: now, cancelledBy: agent, because: 'withdrawn-by-customer' })],
  [usual.followUp({ followUpId: text('follow-up-2'), requestedAt: now, dueAt })],
  [usual.completeFollowUp({ completedAt: now }), [usual.followUp({ dueAt, requestedAt: monday('09:30') })]],
  [usual.missFollowUp({ dueAt }), [usual.followUp({ dueAt, requestedAt: monday('09:30') })]],
  [usual.registerComplaint({ serviceLevel, registeredAt: now })],
  [usual.acknowledge({ serviceLevel, acknowledgedAt: now }), [complained]],
  [usual.assess({ assessedAt: now }), complaintUpTo(2)],
  [usual.respond({ respondedAt: now }), complaintUpTo(3)],
  [usual.offerRedress({ offeredAt: now }), complaintUpTo(3)],
  [usual.communicateDecision({ communicatedAt: now }), complaintUpTo(4)],
  [usual.answerDecision({ answeredAt: now }), complaintUpTo(5)],
  [usual.escalateExternally({ escalatedAt: now }), [complained]],
  [usual.concludeRecourse({ concludedAt: now }), complaintUpTo(5)],
  [
    usual.closeComplaint({ closedAt: now }),
    [...complaintUpTo(5), usual.answerDecision({ answeredAt: monday('09:40') })],
  ],
  [usual.offerQuote({ offeredAt: now })],
  [usual.acceptQuote({ acceptedAt: tuesday('11:00') }), [quoted]],
  [usual.declineQuote({ declinedAt: tuesday('11:00') }), [quoted]],
  [usual.expireQuote({ dueAt: tuesday('12:00') }), [quoted]],
  [usual.bill({ billedAt: now }), [quoted, usual.acceptQuote({ acceptedAt: monday('09:35') })]],
  [
    usual.splitTicket({ serviceLevel, splitAt: now, intoServiceTicketId: usual.thirdTicketId }),
    [usual.contact({ serviceLevel, contactedAt: monday('09:30') })],
  ],
  [usual.unmerge({ serviceLevel, unmergedAt: now })],
  [usual.releaseAbsorbed({ releasedAt: now }), [usual.absorb({ absorbedAt: monday('09:30') })]],
  [
    usual.returnContacts({ serviceLevel, returnedAt: now }),
    [usual.contact({ serviceLevel, contactedAt: monday('09:30') })],
  ],
  [visits.scheduleVisit({ serviceLevel, scheduledAt: now })],
  [visits.confirmVisit({ confirmedAt: now }), visitUpTo(1)],
  [visits.rescheduleVisit({ rescheduledAt: now }), visitUpTo(1)],
  [visits.confirmTechnician({ heldAt: now }), visitUpTo(1)],
  [visits.refuseTechnician({ refusedAt: now }), visitUpTo(1)],
  [visits.setOut({ setOutAt: now }), visitUpTo(2)],
  [visits.arrive({ serviceLevel, arrivedAt: now }), visitUpTo(2)],
  [visits.completeVisit({ completedAt: now }), visitUpTo(3)],
  [visits.recordNoShow({ serviceLevel, noShowAt: now }), visitUpTo(2)],
  [visits.cancelVisit({ serviceLevel, cancelledAt: now }), visitUpTo(1)],
  [visits.missVisitWindow(), visitUpTo(1)],
]

const dueInstantOf = (history: ReadonlyArray<ServiceTicketEvent>): Instant =>
  history
    .flatMap((event) =>
      event.type === 'SlaClockStarted' && event.data.kind === 'resolution' ? [event.data.dueAt] : [],
    )
    .at(-1) ?? dueAt

const closingInstantOf = (history: ReadonlyArray<ServiceTicketEvent>): Instant =>
  history.flatMap((event) => (event.type === 'ServiceTicketResolved' ? [event.data.closesAt ?? dueAt] : [])).at(-1) ??
  dueAt

const outcomeOf = (
  status: Status,
  way: ReadonlyArray<ServiceTicketCommand>,
  [command, presupposed]: (typeof commands)[number],
): string => {
  const history = status === 'not-opened' ? [] : historyTo(status, way, presupposed ?? [])
  const { decision, state } = decided(history, typeof command === 'function' ? command(history) : command)
  const reached = deskStatusOf(state)
  if (reached !== status) throw new Error(`The way to ${status} leads to ${reached}`)
  return outcomeInShort(decision, ownRejections[status])
}

/**
 * A ticket on the way to being merged asks for that before anything else; a promise is broken, a complaint withdrawn, a
 * quote expired and a visit ended before the resolution. One with an open visit is scheduled, and asks for no merge.
 */
const historyTo = (
  status: Status,
  way: ReadonlyArray<ServiceTicketCommand>,
  presupposed: ReadonlyArray<ServiceTicketCommand>,
): ReadonlyArray<ServiceTicketEvent> => {
  const isOver = status === 'resolved' || status === 'closed'
  const isPromised = presupposed.some(({ type }) => type === 'MakePromise')
  const isQuoted = presupposed.at(-1)?.type === 'OfferQuote'
  const asksMerge = presupposed.some(({ type }) => type === 'RequestMerge')
  const isVisited = presupposed.some(({ type }) => type === 'ScheduleVisit')
  const isUnfit =
    (asksMerge && (status === 'merged' || status === 'scheduled')) ||
    (isVisited && (status === 'new' || status === 'open'))
  const steps: ReadonlyArray<
    ServiceTicketCommand | ((history: ReadonlyArray<ServiceTicketEvent>) => ServiceTicketCommand)
  > = [
    usual.openTicket({ serviceLevel }),
    ...(isUnfit ? [] : presupposed),
    ...(isVisited ? endOfVisit(status, presupposed) : []),
    ...(isOver && isPromised ? [usual.breakPromise({ dueAt: tuesday('12:00') })] : []),
    ...(isOver && presupposed.some(isOpenComplaint) ? [withdrawnComplaint] : []),
    ...(isOver && isQuoted ? [usual.expireQuote({ dueAt: tuesday('12:00') })] : []),
    ...way.map((command) =>
      command.type === 'MergeServiceTicket'
        ? (history: ReadonlyArray<ServiceTicketEvent>) =>
            usual.merge({
              mergedAt: command.data.mergedAt,
              into: otherTicketId,
              requestedAtRevision: history.findLastIndex(({ type }) => type === 'ServiceTicketMergeRequested'),
            })
        : command,
    ),
  ]
  return steps.reduce<ReadonlyArray<ServiceTicketEvent>>((history, step) => {
    const { decision } = decided(history, typeof step === 'function' ? step(history) : step)
    if (E.isLeft(decision)) throw new Error(`The way to ${status} is refused: ${decision.left.reason}`)
    return [...history, ...decision.right]
  }, [])
}

/** One that was visited, or is over, has its visit ended; one that is removed takes it along, unless somebody is there. */
const endOfVisit = (
  status: Status,
  presupposed: ReadonlyArray<ServiceTicketCommand>,
): ReadonlyArray<ServiceTicketCommand> => {
  const isThere = presupposed.some(({ type }) => type === 'ArriveAtVisit')
  const isRemoved = status === 'spam' || status === 'cancelled'
  if (status !== 'resolved' && status !== 'closed' && status !== 'merged' && !(isRemoved && isThere)) return []
  return isThere
    ? [visits.recordNoShow({ serviceLevel, noShowAt: wednesday('09:00') })]
    : [visits.cancelVisit({ serviceLevel, cancelledAt: monday('09:40') })]
}

const isOpenComplaint = ({ type }: ServiceTicketCommand): boolean => type === 'RegisterComplaint'

const withdrawnComplaint = usual.closeComplaint({ because: 'withdrawn', closedAt: monday('09:50') })

const decided = (history: ReadonlyArray<ServiceTicketEvent>, command: ServiceTicketCommand) => {
  const { state, when } = given(serviceTicket, history)
  return { state, decision: when(command).decision }
}

const typeOf = ([command]: (typeof commands)[number]): string =>
  (typeof command === 'function' ? command([]) : command).type

/** What a status has against every command that it does not take. */
const ownRejections: Readonly<Partial<Record<Status, ServiceTicketRejection['reason']>>> = {
  'not-opened': 'TicketNotOpened',
  resolved: 'TicketAlreadyResolved',
  closed: 'TicketAlreadyClosed',
  merged: 'TicketMergedAway',
  spam: 'TicketIsSpam',
  cancelled: 'TicketIsCancelled',
}

/** Every command type that the table asks about. */
export const tabulatedCommands = commands.map(typeOf)

/** The tables as Markdown: the statuses' own rejections, then a row for each command and outcome. */
export const stateTable = (): string =>
  [
    ownRejectionTable(ownRejections),
    outcomeTable(
      'In status',
      commands.map((entry) => [
        `\`${typeOf(entry)}\``,
        waysTo.map(([status, way]) => [status, outcomeOf(status, way, entry)]),
      ]),
    ),
  ].join('\n\n')
