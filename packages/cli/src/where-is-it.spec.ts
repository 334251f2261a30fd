import { writeFileSync } from 'node:fs'
import { commandHandler } from '@aftersale/command-handling'
import { type PurchaseCommand, parcelDelivery, purchaseAggregate } from '@aftersale/domain'
import { inMemoryEventStore } from '@aftersale/event-store'
import { canonicalLine } from '@aftersale/history'
import type { Actor, Instant, NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { realCommand } from './real-command.fixtures.js'

const kettles = '01972f8c-5c00-7000-8000-000000000001'
const nothingSent = '01972f8c-5c00-7000-8000-000000000002'
const parcel = '01972f8c-5c00-7000-8000-0000000000a1'
const shop = { kind: 'system', id: 'shop' } as Actor
const june = (day: number, time: string) => `2025-06-0${day}T${time}:00.000Z` as Instant

const sold = (purchaseId: string) => ({
  type: 'RecordPurchase',
  data: {
    purchaseId,
    purchasedAt: june(2, '09:00'),
    zone: 'Europe/Berlin',
    marketCode: 'DE',
    channel: 'online',
    currency: 'EUR',
    lines: [
      {
        lineId: 'kettle',
        sku: 'kettle',
        kind: 'goods',
        quantity: 3,
        serialTracked: false,
        netMinor: 6000n,
        discountMinor: 0n,
        taxMinor: 0n,
        grossMinor: 6000n,
      },
    ],
    shipping: [],
    fees: [],
    payments: [{ paymentId: 'card', tender: 'card', capturedMinor: 6000n, capturedAt: june(2, '09:00') }],
    totalMinor: 6000n,
  },
})

const scan = (code: string, scannedAt: string, place: string) => ({
  type: 'RecordCarrierScan',
  data: { carrierEventId: scannedAt, code, scannedAt, place },
})

/** Three kettles, promised by noon of 4 June: late by a day, and the customer hears of it the day before. */
const lived: ReadonlyArray<readonly [at: Instant, command: { readonly type: string; readonly data: object }]> = [
  [june(2, '09:00'), sold(kettles)],
  [
    june(2, '10:00'),
    {
      type: 'AnnounceShipment',
      data: {
        carrier: 'parcel-post',
        trackingNumber: 'PP-17',
        lines: [{ lineId: 'kettle', quantity: 3 }],
        promisedBy: june(4, '12:00'),
        announcedAt: june(2, '10:00'),
        policy: parcelDelivery,
      },
    },
  ],
  [june(3, '08:00'), scan('in-transit', june(3, '08:00'), 'Leipzig')],
  [
    june(3, '09:00'),
    { type: 'ReviseEta', data: { newEta: june(5, '12:00'), source: 'carrier', revisedAt: june(3, '09:00') } },
  ],
  [
    june(3, '09:30'),
    {
      type: 'NotifyCustomer',
      data: { noticeId: 'n-1', about: 'delay', channel: 'email', template: 'delayed', sentAt: june(3, '09:30') },
    },
  ],
  // Heard of a day late.
  [june(4, '08:00'), scan('handed-over', june(2, '17:00'), 'Erfurt')],
  [
    june(5, '11:00'),
    { type: 'RecordCarrierScan', data: { carrierEventId: 'last', code: 'delivered', scannedAt: june(5, '11:00') } },
  ],
]

const history = async (): Promise<string> => {
  const store = inMemoryEventStore()
  const handle = commandHandler(store)
  const sent = async (id: string, at: Instant, { type, data }: (typeof lived)[number][1], index: number) => {
    const handled = await handle(purchaseAggregate, {
      id,
      command: { type, data: { purchaseId: id, shipmentId: parcel, ...data } } as unknown as PurchaseCommand,
      commandId: `command-${index}` as NonEmptyText,
      actor: shop,
      recordedAt: at,
    })()
    if (E.isLeft(handled)) throw new Error(`${type}: ${JSON.stringify(handled.left)}`)
  }
  for (const [index, [at, command]] of lived.entries()) await sent(kettles, at, command, index)
  await sent(nothingSent, june(2, '09:00'), sold(nothingSent), 0)
  const page = await store.readAll()()
  if (E.isLeft(page)) throw new Error(page.left.failure)
  return page.right.events.map((event) => `${canonicalLine(event)}\n`).join('')
}

describe('explaining a purchase', () => {
  const command = realCommand()
  afterAll(command.remove)
  beforeAll(async () => writeFileSync(command.path('shop.ndjson'), await history()))

  const whereabouts = (stream: string, ...more: ReadonlyArray<string>): string => {
    const { code, output, messages } = command.run(['explain', 'shop.ndjson', stream, ...more])
    expect({ code, messages }).toEqual({ code: 0, messages: '' })
    return output.slice(output.indexOf('Where is it?'))
  }

  it('tells where it is, since when, when it will come and what the customer was told, as of then', () => {
    expect(whereabouts(`purchase-${kettles}`, '--as-of', '2025-06-03T12:00:00Z')).toBe(`Where is it?
  shipment 01972f8c-5c00-7000-8000-0000000000a1, parcel-post PP-17, 3 units
    where is it: in transit
    since when: 2025-06-03T08:00:00Z
    when will it come: 2025-06-05T12:00:00Z; promised by 2025-06-04T12:00:00Z, delayed
    what was I told:
      2025-06-03T09:30:00Z  delay, by email: to expect it at 2025-06-05T12:00:00Z
    what happened:
      2025-06-02T10:00:00Z  announced
      2025-06-03T08:00:00Z  in transit, Leipzig
      2025-06-03T09:00:00Z  estimated for 2025-06-05T12:00:00Z
`)
  })

  it('tells what happened in its order, whenever it was heard of, and that it came', () => {
    expect(whereabouts(`purchase-${kettles}`)).toBe(`Where is it?
  shipment 01972f8c-5c00-7000-8000-0000000000a1, parcel-post PP-17, 3 units
    where is it: delivered
    since when: 2025-06-05T11:00:00Z
    when will it come: it came; promised by 2025-06-04T12:00:00Z
    what was I told:
      2025-06-03T09:30:00Z  delay, by email: to expect it at 2025-06-05T12:00:00Z
    what happened:
      2025-06-02T10:00:00Z  announced
      2025-06-02T17:00:00Z  handed over, Erfurt
      2025-06-03T08:00:00Z  in transit, Leipzig
      2025-06-03T09:00:00Z  estimated for 2025-06-05T12:00:00Z
      2025-06-05T11:00:00Z  delivered
  2025-06-05T11:00:00Z  all of it was with the customer
`)
  })

  it('says where nothing was sent', () => {
    expect(whereabouts(`purchase-${nothingSent}`)).toBe('Where is it?\n  Nothing of it was sent or handed over.\n')
  })

  it('says that there is no such stream as of a time before it', () => {
    const { code, messages } = command.run([
      'explain',
      'shop.ndjson',
      `purchase-${kettles}`,
      '--as-of',
      '2025-06-01T00:00:00Z',
    ])
    expect({ code, messages }).toEqual({
      code: 2,
      messages: `aftersale: shop.ndjson: holds no stream purchase-${kettles} by 2025-06-01T00:00:00Z\n`,
    })
  })
})
