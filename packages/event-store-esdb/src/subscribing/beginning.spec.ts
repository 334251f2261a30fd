import type { Position, RecordedEvent } from '@aftersale/event-store'
import { beginningOf, followedBy } from './beginning.js'
import { Dropped } from './dropped.js'
import type { WireReader } from './wire-reading.js'

const stream = 'serviceTicket-00000000-0000-4000-8000-000000000001'

const eventAt = (commit: number): RecordedEvent => ({
  stream,
  revision: commit,
  position: { commit, prepare: commit },
  type: 'NoteAdded',
  data: {},
  metadata: {},
})

/** A store that ends at this position, with two links to the events of the category. */
const readerOf = (lastOfAll: () => Promise<Position | undefined>): WireReader => ({
  allFrom: async () => [],
  lastOfAll,
  firstOfStreamFrom: async () => undefined,
  lastOfStream: async () => 1,
})

const fromTheEnd = { to: 'category', category: 'serviceTicket', after: 'end' } as const

const beginIn = (reader: WireReader) => {
  const followed = followedBy(reader, undefined, fromTheEnd)
  return beginningOf(reader, followed, fromTheEnd, true)()
}

describe('A subscription from the end of a category', () => {
  it('begins after the last link, and passes over links that were yet to be written to what was there', async () => {
    const progress = await beginIn(readerOf(async () => ({ commit: 700, prepare: 700 })))
    expect(progress.reached).toEqual({ commit: 1, prepare: 1 })
    expect(progress.judge({ kind: 'event', event: eventAt(700), revision: 2 })).toEqual({ is: 'nothing' })
    expect(progress.judge({ kind: 'event', event: eventAt(800), revision: 3 })).toEqual({
      is: 'delivery',
      delivery: {
        kind: 'event',
        event: eventAt(800),
        checkpoint: { kind: 'link', stream: '$ce-serviceTicket', revision: 3 },
      },
    })
  })

  it('begins after the last link for those who may not read everything', async () => {
    const denied = new Dropped({ fault: 'access-denied', why: 'no' })
    const progress = await beginIn(readerOf(() => Promise.reject(denied)))
    expect(progress.judge({ kind: 'event', event: eventAt(700), revision: 2 })).toMatchObject({ is: 'delivery' })
  })

  it('asks again where the store had no answer', async () => {
    let asked = 0
    const reader = readerOf(async () => {
      asked += 1
      if (asked === 1) throw new Dropped({ fault: 'unreachable', why: 'away' })
      return { commit: 700, prepare: 700 }
    })
    const begin = beginningOf(reader, followedBy(reader, undefined, fromTheEnd), fromTheEnd, true)
    await expect(begin()).rejects.toThrow('away')
    expect((await begin()).reached).toEqual({ commit: 1, prepare: 1 })
  })
})
