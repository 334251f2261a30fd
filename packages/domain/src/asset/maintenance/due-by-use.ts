import type { Instant, NonEmptyText, PositiveInteger } from '@aftersale/messages'
import type { MaintenanceFellDue } from '../events.js'
import { fellDue } from './fell-due.js'
import type { MaintenanceInterval } from './maintenance-plan.js'
import type { MaintenanceSchedule } from './maintenance-schedule.js'
import { nextNumberOf } from './next-slot.js'
import { localDayOf } from './visit-day.js'

export interface MeterAt {
  readonly meter: NonEmptyText
  /** Over every exchange of it. */
  readonly usedUnits: number
  readonly readAt: Instant
}

/**
 * The maintenance that the use of an asset made due. Where the meter went on by several intervals at once, the last of
 * them alone: those before were never noticed, and one visit is made for all.
 */
export const dueByUse = (
  schedule: MaintenanceSchedule,
  { meter, usedUnits, readAt }: MeterAt,
): ReadonlyArray<MaintenanceFellDue> => {
  const { every, zone } = schedule.setUp
  if (schedule.ended !== undefined || !('meter' in every) || every.meter !== meter) return []
  const slot = intervalsIn(every, usedUnits)
  if (slot < nextNumberOf(schedule)) return []
  const facts = { meter, units: every.units, from: every.from ?? 0, usedUnits }
  return [
    fellDue(schedule, { slot: slot as PositiveInteger, dueOn: localDayOf(readAt, zone), fellDueAt: readAt }, facts),
  ]
}

/** How often the meter has gone on by the interval. */
export const intervalsIn = (
  { units, from }: Extract<MaintenanceInterval, { readonly meter: NonEmptyText }>,
  usedUnits: number,
): number => Math.max(0, Math.floor((usedUnits - (from ?? 0)) / units))
