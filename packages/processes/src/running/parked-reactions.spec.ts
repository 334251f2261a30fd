import { InMemoryEvents, inMemoryEventStore } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import { processOn } from '../process.js'
import { issue } from '../reaction.js'
import { parkedReactions, resumeReaction } from './parked-reactions.js'
import { send, settle, storyOf } from './running.fixtures.js'
import {
  cancelOrder,
  fivePastNoon,
  order,
  orderAggregates,
  orderIdOf,
  orderProcesses,
  placeOrder,
} from './shelf-orders.fixtures.js'

const on = processOn<{ readonly type: 'OrderPlaced'; readonly data: { readonly orderId: string } }>()

/** Wants to cancel an order that comes later: refused for as long as it is not there. */
const cancelTheSecond = on({
  name: 'cancel-the-second',
  reactsTo: ['OrderPlaced'],
  react: ({ id }) => issue(order, id === orderIdOf(1) ? orderIdOf(2) : id, cancelOrder(id === orderIdOf(1) ? 2 : 1)),
})

const parkedIn = async (events: InMemoryEvents) => {
  const parked = await parkedReactions(inMemoryEventStore({ events }))
  if (E.isLeft(parked)) throw new Error(parked.left.failure)
  return parked.right
}

const settings = { processes: [cancelTheSecond], aggregates: orderAggregates, now: () => fivePastNoon }

describe('a reaction whose command is refused without an answer', () => {
  it('is parked where everybody sees it, and told of once', async () => {
    const events = new InMemoryEvents()
    await send(events, placeOrder(1, 1))
    const told: Array<string> = []

    const run = await settle(events, { ...settings, onParked: ({ process }) => told.push(process) })
    await settle(events, { ...settings, from: 'beginning', onParked: ({ process }) => told.push(process) })

    expect(await parkedIn(events)).toEqual([
      {
        process: 'cancel-the-second',
        eventId: (events.all[0]?.metadata as { readonly eventId: string }).eventId,
        eventType: 'OrderPlaced',
        stream: `order-${orderIdOf(1)}`,
        revision: 0,
        because: [
          {
            kind: 'command-rejected',
            commandType: 'CancelOrder',
            stream: `order-${orderIdOf(2)}`,
            why: 'NotPlaced',
          },
        ],
        parkedAt: fivePastNoon,
      },
    ])
    expect(told).toEqual(['cancel-the-second'])
    expect(run.counts().parked).toBe(1)
  })

  it('is carried out after all once it can be, and is parked no more', async () => {
    const events = new InMemoryEvents()
    await send(events, placeOrder(1, 1))
    await settle(events, settings)
    const [parked] = await parkedIn(events)
    if (parked === undefined) throw new Error('nothing is parked')
    const store = inMemoryEventStore({ events })

    const tooEarly = await resumeReaction(store, parked, settings)
    await send(events, placeOrder(2, 1))
    const inTime = await resumeReaction(store, parked, settings)
    const again = await resumeReaction(store, parked, settings)

    expect(tooEarly).toMatchObject({ kind: 'still-parked', because: [{ why: 'NotPlaced' }] })
    expect([inTime, again]).toEqual([{ kind: 'resumed' }, { kind: 'resumed' }])
    expect(storyOf(events)).toMatchObject({ 'order 02': ['OrderPlaced', 'OrderCancelled'] })
    expect(await parkedIn(events)).toEqual([])
  })

  it('is resumed only by its own process', async () => {
    const events = new InMemoryEvents()
    await send(events, placeOrder(1, 1))
    await settle(events, settings)
    const [parked] = await parkedIn(events)
    if (parked === undefined) throw new Error('nothing is parked')

    const resumed = await resumeReaction(inMemoryEventStore({ events }), parked, {
      ...settings,
      processes: orderProcesses,
    })

    expect(resumed).toEqual({ kind: 'not-possible', why: 'there is no process cancel-the-second' })
  })
})

describe('an event that a process reacts to and nobody can read', () => {
  it('is parked, and what comes after it goes on', async () => {
    const events = new InMemoryEvents()
    await send(events, placeOrder(1, 1))
    const [placed] = events.all
    const metadata = { ...(placed?.metadata as object), eventId: '5f0c6a52-3f0e-5d0c-9a51-7a0b8f6f2d11' }
    await inMemoryEventStore({ events }).append(
      `order-${orderIdOf(2)}`,
      [{ type: 'OrderPlaced', data: { items: 'many' }, metadata: metadata as never }],
      'any',
    )()
    await send(events, placeOrder(3, 1))

    await settle(events)

    expect(await parkedIn(events)).toMatchObject([
      {
        process: 'hold-items-when-ordered',
        stream: `order-${orderIdOf(2)}`,
        because: [{ kind: 'event-unreadable', why: 'UndecodableEvent (OrderPlaced)' }],
      },
    ])
    expect(events.all.filter(({ type }) => type === 'OrderConfirmed')).toHaveLength(2)
  })

  it('parks whoever needs the stream it lies in', async () => {
    const events = new InMemoryEvents()
    await send(events, placeOrder(1, 1))
    const metadata = { ...(events.all[0]?.metadata as object), eventId: '5f0c6a52-3f0e-5d0c-9a51-7a0b8f6f2d11' }
    await inMemoryEventStore({ events }).append(
      `order-${orderIdOf(1)}`,
      [{ type: 'OrderRemembered', data: {}, metadata: metadata as never }],
      'any',
    )()

    await settle(events)

    expect(await parkedIn(events)).toMatchObject([
      {
        process: 'hold-items-when-ordered',
        because: [
          {
            kind: 'history-unreadable',
            stream: `order-${orderIdOf(1)}`,
            why: "event 1 can't be read: UnknownEventType (OrderRemembered)",
          },
        ],
      },
    ])
  })
})
