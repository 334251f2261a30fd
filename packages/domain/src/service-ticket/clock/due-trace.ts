import type { Instant, NonEmptyText, PolicyRef } from '@aftersale/messages'
import { type Duration, durationOf } from '../../calendar/duration.js'
import type { RuleApplied, RuleTrace } from '../../policy/rule-trace.js'
import {
  type ClockKind,
  calendarRefOf,
  type Priority,
  type ServiceLevelPolicy,
  serviceLevelRefOf,
} from '../../policy/service-level/service-level-policy.js'

/** Why a clock is due when it is: the target that holds, and the calendar it was laid on from that instant. */
export const dueTrace = (
  level: ServiceLevelPolicy,
  {
    kind,
    priority,
    target,
    from,
    elapsed,
    dueAt,
  }: {
    readonly kind: ClockKind
    readonly priority: Priority
    readonly target: Duration
    readonly from: Instant
    /** Milliseconds used before `from`. */
    readonly elapsed: number
    readonly dueAt: Instant
  },
): RuleTrace => [
  rule('target-by-priority', { clock: kind, priority }, target, serviceLevelRefOf(level)),
  rule(
    'due-once-target-has-elapsed',
    { from, elapsed: durationOf(elapsed), target, zone: level.calendar.zone, holidays: level.calendar.holidays.length },
    dueAt,
    calendarRefOf(level),
  ),
]

/** Why a clock counts as breached. */
export const breachTrace = (dueAt: Instant, target: Duration, serviceLevelRef: PolicyRef): RuleTrace => [
  rule('breached-where-not-stopped-when-due', { dueAt, target }, 'breached', serviceLevelRef),
]

/** How a resolution clock goes on in a reopened ticket: with how much of what was used, in milliseconds. */
export const reopeningTrace = (
  level: ServiceLevelPolicy,
  carried: number,
  continues: NonEmptyText | undefined,
): RuleTrace => [
  rule(
    'resolution-on-reopening',
    { carried: durationOf(carried), ...(continues === undefined ? {} : { continues }) },
    level.onReopen,
    serviceLevelRefOf(level),
  ),
]

/** Why a contact does not reopen the ticket. */
export const windowTrace = (contactedAt: Instant, reopenableUntil: Instant, serviceLevelRef: PolicyRef): RuleTrace => [
  rule('reopened-within-window', { contactedAt, reopenableUntil }, 'window-passed', serviceLevelRef),
]

const rule = (ruleId: string, facts: RuleApplied['facts'], outcome: string, policyRef: PolicyRef): RuleApplied => ({
  ruleId: ruleId as NonEmptyText,
  facts,
  outcome: outcome as NonEmptyText,
  policyRef,
})
