import streams, { type ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb.js'
import type { ServerWritableStream } from '@grpc/grpc-js'
import type { LogRecord } from '../log/log-record.js'
import { eventMessage, streamIdentifier, streamNameOf } from '../protocol/event-messages.js'
import { streamDeleted, unreadable } from '../protocol/refusal.js'
import { type DoubleAtWork, refusalOf } from './double-at-work.js'
import { EventSending } from './event-sending.js'
import { fellBehind, PAGE, type Reading } from './reading.js'
import { type RecordFilter, recordFilter } from './record-filter.js'
import { subscribeToAll } from './subscribe-to-all.js'
import { subscribeToStream } from './subscribe-to-stream.js'

export const serveRead =
  (double: DoubleAtWork) =>
  (call: ServerWritableStream<ReadReq, ReadResp>): void => {
    const options = call.request.getOptions()
    const kind = options?.hasSubscription() === true ? 'subscribe' : 'read'
    double.count(kind)
    const sending = new EventSending<ReadResp>(double, kind, call, kind === 'subscribe' ? fellBehind() : undefined)
    const refusal = refusalOf(double, kind)
    if (refusal !== undefined) return sending.fail(refusal)
    if (options === undefined || !sending.begin()) return
    const { log } = double
    const resolve = options.getResolveLinks()
    const send = (record: LogRecord) =>
      sending.sendEvent(resolve ? log.targetOf(record) : { event: record }, eventMessage)
    const reading = { double, sending, send }
    void (kind === 'subscribe' ? subscribe(reading, options) : read(reading, options))
  }

const subscribe = (reading: Reading, options: ReadReq.Options): Promise<void> => {
  const stream = options.getStream()
  const all = options.getAll()
  if (stream !== undefined) {
    const from = stream.hasRevision() ? Number(stream.getRevision()) : stream.hasEnd() ? 'end' : 'start'
    return subscribeToStream(reading, streamNameOf(stream.getStreamIdentifier()), from)
  }
  const from = all?.getPosition() ?? (all?.hasEnd() === true ? 'end' : 'start')
  return subscribeToAll(reading, from, options.getFilter())
}

const read = async (reading: Reading, options: ReadReq.Options): Promise<void> => {
  const direction =
    options.getReadDirection() === streams.ReadReq.Options.ReadDirection.FORWARDS ? 'forwards' : 'backwards'
  const count = Number(options.getCount())
  const stream = options.getStream()
  if (stream !== undefined) {
    if (stream.hasEnd() && direction === 'forwards') return reading.sending.fail(unreadable('Stream'))
    const edge = stream.hasEnd() ? undefined : 0
    const from = stream.hasRevision() ? Number(stream.getRevision()) : edge
    const tellsLast = (options.getControlOption()?.getCompatibility() ?? 0) >= 1
    return readStream(reading, streamNameOf(stream.getStreamIdentifier()), from, direction, count, tellsLast)
  }
  return readAll(reading, options.getAll(), direction, count, recordFilter(options.getFilter()))
}

const readStream = async (
  { double: { log }, sending, send }: Reading,
  name: string,
  from: number | undefined,
  direction: 'forwards' | 'backwards',
  count: number,
  tellsLast: boolean,
): Promise<void> => {
  let start = from
  for (let left = count; left > 0 && !sending.isOver(); ) {
    const page = log.readStream(name, start, direction, Math.min(left, PAGE))
    if (page.found === 'stream-deleted') return sending.fail(streamDeleted(name))
    if (page.found === 'no-stream') {
      const missing = new streams.ReadResp.StreamNotFound().setStreamIdentifier(streamIdentifier(name))
      await sending.sendNote(new streams.ReadResp().setStreamNotFound(missing))
      return sending.end()
    }
    for (const record of page.records) await send(record)
    const last = page.records[page.records.length - 1]
    left -= page.records.length
    if (last === undefined || (direction === 'backwards' && last.revision === 0)) break
    start = last.revision + (direction === 'forwards' ? 1 : -1)
  }
  // Asked for by a request's `compatibility`: also where there is no event to be read any more.
  if (tellsLast) await sending.sendNote(new streams.ReadResp().setLastStreamPosition(String(log.current(name))))
  await sending.end()
}

const readAll = async (
  { double: { log }, sending, send }: Reading,
  all: ReadReq.Options.AllOptions | undefined,
  direction: 'forwards' | 'backwards',
  count: number,
  isWanted: RecordFilter,
): Promise<void> => {
  const position = all?.getPosition()
  const edge = all?.hasEnd() === true ? log.records.length : 0
  const at =
    position === undefined
      ? edge
      : log.indexAt(Number(position.getCommitPosition()), Number(position.getPreparePosition()))
  if (at === undefined) return sending.fail(unreadable('All'))
  const step = direction === 'forwards' ? 1 : -1
  let index = direction === 'forwards' ? at : at - 1
  for (let left = count; left > 0 && !sending.isOver(); index += step) {
    const record = log.records[index]
    if (record === undefined) break
    if (!isWanted(record)) continue
    await send(record)
    left -= 1
  }
  await sending.end()
}
