import type { ServiceTicketEvent } from '@aftersale/domain/events'

const types = [
  'PromiseMade',
  'PromiseRenegotiated',
  'PromiseKept',
  'PromiseBroken',
  'PromiseFulfilledLate',
  'PromiseWaived',
] as const

export type PromiseEvent = Extract<ServiceTicketEvent, { readonly type: (typeof types)[number] }>

const promiseEvents: ReadonlySet<string> = new Set(types)

export const isPromiseEvent = (event: ServiceTicketEvent): event is PromiseEvent => promiseEvents.has(event.type)
