import { beyondTheEnd, type RecordedEvent } from '@aftersale/event-store'
import type { Followed, Place } from './followed.js'
import { streamSubscription } from './subscribe-requests.js'
import type { WireReader } from './wire-reading.js'

export interface StreamToFollow {
  readonly stream: string
  /** `link` where it is a stream of links to events. */
  readonly kind: 'stream' | 'link'
  readonly isWanted: (event: RecordedEvent) => boolean
}

/** The events of a stream by their revisions, or those that the links of a stream lead to by the revisions of the links. */
export const followedStream = (reader: WireReader, { stream, kind, isWanted }: StreamToFollow): Followed => {
  const lastRevision = async (): Promise<number | undefined> => {
    const last = await reader.lastOfStream(stream)
    return typeof last === 'number' ? last : undefined
  }
  return {
    name: stream,
    subscription: (after) => streamSubscription(stream, after?.commit, kind === 'link'),
    placeOf: ({ revision }) => (Number.isSafeInteger(revision) ? placeAt(revision) : undefined),
    checkpointAt: ({ commit: revision }) => ({ kind, stream, revision }),
    isWanted,

    lastPlace: async () => {
      const last = await lastRevision()
      return last === undefined ? undefined : placeAt(last)
    },

    faultOf: async ({ commit: revision }) => {
      const isThere = async (leader: boolean): Promise<boolean> => {
        const last = await reader.lastOfStream(stream, { leader })
        // Where nothing is left there is no telling how far the stream had come.
        return last === 'nothing-left' || (last !== 'no-stream' && revision <= last)
      }
      return (await isThere(false)) || (await isThere(true)) ? undefined : beyondTheEnd(revision)
    },

    ahead: async (place) => {
      const last = await lastRevision()
      const isAll = last === undefined || last < revisionAfter(place)
      return { hasWanted: !isAll, isAll }
    },

    leavesDoubt: ({ revision }, reached) => revision > revisionAfter(reached),
    saw: () => undefined,
    hasMissed: async ({ revision }, reached) => {
      const first = await reader.firstOfStreamFrom(stream, revisionAfter(reached))
      return first !== undefined && first.revision < revision
    },
  }
}

const placeAt = (revision: number): Place => ({ commit: revision, prepare: revision })

const revisionAfter = (place: Place | undefined): number => (place === undefined ? 0 : place.commit + 1)
