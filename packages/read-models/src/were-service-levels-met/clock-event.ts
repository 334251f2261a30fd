import type { ServiceTicketEvent } from '@aftersale/domain/events'

const types = [
  'SlaClockStarted',
  'SlaClockPaused',
  'SlaClockResumed',
  'SlaMet',
  'SlaBreached',
  'SlaMissed',
  'SlaReassigned',
  'SlaClockWithdrawn',
] as const

export type ClockEvent = Extract<ServiceTicketEvent, { readonly type: (typeof types)[number] }>

const clockEvents: ReadonlySet<string> = new Set(types)

export const isClockEvent = (event: ServiceTicketEvent): event is ClockEvent => clockEvents.has(event.type)
