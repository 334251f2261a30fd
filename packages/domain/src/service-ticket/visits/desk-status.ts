import type { ServiceTicketState } from '../state.js'
import { openVisitsOf } from './visit.js'

/** A ticket that somebody works on and that has an open visit is `scheduled`; a pause is told before that. */
export type DeskStatus = ServiceTicketState['status'] | 'scheduled'

export const deskStatusOf = (state: ServiceTicketState): DeskStatus =>
  (state.status === 'new' || state.status === 'open') && openVisitsOf(state.ticket).length > 0
    ? 'scheduled'
    : state.status
