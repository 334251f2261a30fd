import { describeBadInput, type Examples } from '../../bad-input.fixtures.js'
import { type VisitCommand, visitCommands } from '../commands.js'
import type { ServiceTicketEvent } from '../events.js'
import { serviceTicketRejections } from '../rejections.js'
import { after, count, openTicket, text } from '../service-ticket.fixtures.js'
import { serviceTicket } from '../service-ticket.js'
import * as visit from './visits.fixtures.js'
import { arrived, held, scheduleVisit } from './visits.fixtures.js'

const opened = after(openTicket())
const scheduled = after(openTicket(), scheduleVisit())
const confirmed = after(openTicket(), ...held)

const examples: Examples<VisitCommand, ServiceTicketEvent> = {
  ScheduleVisit: {
    after: opened,
    usual: scheduleVisit({ product: { sku: text('WM-9'), brand: text('Hof') }, travelMinutes: count(20) }),
    words: [
      'certification.stream',
      'certification.certificates.certificationId',
      'scheduledBy.id',
      'product.sku',
      'product.brand',
    ],
    ids: ['visitId', 'assetId'],
  },
  ConfirmVisit: { after: scheduled, usual: visit.confirmVisit(), words: ['confirmedBy.id'] },
  RescheduleVisit: {
    after: scheduled,
    usual: visit.rescheduleVisit({ travelMinutes: count(20) }),
    words: ['certification.stream', 'certification.certificates.certificationId', 'because', 'rescheduledBy.id'],
  },
  ConfirmTechnician: { after: scheduled, usual: visit.confirmTechnician(), words: ['dayStream'] },
  RefuseTechnician: { after: scheduled, usual: visit.refuseTechnician(), words: ['dayStream', 'because'] },
  SetOutForVisit: { after: confirmed, usual: visit.setOut() },
  ArriveAtVisit: { after: confirmed, usual: visit.arrive() },
  CompleteVisit: {
    after: after(openTicket(), ...arrived),
    usual: visit.completeVisit(),
    words: ['parts.partNo', 'parts.newSerial', 'photos', 'signature'],
  },
  RecordNoShow: { after: confirmed, usual: visit.recordNoShow(), words: ['recordedBy.id'] },
  CancelVisit: { after: scheduled, usual: visit.cancelVisit(), words: ['because', 'cancelledBy.id'] },
  MissVisitWindow: { after: scheduled, usual: visit.missVisitWindow() },
}

describeBadInput({ decider: serviceTicket, codecs: visitCommands, rejections: serviceTicketRejections, examples })
