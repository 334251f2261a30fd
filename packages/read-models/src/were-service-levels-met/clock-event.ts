import type { DomainEvent } from '@aftersale/domain/events'

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

export type ClockEvent = Extract<DomainEvent, { readonly type: (typeof types)[number] }>

const clockEvents: ReadonlySet<string> = new Set(types)

export const isClockEvent = (event: DomainEvent): event is ClockEvent => clockEvents.has(event.type)
