import * as E from 'fp-ts/lib/Either.js'
import { event, streamOf } from '../contract/sample-events.js'
import type { RecordedEvent } from '../event.js'
import type { EventStore } from '../event-store.js'
import type { Checkpoint, Delivery, Subscription } from '../subscription.js'
import { type EndableSubscription, endableSubscription, subscriptionLife } from '../subscription-life.js'

/** The number that `event(n)` carries in its data. */
export const numberOf = ({ data }: RecordedEvent): number => (data as { readonly number: number }).number

export const numberAt = (checkpoint: Checkpoint | undefined): number | undefined =>
  checkpoint?.kind === 'all' ? checkpoint.position.commit : checkpoint?.revision

/** Appends events 0, 1, 2 … so that each one's number is its position: each to the stream with the number given for it. */
export const appendTo = async (
  store: EventStore,
  streams: ReadonlyArray<number>,
  first = 0,
  categories: ReadonlyArray<string> = [],
): Promise<void> => {
  for (const [index, stream] of streams.entries()) {
    const appended = await store.append(streamOf(stream, categories[index]), [event(first + index)], 'any')()
    if (E.isLeft(appended)) throw new Error(JSON.stringify(appended.left))
  }
}

/** Handlers that wait until they are told how they end. */
export interface Desk {
  readonly handle: (event: RecordedEvent) => Promise<void>
  /** Numbers of the events in hand. */
  readonly inHand: () => ReadonlyArray<number>
  /** Numbers of the events in the order in which they were begun: each try. */
  readonly begun: ReadonlyArray<number>
  readonly finish: (number: number) => void
  readonly refuse: (number: number, why?: string) => void
}

export const desk = (): Desk => {
  const inHand = new Map<number, { readonly resolve: () => void; readonly reject: (why: Error) => void }>()
  const begun: Array<number> = []
  const taken = (number: number) => {
    const one = inHand.get(number)
    if (one === undefined) throw new Error(`${number} is not in hand, only ${[...inHand.keys()].join(', ')}`)
    inHand.delete(number)
    return one
  }
  return {
    handle: (one) =>
      new Promise((resolve, reject) => {
        begun.push(numberOf(one))
        inHand.set(numberOf(one), { resolve, reject })
      }),
    inHand: () => [...inHand.keys()],
    begun,
    finish: (number) => taken(number).resolve(),
    refuse: (number, why = 'no') => taken(number).reject(new Error(why)),
  }
}

/** The same subscription, with a count of the events that were pulled from it. */
export const counted = (subscription: Subscription): Subscription & { readonly pulled: () => number } => {
  let pulled = 0
  return {
    state: subscription.state,
    stop: subscription.stop,
    pulled: () => pulled,
    async *[Symbol.asyncIterator]() {
      for await (const delivery of subscription) {
        if (delivery.kind === 'event') pulled += 1
        yield delivery
      }
    },
  }
}

/** A subscription that gives these deliveries, and then waits for its end. */
export const scripted = (deliveries: ReadonlyArray<Delivery>): EndableSubscription => {
  const life = subscriptionLife(() => undefined)
  return endableSubscription(life, async function* () {
    for (const delivery of deliveries) {
      if (life.isStopped()) return
      yield delivery
    }
    await life.sleep(() => () => undefined)
  })
}
