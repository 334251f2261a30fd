import type { Deadline } from '@aftersale/decider'
import type { AssetCommand } from './commands.js'
import { nextSlotOf } from './maintenance/next-slot.js'
import type { AssetState } from './state.js'

/** The next maintenance of each schedule by time, soonest first. What falls due by use does so with a reading. */
export const deadlines = (state: AssetState): ReadonlyArray<Deadline<AssetCommand>> =>
  state.status !== 'in-service'
    ? []
    : state.asset.schedules
        .flatMap((schedule): Deadline<AssetCommand>[] => {
          const next = nextSlotOf(schedule)
          if (next === undefined) return []
          const { assetId, scheduleId } = schedule.setUp
          const { slot, dueAt } = next
          return [{ dueAt, command: { type: 'ProposeMaintenance', data: { assetId, scheduleId, slot, dueAt } } }]
        })
        .sort((left, right) => (left.dueAt < right.dueAt ? -1 : left.dueAt > right.dueAt ? 1 : 0))
