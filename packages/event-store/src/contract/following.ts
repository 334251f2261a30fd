import type { RecordedEvent } from '../event.js'
import type { Checkpoint, Delivery, Subscription } from '../subscription.js'

/** A reader that handles every delivery at once and remembers it. */
export interface Following {
  readonly subscription: Subscription
  readonly deliveries: ReadonlyArray<Delivery>
  readonly events: () => ReadonlyArray<RecordedEvent>
  readonly checkpoints: () => ReadonlyArray<Checkpoint>
  /** Waits until what was delivered is enough. Rejects where the subscription ends before, or patience does. */
  readonly until: (enough: (following: Following) => boolean, awaited: string) => Promise<void>
  /** Waits until so many events were delivered and the end was reached after them. */
  readonly untilCaughtUpAfter: (count: number) => Promise<void>
  /** Waits until the loop is over. */
  readonly over: () => Promise<void>
}

export const follow = (subscription: Subscription, patienceMs: number): Following => {
  const deliveries: Array<Delivery> = []
  const watchers = new Set<() => void>()
  let status: 'going-on' | 'over' | { readonly broke: unknown } = 'going-on'

  const look = (): void => {
    for (const watcher of watchers) watcher()
  }
  const loop = async (): Promise<void> => {
    try {
      for await (const delivery of subscription) {
        deliveries.push(delivery)
        look()
      }
      status = 'over'
    } catch (broke) {
      status = { broke }
    }
    look()
  }
  void loop()

  const waitUntil = (enough: () => boolean, awaited: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const told = (what: string): Error =>
        new Error(
          `${what} ${awaited}; so far: ${deliveries.map(toldShortly).join(' ')}; ${JSON.stringify(subscription.state())}`,
        )
      const timer = setTimeout(() => finish(() => reject(told(`Waited ${patienceMs} ms for`))), patienceMs)
      const finish = (settle: () => void): void => {
        clearTimeout(timer)
        watchers.delete(watcher)
        settle()
      }
      const watcher = (): void => {
        if (enough()) finish(resolve)
        else if (typeof status === 'object')
          finish(() => reject(told(`The loop threw ${String((status as { readonly broke: unknown }).broke)} before`)))
        else if (status === 'over') finish(() => reject(told('The loop ended before')))
      }
      watchers.add(watcher)
      watcher()
    })

  const following: Following = {
    subscription,
    deliveries,
    events: () => eventsIn(deliveries),
    checkpoints: () => checkpointsIn(deliveries),
    until: (enough, awaited) => waitUntil(() => enough(following), awaited),
    untilCaughtUpAfter: (count) =>
      waitUntil(() => {
        const last = deliveries.findLastIndex(({ kind }) => kind === 'event')
        return (
          eventsIn(deliveries).length >= count && deliveries.slice(last + 1).some(({ kind }) => kind === 'caught-up')
        )
      }, `${count} events and the end`),
    over: () => waitUntil(() => status === 'over', 'the end of the loop'),
  }
  return following
}

export const eventsIn = (deliveries: ReadonlyArray<Delivery>): ReadonlyArray<RecordedEvent> =>
  deliveries.flatMap((delivery) => (delivery.kind === 'event' ? [delivery.event] : []))

export const checkpointsIn = (deliveries: ReadonlyArray<Delivery>): ReadonlyArray<Checkpoint> =>
  deliveries.flatMap((delivery) => (delivery.kind === 'caught-up' ? [] : [delivery.checkpoint]))

const toldShortly = (delivery: Delivery): string =>
  delivery.kind === 'event' ? `${delivery.event.type}@${delivery.event.revision}` : delivery.kind
