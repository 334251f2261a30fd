import {
  type AllPage,
  type AllRead,
  type BadArgument,
  comparePositions,
  EVENTS_A_PAGE,
  type EventFilter,
  type Position,
  type RecordedEvent,
  type StoreUnavailable,
} from '@aftersale/event-store'
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js'
import * as E from 'fp-ts/lib/Either.js'
import { isWantedBy, serverFilter } from '../subscribing/server-filter.js'
import { allRequest, type Direction } from '../wire/read-requests.js'
import { eventFrom } from '../wire/wire-event.js'
import { unavailableBy, type WireFault } from '../wire/wire-fault.js'
import type { StoreReads } from './store-reads.js'

/** Events fetched by one call. */
const AT_MOST = 4096

/** Events looked at for one page where the server leaves none out; the page may have few then, and goes on from there. */
const LOOKED_AT = 32_768

/** How long no filter is asked for after the server took too long with one. */
const UNFILTERED_FOR_MILLISECONDS = 60_000

/**
 * Reads all that is the tenant's and of the categories or types asked for. The server leaves out what it can, which the
 * client does not ask it for; the rest is left out here: what is the server's own, and what stands in no stream of ours.
 */
export class AllReader {
  private unfilteredUntil = Number.NEGATIVE_INFINITY

  constructor(
    private readonly reads: StoreReads,
    private readonly tenant: string | undefined,
  ) {}

  async page(read: AllRead): Promise<E.Either<StoreUnavailable | BadArgument, AllPage>> {
    const { direction = 'forwards', maxCount = EVENTS_A_PAGE, filter } = read
    const isWanted = isWantedBy(this.tenant, filter)
    const ahead = direction === 'forwards' ? 1 : -1

    const events: Array<RecordedEvent> = []
    let place = read.after
    let leftOut = 0
    for (let lookedAt = 0; lookedAt < LOOKED_AT; ) {
      // One beyond the page tells whether there is a next one; and the event at the place itself may come again. Where
      // much is left out here, ever more are fetched at once: a small page is not to take thousands of calls.
      const count = Math.min(AT_MOST, maxCount - events.length + 2 + leftOut)
      const outcome = await this.chunk(place, direction, count, filter)
      if ('fault' in outcome) {
        const { fault } = outcome
        return fault.fault === 'bad-position' && place !== undefined && place === read.after
          ? E.left({ failure: 'BadArgument', why: 'after: no event of this store stands there' })
          : E.left(unavailableBy(fault))
      }
      const { found, asked } = outcome
      const before: Position | undefined = place
      for (const event of found) {
        if (before !== undefined && ahead * comparePositions(event.position, before) <= 0) continue
        if (isWanted(event)) {
          const last = events[events.length - 1]
          if (events.length === maxCount && last !== undefined) return E.right({ events, next: last.position })
          events.push(event)
        } else leftOut += 1
        place = event.position
      }
      if (found.length < asked) return E.right({ events })
      lookedAt += found.length
    }
    return E.right(place === undefined ? { events } : { events, next: place })
  }

  /**
   * A server that filters keeps silent until it finds something, be it past millions of events. Where it takes too long,
   * everything is read for a while: that always gets on.
   */
  private async chunk(
    from: Position | undefined,
    direction: Direction,
    count: number,
    filter: EventFilter | undefined,
  ): Promise<{ readonly fault: WireFault } | { readonly found: ReadonlyArray<RecordedEvent>; readonly asked: number }> {
    const start = from === undefined ? {} : { from }
    if (performance.now() > this.unfilteredUntil) {
      const filtered = { ...start, direction, count, filter: serverFilter(this.tenant, filter) }
      const outcome = await this.reads.read(allRequest(filtered), () => collecting(count))
      if ('result' in outcome) return { found: outcome.result, asked: count }
      if (outcome.fault.fault !== 'no-answer') return outcome
      this.unfilteredUntil = performance.now() + UNFILTERED_FOR_MILLISECONDS
    }
    const outcome = await this.reads.read(allRequest({ ...start, direction, count: AT_MOST }), () =>
      collecting(AT_MOST),
    )
    return 'result' in outcome ? { found: outcome.result, asked: AT_MOST } : outcome
  }
}

/** Stops at so many: a server that filters would look for one more, maybe to its end. */
const collecting = (count: number) => {
  const events: Array<RecordedEvent> = []
  return {
    take: (message: ReadResp): 'enough' | undefined => {
      const read = message.getEvent()
      const event = read === undefined ? undefined : eventFrom(read)
      if (event !== undefined) events.push(event)
      return events.length === count ? 'enough' : undefined
    },
    result: () => events,
  }
}
