import { InMemoryEvents, inMemoryEventStore } from '@aftersale/event-store'
import { eventIdOf, type NonEmptyText } from '@aftersale/messages'
import { processOn } from '../process.js'
import { inTurn, issue, nothing } from '../reaction.js'
import { factsIn, running, send, settle, storyOf, untilQuiet } from './running.fixtures.js'
import {
  cancelOrder,
  confirmWhenHeld,
  holdItemsWhenOrdered,
  ITEMS,
  order,
  orderIdOf,
  orderProcesses,
  placeOrder,
  shelfId,
} from './shelf-orders.fixtures.js'

describe('processes at work', () => {
  it('answer events with commands, and the events of these with further ones', async () => {
    const events = new InMemoryEvents()
    await send(events, placeOrder(1, 2))

    await settle(events)

    expect(factsIn(events).map(({ type }) => type)).toEqual(['OrderPlaced', 'ItemsHeld', 'OrderConfirmed'])
  })

  it('name the event they answer as the cause, and carry the conversation on', async () => {
    const events = new InMemoryEvents()
    await send(events, placeOrder(1, 2))
    const orderStream = `order-${orderIdOf(1)}`
    const placedId = eventIdOf(orderStream, `PlaceOrder-${orderIdOf(1)}`, 0)

    await settle(events)

    const holdId = `hold-items-when-ordered:${placedId}:0`
    const heldId = eventIdOf(`shelf-${shelfId}`, holdId, 0)
    expect(factsIn(events).map(({ metadata }) => metadata)).toMatchObject([
      { eventId: placedId },
      {
        commandId: holdId,
        causationId: placedId,
        correlationId: `talk-${orderIdOf(1)}`,
        actor: { kind: 'system', id: 'hold-items-when-ordered' },
        occurredAt: '2025-06-02T12:00:00.000Z',
        recordedAt: '2025-06-02T12:05:00.000Z',
      },
      { commandId: `confirm-when-held:${heldId}:0`, causationId: heldId, correlationId: `talk-${orderIdOf(1)}` },
    ])
  })

  it('make up for a refused command', async () => {
    const events = new InMemoryEvents()
    await send(events, placeOrder(1, ITEMS), placeOrder(2, 1))

    await settle(events)

    expect(storyOf(events)).toEqual({
      'order 01': ['OrderPlaced', 'OrderConfirmed'],
      'shelf 01': ['ItemsHeld'],
      'order 02': ['OrderPlaced', 'OrderRefused'],
    })
  })

  it('hear what is new once they have caught up', async () => {
    const events = new InMemoryEvents()
    const run = running(inMemoryEventStore({ events }))
    await send(events, placeOrder(1, 2))
    await untilQuiet(run, events)
    expect(run.state()).toEqual({ status: 'live' })

    await send(events, cancelOrder(1))
    await untilQuiet(run, events)
    await run.stop()

    expect(storyOf(events)).toEqual({
      'order 01': ['OrderPlaced', 'OrderConfirmed', 'OrderCancelled'],
      'shelf 01': ['ItemsHeld', 'HoldReleased'],
    })
    expect(run.state()).toEqual({ status: 'stopped', because: 'asked' })
  })

  it('go on from where they came to', async () => {
    const events = new InMemoryEvents()
    await send(events, placeOrder(1, 1))
    await settle(events)
    await send(events, placeOrder(2, 1))

    const run = await settle(events)

    expect(run.counts().heard).toBe(2)
    expect(storyOf(events)).toMatchObject({ 'order 02': ['OrderPlaced', 'OrderConfirmed'] })
  })

  it('do nothing twice where all they knew of their progress is lost', async () => {
    const events = new InMemoryEvents()
    await send(events, placeOrder(1, ITEMS), placeOrder(2, 1), cancelOrder(1))
    await settle(events)
    const before = factsIn(events)

    const run = await settle(events, { from: 'beginning' })

    expect(run.counts().heard).toBe(4)
    expect(factsIn(events)).toEqual(before)
  })

  it('do nothing twice where two runners hear the same', async () => {
    const events = new InMemoryEvents()
    await send(events, placeOrder(1, 2), placeOrder(2, 2), placeOrder(3, 2))
    const runs = [1, 2].map(() => running(inMemoryEventStore({ events })))

    for (const run of runs) await untilQuiet(run, events)
    for (const run of runs) await run.stop()

    const held = factsIn(events).filter(({ type }) => type === 'ItemsHeld')
    expect(held).toHaveLength(2)
    expect(factsIn(events).filter(({ type }) => type === 'OrderConfirmed')).toHaveLength(2)
    expect(factsIn(events).filter(({ type }) => type === 'OrderRefused')).toHaveLength(1)
  })

  it('count what they pass over, and what no catalogue knows', async () => {
    const events = new InMemoryEvents()
    await send(events, placeOrder(1, ITEMS), placeOrder(2, 1))
    const [placed] = events.all
    const { metadata } = placed as { readonly metadata: object }
    const stranger = { ...metadata, eventId: eventIdOf('order', 'stranger', 0) }
    await inMemoryEventStore({ events }).append(
      `order-${orderIdOf(9)}`,
      [{ type: 'OrderDreamtOf', data: {}, metadata: stranger as never }],
      'any',
    )()

    const run = await settle(events)

    // Passed over: the confirmation, the refusal and the dream.
    expect(run.counts()).toEqual({ heard: 3, passedOver: 3, unknown: 1, parked: 0 })
  })

  it('never begin a reaction after a stop, and end the one in hand', async () => {
    const events = new InMemoryEvents()
    await send(events, placeOrder(1, 1), placeOrder(2, 1))
    const store = inMemoryEventStore({ events })
    const holder: { run?: ReturnType<typeof running> } = {}
    const stopping: Array<Promise<void>> = []
    const cautious = {
      ...store,
      append: (...[stream, toAppend, expected]: Parameters<typeof store.append>) => {
        if (stream.startsWith('shelf-')) stopping.push(holder.run?.stop() ?? Promise.resolve())
        return store.append(stream, toAppend, expected)
      },
    }
    const run = running(cautious, { concurrency: 1 })
    holder.run = run
    await run.over
    await Promise.all(stopping)

    expect(storyOf(events)).toEqual({
      'order 01': ['OrderPlaced'],
      'shelf 01': ['ItemsHeld'],
      'order 02': ['OrderPlaced'],
    })
    await settle(events)
    expect(storyOf(events)).toMatchObject({
      'order 01': ['OrderPlaced', 'OrderConfirmed'],
      'order 02': ['OrderPlaced', 'OrderConfirmed'],
    })
  })

  it('end when the store is closed, and say why', async () => {
    const store = inMemoryEventStore()
    const run = running(store)
    await new Promise(setImmediate)

    await store.close()
    await run.over

    expect(run.state()).toEqual({ status: 'failed', why: 'The event store was closed.' })
  })

  it('leave a stop to nobody else: stopping twice, and before anything began, is the same', async () => {
    const run = running(inMemoryEventStore())
    await Promise.all([run.stop(), run.stop()])
    expect(run.state()).toEqual({ status: 'stopped', because: 'asked' })
  })

  it('work for the tenant that the store was opened for', async () => {
    const events = new InMemoryEvents()
    const tenant = 'north' as NonEmptyText
    const store = inMemoryEventStore({ events, tenant })
    await send(events, placeOrder(1, 1))
    const [placed] = events.all
    const metadata = { ...(placed?.metadata as object), tenantId: tenant, eventId: eventIdOf('n', 'n', 0) }
    await store.append(
      `north.order-${orderIdOf(2)}`,
      [
        {
          type: 'OrderPlaced',
          data: { ...(placed?.data as object), orderId: orderIdOf(2) },
          metadata: metadata as never,
        },
      ],
      'any',
    )()

    const run = running(store, { tenant })
    while (run.counts().heard < 2) await new Promise(setImmediate)
    await run.stop()

    expect(events.all.filter(({ stream }) => !stream.includes('Checkpoint')).map(({ stream }) => stream)).toEqual([
      `order-${orderIdOf(1)}`,
      `north.order-${orderIdOf(2)}`,
      `north.shelf-${shelfId}`,
      `north.order-${orderIdOf(2)}`,
    ])
  })
})

describe('a reaction of several parts', () => {
  const on = processOn<{ readonly type: 'OrderPlaced'; readonly data: { readonly orderId: string } }>()

  it('gives each command an id by its place, so that a part with nothing to do moves no other', async () => {
    const events = new InMemoryEvents()
    await send(events, placeOrder(1, 1))
    const cancelLater = on({
      name: 'cancel-later',
      reactsTo: ['OrderPlaced'],
      react: () => inTurn([nothing, inTurn([nothing, issue(order, orderIdOf(1), cancelOrder(1))])]),
    })

    await settle(events, { processes: [cancelLater] })

    expect(factsIn(events).at(-1)?.metadata).toMatchObject({
      commandId: expect.stringMatching(/^cancel-later:[0-9a-f-]{36}:1\.1$/),
    })
  })
})

describe('processes that share an event', () => {
  it('all react to it, also where one of them is parked', async () => {
    const events = new InMemoryEvents()
    await send(events, placeOrder(1, 1))
    const on = processOn<{ readonly type: 'OrderPlaced'; readonly data: object }>()
    const clumsy = on({
      name: 'clumsy',
      reactsTo: ['OrderPlaced'],
      react: () => {
        throw new RangeError('a secret of the customer')
      },
    })

    const run = await settle(events, { processes: [clumsy, holdItemsWhenOrdered, confirmWhenHeld] })

    expect(run.counts().parked).toBe(1)
    expect(storyOf(events)).toMatchObject({ 'order 01': ['OrderPlaced', 'OrderConfirmed'] })
    expect(JSON.stringify(events.all)).not.toContain('secret')
    expect(orderProcesses).toHaveLength(3)
  })
})
