import { type Deeds, deedByDeed } from '@aftersale/decider/testing'
import { instantOf } from '@aftersale/messages'
import * as fc from 'fast-check'
import { at, berlin, calendar, hours, nightShift, officeHours } from '../calendar/calendar.fixtures.js'
import type { Channel } from '../channel/channel.js'
import type { PauseCause, ServiceLevelPolicy } from '../policy/service-level/service-level-policy.js'
import { anyQuoteNumber, anyTheme, complaintSteps, quoteSteps, separations } from './any-parts.fixtures.js'
import type { ServiceTicketCommand } from './commands.js'
import type { ServiceTicketEvent } from './events.js'
import type { Intent } from './intent.fixtures.js'
import * as usual from './service-ticket.fixtures.js'
import { agent, bot, count, customer, duration, otherTicketId, system, text } from './service-ticket.fixtures.js'
import { serviceTicket } from './service-ticket.js'
import type { ServiceTicketState } from './state.js'
import { anyVisitNumber, visitSteps } from './visits/any-visits.fixtures.js'

/** Two weeks around a change of the clocks. */
const begin = Date.parse(at('2025-03-24T08:00+01:00'))
const MINUTE = 60_000

const anyTarget = fc.constantFrom('PT30M', 'PT1H', 'PT4H', 'PT8H', 'PT12H30M', 'PT40H').map(duration)
const anyTargets = fc.record(
  {
    'first-response': anyTarget,
    'next-response': anyTarget,
    resolution: anyTarget,
    acknowledgement: anyTarget,
    'visit-arrival': anyTarget,
  },
  { requiredKeys: [] },
)
const anyCauses = fc.subarray<PauseCause>(['waiting-on-customer', 'parts', 'vendor'])
const anyBusiness = fc.constantFrom(
  officeHours,
  nightShift,
  calendar(berlin, { weekdays: [hours('00:00', '24:00')], weekends: [hours('00:00', '24:00')] }),
  calendar(
    berlin,
    { weekdays: [hours('08:00', '12:00'), hours('13:00', '17:30')], weekends: [hours('10:00', '12:00')] },
    '2025-03-31',
  ),
)

const anyServiceLevel: fc.Arbitrary<ServiceLevelPolicy> = fc
  .record({
    calendar: anyBusiness,
    targets: fc.record({ critical: anyTargets, high: anyTargets, moderate: anyTargets }),
    pausedBy: fc.record(
      {
        'first-response': anyCauses,
        'next-response': anyCauses,
        resolution: anyCauses,
        acknowledgement: anyCauses,
        'visit-arrival': anyCauses,
      },
      { requiredKeys: [] },
    ),
    botReplyIsFirstResponse: fc.boolean(),
    nextResponseFrom: fc.constantFrom('last-customer-contact' as const, 'first-unanswered-contact' as const),
    onReopen: fc.constantFrom('resume' as const, 'continue' as const, 'restart' as const),
    windows: fc.record(
      {
        reopenWindow: fc.constantFrom('PT0S', 'PT24H', 'PT72H').map(duration),
        closeAfter: fc.constantFrom('PT1H', 'PT48H').map(duration),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ windows, ...rest }) => ({ policyId: text('any-desk'), version: count(1), ...rest, ...windows }))

const anyNumber = fc.integer({ min: 1, max: 3 })
const anyChannel = fc.constantFrom<Channel>('email', 'phone', 'chat', 'web', 'device')
const anyActor = fc.constantFrom(agent, agent, agent, bot, customer, system)

const anyIntent: fc.Arbitrary<Intent> = fc.oneof(
  fc
    .record({
      priority: fc.constantFrom('critical' as const, 'high' as const, 'moderate' as const, 'low' as const),
      openedBy: anyActor,
      asked: fc.boolean(),
    })
    .map(
      ({ asked, ...rest }): Intent =>
        (serviceLevel, openedAt) =>
          (asked ? usual.openTicket : usual.openUnasked)({ serviceLevel, openedAt, ...rest }),
    ),
  {
    weight: 6,
    arbitrary: fc
      .record({
        contactId: fc.integer({ min: 2, max: 9 }).map((number) => text(`contact-${number}`)),
        channel: anyChannel,
        nature: fc.constantFrom(
          'request' as const,
          'request' as const,
          'request' as const,
          'automated' as const,
          'no-action' as const,
        ),
        direction: fc.constantFrom('inbound' as const, 'inbound' as const, 'outbound' as const),
      })
      .map(
        (data): Intent =>
          (serviceLevel, contactedAt) =>
            usual.contact({ serviceLevel, contactedAt, ...data }),
      ),
  },
  {
    weight: 5,
    arbitrary: fc
      .record({
        messageId: anyNumber.map((number) => text(`message-${number}`)),
        repliedBy: anyActor,
        automated: fc.constantFrom(false, false, true),
      })
      .map(
        (data): Intent =>
          (serviceLevel, repliedAt) =>
            usual.reply({ serviceLevel, repliedAt, ...data }),
      ),
  },
  { weight: 3, arbitrary: fc.constant<Intent>((serviceLevel, askedAt) => usual.ask({ serviceLevel, askedAt })) },
  {
    weight: 3,
    arbitrary: fc.constant<Intent>((serviceLevel, answeredAt) => usual.answered({ serviceLevel, answeredAt })),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('parts' as const, 'vendor' as const).map(
      (cause): Intent =>
        (serviceLevel, heldAt) =>
          usual.hold({ serviceLevel, heldAt, cause }),
    ),
  },
  { weight: 3, arbitrary: fc.constant<Intent>((serviceLevel, resumedAt) => usual.resume({ serviceLevel, resumedAt })) },
  {
    weight: 3,
    arbitrary: fc.constantFrom('critical' as const, 'high' as const, 'moderate' as const, 'low' as const).map(
      (priority): Intent =>
        (serviceLevel, changedAt) =>
          usual.prioritise({ serviceLevel, changedAt, priority }),
    ),
  },
  fc.record({ calendar: anyBusiness, pausedBy: fc.record({ resolution: anyCauses }) }).map(
    (changes): Intent =>
      (from, changedAt) =>
        usual.changeServiceLevel({ from, to: { ...from, ...changes, version: count(from.version + 1) }, changedAt }),
  ),
  {
    weight: 3,
    arbitrary: fc.record({ index: fc.nat(5) }).map(
      ({ index }): Intent =>
        (_, now, __, state) =>
          serviceTicket.deadlines(state)[index]?.command ?? usual.note({ notedAt: now }),
    ),
  },
  fc.record({ promiseId: anyNumber.map((number) => text(`promise-${number}`)) }).map(
    (data): Intent =>
      (_, promisedAt, dueAt) =>
        usual.promise({ promisedAt, dueAt, ...data }),
  ),
  fc
    .record({
      promiseId: anyNumber.map((number) => text(`promise-${number}`)),
      how: fc.constantFrom('keep', 'renegotiate', 'waive'),
    })
    .map(
      ({ promiseId, how }): Intent =>
        (_, now, later) =>
          how === 'keep'
            ? usual.keep({ promiseId, keptAt: now })
            : how === 'waive'
              ? usual.waive({ promiseId, waivedAt: now })
              : usual.renegotiate({ promiseId, consentedAt: now, newDueAt: later }),
    ),
  {
    weight: 3,
    arbitrary: anyActor.map(
      (resolvedBy): Intent =>
        (serviceLevel, resolvedAt) =>
          usual.resolve({ serviceLevel, resolvedAt, resolvedBy }),
    ),
  },
  fc.constant<Intent>((serviceLevel, closedAt) => usual.close({ serviceLevel, closedAt })),
  {
    weight: 2,
    arbitrary: fc.constant<Intent>((serviceLevel, reopenedAt) => usual.reopen({ serviceLevel, reopenedAt })),
  },
  fc.constant<Intent>((_, requestedAt) => usual.requestMerge({ requestedAt })),
  fc.constant<Intent>((_, absorbedAt) => usual.absorb({ absorbedAt })),
  fc.constant<Intent>((_, withdrawnAt) => usual.withdrawMerge({ withdrawnAt })),
  fc.constant<Intent>((_, mergedAt, __, state) =>
    usual.merge({
      mergedAt,
      into: otherTicketId,
      requestedAtRevision: state.status === 'not-opened' ? 0 : (state.ticket.mergeRequest?.revision ?? 0),
    }),
  ),
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom('assign', 'transfer', 'hand-over'), anyNumber, anyNumber).map(
      ([how, team, agentNumber]): Intent =>
        (_, now) => {
          const [to, agentId] = [text(`team-${team}`), text(`agent-${agentNumber}`)]
          return how === 'assign'
            ? usual.assign({ assignedAt: now, team: to, agentId })
            : how === 'transfer'
              ? usual.transfer({ transferredAt: now, toTeam: to, toAgentId: agentId })
              : usual.handOver({ handedOverAt: now, toTeam: to })
        },
    ),
  },
  fc.constantFrom('repair' as const, 'question' as const, 'complaint' as const).map(
    (kind): Intent =>
      (_, classifiedAt) =>
        usual.classify({ classifiedAt, kind }),
  ),
  fc.constantFrom<Intent>(
    (_, markedAt) => usual.spam({ markedAt }),
    (_, cancelledAt) => usual.cancel({ cancelledAt }),
    (_, handedOverAt) => usual.handOver({ handedOverAt }),
    (_, escalatedAt) => usual.escalate({ escalatedAt }),
    (_, requestedAt, dueAt) => usual.followUp({ requestedAt, dueAt }),
    (_, completedAt) => usual.completeFollowUp({ completedAt }),
  ),
  { weight: 2, arbitrary: fc.constantFrom<Intent>(...complaintSteps) },
  { weight: 2, arbitrary: anyQuoteNumber.chain((quoteId) => fc.constantFrom<Intent>(...quoteSteps(quoteId))) },
  { weight: 2, arbitrary: fc.constantFrom<Intent>(...separations) },
  { weight: 2, arbitrary: anyVisitNumber.chain((visitId) => fc.constantFrom<Intent>(...visitSteps(visitId))) },
)

/** What happened to a ticket, command by command, and the policy it was opened under. */
export interface AnyHistory extends Deeds<ServiceTicketCommand, ServiceTicketState, ServiceTicketEvent> {
  readonly level: ServiceLevelPolicy
}

/** When something is done, after what was done before: mostly at once, sometimes heard of late. */
const anyMoment = {
  minutes: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 90 }), fc.integer({ min: 90, max: 1500 })),
  late: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 600 }) }),
  ahead: fc.integer({ min: 0, max: 1000 }),
}

const anyDeeds = fc.array(fc.record({ intent: anyIntent, ...anyMoment }), { maxLength: 30 })

/** About one thing in the main, with whatever else between. */
const anyDeedsOn = (theme: ReadonlyArray<Intent>) =>
  fc.array(
    fc.record({
      intent: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...theme) }, { weight: 1, arbitrary: anyIntent }),
      ...anyMoment,
    }),
    { minLength: 6, maxLength: 24 },
  )

/** Deeds that mostly follow each other in time, some of them heard of late; the first opens the ticket. */
export const anyHistory: fc.Arbitrary<AnyHistory> = fc
  .tuple(anyServiceLevel, anyIntent, fc.oneof(anyDeeds, anyTheme.chain(anyDeedsOn)))
  .map(([level, first, rest]) => historyOf(level, first, rest))

/** The same, mostly about one thing. */
export const anyHistoryAbout = (theme: ReadonlyArray<Intent>): fc.Arbitrary<AnyHistory> =>
  fc.tuple(anyServiceLevel, anyIntent, anyDeedsOn(theme)).map(([level, first, rest]) => historyOf(level, first, rest))

const historyOf = (
  level: ServiceLevelPolicy,
  first: Intent,
  rest: ReadonlyArray<{
    readonly intent: Intent
    readonly minutes: number
    readonly late: number
    readonly ahead: number
  }>,
): AnyHistory => {
  const { carryOut, soFar } = deedByDeed(serviceTicket)
  let inForce = level
  let now = begin

  const act = (command: ServiceTicketCommand): void => {
    const recorded = carryOut(command)
    const changed = recorded !== 'refused' && recorded.some(({ type }) => type === 'ServiceLevelChanged')
    if (changed && command.type === 'ChangeServiceLevel') inForce = command.data.to
  }

  const opening = first(level, instantOf(now), instantOf(now), soFar().state)
  act(
    opening.type === 'OpenServiceTicket'
      ? opening
      : usual.openTicket({ serviceLevel: level, openedAt: instantOf(now) }),
  )
  for (const { intent, minutes, late, ahead } of rest) {
    now += minutes * MINUTE
    const instant = now - late * MINUTE
    act(intent(inForce, instantOf(instant), instantOf(instant + ahead * MINUTE), soFar().state))
  }
  return { ...soFar(), level }
}
