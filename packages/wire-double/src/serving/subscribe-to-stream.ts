import { streamDeleted } from '../protocol/refusal.js'
import { NextWrite } from './next-write.js'
import { caughtUp, confirmation, PAGE, type Reading } from './reading.js'

/**
 * What lies after `from`, then `caughtUp`, then what is written. A stream that doesn't exist is waited for without
 * `caughtUp`, except from its end.
 */
export const subscribeToStream = async (
  { double: { log }, sending, send }: Reading,
  name: string,
  from: number | 'start' | 'end',
): Promise<void> => {
  if (log.isTombstoned(name)) return sending.fail(streamDeleted(name))
  const writes = new NextWrite(log)
  sending.onOver(() => writes.stop())
  await sending.sendNote(confirmation())

  let next = from === 'start' ? 0 : from === 'end' ? log.current(name) + 1 : from + 1
  let isLive = from === 'end'
  while (!isLive && !sending.isOver()) {
    const page = log.readStream(name, next, 'forwards', PAGE)
    if (page.found === 'stream-deleted') return sending.fail(streamDeleted(name))
    if (page.found === 'no-stream') {
      await writes.happened()
      continue
    }
    for (const record of page.records) await send(record)
    const last = page.records[page.records.length - 1]
    if (last === undefined) isLive = true
    else next = last.revision + 1
  }
  await sending.sendCaughtUp(caughtUp())

  while (!sending.isOver()) {
    for (const record of log.written(name, next)) {
      await send(record)
      if (record.type === '$streamDeleted') return sending.fail(streamDeleted(name))
      next = record.revision + 1
    }
    if (sending.isBehind) await sending.sendCaughtUp(caughtUp())
    await writes.happened()
  }
}
