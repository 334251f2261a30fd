import type { DomainEvent } from '@aftersale/domain/events'

const types = ['FollowUpRequested', 'FollowUpCompleted', 'FollowUpMissed'] as const

export type FollowUpEvent = Extract<DomainEvent, { readonly type: (typeof types)[number] }>

const followUpEvents: ReadonlySet<string> = new Set(types)

export const isFollowUpEvent = (event: DomainEvent): event is FollowUpEvent => followUpEvents.has(event.type)
