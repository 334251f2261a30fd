import { NonEmptyText, optional, type PolicyRef, PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { BusinessCalendar } from '../../calendar/business-calendar.js'
import { Duration } from '../../calendar/duration.js'

/** Most urgent first. */
export const Priority = t.keyof({ critical: null, high: null, moderate: null, low: null, planning: null }, 'Priority')
export type Priority = t.TypeOf<typeof Priority>

/**
 * What is measured: opening → first public reply; last customer contact → next public reply; opening → resolution;
 * registering of a complaint → its acknowledgement; opening → arrival of somebody at the customer's, where a visit is
 * scheduled.
 */
export const ClockKind = t.keyof(
  { 'first-response': null, 'next-response': null, resolution: null, acknowledgement: null, 'visit-arrival': null },
  'ClockKind',
)
export type ClockKind = t.TypeOf<typeof ClockKind>

/** Why work rests: on the customer, or on hold for a cause outside the desk. */
export const HoldCause = t.keyof(
  { 'third-party': null, parts: null, vendor: null, problem: null, evidence: null, other: null },
  'HoldCause',
)
export type HoldCause = t.TypeOf<typeof HoldCause>

export const PauseCause = t.union([t.literal('waiting-on-customer'), HoldCause], 'PauseCause')
export type PauseCause = t.TypeOf<typeof PauseCause>

/** Working time allowed for each clock; an absent one is not promised and not measured. */
export const ServiceLevelTargets = record(
  {
    'first-response': optional(Duration),
    'next-response': optional(Duration),
    resolution: optional(Duration),
    acknowledgement: optional(Duration),
    'visit-arrival': optional(Duration),
  },
  'ServiceLevelTargets',
)
export type ServiceLevelTargets = t.TypeOf<typeof ServiceLevelTargets>

/**
 * What a desk promises its customers about time, at one version. Arrives in the command; a decision names the version
 * it used.
 */
export const ServiceLevelPolicy = record(
  {
    policyId: NonEmptyText,
    version: PositiveInteger,
    calendar: BusinessCalendar,
    targets: record(
      {
        critical: optional(ServiceLevelTargets),
        high: optional(ServiceLevelTargets),
        moderate: optional(ServiceLevelTargets),
        low: optional(ServiceLevelTargets),
        planning: optional(ServiceLevelTargets),
      },
      'TargetsByPriority',
    ),
    /** Which clocks rest in which pause; a clock that is absent never rests. */
    pausedBy: record(
      {
        'first-response': optional(t.readonlyArray(PauseCause)),
        'next-response': optional(t.readonlyArray(PauseCause)),
        resolution: optional(t.readonlyArray(PauseCause)),
        acknowledgement: optional(t.readonlyArray(PauseCause)),
        'visit-arrival': optional(t.readonlyArray(PauseCause)),
      },
      'PausedBy',
    ),
    /** Whether a bot's public reply meets the first response. Bots' replies are counted apart in any case. */
    botReplyIsFirstResponse: t.boolean,
    /** Where the next-response clock starts when a customer writes again before being answered. */
    nextResponseFrom: t.keyof({ 'last-customer-contact': null, 'first-unanswered-contact': null }),
    /**
     * What becomes of the resolution clock when a ticket is reopened. `resume`: goes on, the resolved time left out;
     * `continue`: goes on as if it had never been resolved; `restart`: a new clock with the whole target.
     */
    onReopen: t.keyof({ resume: null, continue: null, restart: null }),
    /** How long after closing a contact still reopens the ticket, in elapsed time; absent: for ever. */
    reopenWindow: optional(Duration),
    /** How long after resolving a ticket closes by itself, in elapsed time; absent: never. */
    closeAfter: optional(Duration),
    /** Contacts of one channel no further apart than this are one session. Absent: chat and bot PT30M, see `sessionOf`. */
    sessionGaps: optional(
      record({ chat: optional(Duration), bot: optional(Duration), app: optional(Duration), web: optional(Duration) }),
    ),
  },
  'ServiceLevelPolicy',
)
export type ServiceLevelPolicy = t.TypeOf<typeof ServiceLevelPolicy>

/** The working time that the policy allows for that clock; undefined where it promises none. */
export const targetFor = (policy: ServiceLevelPolicy, priority: Priority, clockKind: ClockKind): Duration | undefined =>
  policy.targets[priority]?.[clockKind]

/** Whether that clock rests in a pause of that cause. */
export const pausesClock = (policy: ServiceLevelPolicy, clockKind: ClockKind, cause: PauseCause): boolean =>
  policy.pausedBy[clockKind]?.includes(cause) ?? false

export const serviceLevelRefOf = ({ policyId, version }: ServiceLevelPolicy): PolicyRef => ({ policyId, version })

/** A calendar has versions of its own, and is named in the same way. */
export const calendarRefOf = ({ calendar }: ServiceLevelPolicy): PolicyRef => ({
  policyId: calendar.calendarId,
  version: calendar.version,
})
