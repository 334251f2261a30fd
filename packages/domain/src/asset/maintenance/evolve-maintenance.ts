import { type Instant, laterOf, type PositiveInteger } from '@aftersale/messages'
import type { LocalDate } from '../../calendar/local-date.js'
import type { MaintenanceEvent } from '../events.js'
import type { MaintenanceSchedule, MaintenanceSlot } from './maintenance-schedule.js'

type Schedules = ReadonlyArray<MaintenanceSchedule>

export const evolveMaintenance = (schedules: Schedules, event: MaintenanceEvent): Schedules => {
  if (event.type === 'MaintenanceScheduleSetUp') {
    return [...schedules, { setUp: event.data, calendar: event.data.calendar, slots: [] }]
  }
  const { scheduleId } = event.data
  return schedules.map((schedule) =>
    schedule.setUp.scheduleId === scheduleId ? evolveSchedule(schedule, event) : schedule,
  )
}

const evolveSchedule = (
  schedule: MaintenanceSchedule,
  event: Exclude<MaintenanceEvent, { readonly type: 'MaintenanceScheduleSetUp' }>,
): MaintenanceSchedule => {
  switch (event.type) {
    case 'MaintenanceCalendarChanged':
      return { ...schedule, calendar: event.data.calendar }
    case 'MaintenanceFellDue':
      return withSlot(schedule, event.data, { standing: { status: 'due' } })
    case 'MaintenanceBooked':
      return withSlot(schedule, event.data, {
        standing: { status: 'booked', visitId: event.data.visitId, takenAt: event.data.bookedAt },
      })
    case 'MaintenanceReopened': {
      const { slot, visitId, reopenedAt } = event.data
      const released = [{ visitId, reopenedAt, until: notBefore(schedule, slot, reopenedAt) }]
      return withSlot(schedule, event.data, { standing: { status: 'due' }, released })
    }
    case 'MaintenancePerformed': {
      const { slot, visitId, performedAt } = event.data
      const visit = visitId === undefined ? {} : { visitId }
      const takenAt = notBefore(schedule, slot, performedAt)
      return withSlot(schedule, event.data, { standing: { status: 'performed', ...visit, performedAt, takenAt } })
    }
    case 'MaintenanceSkipped': {
      const { slot, visitId, skippedAt: reopenedAt } = event.data
      const until = notBefore(schedule, slot, reopenedAt)
      const released = visitId === undefined ? [] : [{ visitId, reopenedAt, until }]
      return withSlot(schedule, event.data, { standing: { status: 'skipped' }, released })
    }
    case 'MaintenanceScheduleEnded':
      return { ...schedule, ended: event.data }
  }
}

/** Then, or when the slot was taken, whichever is later. */
const notBefore = ({ slots }: MaintenanceSchedule, slot: PositiveInteger, at: Instant): Instant => {
  const standing = slots.find((one) => one.slot === slot)?.standing
  return standing !== undefined && 'takenAt' in standing ? laterOf(at, standing.takenAt) : at
}

const withSlot = (
  schedule: MaintenanceSchedule,
  { slot, dueOn }: { readonly slot: PositiveInteger; readonly dueOn: LocalDate },
  { standing, released = [] }: Pick<MaintenanceSlot, 'standing'> & Partial<Pick<MaintenanceSlot, 'released'>>,
): MaintenanceSchedule => {
  const known = schedule.slots.find((one) => one.slot === slot)
  const changed = { slot, dueOn, standing, released: [...(known?.released ?? []), ...released] }
  const others = schedule.slots.filter((one) => one.slot !== slot)
  return { ...schedule, slots: [...others, changed].sort((one, other) => one.slot - other.slot) }
}
