import type { DomainEvent } from '@aftersale/domain'
import { processOn } from './process.js'

/** Defines a process over the events of the domain. */
export const onDomainEvents = processOn<DomainEvent>()
