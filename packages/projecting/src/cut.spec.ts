import type { Checkpoint, RecordedEvent } from '@aftersale/event-store'
import { cutAt } from './cut.js'
import { lastEventOf, nothingYet, type Progress } from './progress.js'

const at = (commit: number): Checkpoint => ({ kind: 'all', position: { commit, prepare: commit } })

const eventAt = (commit: number): RecordedEvent => ({
  stream: 'serviceTicket-00000000-0000-7000-8000-000000000001',
  revision: commit,
  position: { commit, prepare: commit },
  type: 'NoteAdded',
  data: {},
  metadata: { eventId: `event-${commit}` },
})

const delivered = (...commits: ReadonlyArray<number>) =>
  commits.map((commit) => ({ kind: 'event' as const, event: eventAt(commit), checkpoint: at(commit) }))

const standingAt = (commit: number, lastEvent = commit): Progress => ({
  ...nothingYet,
  checkpoint: at(commit),
  lastEvent: lastEventOf(eventAt(lastEvent)),
})

describe('A rebuild takes of a batch', () => {
  const cut = (deliveries: ReturnType<typeof delivered>, rebuilt: Progress, served: Progress, caughtUp = false) =>
    cutAt({ deliveries, caughtUp }, rebuilt, served)

  it('all of it where the served rows are further on', () => {
    expect(cut(delivered(1, 2), standingAt(0), standingAt(9), true)).toEqual({ count: 2, reached: false })
  })

  it('what comes up to the last event of the served rows, and that', () => {
    expect(cut(delivered(1, 2, 3), standingAt(0), standingAt(2))).toEqual({ count: 2, reached: true })
    // Their checkpoint may lie further on, behind events that a filter left out.
    expect(cut(delivered(1, 2, 3), standingAt(0), standingAt(7, 2))).toEqual({ count: 2, reached: true })
  })

  it('nothing that lies behind the checkpoint of the served rows, where their last event is gone from the store', () => {
    expect(cut(delivered(1, 4, 5), standingAt(0), standingAt(3))).toEqual({ count: 1, reached: true })
    expect(cut(delivered(4, 5), standingAt(1), standingAt(3))).toEqual({ count: 0, reached: true })
  })

  it('nothing where it stands there already, or where the served rows hold nothing yet', () => {
    expect(cut(delivered(3), standingAt(2), standingAt(2))).toEqual({ count: 0, reached: true })
    expect(cut(delivered(8), standingAt(2), standingAt(7, 2))).toEqual({ count: 0, reached: true })
    expect(cut(delivered(0), nothingYet, nothingYet)).toEqual({ count: 0, reached: true })
  })

  it('all there is, and is done at the end of the store, where its checkpoints are of another kind', () => {
    const served: Progress = { ...nothingYet, checkpoint: { kind: 'link', stream: '$ce-serviceTicket', revision: 5 } }
    expect(cut(delivered(1, 2), standingAt(0), served)).toEqual({ count: 2, reached: false })
    expect(cut(delivered(1, 2), standingAt(0), served, true)).toEqual({ count: 2, reached: true })
  })
})
