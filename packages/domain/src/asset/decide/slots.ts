import { accept, alreadyDone, reject } from '@aftersale/decider'
import type { LocalDate } from '../../calendar/local-date.js'
import type {
  BookMaintenance,
  CompleteMaintenance,
  ProposeMaintenance,
  ReopenMaintenance,
  SkipMaintenance,
} from '../commands/maintenance.js'
import { SCHEDULE_ENDED } from '../maintenance/end-of-schedule.js'
import { fellDue } from '../maintenance/fell-due.js'
import type { MaintenanceSchedule, MaintenanceSlot } from '../maintenance/maintenance-schedule.js'
import { nextNumberOf, nextSlotOf } from '../maintenance/next-slot.js'
import { localDayOf, visitDayFrom } from '../maintenance/visit-day.js'
import type { AssetRejection } from '../rejections.js'
import { type AssetDecision, type RegisteredState, retirementBefore } from './asset-decision.js'
import { scheduleOf } from './schedules.js'

type SlotCommand = ProposeMaintenance | BookMaintenance | ReopenMaintenance | CompleteMaintenance | SkipMaintenance

const onSchedule = (
  { data: { scheduleId } }: SlotCommand,
  { asset }: RegisteredState,
  decide: (schedule: MaintenanceSchedule) => AssetDecision,
): AssetDecision => {
  const schedule = scheduleOf(asset, scheduleId)
  return schedule === undefined ? reject({ reason: 'ScheduleUnknown', scheduleId }) : decide(schedule)
}

export const proposeMaintenance = (command: ProposeMaintenance, state: RegisteredState): AssetDecision =>
  onSchedule(command, state, (schedule) => {
    const { slot, dueAt } = command.data
    const next = nextSlotOf(schedule)
    if (next === undefined || next.slot !== slot || next.dueAt !== dueAt) return alreadyDone
    const { every, counting, anchorOn } = schedule.setUp
    if (!('period' in every)) return alreadyDone
    const facts = { counting, anchorOn, period: every.period, slot }
    return accept([fellDue(schedule, { slot, dueOn: next.dueOn, fellDueAt: dueAt }, facts)])
  })

export const bookMaintenance = (command: BookMaintenance, state: RegisteredState): AssetDecision =>
  onSchedule(command, state, (schedule) => {
    const { slot, visitId, bookedAt } = command.data
    const known = slotOf(schedule, slot)
    if (known?.standing.status === 'booked' || known?.standing.status === 'performed') {
      if (known.standing.visitId === visitId) return alreadyDone
    }
    if (wasReleased(known, visitId, ({ until }) => bookedAt <= until)) return alreadyDone
    const open = openSlot(schedule, slot, () => localDayOf(bookedAt, schedule.setUp.zone))
    if ('reason' in open) return reject(open)
    const refusal = takenBy(known)
    if (refusal !== undefined) return reject(refusal)
    return accept([{ type: 'MaintenanceBooked', data: { ...command.data, dueOn: open.dueOn } }])
  })

/** D93: what a visit that was not made had taken is owed again, whatever it was taken for. */
export const reopenMaintenance = (command: ReopenMaintenance, state: RegisteredState): AssetDecision =>
  onSchedule(command, state, (schedule) => {
    const { assetId, scheduleId, slot, visitId, reopenedAt } = command.data
    const known = slotOf(schedule, slot)
    if (wasReleased(known, visitId, ({ until }) => reopenedAt <= until)) return alreadyDone
    const isOfVisit =
      (known?.standing.status === 'booked' || known?.standing.status === 'performed') &&
      known.standing.visitId === visitId
    if (known === undefined || !isOfVisit) {
      return wasReleased(known, visitId, () => true) ? alreadyDone : reject({ reason: 'SlotNotOfVisit', visitId })
    }
    const { dueOn } = known
    if (schedule.ended !== undefined) {
      const skipped = { assetId, scheduleId, slot, visitId, dueOn, because: SCHEDULE_ENDED, skippedAt: reopenedAt }
      return accept([{ type: 'MaintenanceSkipped', data: skipped }])
    }
    const { zone, servicePlanId } = schedule.setUp
    const today = localDayOf(reopenedAt, zone)
    const visitOn = visitDayFrom(schedule.calendar, dueOn < today ? today : dueOn)
    const plan = servicePlanId === undefined ? {} : { servicePlanId }
    return accept([{ type: 'MaintenanceReopened', data: { ...command.data, dueOn, visitOn, zone, ...plan } }])
  })

export const completeMaintenance = (command: CompleteMaintenance, state: RegisteredState): AssetDecision =>
  onSchedule(command, state, (schedule) => {
    const { slot, visitId, performedAt } = command.data
    const known = slotOf(schedule, slot)
    if (known?.standing.status === 'performed') {
      return known.standing.visitId === visitId ? alreadyDone : reject({ reason: 'SlotPerformed', slot })
    }
    if (visitId !== undefined && wasReleased(known, visitId, ({ until }) => performedAt <= until)) {
      return alreadyDone
    }
    const open = openSlot(schedule, slot, () => localDayOf(performedAt, schedule.setUp.zone))
    if ('reason' in open) return reject(open)
    const isItsVisit = known?.standing.status === 'booked' && known.standing.visitId === visitId
    const refusal = (isItsVisit ? undefined : takenBy(known)) ?? retirementBefore(state, performedAt)
    if (refusal !== undefined) return reject(refusal)
    return accept([{ type: 'MaintenancePerformed', data: { ...command.data, dueOn: open.dueOn } }])
  })

export const skipMaintenance = (command: SkipMaintenance, state: RegisteredState): AssetDecision =>
  onSchedule(command, state, (schedule) => {
    const { slot, skippedAt } = command.data
    const known = slotOf(schedule, slot)
    if (known?.standing.status === 'skipped') return alreadyDone
    const open = openSlot(schedule, slot, () => localDayOf(skippedAt, schedule.setUp.zone))
    if ('reason' in open) return reject(open)
    const refusal = takenBy(known)
    if (refusal !== undefined) return reject(refusal)
    return accept([{ type: 'MaintenanceSkipped', data: { ...command.data, dueOn: open.dueOn } }])
  })

const slotOf = ({ slots }: MaintenanceSchedule, slot: number): MaintenanceSlot | undefined =>
  slots.find((one) => one.slot === slot)

const wasReleased = (
  slot: MaintenanceSlot | undefined,
  visitId: string,
  by: (released: MaintenanceSlot['released'][number]) => boolean,
): boolean => slot?.released.some((one) => one.visitId === visitId && by(one)) ?? false

/** The slot, or the next one that has not fallen due; of one by use that was not due yet, the day it is taken on. */
const openSlot = (
  schedule: MaintenanceSchedule,
  slot: number,
  today: () => LocalDate,
): { readonly dueOn: LocalDate } | AssetRejection => {
  const known = slotOf(schedule, slot)
  if (known !== undefined) return { dueOn: known.dueOn }
  const { ended, setUp } = schedule
  if (slot !== nextNumberOf(schedule)) return { reason: 'SlotNotDue', slot }
  if (ended !== undefined) return { reason: 'ScheduleOver', endedAt: ended.endedAt }
  if ('meter' in setUp.every) return { dueOn: today() }
  const next = nextSlotOf(schedule)
  return next === undefined ? { reason: 'SlotNotDue', slot } : { dueOn: next.dueOn }
}

const takenBy = (known: MaintenanceSlot | undefined): AssetRejection | undefined => {
  if (known === undefined) return undefined
  switch (known.standing.status) {
    case 'due':
      return undefined
    case 'booked':
      return { reason: 'SlotBooked', visitId: known.standing.visitId }
    case 'performed':
      return { reason: 'SlotPerformed', slot: known.slot }
    case 'skipped':
      return { reason: 'SlotSkipped', slot: known.slot }
  }
}
