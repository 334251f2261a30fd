import type { NonEmptyText } from '@aftersale/messages'
import type { MaintenanceFellDue } from '../events.js'
import { calendarRefOf } from './maintenance-plan.js'
import type { MaintenanceSchedule } from './maintenance-schedule.js'
import { visitDayFrom } from './visit-day.js'

/** With why it is due, and why on which day its visit can be made. */
export const fellDue = (
  { setUp, calendar }: MaintenanceSchedule,
  { slot, dueOn, fellDueAt }: Pick<MaintenanceFellDue['data'], 'slot' | 'dueOn' | 'fellDueAt'>,
  facts: Readonly<Record<string, string | number>>,
): MaintenanceFellDue => {
  const { assetId, scheduleId, zone, servicePlanId, policyRef } = setUp
  const visitOn = visitDayFrom(calendar, dueOn)
  return {
    type: 'MaintenanceFellDue',
    data: {
      assetId,
      scheduleId,
      slot,
      dueOn,
      visitOn,
      zone,
      ...(servicePlanId === undefined ? {} : { servicePlanId }),
      fellDueAt,
      trace: [
        {
          ruleId: 'maintenance-interval' as NonEmptyText,
          facts,
          outcome: 'due' as NonEmptyText,
          ...(policyRef === undefined ? {} : { policyRef }),
        },
        {
          ruleId: 'visit-day' as NonEmptyText,
          facts: { dueOn, visitOn },
          outcome: (visitOn === dueOn ? 'on-the-day' : 'next-working-day') as NonEmptyText,
          policyRef: calendarRefOf(calendar),
        },
      ],
    },
  }
}
