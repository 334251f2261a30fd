import type { Position, RecordedEvent } from '@aftersale/event-store'
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js'
import type { ClientConnection } from '../wire/client-connection.js'
import { readMessages } from '../wire/read-messages.js'
import { allRequest, streamRequest } from '../wire/read-requests.js'
import { eventFrom } from '../wire/wire-event.js'
import { Dropped } from './dropped.js'

export interface AskedOf {
  /** Asks the node that leads, which has everything; any node where it is absent. */
  readonly leader?: boolean
}

/** Short reads beside a subscription. Each rejects with `Dropped` where it has no answer. */
export interface WireReader {
  /** What stands at a position and behind it, links and the server's own among it; from the first event on where it is absent. */
  readonly allFrom: (
    from: Position | undefined,
    count: number,
    asked?: AskedOf,
  ) => Promise<ReadonlyArray<RecordedEvent>>
  readonly lastOfAll: (asked?: AskedOf) => Promise<Position | undefined>
  /** The first event there is from this revision on. */
  readonly firstOfStreamFrom: (stream: string, revision: number) => Promise<RecordedEvent | undefined>
  /** `nothing-left` where the stream exists and its events are gone: expired, or deleted with the stream. */
  readonly lastOfStream: (stream: string, asked?: AskedOf) => Promise<number | 'no-stream' | 'nothing-left'>
}

/** `signal`: whoever reads is gone, and the reads that are underway are ended. */
export const wireReader = (
  connection: ClientConnection,
  timeoutMilliseconds: number,
  signal?: AbortSignal,
): WireReader => {
  const messages = async (request: ReadReq, { leader = false }: AskedOf = {}): Promise<ReadonlyArray<ReadResp>> => {
    const read: Array<ReadResp> = []
    const fault = await readMessages(connection, {
      request,
      requiresLeader: leader,
      silenceMilliseconds: timeoutMilliseconds,
      onMessage: (message) => read.push(message),
      ...(signal === undefined ? {} : { signal }),
    })
    if (fault !== undefined) throw new Dropped(fault)
    return read
  }

  const lastOfStream: WireReader['lastOfStream'] = async (stream, asked) => {
    const read = await messages(streamRequest(stream, { direction: 'backwards', count: 1 }), asked)
    for (const message of read) {
      const record = message.getEvent()?.getEvent()
      if (record !== undefined) return Number(record.getStreamRevision())
      if (message.hasStreamNotFound()) return (await isSoftDeleted(stream, asked)) ? 'nothing-left' : 'no-stream'
    }
    return 'nothing-left'
  }

  /** A deleted stream that may be written to again reads as one that never was; what is left of it is this mark. */
  const isSoftDeleted = async (stream: string, asked: AskedOf | undefined): Promise<boolean> => {
    const [mark] = eventsIn(await messages(streamRequest(`$$${stream}`, { direction: 'backwards', count: 1 }), asked))
    return typeof mark?.data === 'object' && mark.data !== null && '$tb' in mark.data
  }

  return {
    allFrom: async (from, count, asked) =>
      eventsIn(
        await messages(allRequest({ ...(from === undefined ? {} : { from }), direction: 'forwards', count }), asked),
      ),

    lastOfAll: async (asked) =>
      eventsIn(await messages(allRequest({ direction: 'backwards', count: 1 }), asked))[0]?.position,

    firstOfStreamFrom: async (stream, revision) =>
      eventsIn(await messages(streamRequest(stream, { from: revision, direction: 'forwards', count: 1 })))[0],

    lastOfStream,
  }
}

const eventsIn = (messages: ReadonlyArray<ReadResp>): ReadonlyArray<RecordedEvent> =>
  messages.flatMap((message) => {
    const read = message.getEvent()
    const event = read === undefined ? undefined : eventFrom(read)
    return event === undefined ? [] : [event]
  })
