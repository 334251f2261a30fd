import {
  type AllPage,
  type AllRead,
  type BadArgument,
  comparePositions,
  EVENTS_A_PAGE,
  eventSelection,
  partsOfStreamName,
  type Position,
  type RecordedEvent,
  type StoreUnavailable,
} from '@aftersale/event-store'
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js'
import * as E from 'fp-ts/lib/Either.js'
import { allRequest } from '../wire/read-requests.js'
import { eventFrom } from '../wire/wire-event.js'
import { unavailableBy } from '../wire/wire-fault.js'
import type { StoreReads } from './store-reads.js'

/** Events fetched by one call. */
const AT_LEAST = 256
const AT_MOST = 4096

/** Events looked at for one page; where hardly any is wanted, a page may have few, and goes on from where it came to. */
const LOOKED_AT = 32_768

/**
 * Reads all and picks out here what is wanted: of the tenant, by category and type. What is the server's own (names and
 * types that begin with $, links) and what does not stand in a stream of ours is left out.
 */
export class AllReader {
  constructor(
    private readonly reads: StoreReads,
    private readonly tenant: string | undefined,
  ) {}

  async page(read: AllRead): Promise<E.Either<StoreUnavailable | BadArgument, AllPage>> {
    const { direction = 'forwards', maxCount = EVENTS_A_PAGE, filter } = read
    const isSelected = eventSelection(this.tenant, filter)
    const isWanted = (event: RecordedEvent): boolean => isOurs(event) && isSelected(event)
    const ahead = direction === 'forwards' ? 1 : -1

    const events: Array<RecordedEvent> = []
    let place = read.after
    for (let lookedAt = 0; lookedAt < LOOKED_AT; ) {
      // One beyond the page tells whether there is a next one; and the event at the place itself may come again.
      const count = Math.min(AT_MOST, Math.max(AT_LEAST, maxCount - events.length + 2))
      const request = allRequest({ ...(place === undefined ? {} : { from: place }), direction, count })
      const outcome = await this.reads.read(request, collecting)
      if ('fault' in outcome) {
        const { fault } = outcome
        return fault.fault === 'bad-position' && place !== undefined
          ? E.left({ failure: 'BadArgument', why: 'after: no event of this store stands there' })
          : E.left(unavailableBy(fault))
      }
      const chunk = outcome.result
      const before: Position | undefined = place
      for (const event of chunk) {
        if (before !== undefined && ahead * comparePositions(event.position, before) <= 0) continue
        if (isWanted(event)) {
          const last = events[events.length - 1]
          if (events.length === maxCount && last !== undefined) return E.right({ events, next: last.position })
          events.push(event)
        }
        place = event.position
      }
      if (chunk.length < count) return E.right({ events })
      lookedAt += chunk.length
    }
    return E.right(place === undefined ? { events } : { events, next: place })
  }
}

const collecting = () => {
  const events: Array<RecordedEvent> = []
  return {
    take: (message: ReadResp): void => {
      const read = message.getEvent()
      const event = read === undefined ? undefined : eventFrom(read)
      if (event !== undefined) events.push(event)
    },
    result: () => events,
  }
}

const isOurs = ({ stream, type }: RecordedEvent): boolean =>
  !type.startsWith('$') && partsOfStreamName(stream) !== undefined
