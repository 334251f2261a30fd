import { Instant, message, NonEmptyText, optional, PolicyRef, PositiveInteger } from '@aftersale/messages'
import * as t from 'io-ts'
import { LocalDate } from '../../calendar/local-date.js'
import { Zone } from '../../calendar/zone.js'
import { ServicePlanId } from '../../service-plan/service-plan-id.js'
import { VisitId } from '../../service-ticket/visit-id.js'
import { AssetId } from '../asset-id.js'
import { DaysAhead, MaintenanceInterval, VisitCalendar } from '../maintenance/maintenance-plan.js'

const slotFields = { assetId: AssetId, scheduleId: NonEmptyText, slot: PositiveInteger }

/**
 * Slots are numbered from 1 and counted from `anchorOn`, whatever became of those before; from the day of the last one
 * done where `counting` says so. What lies before `setUpAt` is not owed.
 */
export const SetUpMaintenance = message('SetUpMaintenance', {
  assetId: AssetId,
  scheduleId: NonEmptyText,
  every: MaintenanceInterval,
  counting: optional(t.keyof({ 'from-anchor': null, 'from-last-performed': null })),
  anchorOn: LocalDate,
  zone: Zone,
  calendar: VisitCalendar,
  /** How many days before the visit it is proposed; on the day itself where absent. */
  proposedDaysAhead: optional(DaysAhead),
  servicePlanId: optional(ServicePlanId),
  policyRef: optional(PolicyRef),
  setUpAt: Instant,
})

/** Another calendar, for the slots that did not fall due yet. */
export const ChangeMaintenanceCalendar = message('ChangeMaintenanceCalendar', {
  assetId: AssetId,
  scheduleId: NonEmptyText,
  calendar: VisitCalendar,
  changedAt: Instant,
})

/** Issued by the passing of time; does nothing where the slot fell due already, or falls due at another time by now. */
export const ProposeMaintenance = message('ProposeMaintenance', { ...slotFields, dueAt: Instant })

/** A visit is scheduled for the slot; one that did not fall due yet may be booked ahead, the next alone. */
export const BookMaintenance = message('BookMaintenance', { ...slotFields, visitId: VisitId, bookedAt: Instant })

/** Its visit is cancelled, or nobody came: the slot is owed again, also where it counted as performed. `because` is a code. */
export const ReopenMaintenance = message('ReopenMaintenance', {
  ...slotFields,
  visitId: VisitId,
  because: NonEmptyText,
  reopenedAt: Instant,
})

/** Done: by the visit that it was booked for, or, where it was booked for none, without or with any. */
export const CompleteMaintenance = message('CompleteMaintenance', {
  ...slotFields,
  visitId: optional(VisitId),
  performedAt: Instant,
})

/** Not wanted, this time. `because` is a code. */
export const SkipMaintenance = message('SkipMaintenance', {
  ...slotFields,
  because: NonEmptyText,
  skippedAt: Instant,
})

/** No further slots. Visits that are booked may still be made. `because` is a code. */
export const EndMaintenance = message('EndMaintenance', {
  assetId: AssetId,
  scheduleId: NonEmptyText,
  because: NonEmptyText,
  endedAt: Instant,
})

/** Every command about maintenance, in the order of this file. */
export const maintenanceCommands = [
  SetUpMaintenance,
  ChangeMaintenanceCalendar,
  ProposeMaintenance,
  BookMaintenance,
  ReopenMaintenance,
  CompleteMaintenance,
  SkipMaintenance,
  EndMaintenance,
] as const

export type SetUpMaintenance = t.TypeOf<typeof SetUpMaintenance>
export type ChangeMaintenanceCalendar = t.TypeOf<typeof ChangeMaintenanceCalendar>
export type ProposeMaintenance = t.TypeOf<typeof ProposeMaintenance>
export type BookMaintenance = t.TypeOf<typeof BookMaintenance>
export type ReopenMaintenance = t.TypeOf<typeof ReopenMaintenance>
export type CompleteMaintenance = t.TypeOf<typeof CompleteMaintenance>
export type SkipMaintenance = t.TypeOf<typeof SkipMaintenance>
export type EndMaintenance = t.TypeOf<typeof EndMaintenance>
export type MaintenanceCommand = t.TypeOf<(typeof maintenanceCommands)[number]>
