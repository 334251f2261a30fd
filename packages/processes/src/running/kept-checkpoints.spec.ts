import { type Checkpoint, InMemoryEvents, inMemoryEventStore } from '@aftersale/event-store'
import type { Actor, NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { keptCheckpoints } from './kept-checkpoints.js'
import { send, settle } from './running.fixtures.js'
import { fivePastNoon, placeOrder } from './shelf-orders.fixtures.js'

const keeping = (events: InMemoryEvents, runner = 'processes') =>
  keptCheckpoints(inMemoryEventStore({ events }), runner as NonEmptyText, { kind: 'system', id: runner } as Actor, {
    tenant: undefined,
    now: () => fivePastNoon,
  })

const at = (commit: number): Checkpoint => ({ kind: 'all', position: { commit, prepare: commit } })

describe('the checkpoints of a runner', () => {
  it('are its own, and the last one counts', async () => {
    const events = new InMemoryEvents()
    const kept = keeping(events)
    expect(await kept.last()).toEqual(E.right(undefined))

    await kept.keep(at(7))
    await kept.keep(at(12))
    await keeping(events, 'others').keep(at(3))

    expect(await keeping(events).last()).toEqual(E.right(at(12)))
    expect(await keeping(events, 'others').last()).toEqual(E.right(at(3)))
    expect(await keeping(events, 'strangers').last()).toEqual(E.right(undefined))
  })

  it('fill no stream with more than a thousand, and are found in the last one', async () => {
    const events = new InMemoryEvents()
    const kept = keeping(events)
    for (let commit = 0; commit < 3_500; commit += 1) await kept.keep(at(commit))

    const revisions = new Map<string, number>()
    for (const { stream, revision } of events.all) revisions.set(stream, revision)
    expect([...revisions.values()]).toEqual([999, 999, 999, 499])

    const others = keeping(events)
    expect(await others.last()).toEqual(E.right(at(3_499)))
    await others.keep(at(3_500))
    expect(await keeping(events).last()).toEqual(E.right(at(3_500)))
  })

  it('add one event where they are kept twice', async () => {
    const events = new InMemoryEvents()
    await keeping(events).keep(at(7))
    await keeping(events).keep(at(7))
    expect(events.all).toHaveLength(1)
  })

  it('are not written for their own sake: a run with nothing to do adds none', async () => {
    const events = new InMemoryEvents()
    await send(events, placeOrder(1, 1))
    await settle(events)
    const count = events.all.length

    await settle(events)
    await settle(events)

    expect(events.all).toHaveLength(count)
  })
})
