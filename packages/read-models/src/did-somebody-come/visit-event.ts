import type { ServiceTicketEvent, VisitEvent } from '@aftersale/domain/events'

const types: ReadonlyArray<VisitEvent['type']> = [
  'VisitScheduled',
  'VisitConfirmed',
  'VisitRescheduled',
  'VisitTechnicianHeld',
  'VisitTechnicianRefused',
  'VisitEnRoute',
  'VisitArrived',
  'VisitWindowMissed',
  'VisitCompleted',
  'VisitNoShowRecorded',
  'VisitCancelled',
]

const visitEvents: ReadonlySet<string> = new Set(types)

export const isVisitEvent = (event: ServiceTicketEvent): event is VisitEvent => visitEvents.has(event.type)
