import type { EventStoreDBClient } from '@eventstore/db-client'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ConsumerGroup, GroupFollows } from '../consumer-group.js'
import { jitteredBackoff } from '../patience.js'
import { groupCalls } from './group-calls.js'
import { subscribeGroup } from './group-subscription.js'
import { targetOf } from './group-target.js'

export interface ConsumerGroupSource {
  /** The application's own, or `client` of a store. */
  readonly client: EventStoreDBClient
  /** The tenant whose events are followed; absent for a single tenant. */
  readonly tenant?: string
  /** How long the server may be silent where it owes an answer; 10 seconds where it is absent. */
  readonly timeoutMilliseconds?: number
  /** How long the n-th attempt to connect again waits (from 1); capped, jittered and doubling where it is absent. */
  readonly backoffMilliseconds?: (attempt: number) => number
}

/** The group of this name. Nothing is asked of the server before a call is run. */
export const consumerGroup = (
  { client, tenant, timeoutMilliseconds = 10_000, backoffMilliseconds = jitteredBackoff }: ConsumerGroupSource,
  { group, follows }: { readonly group: string; readonly follows: GroupFollows },
): ConsumerGroup => {
  const target = targetOf(tenant, group, follows)
  const source = { client, timeoutMilliseconds, backoffMilliseconds }
  const subscribe: ConsumerGroup['subscribe'] = ({ inFlight = 10 } = {}) => subscribeGroup(source, target, inFlight)
  if ('failure' in target) {
    const refused = TE.left(target)
    return {
      create: () => refused,
      subscribe,
      parked: () => refused,
      replayParked: () => refused,
      delete: () => refused,
    }
  }
  return { ...groupCalls(source, target), subscribe }
}
