import type { VisitArrived, VisitCompleted, VisitNoShowRecorded, VisitScheduled } from '@aftersale/domain/events'
import type { Circumstances, Exclusion } from '../circumstances.js'
import type { Moment } from '../moment.js'

/** One visit to a customer with all that became of it, however often it was moved. One row a visit. */
export interface VisitFact {
  readonly visitId: string
  readonly serviceTicketId: string
  readonly purpose: VisitScheduled['data']['purpose'] | 'unknown'
  readonly scheduled: Moment
  /** As the customer was told last: the day and the times of the place's clocks. */
  readonly window?: VisitScheduled['data']['window'] | undefined
  /** Who is to come, of the last appointment: one of our own, or a provider by its id. */
  readonly performer?:
    | { readonly kind: 'in-house' }
    | { readonly kind: 'provider'; readonly providerId: string }
    | undefined
  readonly rescheduled: ReadonlyArray<Moment>
  /** Nobody had come by the end of a window that counted then, where that was recorded. */
  readonly windowsMissed: ReadonlyArray<Moment>
  readonly arrived?: (Moment & { readonly timing: VisitArrived['data']['timing'] }) | undefined
  readonly completed?: (Moment & { readonly outcome: VisitCompleted['data']['outcome'] }) | undefined
  readonly noShow?: (Moment & { readonly party: VisitNoShowRecorded['data']['party'] }) | undefined
  readonly cancelled?: Moment | undefined
  /** Those of its ticket, with the unit that the visit itself names. */
  readonly circumstances: Circumstances
  readonly exclusion?: Exclusion | undefined
  readonly excludedBy: ReadonlyArray<Moment>
}
