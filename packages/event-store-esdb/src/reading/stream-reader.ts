import type { RecordedEvent, StoreUnavailable, StreamDeleted, StreamRead, StreamSlice } from '@aftersale/event-store'
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js'
import * as E from 'fp-ts/lib/Either.js'
import type { Shown } from '../appending/known-ids.js'
import { streamRequest } from '../wire/read-requests.js'
import { eventFrom, eventIdIn } from '../wire/wire-event.js'
import { unavailableBy, type WireFault } from '../wire/wire-fault.js'
import type { ReadOptions, StoreReads } from './store-reads.js'

/** What a read of a stream gave, with the ids by which the server knows its events. */
export interface ReadSlice extends StreamSlice {
  readonly ids: ReadonlyArray<string>
  /** Which part of the stream it shows without a gap; nothing where that cannot be told. */
  readonly shown: Shown | undefined
}

type ReadFault = StreamDeleted | StoreUnavailable

/** The server takes counts of 63 bits; JavaScript's greatest exact number stands for all. */
const ALL = Number.MAX_SAFE_INTEGER

export class StreamReader {
  constructor(private readonly reads: StoreReads) {}

  /** The slice, and the stream's last revision, in one call; in two where the server does not tell it by itself. */
  async slice(stream: string, read: StreamRead, options: ReadOptions = {}): Promise<E.Either<ReadFault, ReadSlice>> {
    const { from, direction = 'forwards', maxCount = ALL } = read
    const request = streamRequest(stream, { ...(from === undefined ? {} : { from }), direction, count: maxCount })
    const outcome = await this.reads.read(request, collecting, options)
    if ('fault' in outcome) return faultOf(stream, outcome.fault)

    const { events, ids, lastRevision: told } = outcome.result
    if (told === 'no-stream') return E.right({ events: [], ids: [], lastRevision: 'no-stream', shown: undefined })
    const seen = told === undefined ? lastSeen(read, events) : undefined
    const known = told ?? seen
    const last = known === undefined ? await this.lastRevision(stream, events, options) : E.right(known)
    if (E.isLeft(last)) return last
    const shown = shownBy(read, events, ids, told)
    return E.right({ events, ids, lastRevision: last.right, shown })
  }

  /** Of a server that does not tell it with every read: that of the last event that can be read. */
  private async lastRevision(
    stream: string,
    events: ReadonlyArray<RecordedEvent>,
    options: ReadOptions,
  ): Promise<E.Either<ReadFault, number | 'no-stream'>> {
    const request = streamRequest(stream, { direction: 'backwards', count: 1 })
    const outcome = await this.reads.read(request, collecting, options)
    if ('fault' in outcome) return faultOf(stream, outcome.fault)
    const [last] = outcome.result.events
    const greatest = Math.max(-1, last?.revision ?? -1, ...events.slice(-1).map(({ revision }) => revision))
    return E.right(greatest < 0 ? 'no-stream' : greatest)
  }
}

const collecting = () => {
  const events: Array<RecordedEvent> = []
  const ids: Array<string> = []
  let lastRevision: number | 'no-stream' | undefined
  return {
    take: (message: ReadResp): void => {
      const read = message.getEvent()
      if (read !== undefined) {
        const event = eventFrom(read)
        if (event === undefined) return
        events.push(event)
        ids.push(eventIdIn(read))
      } else if (message.hasLastStreamPosition()) lastRevision = Number(message.getLastStreamPosition())
      else if (message.hasStreamNotFound()) lastRevision = 'no-stream'
    },
    result: () => ({ events, ids, lastRevision }),
  }
}

/** Read backwards from the end, the first event is the last of the stream. */
const lastSeen = ({ from, direction }: StreamRead, events: ReadonlyArray<RecordedEvent>): number | undefined =>
  direction === 'backwards' && from === undefined ? events[0]?.revision : undefined

const shownBy = (
  { from, direction = 'forwards', maxCount = ALL }: StreamRead,
  events: ReadonlyArray<RecordedEvent>,
  ids: ReadonlyArray<string>,
  told: number | undefined,
): Shown | undefined => {
  const revisions = events.map(({ revision }, index) => [ids[index] ?? '', revision] as const)
  const isCut = events.length === maxCount
  if (direction === 'forwards') {
    const through = isCut ? events.at(-1)?.revision : (told ?? events.at(-1)?.revision)
    return through === undefined ? undefined : { from: from ?? 0, through, ids: revisions }
  }
  const first = isCut ? events.at(-1)?.revision : 0
  const through = told === undefined ? events[0]?.revision : Math.min(told, from ?? told)
  return first === undefined || through === undefined ? undefined : { from: first, through, ids: revisions.reverse() }
}

const faultOf = (stream: string, fault: WireFault): E.Either<ReadFault, never> => {
  if (fault.fault === 'stream-deleted') return E.left({ failure: 'StreamDeleted', stream })
  return E.left(unavailableBy(fault))
}
