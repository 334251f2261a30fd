import type { Channel, DomainEvent } from '@aftersale/domain'
import type { Actor } from '@aftersale/messages'
import type { AnyAggregate, Found } from '@aftersale/processes'
import { v7 } from 'uuid'
import type { Chance } from './chance.js'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** One thing that is done about a ticket, a purchase or a return. */
export interface Step {
  /** When it is recorded, in epoch milliseconds; it happened then or, heard of late, before. */
  readonly at: number
  readonly aggregate: AnyAggregate
  readonly id: string
  /** As plain data; brands are given where it is decided. */
  readonly command: { readonly type: string; readonly data: Readonly<Record<string, unknown>> }
  readonly actor: Actor
  readonly channel?: Channel | 'online'
}

/** A look at how something stands now. */
export interface Look {
  readonly looksAt: { readonly aggregate: AnyAggregate; readonly id: string }
}

/** What became of a step: its events, none where it was refused or done already, and the revision of the first. */
export interface StepTaken {
  readonly events: ReadonlyArray<DomainEvent>
  readonly firstRevision: number
  /** Of a look. */
  readonly found?: Found<unknown>
}

/** A life pauses at each step and each look, and goes on with what became of it. */
export type Life = Generator<Step | Look | { readonly begins: Life }, void, StepTaken | undefined>

export interface Customer {
  readonly customerId: string
}

/** A UUID of version 7 that says when it was made; the rest of it is chance. */
export const newId = (chance: Chance, at: number): string => v7({ msecs: at, random: chance.bytes(16) })
