import { setTimeout as wait } from 'node:timers/promises'
import type { Checkpoint, Delivery, RecordedEvent, Subscription, SubscriptionState } from '@aftersale/event-store'

/** A reader that handles every delivery at once, and remembers what it got and saw. */
export interface Reading {
  readonly deliveries: ReadonlyArray<Delivery>
  readonly events: () => ReadonlyArray<RecordedEvent>
  readonly checkpoints: () => ReadonlyArray<Checkpoint>
  /** Every state that the subscription was seen in, in the order in which they came. */
  readonly states: ReadonlyArray<SubscriptionState>
  readonly until: (enough: () => boolean) => Promise<void>
  readonly over: Promise<void>
}

const LONGEST_MILLISECONDS = 120_000

export const read = (subscription: Subscription): Reading => {
  const deliveries: Array<Delivery> = []
  const states: Array<SubscriptionState> = []
  const look = (): void => {
    const state = subscription.state()
    if (JSON.stringify(state) !== JSON.stringify(states[states.length - 1])) states.push(state)
  }
  const loop = async (): Promise<void> => {
    for await (const delivery of subscription) {
      look()
      deliveries.push(delivery)
    }
    look()
  }
  const watch = setInterval(look, 1)
  look()
  const over = loop().finally(() => clearInterval(watch))
  return {
    deliveries,
    states,
    over,
    events: () => deliveries.flatMap((delivery) => (delivery.kind === 'event' ? [delivery.event] : [])),
    checkpoints: () => deliveries.flatMap((delivery) => (delivery.kind === 'caught-up' ? [] : [delivery.checkpoint])),
    until: async (enough) => {
      for (const until = Date.now() + LONGEST_MILLISECONDS; !enough(); await wait(2)) {
        look()
        if (Date.now() > until) {
          throw new Error(`It did not come: ${JSON.stringify(deliveries.slice(-5))} ${JSON.stringify(states)}`)
        }
      }
      look()
    },
  }
}

export const revisionsOf = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<number> =>
  events.map(({ revision }) => revision)

export const upTo = (count: number): ReadonlyArray<number> => Array.from({ length: count }, (_, n) => n)
