import { beyondTheEnd, type EventFilter, type Position, type SubscriptionFailure } from '@aftersale/event-store'
import { Dropped } from './dropped.js'
import { type Followed, isAfter, type Place } from './followed.js'
import { RevisionsSeen } from './revisions-seen.js'
import { isWantedBy, serverFilter } from './server-filter.js'
import { allSubscription } from './subscribe-requests.js'
import type { WireReader } from './wire-reading.js'

/** Events looked at when nothing comes: more than the server passes before it tells so itself. */
const LOOKED_AT = 1000

/** All events of the tenant that pass the filter. */
export const followedAll = (reader: WireReader, tenant: string | undefined, filter?: EventFilter): Followed => {
  const isWanted = isWantedBy(tenant, filter)
  const toServer = serverFilter(tenant, filter)
  const revisions = new RevisionsSeen()
  return {
    name: '$all',
    subscription: (after) => allSubscription(after, toServer),
    placeOf: ({ event }) => event?.position,
    checkpointAt: (position) => ({ kind: 'all', position }),
    isWanted,
    lastPlace: () => reader.lastOfAll(),
    faultOf: (place) => faultOfPosition(reader, place),

    ahead: async (place) => {
      const events = await reader.allFrom(place, LOOKED_AT)
      let passed: Place | undefined
      for (const event of events) {
        if (!isAfter(event.position, place)) continue
        if (isWanted(event)) return { hasWanted: true, isAll: false, ...(passed === undefined ? {} : { passed }) }
        passed = event.position
      }
      return { hasWanted: false, isAll: events.length < LOOKED_AT, ...(passed === undefined ? {} : { passed }) }
    },

    // What is left out by its type leaves gaps that say nothing.
    leavesDoubt: ({ event }) =>
      event !== undefined && filter?.types === undefined && revisions.skippedBy(event) !== undefined,
    saw: ({ event }) => {
      if (event !== undefined) revisions.see(event)
    },
    hasMissed: async ({ event }) => {
      const next = event === undefined ? undefined : revisions.skippedBy(event)
      if (event === undefined || next === undefined) return false
      try {
        const first = await reader.firstOfStreamFrom(event.stream, next)
        return first !== undefined && first.revision < event.revision
      } catch (thrown) {
        // Who may read everything need not be allowed to read each stream; and it may have been closed for good since.
        const fault = thrown instanceof Dropped ? thrown.drop.fault : undefined
        if (fault === 'stream-deleted' || fault === 'access-denied') return false
        throw thrown
      }
    },
  }
}

/**
 * Nothing is read from beyond the end; where no record begins, a server fails with no word of its own. A node that lags
 * behind has not what the checkpoint tells of, so the leader has the last word.
 */
const faultOfPosition = async (reader: WireReader, position: Position): Promise<SubscriptionFailure | undefined> => {
  const standsThere = async (leader: boolean): Promise<boolean> => {
    try {
      return (await reader.allFrom(position, 1, { leader })).length > 0
    } catch (thrown) {
      const fault = thrown instanceof Dropped ? thrown.drop.fault : undefined
      if (fault !== 'failed' && fault !== 'bad-position') throw thrown
      // A server that reads its end is well: then it is the position.
      await reader.lastOfAll({ leader })
      return false
    }
  }
  return (await standsThere(false)) || (await standsThere(true)) ? undefined : beyondTheEnd(position.commit)
}
