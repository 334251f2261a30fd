import type { ComplaintEvent } from '../events/complaint.js'
import type { Ticket } from '../state.js'
import type { Complaint } from './complaint.js'

/** Takes a step of the complaint in. Those of a complaint that was never registered leave no trace. */
export const evolveComplaint = (ticket: Ticket, event: ComplaintEvent): Ticket => {
  if (event.type === 'ComplaintRegistered') {
    return ticket.complaint === undefined ? { ...ticket, complaint: registered(event.data) } : ticket
  }
  return ticket.complaint === undefined ? ticket : { ...ticket, complaint: evolve(ticket.complaint, event) }
}

const registered = ({
  text: _,
  ...data
}: Extract<ComplaintEvent, { type: 'ComplaintRegistered' }>['data']): Complaint => ({
  registered: data,
  assessments: [],
  responses: [],
  redress: [],
  decisions: [],
  answers: [],
  escalations: [],
  conclusions: [],
})

const evolve = (
  complaint: Complaint,
  event: Exclude<ComplaintEvent, { readonly type: 'ComplaintRegistered' }>,
): Complaint => {
  switch (event.type) {
    case 'ComplaintAcknowledged':
      return { ...complaint, acknowledged: event.data }
    case 'ComplaintAssessed':
      return { ...complaint, assessments: [...complaint.assessments, event.data] }
    case 'ComplaintResponded': {
      const { text: _, ...response } = event.data
      return { ...complaint, responses: [...complaint.responses, response] }
    }
    case 'RedressOffered':
      return { ...complaint, redress: [...complaint.redress, event.data] }
    case 'ComplaintDecisionCommunicated':
      return { ...complaint, decisions: [...complaint.decisions, event.data] }
    case 'ComplaintDecisionAnswered':
      return { ...complaint, answers: [...complaint.answers, event.data] }
    case 'ComplaintEscalatedExternally':
      return { ...complaint, escalations: [...complaint.escalations, event.data] }
    case 'ExternalRecourseConcluded':
      return { ...complaint, conclusions: [...complaint.conclusions, event.data] }
    case 'ComplaintClosed':
      return { ...complaint, closed: event.data }
  }
}
