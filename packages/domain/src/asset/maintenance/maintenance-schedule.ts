import type { Instant, PositiveInteger } from '@aftersale/messages'
import type { LocalDate } from '../../calendar/local-date.js'
import type { VisitId } from '../../service-ticket/visit-id.js'
import type { MaintenanceScheduleEnded, MaintenanceScheduleSetUp } from '../events.js'
import type { VisitCalendar } from './maintenance-plan.js'

/** One maintenance that is owed, and what became of it. */
export interface MaintenanceSlot {
  readonly slot: PositiveInteger
  readonly dueOn: LocalDate
  readonly standing:
    | { readonly status: 'due' }
    | { readonly status: 'booked'; readonly visitId: VisitId; readonly takenAt: Instant }
    | {
        readonly status: 'performed'
        readonly visitId?: VisitId
        readonly performedAt: Instant
        /** When it was booked or performed, whichever is later. */
        readonly takenAt: Instant
      }
    | { readonly status: 'skipped' }
  /**
   * Visits that it was booked for and are not to be made for it, or that were performed for it in vain. Up to `until`, what
   * is heard of the visit was heard before: by what is told it may have been given up before it was taken.
   */
  readonly released: ReadonlyArray<{ readonly visitId: VisitId; readonly reopenedAt: Instant; readonly until: Instant }>
}

export interface MaintenanceSchedule {
  readonly setUp: MaintenanceScheduleSetUp['data']
  readonly calendar: VisitCalendar
  /** Those that fell due or were booked ahead, by number. */
  readonly slots: ReadonlyArray<MaintenanceSlot>
  readonly ended?: MaintenanceScheduleEnded['data']
}
