import { writeFileSync } from 'node:fs'
import { commandHandler } from '@aftersale/command-handling'
import {
  germanConsumerLaw2022,
  germanPublicHolidays,
  type PurchaseCommand,
  type PurchaseState,
  purchaseAggregate,
  type ReturnCaseCommand,
  returnCaseAggregate,
  thirtyDayReturns,
} from '@aftersale/domain'
import { inMemoryEventStore } from '@aftersale/event-store'
import { canonicalLine } from '@aftersale/history'
import type { Actor, Instant, NonEmptyText } from '@aftersale/messages'
import { purchaseEvidenceOf } from '@aftersale/processes'
import * as E from 'fp-ts/lib/Either.js'
import { realCommand } from './real-command.fixtures.js'

const purchaseId = '01972f8c-5c00-7000-8000-000000000001'
const returnCaseId = '01972f8c-5c00-7000-8000-000000000002'
const customer = { kind: 'customer', id: '01972f8c-5c00-7000-8000-00000000000c' } as Actor
const shop = { kind: 'system', id: 'shop' } as Actor
const bought = '2025-01-03T10:00:00.000Z'
const delivered = '2025-01-06T14:00:00.000Z'
/** The window of thirty days ended with 5 February. */
const asked = '2025-02-10T09:00:00.000Z'

/** A vase that the customer wants to give back five days late, and without a receipt. */
const historyOfARefusal = async (): Promise<string> => {
  const store = inMemoryEventStore()
  const handle = commandHandler(store)
  let count = 0
  const sent = async (aggregate: object, id: string, at: string, actor: Actor, type: string, data: object) => {
    count += 1
    const handled = await handle(aggregate as typeof purchaseAggregate, {
      id,
      command: { type, data } as unknown as PurchaseCommand & ReturnCaseCommand,
      commandId: `command-${count}` as NonEmptyText,
      actor,
      recordedAt: at as Instant,
    })()
    if (E.isLeft(handled)) throw new Error(`${type}: ${JSON.stringify(handled.left)}`)
    return handled.right
  }
  const line = { lineId: 'vase', sku: 'vase', kind: 'goods', quantity: 1, serialTracked: false }
  const amounts = { netMinor: 4000n, discountMinor: 0n, taxMinor: 760n, grossMinor: 4760n }
  const told = [
    await sent(purchaseAggregate, purchaseId, bought, customer, 'RecordPurchase', {
      purchaseId,
      purchasedAt: bought,
      zone: 'Europe/Berlin',
      marketCode: 'DE',
      channel: 'online',
      currency: 'EUR',
      lines: [{ ...line, ...amounts }],
      shipping: [],
      fees: [],
      payments: [{ paymentId: 'card', tender: 'card', capturedMinor: 4760n, capturedAt: bought }],
      totalMinor: 4760n,
    }),
    await sent(purchaseAggregate, purchaseId, bought, shop, 'DisclosePolicy', {
      purchaseId,
      policyRef: { policyId: 'thirty-day-returns', version: 1 },
      phase: 'pre-purchase',
      channel: 'web',
      conditionsShown: ['receipt', 'withdrawal-right'],
      shownAt: '2025-01-03T09:55:00.000Z',
    }),
    await sent(purchaseAggregate, purchaseId, delivered, shop, 'RecordFulfilment', {
      purchaseId,
      fulfilmentId: 'courier',
      lines: [{ lineId: 'vase', quantity: 1 }],
      by: 'handed-over-the-counter',
      fulfilledAt: delivered,
    }),
  ]
  let state: PurchaseState = purchaseAggregate.decider.initial
  for (const { events } of told) {
    for (const { event } of events) state = purchaseAggregate.decider.evolve(state, event)
  }
  await sent(returnCaseAggregate, returnCaseId, asked, customer, 'RequestReturn', {
    returnCaseId,
    kind: 'policy-return',
    lines: [{ requestLineId: '1', purchaseId, lineId: 'vase', quantity: 1 }],
    wanted: { remedy: 'refund' },
    evidence: [purchaseEvidenceOf({ state, revision: 3 })],
    terms: { policy: thirtyDayReturns, law: germanConsumerLaw2022, calendars: [germanPublicHolidays] },
    requestedBy: customer,
    requestedAt: asked,
  })
  const page = await store.readAll()()
  if (E.isLeft(page)) throw new Error(page.left.failure)
  return page.right.events.map((event) => `${canonicalLine(event)}\n`).join('')
}

describe('explaining a refused return', () => {
  const command = realCommand()
  afterAll(command.remove)

  it('tells the rules, the facts, the policy and its version, where and when it was shown, and what would have turned it', async () => {
    const history = await historyOfARefusal()
    writeFileSync(command.path('shop.ndjson'), history)
    const refusal = JSON.parse(history.trimEnd().split('\n').at(-1) ?? '')
    expect(refusal.type).toBe('ReturnRefused')
    const { code, output, messages } = command.run(['explain', 'shop.ndjson', refusal.metadata.eventId])
    expect({ code, messages }).toEqual({ code: 0, messages: '' })
    expect(output).toBe(`ReturnRefused ${refusal.metadata.eventId}
  returnCase-01972f8c-5c00-7000-8000-000000000002@1 (shop.ndjson, line 6)
  occurred 2025-02-10T09:00:00Z, recorded 2025-02-10T09:00:00Z, by customer 01972f8c-5c00-7000-8000-00000000000c
  lines [], reasons [OutsideWindow, ReceiptRequired], refusedAt 2025-02-10T09:00:00.000Z, returnCaseId 01972f8c-5c00-7000-8000-000000000002
  Rules applied:
    drawn-on: there, since availableQuantity = 1, lineId = vase, purchaseId = 01972f8c-5c00-7000-8000-000000000001, purchaseRevision = 3, quantity = 1, requestLineId = 1, requestedQuantity = 1
    policy-shown: pre-purchase, since channel = web, lineId = vase, purchasedAt = 2025-01-03T10:00:00.000Z, requestLineId = 1, shownAt = 2025-01-03T09:55:00.000Z (thirty-day-returns, version 1)
    units-available: enough, since availableQuantity = 1, lineId = vase, quantity = 1, requestLineId = 1
    withdrawal-window-by-law: OutsideWindow, since anchor = delivery-of-last-good, anchoredOn = 2025-01-06, endsAtExclusive = 2025-01-20T23:00:00.000Z, informed = in-time, lineId = vase, period = P14D, requestLineId = 1, requestedAt = 2025-02-10T09:00:00.000Z, rule = event-day-excluded, zone = Europe/Berlin (german-consumer-law, version 1)
    window: OutsideWindow, since anchor = delivery-of-unit, anchoredOn = 2025-01-06, endsAtExclusive = 2025-02-05T23:00:00.000Z, kind = policy-return, lineId = vase, period = P30D, requestLineId = 1, requestedAt = 2025-02-10T09:00:00.000Z, rule = event-day-excluded, zone = Europe/Berlin (thirty-day-returns, version 1)
    condition: ReceiptRequired, since condition = receipt, lineId = vase, requestLineId = 1 (thirty-day-returns, version 1)
    condition: seen-on-receipt, since condition = original-packaging, lineId = vase, requestLineId = 1 (thirty-day-returns, version 1)
  It would have been accepted:
    line 1: requested before 2025-01-20T23:00:00Z
    line 1, or else: requested before 2025-02-05T23:00:00Z; with what was missing: receipt
`)
  })

  it('tells the same within the story of the return', () => {
    const { output } = command.run(['explain', 'shop.ndjson', `returnCase-${returnCaseId}`])
    expect(output).toContain(`      it would have been accepted: line 1: requested before 2025-01-20T23:00:00Z
      it would have been accepted: line 1, or else: requested before 2025-02-05T23:00:00Z; with what was missing: receipt
`)
  })
})
