import { compareCheckpoints } from './checkpoint-order.js'
import type { Checkpoint } from './subscription.js'

const all = (commit: number, prepare: number): Checkpoint => ({ kind: 'all', position: { commit, prepare } })
const of = (kind: 'stream' | 'link', stream: string, revision: number): Checkpoint => ({ kind, stream, revision })

describe('Two checkpoints', () => {
  it('are in the order of their places', () => {
    expect(compareCheckpoints(all(7, 3), all(7, 4))).toBeLessThan(0)
    expect(compareCheckpoints(all(8, 3), all(7, 4))).toBeGreaterThan(0)
    expect(compareCheckpoints(all(7, 3), all(7, 3))).toBe(0)
    expect(compareCheckpoints(of('link', '$ce-purchase', 4), of('link', '$ce-purchase', 5))).toBeLessThan(0)
  })

  it('have no order where they are not of one row of events', () => {
    expect(compareCheckpoints(all(1, 1), of('stream', 'a', 1))).toBeUndefined()
    expect(compareCheckpoints(of('stream', 'a', 1), all(1, 1))).toBeUndefined()
    expect(compareCheckpoints(of('stream', 'a', 1), of('link', 'a', 1))).toBeUndefined()
    expect(compareCheckpoints(of('link', 'a', 1), of('link', 'b', 1))).toBeUndefined()
  })
})
