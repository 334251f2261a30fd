import type { Instant, NonEmptyText } from '@aftersale/messages'
import type { MaintenanceScheduleEnded, MaintenanceSkipped } from '../events.js'
import type { MaintenanceSchedule } from './maintenance-schedule.js'

/** What is owed and not booked is never made any more; what is booked may be. */
export const endOfSchedule = (
  { setUp: { assetId, scheduleId }, slots }: MaintenanceSchedule,
  because: NonEmptyText,
  endedAt: Instant,
): ReadonlyArray<MaintenanceSkipped | MaintenanceScheduleEnded> => [
  ...slots
    .filter(({ standing }) => standing.status === 'due')
    .map(
      ({ slot, dueOn }): MaintenanceSkipped => ({
        type: 'MaintenanceSkipped',
        data: { assetId, scheduleId, slot, dueOn, because: SCHEDULE_ENDED, skippedAt: endedAt },
      }),
    ),
  { type: 'MaintenanceScheduleEnded', data: { assetId, scheduleId, because, endedAt } },
]

export const SCHEDULE_ENDED = 'schedule-ended' as NonEmptyText
