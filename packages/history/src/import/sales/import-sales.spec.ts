import { writeFileSync } from 'node:fs'
import { type DomainEvent, domainEventCatalogue } from '@aftersale/domain/events'
import { parseDecimal } from '@aftersale/domain/money'
import { type EventToAppend, inMemoryEventStore } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import { temporaryDirectory } from '../../file/history-files.fixtures.js'
import { canonicalLine, type HistoryEvent } from '../../history-event.js'
import { storeTarget } from '../../history-target.js'
import { verifyHistory } from '../../verification/verify-history.js'
import { importLog } from '../import-log.js'
import { mappingFrom } from '../mapping-file.js'

const files = temporaryDirectory()
afterAll(files.remove)

const header = 'Invoice,Product,Units,Price,Sold,Customer'

/** A shop's log, each figure below worked out by hand. */
const shop = [
  // 71.70 and 10.20.
  '1001,KETTLE,3,23.90,2025-03-03 10:00,anna',
  '1001,MUG,12,0.85,2025-03-03 10:00,anna',
  '1002,KETTLE,1,24.50,2025-03-10 16:30,anna',
  '1003,KETTLE,9,24.50,2025-03-11 09:00,ben',
  // The kettle of 24.50, and the first of the three for 71.70: 23.90.
  'C1005,KETTLE,-2,99.99,2025-03-20 11:00,anna',
  'C1005,TOASTER,-1,29.95,2025-03-20 11:00,anna',
  // Two are left, for 47.80.
  'C1006,KETTLE,-4,23.90,2025-03-25 11:00,anna',
]

const mappingWith = (more: object = {}) => {
  const mapping = mappingFrom(
    JSON.stringify({
      name: 'corner-shop',
      namespace: '0b7a1f63-9e7d-5c21-8a50-6f1f0c8f5a11',
      csv: {},
      times: { format: 'YYYY-MM-DD HH:mm', zone: 'Europe/Berlin' },
      sales: {
        invoice: 'Invoice',
        returnPrefix: 'C',
        customer: 'Customer',
        sku: 'Product',
        quantity: 'Units',
        unitPrice: 'Price',
        at: 'Sold',
      },
      currency: 'EUR',
      marketCode: 'DE',
      channel: 'store',
      zone: 'Europe/Berlin',
      ...more,
    }),
  )
  if (E.isLeft(mapping)) throw new TypeError(mapping.left)
  return mapping.right
}

let logs = 0
const importing = async (
  rows: ReadonlyArray<string>,
  {
    before = [],
    mapping = mappingWith(),
  }: { before?: ReadonlyArray<HistoryEvent>; mapping?: ReturnType<typeof mappingWith> } = {},
) => {
  logs += 1
  const log = files.path(`log-${logs}.csv`)
  writeFileSync(log, `${[header, ...rows].join('\n')}\n`)
  const store = inMemoryEventStore()
  for (const { stream, revision, ...event } of before) {
    const kept = await store.append(stream, [event as EventToAppend], revision === 0 ? 'no-stream' : revision - 1)()
    if (E.isLeft(kept)) throw new Error(JSON.stringify(kept.left))
  }
  const target = storeTarget('memory', store)
  const leftOut: Array<string> = []
  const summary = await importLog({
    log,
    mapping,
    target,
    onLeftOut: ({ line, reason, value }) => leftOut.push(`${line} ${reason}: ${value}`),
  })()
  const finished = await target.finish()()
  if (E.isLeft(finished)) throw new Error(JSON.stringify(finished.left))
  const page = await store.readAll()()
  if (E.isLeft(page)) throw new Error(page.left.failure)
  const events: ReadonlyArray<HistoryEvent> = page.right.events.map(({ stream, revision, type, data, metadata }) => ({
    stream,
    revision,
    type,
    data,
    metadata,
  }))
  return { summary, leftOut, events }
}

const decodedOf = (events: ReadonlyArray<HistoryEvent>): ReadonlyArray<DomainEvent> =>
  events.map((event) => {
    const decoded = domainEventCatalogue.decode(event)
    if (E.isLeft(decoded)) throw new Error(JSON.stringify(decoded.left))
    return decoded.right.event
  })

const dataOf = <Type extends DomainEvent['type']>(events: ReadonlyArray<HistoryEvent>, type: Type) =>
  decodedOf(events).flatMap((event) =>
    event.type === type ? [event.data as Extract<DomainEvent, { readonly type: Type }>['data']] : [],
  )

const streamByStream = (events: ReadonlyArray<HistoryEvent>): ReadonlyArray<string> =>
  events.map((event) => canonicalLine(event)).sort()

const commandOf = (event: HistoryEvent | undefined): unknown =>
  (event?.metadata as { readonly commandId?: unknown } | undefined)?.commandId

const faultsOf = async (events: ReadonlyArray<HistoryEvent>): Promise<ReadonlyArray<string>> => {
  const faults: Array<string> = []
  const source = {
    name: 'memory',
    async *batches() {
      yield E.right({ events })
    },
  }
  await verifyHistory(source, ({ what }) => faults.push(what))
  return faults
}

describe('a sale', () => {
  it('is one purchase an invoice, paid in full and handed over at its time', async () => {
    const { events, summary } = await importing(shop)
    expect(summary).toEqual(
      E.right({
        rows: 7,
        cases: 5,
        casesAre: 'invoices',
        eventsAdded: events.length,
        eventsThereBefore: 0,
        rowsLeftOut: 0,
      }),
    )
    const purchases = dataOf(events, 'PurchaseRecorded')
    expect(
      purchases.map(({ purchasedAt, totalMinor, lines, payments }) => ({
        purchasedAt,
        totalMinor,
        lines: lines.map(({ lineId, sku, quantity, netMinor }) => `${lineId} ${sku} ${quantity} ${netMinor}`),
        paid: payments.map(({ capturedMinor, capturedAt }) => [capturedMinor, capturedAt]),
      })),
    ).toEqual([
      {
        purchasedAt: '2025-03-03T09:00:00.000Z',
        totalMinor: 8190n,
        lines: ['1 KETTLE 3 7170', '2 MUG 12 1020'],
        paid: [[8190n, '2025-03-03T09:00:00.000Z']],
      },
      {
        purchasedAt: '2025-03-10T15:30:00.000Z',
        totalMinor: 2450n,
        lines: ['1 KETTLE 1 2450'],
        paid: [[2450n, '2025-03-10T15:30:00.000Z']],
      },
      {
        purchasedAt: '2025-03-11T08:00:00.000Z',
        totalMinor: 22050n,
        lines: ['1 KETTLE 9 22050'],
        paid: [[22050n, '2025-03-11T08:00:00.000Z']],
      },
    ])
    expect(dataOf(events, 'UnitsFulfilled').map(({ fulfilledAt }) => fulfilledAt)).toEqual(
      purchases.map(({ purchasedAt }) => purchasedAt),
    )
    expect(await faultsOf(events)).toEqual([])
  })

  it('rounds what a line comes to half-up, once, and refunds unit by unit of that', async () => {
    const { events } = await importing([
      '1,PIN,3,0.335,2025-03-03 10:00,anna',
      'C2,PIN,-1,0.335,2025-03-04 10:00,anna',
      'C3,PIN,-1,0.335,2025-03-05 10:00,anna',
      'C4,PIN,-1,0.335,2025-03-06 10:00,anna',
    ])
    // 1.005 is 101 cents; a third of it 33.67, two thirds 67.33.
    expect(dataOf(events, 'PurchaseRecorded').map(({ totalMinor }) => totalMinor)).toEqual([101n])
    expect(refundsOf(events)).toEqual([34n, 33n, 34n])
  })

  it('keeps a unit price of less than a cent exact', async () => {
    const { events } = await importing(['1,DOT,1000,0.001,2025-03-03 10:00,anna'])
    const [purchase] = dataOf(events, 'PurchaseRecorded')
    const [line] = purchase?.lines ?? []
    expect(purchase?.totalMinor).toBe(100n)
    expect(parseDecimal(line?.unitPrice ?? '')).toEqual(parseDecimal('0.001'))
  })

  it('takes an invoice whose rows stand apart, and stands before a return of the same time', async () => {
    const { events, leftOut } = await importing([
      'C2,KETTLE,-1,20.00,2025-03-03 10:00,anna',
      '1,KETTLE,1,20.00,2025-03-03 10:00,anna',
      '3,MUG,1,5.00,2025-03-04 10:00,ben',
      '1,MUG,1,5.00,2025-03-03 10:00,anna',
    ])
    expect(leftOut).toEqual([])
    expect(dataOf(events, 'PurchaseRecorded').map(({ lines }) => lines.length)).toEqual([2, 1])
    expect(refundsOf(events)).toEqual([2000n])
  })
})

const refundsOf = (events: ReadonlyArray<HistoryEvent>): ReadonlyArray<bigint> => {
  const reserved = new Map(
    dataOf(events, 'RefundReserved').map((data) => [`${data.purchaseId} ${data.refundId}`, data]),
  )
  return dataOf(events, 'RefundSettled').map(({ purchaseId, refundId }) =>
    (reserved.get(`${purchaseId} ${refundId}`)?.tenders ?? []).reduce((sum, { minor }) => sum + minor, 0n),
  )
}

describe('a return', () => {
  it('draws on the latest purchases first, and is refunded what was paid, from the payment of each', async () => {
    const { events } = await importing(shop)
    const [first, second] = dataOf(events, 'PurchaseRecorded')
    const [ofTwo] = dataOf(events, 'ReturnRequested')
    expect(ofTwo?.draws.map(({ purchaseId, lineId, quantity }) => [purchaseId, lineId, quantity])).toEqual([
      [second?.purchaseId, '1', 1],
      [first?.purchaseId, '1', 1],
    ])
    expect(dataOf(events, 'RefundReserved').map(({ purchaseId, tenders }) => [purchaseId, tenders])).toEqual([
      // Both call their payment the same: each pays back its own.
      [second?.purchaseId, [{ paymentId: 'paid', minor: 2450n }]],
      [first?.purchaseId, [{ paymentId: 'paid', minor: 2390n }]],
      [first?.purchaseId, [{ paymentId: 'paid', minor: 4780n }]],
    ])
    expect(refundsOf(events)).toEqual([2450n, 2390n, 4780n])
    expect(dataOf(events, 'ReturnCaseClosed')).toHaveLength(2)
  })

  it('is a request a line, refused where it was never bought, and in excess of what is left', async () => {
    const { events } = await importing(shop)
    expect(
      dataOf(events, 'ReturnRequested').map(({ reference, lines, draws, refused }) => ({
        reference,
        asked: lines.map(({ sku, quantity }) => `${sku} ${quantity}`),
        drawn: draws.map(({ quantity }) => quantity),
        refused: refused.map(({ quantity, reasons }) => [quantity, ...reasons]),
      })),
    ).toEqual([
      { reference: 'C1005', asked: ['KETTLE 2'], drawn: [1, 1], refused: [] },
      { reference: 'C1005', asked: ['TOASTER 1'], drawn: [], refused: [[1, 'NeverBought']] },
      { reference: 'C1006', asked: ['KETTLE 4'], drawn: [2], refused: [[2, 'QuantityExceedsAvailable']] },
    ])
    expect(dataOf(events, 'ReturnRefused').map(({ reasons }) => reasons)).toEqual([['NeverBought']])
  })

  it('draws on the last line first where a purchase has several of the product', async () => {
    const { events } = await importing([
      '1,KETTLE,2,20.00,2025-03-03 10:00,anna',
      '1,KETTLE,1,22.00,2025-03-03 10:00,anna',
      'C2,KETTLE,-2,20.00,2025-03-04 10:00,anna',
    ])
    expect(
      dataOf(events, 'ReturnRequested').flatMap(({ draws }) => draws.map(({ lineId, quantity }) => [lineId, quantity])),
    ).toEqual([
      ['2', 1],
      ['1', 1],
    ])
    expect(refundsOf(events)).toEqual([4200n])
  })

  it('is of nothing that was bought later', async () => {
    const { events } = await importing([
      'C1,KETTLE,-1,20.00,2025-03-03 10:00,anna',
      '2,KETTLE,1,20.00,2025-03-04 10:00,anna',
    ])
    expect(dataOf(events, 'ReturnRefused').map(({ reasons }) => reasons)).toEqual([['NeverBought']])
  })

  it('is closed without a refund where its units were worth nothing', async () => {
    const { events, leftOut } = await importing([
      '1,DOT,3,0.001,2025-03-03 10:00,anna',
      'C2,DOT,-2,0.001,2025-03-04 10:00,anna',
    ])
    expect(leftOut).toEqual([])
    expect(refundsOf(events)).toEqual([])
    expect(dataOf(events, 'UnitsConsumed')).toHaveLength(1)
    expect(dataOf(events, 'ReturnCaseClosed')).toHaveLength(1)
    expect(await faultsOf(events)).toEqual([])
  })

  it('is judged by the policy of the mapping, where it has one', async () => {
    const policy = {
      policyId: 'a-week',
      version: 1,
      windows: [
        {
          kinds: ['policy-return'],
          anchor: 'delivery-of-unit',
          period: 'P7D',
          rule: 'event-day-excluded-no-roll',
          zone: 'Europe/Berlin',
        },
      ],
      conditions: [],
      exceptions: [],
      restockingFees: [],
      waysBack: [],
      remedies: [{ kinds: ['policy-return'], remedies: ['refund'], payout: 'original-tender' }],
      promotions: 'proportional',
      shipBy: { period: 'P1D', rule: 'event-day-excluded-no-roll', zone: 'Europe/Berlin' },
      requiredDisclosures: [],
    }
    const { events } = await importing(
      [
        '1,KETTLE,2,20.00,2025-03-03 10:00,anna',
        'C2,KETTLE,-1,20.00,2025-03-10 23:00,anna',
        'C3,KETTLE,-1,20.00,2025-03-11 00:00,anna',
      ],
      { mapping: mappingWith({ returnPolicy: policy }) },
    )
    expect(refundsOf(events)).toEqual([2000n])
    expect(dataOf(events, 'ReturnRefused').map(({ reasons }) => reasons)).toEqual([['OutsideWindow']])
  })
})

describe('dirt', () => {
  it.each([
    ['1,KETTLE,2,20.00,2025-03-03 10:00,', 'CustomerMissing: Customer'],
    ['1,,2,20.00,2025-03-03 10:00,anna', 'ProductMissing: Product'],
    ['1,KETTLE,2,0.00,2025-03-03 10:00,anna', 'PriceNotAbove0: Price = 0.00'],
    ['1,KETTLE,2,-5.00,2025-03-03 10:00,anna', 'PriceNotAbove0: Price = -5.00'],
    ['1,KETTLE,2,free,2025-03-03 10:00,anna', 'NotAPrice: Price = free'],
    ['1,KETTLE,2,,2025-03-03 10:00,anna', 'NotAPrice: Price = '],
    ['1,KETTLE,999999999,99999999999999,2025-03-03 10:00,anna', 'AmountOutOfBounds: Price = 99999999999999'],
    ['1,KETTLE,-2,20.00,2025-03-03 10:00,anna', 'QuantityNotAbove0: Units = -2'],
    ['1,KETTLE,0,20.00,2025-03-03 10:00,anna', 'QuantityNotAbove0: Units = 0'],
    ['C1,KETTLE,2,20.00,2025-03-03 10:00,anna', 'QuantityNotBelow0: Units = 2'],
    ['C1,KETTLE,0,20.00,2025-03-03 10:00,anna', 'QuantityNotBelow0: Units = 0'],
    ['1,KETTLE,1.5,20.00,2025-03-03 10:00,anna', 'QuantityNotWhole: Units = 1.5'],
    ['1,KETTLE,1e3,20.00,2025-03-03 10:00,anna', 'QuantityNotWhole: Units = 1e3'],
    ['1,KETTLE,2,20.00,,anna', 'TimeMissing: Sold'],
    ['1,KETTLE,2,20.00,2025-02-30 10:00,anna', 'NotATime: Sold = 2025-02-30 10:00'],
    [',KETTLE,2,20.00,2025-03-03 10:00,anna', 'KeyMissing: Invoice'],
    ['1,KETTLE,2,20.00,2025-03-03 10:00', 'WrongNumberOfFields: 5 instead of 6'],
  ])('is left out, and said why: %s', async (row, why) => {
    const { events, leftOut, summary } = await importing([row])
    expect(leftOut).toEqual([`2 ${why}`])
    expect(events).toEqual([])
    expect(summary).toMatchObject(E.right({ rows: 1, rowsLeftOut: 1, cases: 0 }))
  })

  it('takes the other rows of the invoice, each under the number it has there', async () => {
    const { events } = await importing([
      '1,LAMP,2,0.00,2025-03-03 10:00,anna',
      '1,KETTLE,1,20.00,2025-03-03 10:00,anna',
    ])
    expect(dataOf(events, 'PurchaseRecorded').flatMap(({ lines }) => lines.map(({ lineId }) => lineId))).toEqual(['2'])
  })

  it('of another customer in an invoice is left out: a purchase is one customer’s', async () => {
    const { events, leftOut } = await importing([
      '1,KETTLE,1,20.00,2025-03-03 10:00,anna',
      '1,KETTLE,1,20.00,2025-03-03 10:00,ben',
      'C2,KETTLE,-1,20.00,2025-03-04 10:00,ben',
    ])
    expect(leftOut).toEqual(['3 CustomerDiffers: Customer = ben'])
    expect(dataOf(events, 'PurchaseRecorded').map(({ totalMinor }) => totalMinor)).toEqual([2000n])
    expect(dataOf(events, 'ReturnRefused').map(({ reasons }) => reasons)).toEqual([['NeverBought']])
  })

  it('names every row of an invoice that is refused as a whole', async () => {
    // Each line is within bounds, their sum is not.
    const { events, leftOut } = await importing([
      '1,GOLD,999999999,9999999.99,2025-03-03 10:00,anna',
      '1,GEMS,999999999,9999999.99,2025-03-03 10:00,anna',
    ])
    expect(events).toEqual([])
    expect(leftOut.map((told) => told.split(':')[0])).toEqual(['2 NotACommand', '3 NotACommand'])
  })
})

describe('importing again', () => {
  it('adds nothing', async () => {
    const { events } = await importing(shop)
    const again = await importing(shop, { before: events })
    expect(again.summary).toMatchObject(E.right({ eventsAdded: 0, eventsThereBefore: events.length }))
    expect(again.events).toEqual(events)
  })

  it('adds of a longer log what is new', async () => {
    const { events } = await importing(shop)
    const shorter = await importing(shop.slice(0, 5))
    const longer = await importing(shop, { before: shorter.events })
    expect(streamByStream(longer.events)).toEqual(streamByStream(events))
  })

  it('goes on from whichever command an earlier import was broken off after', async () => {
    const { events } = await importing(shop)
    const whole = streamByStream(events)
    // What a command records is appended whole or not at all.
    const ends = [...events.keys()].filter((index) => commandOf(events[index]) !== commandOf(events[index - 1]))
    expect(ends.length).toBe(37)
    for (const kept of ends) {
      const rest = await importing(shop, { before: events.slice(0, kept) })
      expect([kept, rest.leftOut]).toEqual([kept, []])
      expect([kept, streamByStream(rest.events)]).toEqual([kept, whole])
    }
  })
})

it('says which column a mapping names that the log lacks, and takes nothing', async () => {
  const mapping = mappingWith()
  if (!('sales' in mapping)) throw new TypeError('The mapping is none of sales')
  const { summary, events } = await importing(shop, {
    mapping: { ...mapping, sales: { ...mapping.sales, customer: 'Buyer' as typeof mapping.sales.customer } },
  })
  expect(summary).toEqual(E.left({ fault: 'ColumnMissing', column: 'Buyer' }))
  expect(events).toEqual([])
})

it('takes nothing of a log that ends within a quoted field', async () => {
  const { summary, events } = await importing([...shop, '1009,"KETTLE,1,20.00,2025-03-03 10:00,anna'])
  expect(summary).toMatchObject(E.left({ fault: 'Truncated', at: { line: 9 } }))
  expect(events).toEqual([])
})
