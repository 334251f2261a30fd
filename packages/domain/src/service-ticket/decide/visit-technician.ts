import { accept, alreadyDone, reject } from '@aftersale/decider'
import type { StaffId } from '../../staff/staff-id.js'
import type { ConfirmTechnician, RefuseTechnician } from '../commands.js'
import type { ServiceTicketState } from '../state.js'
import type { Visit } from '../visits/visit.js'
import { onOpenVisit, underWay } from './on-visit.js'
import type { ServiceTicketDecision } from './refusals.js'

// What the technician's day answered. It speaks of one appointment of the visit: an answer about an earlier one is void.

/** What was refused stays so: the day gave the time to others. Another appointment has to be made. */
export const confirmTechnician = ({ data }: ConfirmTechnician, state: ServiceTicketState): ServiceTicketDecision =>
  onAsked(state, data, (visit, technicianId) => {
    if (visit.hold === 'held') return alreadyDone
    return visit.hold === 'refused'
      ? reject({ reason: 'TechnicianRefused', visitId: data.visitId, round: data.round })
      : accept([{ type: 'VisitTechnicianHeld', data: { ...data, technicianId } }])
  })

/** Also of one who was held: who falls sick is held no more. */
export const refuseTechnician = ({ data }: RefuseTechnician, state: ServiceTicketState): ServiceTicketDecision =>
  onAsked(state, data, (visit, technicianId) => {
    if (visit.hold === 'refused') return alreadyDone
    return underWay(visit) ?? accept([{ type: 'VisitTechnicianRefused', data: { ...data, technicianId } }])
  })

const onAsked = (
  state: ServiceTicketState,
  { visitId, round }: ConfirmTechnician['data'] | RefuseTechnician['data'],
  decideOn: (visit: Visit, technicianId: StaffId) => ServiceTicketDecision,
): ServiceTicketDecision =>
  onOpenVisit(state, visitId, (visit) => {
    const { performer } = visit.appointment
    if (visit.round !== round) return reject({ reason: 'VisitMovedSince', visitId, round: visit.round })
    return performer.kind === 'provider'
      ? reject({ reason: 'TechnicianNotAsked', visitId })
      : decideOn(visit, performer.technicianId)
  })
