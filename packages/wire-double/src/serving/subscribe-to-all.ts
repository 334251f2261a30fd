import streams, { type ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb.js'
import { handlerThrew } from '../protocol/refusal.js'
import { NextWrite } from './next-write.js'
import { caughtUp, confirmation, PAGE, type Reading } from './reading.js'
import { recordFilter } from './record-filter.js'

/**
 * What lies after `from`, then `caughtUp`, then what is written. With a filter it also tells, every so many events looked
 * at, how far it has come: on its way by where the page began or its last event stands, when it is live by the event.
 */
export const subscribeToAll = async (
  { double: { log }, sending, send }: Reading,
  from: ReadReq.Options.Position | 'start' | 'end',
  filter: ReadReq.Options.FilterOptions | undefined,
): Promise<void> => {
  const start = from === 'start' ? 0 : from === 'end' ? log.records.length : indexAfter(log, from)
  if (start === undefined) return sending.fail(handlerThrew())
  const writes = new NextWrite(log)
  sending.onOver(() => writes.stop())
  const isWanted = recordFilter(filter)
  const window = filter?.hasMax() === true ? filter.getMax() : filter === undefined ? Number.POSITIVE_INFINITY : PAGE
  const interval = window * (filter?.getCheckpointintervalmultiplier() ?? 1)
  await sending.sendNote(confirmation())

  let next = start
  let considered = 0
  for (let isBehind = from !== 'end'; isBehind && !sending.isOver(); ) {
    let reached = { commit: log.records[next - 1]?.end ?? 0, prepare: 0 }
    const end = next + window
    for (let found = 0; next < end && found < PAGE && next < log.records.length && !sending.isOver(); next += 1) {
      const record = log.records[next]
      considered += 1
      if (record === undefined || !isWanted(record)) continue
      await send(record)
      found += 1
      reached = { commit: record.position, prepare: record.position }
    }
    isBehind = next < log.records.length
    if (isBehind && considered >= interval) {
      considered %= interval
      await sending.sendNote(checkpoint(reached.commit, reached.prepare))
    }
  }
  await sending.sendCaughtUp(caughtUp())

  while (!sending.isOver()) {
    for (; next < log.records.length && !sending.isOver(); next += 1) {
      const record = log.records[next]
      if (record === undefined) break
      if (isWanted(record)) await send(record)
      considered += 1
      if (considered < interval) continue
      considered = 0
      await sending.sendNote(checkpoint(record.position, record.position))
    }
    if (sending.isBehind) await sending.sendCaughtUp(caughtUp())
    await writes.happened()
  }
}

/** The server looks for the event at the position, or the next one, and goes on after it. */
const indexAfter = (log: Reading['double']['log'], from: ReadReq.Options.Position): number | undefined => {
  const [commit, prepare] = [Number(from.getCommitPosition()), Number(from.getPreparePosition())]
  if (commit === 0 && prepare === 0) return 0
  const index = log.indexAt(commit, prepare)
  return index === undefined ? undefined : Math.min(index + 1, log.records.length)
}

const checkpoint = (commit: number, prepare: number): ReadResp => {
  const message = new streams.ReadResp.Checkpoint()
    .setCommitPosition(String(commit))
    .setPreparePosition(String(prepare))
  return new streams.ReadResp().setCheckpoint(message)
}
