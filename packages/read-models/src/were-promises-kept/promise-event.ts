import type { DomainEvent } from '@aftersale/domain/events'

const types = [
  'PromiseMade',
  'PromiseRenegotiated',
  'PromiseKept',
  'PromiseBroken',
  'PromiseFulfilledLate',
  'PromiseWaived',
] as const

export type PromiseEvent = Extract<DomainEvent, { readonly type: (typeof types)[number] }>

const promiseEvents: ReadonlySet<string> = new Set(types)

export const isPromiseEvent = (event: DomainEvent): event is PromiseEvent => promiseEvents.has(event.type)
