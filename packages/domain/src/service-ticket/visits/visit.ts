import { type Instant, laterOf } from '@aftersale/messages'
import type {
  VisitArrived,
  VisitCancelled,
  VisitCompleted,
  VisitConfirmed,
  VisitEnRoute,
  VisitNoShowRecorded,
  VisitRescheduled,
  VisitScheduled,
  VisitTechnicianHeld,
  VisitTechnicianRefused,
  VisitWindowMissed,
} from '../events/visits.js'
import type { VisitId } from '../visit-id.js'
import type { Appointment } from './appointment.js'

/** Whether the technician's day has the visit. `not-asked`: a provider comes, whose days are not ours. */
export type TechnicianHold = 'asked' | 'held' | 'refused' | 'not-asked'

export type VisitEnd =
  | { readonly kind: 'completed'; readonly told: Omit<VisitCompleted['data'], 'photos' | 'signature'> }
  | { readonly kind: 'no-show'; readonly told: VisitNoShowRecorded['data'] }
  | { readonly kind: 'cancelled'; readonly told: VisitCancelled['data'] }

/** One visit with its appointments, the last of which is the one that counts. Photos and signatures are left out. */
export interface Visit {
  readonly scheduled: VisitScheduled['data']
  readonly reschedulings: ReadonlyArray<VisitRescheduled['data']>
  readonly appointment: Appointment
  /** The number of that appointment: 1 for the one it was scheduled with. */
  readonly round: VisitRescheduled['data']['round']
  readonly confirmations: ReadonlyArray<VisitConfirmed['data']>
  readonly hold: TechnicianHold
  readonly answers: ReadonlyArray<VisitTechnicianHeld | VisitTechnicianRefused>
  readonly setOuts: ReadonlyArray<VisitEnRoute['data']>
  readonly arrived?: VisitArrived['data']
  /** Windows that passed without anybody there, each of its round. */
  readonly missed: ReadonlyArray<VisitWindowMissed['data']>
  readonly end?: VisitEnd
}

/** A ticket, as far as visits are concerned. */
interface Visited {
  readonly visits?: ReadonlyArray<Visit>
}

export const visitOf = ({ visits }: Visited, visitId: VisitId): Visit | undefined =>
  visits?.find(({ scheduled }) => scheduled.visitId === visitId)

/** Neither completed nor cancelled, and nobody was recorded as absent. */
export const openVisitsOf = ({ visits = [] }: Visited): ReadonlyArray<Visit> =>
  visits.filter(({ end }) => end === undefined)

/** When the appointment that counts was made: the last rescheduling, as it happened. */
export const appointedAt = ({ scheduled, reschedulings }: Visit): Instant =>
  reschedulings.reduce((latest, { rescheduledAt }) => laterOf(latest, rescheduledAt), scheduled.scheduledAt)
