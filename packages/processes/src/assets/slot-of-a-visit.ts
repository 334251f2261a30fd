import { type AssetRejection, assetAggregate, type BookMaintenance, type VisitScheduled } from '@aftersale/domain'
import { issue, nothing, type Reaction } from '../reaction.js'

export type SlotOfAVisit = NonNullable<VisitScheduled['data']['maintenance']>

/** Owed again. Nothing where the slot is none of the visit's. */
export const reopenSlot = (
  slot: SlotOfAVisit,
  told: Pick<BookMaintenance['data'], 'visitId'> & {
    readonly because: BookMaintenance['data']['scheduleId']
    readonly reopenedAt: BookMaintenance['data']['bookedAt']
  },
): Reaction =>
  issue(
    assetAggregate,
    slot.assetId,
    { type: 'ReopenMaintenance', data: { ...slot, ...told } },
    { whenRejected: ({ reason }) => (isNoSlotOfTheVisit(reason) ? nothing : undefined) },
  )

/** The visit never had it: it was another's, or there is no such slot. */
export const isNoSlotOfTheVisit = (reason: AssetRejection['reason']): boolean =>
  reason === 'SlotNotOfVisit' ||
  reason === 'SlotNotDue' ||
  reason === 'SlotBooked' ||
  reason === 'SlotPerformed' ||
  reason === 'SlotSkipped' ||
  reason === 'ScheduleUnknown' ||
  reason === 'ScheduleOver' ||
  reason === 'AssetIsRetired' ||
  reason === 'AssetNotRegistered'
