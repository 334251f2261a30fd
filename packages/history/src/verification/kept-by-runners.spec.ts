import { commandHandler } from '@aftersale/command-handling'
import { purchaseAggregate } from '@aftersale/domain'
import { inMemoryEventStore } from '@aftersale/event-store'
import type { NonEmptyText } from '@aftersale/messages'
import { instantOf } from '@aftersale/messages'
import { followedAggregates, type Process, runProcesses } from '@aftersale/processes'
import * as E from 'fp-ts/lib/Either.js'
import type { HistoryEvent } from '../history-event.js'
import { verifyHistory } from './verify-history.js'

const purchaseId = '00000000-0000-4000-8000-000000000001'
const at = instantOf(Date.parse('2025-06-02T09:00:00Z'))

/** Its reaction is parked. */
const mistaken: Process = {
  name: 'mistaken',
  reactsTo: ['PurchaseRecorded'],
  react: () => {
    throw new TypeError('a mistake')
  },
}

/** A store in which processes were at work: a purchase, a reaction that was parked, and the checkpoint that was kept. */
const heldByAShop = async (): Promise<ReadonlyArray<HistoryEvent>> => {
  const store = inMemoryEventStore()
  const running = runProcesses(store, {
    processes: [mistaken],
    aggregates: followedAggregates,
    now: () => at,
    saveEvery: { events: 1, milliseconds: 60_000 },
  })
  const handle = commandHandler(store)
  const send = async (type: string, data: object): Promise<void> => {
    const handled = await handle(purchaseAggregate, {
      id: purchaseId,
      command: { type, data: { purchaseId, ...data } } as never,
      commandId: type as NonEmptyText,
      actor: { kind: 'system', id: 'shop' as NonEmptyText },
      recordedAt: at,
    })()
    if (E.isLeft(handled)) throw new Error(JSON.stringify(handled.left))
  }
  await send('RecordPurchase', {
    purchasedAt: at,
    zone: 'UTC',
    marketCode: 'DE',
    channel: 'online',
    currency: 'EUR',
    lines: [
      {
        lineId: 'kettle',
        sku: 'kettle',
        kind: 'goods',
        quantity: 1,
        serialTracked: false,
        netMinor: 1000n,
        discountMinor: 0n,
        taxMinor: 0n,
        grossMinor: 1000n,
      },
    ],
    shipping: [],
    fees: [],
    payments: [{ paymentId: 'card', tender: 'card', capturedMinor: 1000n, capturedAt: at }],
    totalMinor: 1000n,
  })
  let held: ReadonlyArray<HistoryEvent> = []
  while (
    !held.some(({ type }) => type === 'CheckpointReached') ||
    !held.some(({ type }) => type === 'ReactionParked')
  ) {
    await new Promise((resolve) => setTimeout(resolve, 5))
    const page = await store.readAll()()
    if (E.isLeft(page)) throw new Error(page.left.failure)
    held = page.right.events.map(({ position: _position, ...event }) => event)
  }
  await running.stop()
  return held
}

const faultsOf = async (events: ReadonlyArray<HistoryEvent>): Promise<ReadonlyArray<string>> => {
  const faults: Array<string> = []
  const source = {
    name: 'shop',
    async *batches() {
      yield E.right({ events })
    },
  }
  await verifyHistory(source, ({ what }) => faults.push(what))
  return faults
}

it('knows what processes keep in the store that they work on', async () => {
  const held = await heldByAShop()
  expect(await faultsOf(held)).toEqual([])
  const broken = held.map((event) => (event.type === 'CheckpointReached' ? { ...event, data: {} } : event))
  expect((await faultsOf(broken))[0]).toContain('CheckpointReached is not what its schema version 1 says')
})
