import { Instant, message, NonEmptyText, optional, PolicyRef, PositiveInteger } from '@aftersale/messages'
import * as t from 'io-ts'
import { LocalDate } from '../../calendar/local-date.js'
import { Zone } from '../../calendar/zone.js'
import { RuleTrace } from '../../policy/rule-trace.js'
import { ServicePlanId } from '../../service-plan/service-plan-id.js'
import { VisitId } from '../../service-ticket/visit-id.js'
import { AssetId } from '../asset-id.js'
import { DaysAhead, MaintenanceInterval, VisitCalendar } from '../maintenance/maintenance-plan.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).
// `because` is a code, never free text: it is kept in clear.

const slotFields = { assetId: AssetId, scheduleId: NonEmptyText, slot: PositiveInteger }

/** `firstSlot`: the first that is owed; those before it lie before the schedule was set up. */
export const MaintenanceScheduleSetUp = message('MaintenanceScheduleSetUp', {
  assetId: AssetId,
  scheduleId: NonEmptyText,
  every: MaintenanceInterval,
  counting: t.keyof({ 'from-anchor': null, 'from-last-performed': null }),
  anchorOn: LocalDate,
  zone: Zone,
  calendar: VisitCalendar,
  proposedDaysAhead: optional(DaysAhead),
  servicePlanId: optional(ServicePlanId),
  policyRef: optional(PolicyRef),
  firstSlot: PositiveInteger,
  setUpAt: Instant,
})

export const MaintenanceCalendarChanged = message('MaintenanceCalendarChanged', {
  assetId: AssetId,
  scheduleId: NonEmptyText,
  calendar: VisitCalendar,
  changedAt: Instant,
})

/** `dueOn` is the day by the schedule; `visitOn` the first on or after it on which visits are made. */
export const MaintenanceFellDue = message('MaintenanceFellDue', {
  ...slotFields,
  dueOn: LocalDate,
  visitOn: LocalDate,
  zone: Zone,
  servicePlanId: optional(ServicePlanId),
  fellDueAt: Instant,
  trace: RuleTrace,
})

/** May come before it fell due, which it does not any more then. */
export const MaintenanceBooked = message('MaintenanceBooked', {
  ...slotFields,
  visitId: VisitId,
  dueOn: LocalDate,
  bookedAt: Instant,
})

/** The slot is owed again; `visitOn` is the next day on which its visit can be made. */
export const MaintenanceReopened = message('MaintenanceReopened', {
  ...slotFields,
  visitId: VisitId,
  because: NonEmptyText,
  dueOn: LocalDate,
  visitOn: LocalDate,
  zone: Zone,
  servicePlanId: optional(ServicePlanId),
  reopenedAt: Instant,
})

export const MaintenancePerformed = message('MaintenancePerformed', {
  ...slotFields,
  visitId: optional(VisitId),
  dueOn: LocalDate,
  performedAt: Instant,
})

/** Never made: not wanted, or open when the schedule was over. `visitId`: the visit that was not made for it then. */
export const MaintenanceSkipped = message('MaintenanceSkipped', {
  ...slotFields,
  visitId: optional(VisitId),
  dueOn: LocalDate,
  because: NonEmptyText,
  skippedAt: Instant,
})

export const MaintenanceScheduleEnded = message('MaintenanceScheduleEnded', {
  assetId: AssetId,
  scheduleId: NonEmptyText,
  because: NonEmptyText,
  endedAt: Instant,
})

/** Every event about maintenance, in the order of this file. */
export const maintenanceEvents = [
  MaintenanceScheduleSetUp,
  MaintenanceCalendarChanged,
  MaintenanceFellDue,
  MaintenanceBooked,
  MaintenanceReopened,
  MaintenancePerformed,
  MaintenanceSkipped,
  MaintenanceScheduleEnded,
] as const

export type MaintenanceScheduleSetUp = t.TypeOf<typeof MaintenanceScheduleSetUp>
export type MaintenanceCalendarChanged = t.TypeOf<typeof MaintenanceCalendarChanged>
export type MaintenanceFellDue = t.TypeOf<typeof MaintenanceFellDue>
export type MaintenanceBooked = t.TypeOf<typeof MaintenanceBooked>
export type MaintenanceReopened = t.TypeOf<typeof MaintenanceReopened>
export type MaintenancePerformed = t.TypeOf<typeof MaintenancePerformed>
export type MaintenanceSkipped = t.TypeOf<typeof MaintenanceSkipped>
export type MaintenanceScheduleEnded = t.TypeOf<typeof MaintenanceScheduleEnded>
export type MaintenanceEvent = t.TypeOf<(typeof maintenanceEvents)[number]>
