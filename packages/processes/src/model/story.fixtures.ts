import type { DomainEvent } from '@aftersale/domain'
import type { Instant } from '@aftersale/messages'
import type { LedgerWorld, Logged } from './ledger-world.fixtures.js'

/** An event as those see it who count from the events alone. */
export interface Told {
  readonly event: DomainEvent
  readonly category: string
  readonly id: string
  readonly stream: string
  readonly commandId: string
  /** When it was recorded by the time of the world, whatever it says itself. */
  readonly recordedAt: Instant
}

export type Story = ReadonlyArray<Told>

/** All that happened in a world, in order. */
export const storyOf = ({ log }: Pick<LedgerWorld, 'log'>): Story => log.map(told)

const told = ({ category, occurrence: { event, id, stream, metadata }, loggedAt }: Logged): Told => ({
  event: event as DomainEvent,
  category,
  id,
  stream,
  commandId: metadata.commandId,
  recordedAt: loggedAt,
})

/** The first fault that one of them finds. */
export const firstOf = (...faults: ReadonlyArray<() => string | undefined>): string | undefined => {
  for (const fault of faults) {
    const found = fault()
    if (found !== undefined) return found
  }
  return undefined
}

/** What is known by a key, made where it is not known yet. */
export const kept = <Key, Value>(
  map: { readonly get: (key: Key) => Value | undefined; readonly set: (key: Key, value: Value) => unknown },
  key: Key,
  make: () => Value,
): Value => {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
