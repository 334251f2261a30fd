import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type NonEmptyText, type PositiveInteger, sameFields } from '@aftersale/messages'
import type { ChangeMaintenanceCalendar, EndMaintenance, SetUpMaintenance } from '../commands/maintenance.js'
import { intervalsIn } from '../maintenance/due-by-use.js'
import { endOfSchedule } from '../maintenance/end-of-schedule.js'
import type { MaintenanceSchedule } from '../maintenance/maintenance-schedule.js'
import { firstSlotByTime } from '../maintenance/next-slot.js'
import { usedUnits } from '../meters/used-units.js'
import type { Asset } from '../state.js'
import { type AssetDecision, type RegisteredState, retirementOf } from './asset-decision.js'

export const setUpMaintenance = ({ data }: SetUpMaintenance, state: RegisteredState): AssetDecision => {
  const { scheduleId, anchorOn } = data
  const setUp = { ...data, counting: data.counting ?? 'from-anchor' }
  const known = scheduleOf(state.asset, scheduleId)
  if (known !== undefined) {
    return sameFields(setUp, known.setUp, SET_UP_FIELDS)
      ? alreadyDone
      : reject({ reason: 'ScheduleIdReused', scheduleId })
  }
  const retirement = retirementOf(state)
  if (retirement !== undefined) return reject(retirement)
  const firstSlot = firstSlotOf(setUp, state.asset)
  if (firstSlot === undefined) return reject({ reason: 'MaintenanceNeverDue', anchorOn })
  return accept([{ type: 'MaintenanceScheduleSetUp', data: { ...setUp, firstSlot } }])
}

const SET_UP_FIELDS = [
  'every',
  'counting',
  'anchorOn',
  'zone',
  'calendar',
  'proposedDaysAhead',
  'servicePlanId',
  'policyRef',
] as const

const firstSlotOf = (setUp: SetUpMaintenance['data'], { meters }: Asset): PositiveInteger | undefined =>
  'period' in setUp.every
    ? firstSlotByTime(setUp, setUp.every.period)
    : ((intervalsIn(setUp.every, usedUnits(meters.get(setUp.every.meter) ?? [])) + 1) as PositiveInteger)

export const changeMaintenanceCalendar = (
  { data }: ChangeMaintenanceCalendar,
  state: RegisteredState,
): AssetDecision => {
  const { scheduleId } = data
  const schedule = scheduleOf(state.asset, scheduleId)
  if (schedule === undefined) return reject({ reason: 'ScheduleUnknown', scheduleId })
  if (sameFields(data, schedule, ['calendar'])) return alreadyDone
  if (schedule.ended !== undefined) return reject({ reason: 'ScheduleOver', endedAt: schedule.ended.endedAt })
  return accept([{ type: 'MaintenanceCalendarChanged', data }])
}

export const endMaintenance = ({ data }: EndMaintenance, { asset }: RegisteredState): AssetDecision => {
  const { scheduleId, because, endedAt } = data
  const schedule = scheduleOf(asset, scheduleId)
  if (schedule === undefined) return reject({ reason: 'ScheduleUnknown', scheduleId })
  return schedule.ended === undefined ? accept(endOfSchedule(schedule, because, endedAt)) : alreadyDone
}

export const scheduleOf = ({ schedules }: Asset, scheduleId: NonEmptyText): MaintenanceSchedule | undefined =>
  schedules.find(({ setUp }) => setUp.scheduleId === scheduleId)
