import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import type { Expected } from './append-check.js'
import { bytesInLog, type EventToLog } from './log-record.js'
import { ServerLog } from './server-log.js'

const STREAM = 'ticket-1'

const event = (id: string = randomUUID(), data = '{"n":1}'): EventToLog => ({
  id,
  type: 'T',
  isJson: true,
  data: Buffer.from(data),
  metadata: Buffer.from('{"m":1}'),
})

const revisionsIn = (log: ServerLog) => {
  const reading = log.readStream(STREAM, 0, 'forwards', 1_000)
  return reading.found === 'events' ? reading.records.map(({ revision }) => revision) : reading.found
}

describe("A server's log", () => {
  it('takes as many bytes for an event as a server was seen to take', () => {
    expect(bytesInLog('wd1795648857097-a-b', event())).toBe(124)
    expect(bytesInLog('we1795648862554-a', { ...event(), metadata: new Uint8Array() })).toBe(115)
  })

  it('grows by what is written, and leaves holes', () => {
    const log = new ServerLog()
    const first = log.append(STREAM, 'no-stream', [event()])
    log.leaveHole()
    const second = log.append(STREAM, 0, [event()])
    const positions = [first, second].map((appending) =>
      appending.decision === 'written' ? appending.position : undefined,
    )
    expect(Number(positions[1]) - Number(positions[0])).toBeGreaterThan(bytesInLog(STREAM, event()))
  })

  it('finds the event at a position or the next one, and none where no event begins', () => {
    const log = new ServerLog()
    log.append(STREAM, 'any', [event(), event()])
    const [first, second] = log.records.slice(-2)
    const index = log.records.length - 2
    expect(log.indexAt(first?.position ?? 0, first?.position ?? 0)).toBe(index)
    expect(log.indexAt(first?.position ?? 0, (first?.position ?? 0) + 1)).toBe(index + 1)
    expect(log.indexAt(first?.end ?? 0, 0)).toBe(index + 1)
    expect(log.indexAt((first?.position ?? 0) + 1, 0)).toBeUndefined()
    expect(log.indexAt((second?.position ?? 0) + 1, 0)).toBe(index + 2)
    expect(log.indexAt(0, 0)).toBe(0)
  })

  it('writes links after the append was answered, and tells who watches it', async () => {
    const log = new ServerLog()
    let wakes = 0
    const callOff = log.onWrite(() => (wakes += 1))
    log.append(STREAM, 'any', [event()])
    expect([log.current('$ce-ticket'), wakes]).toEqual([-1, 1])
    await new Promise((resolve) => setImmediate(resolve))
    expect([log.current('$ce-ticket'), log.current('$et-T'), wakes]).toEqual([0, 0, 2])
    callOff()
    log.append(STREAM, 'any', [event()])
    expect(wakes).toBe(2)
  })

  it('numbers on after a delete, and reads what was written since', () => {
    const log = new ServerLog()
    log.append(STREAM, 'any', [event(), event()])
    log.delete(STREAM, 1)
    expect(revisionsIn(log)).toBe('no-stream')
    log.append(STREAM, 'no-stream', [event()])
    expect(revisionsIn(log)).toEqual([2])
    log.tombstone(STREAM, 'any')
    expect(revisionsIn(log)).toBe('stream-deleted')
    expect(log.written(STREAM, 2).map(({ type }) => type)).toEqual(['T', '$streamDeleted'])
  })

  it('keeps each stream numbered from 0 without a gap and all of it in order, whatever is asked of it', () => {
    const ids = ['a', 'b', 'c', 'd'].map((name) => `00000000-0000-4000-8000-00000000000${name}`)
    const expected = fc.constantFrom<Expected>('any', 'no-stream', 'stream-exists', 0, 1, 2)
    const append = fc.record({
      expected,
      events: fc.array(
        fc.constantFrom(...ids).map((id) => event(id)),
        { maxLength: 3 },
      ),
    })
    const step = fc.oneof(append, fc.constant('delete' as const))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const log = new ServerLog()
        for (const one of steps) {
          const before = log.current(STREAM)
          const appending = one === 'delete' ? log.delete(STREAM, 'any') : log.append(STREAM, one.expected, one.events)
          const after = log.current(STREAM)
          if (appending.decision !== 'written') expect(after).toBe(before)
          else if (one !== 'delete') expect([before, before + one.events.length]).toContain(after)
        }
        expect(log.written(STREAM, 0).map(({ revision }) => revision)).toEqual(
          Array.from({ length: log.current(STREAM) + 1 }, (_, revision) => revision),
        )
        const positions = log.records.map(({ position }) => position)
        expect(positions).toEqual([...positions].sort((left, right) => left - right))
      }),
    )
  })
})
