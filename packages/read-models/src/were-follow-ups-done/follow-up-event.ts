import type { ServiceTicketEvent } from '@aftersale/domain/events'

const types = ['FollowUpRequested', 'FollowUpCompleted', 'FollowUpMissed'] as const

export type FollowUpEvent = Extract<ServiceTicketEvent, { readonly type: (typeof types)[number] }>

const followUpEvents: ReadonlySet<string> = new Set(types)

export const isFollowUpEvent = (event: ServiceTicketEvent): event is FollowUpEvent => followUpEvents.has(event.type)
