import { given } from '@aftersale/decider/testing'
import type { Instant } from '@aftersale/messages'
import type { ReturnCaseCommand } from './commands.js'
import { evolve } from './evolve.js'
import {
  after,
  authorise,
  count,
  expire,
  handOver,
  item,
  june,
  kettles,
  lineId,
  lose,
  may,
  purchaseId,
  receive,
  recordedBy,
  rejectedBy,
  request,
  requestLine,
  scan,
  shipBy,
  shopInGermany,
  statusAfter,
  text,
  toldBy,
  typesOf,
  units,
} from './return-case.fixtures.js'
import { returnCase } from './return-case.js'
import {
  advanceDelivered,
  charge,
  followedBy,
  offered,
  overdue,
  purchaseOf,
  sendInAdvance,
} from './settlement/settlement.fixtures.js'
import { initial } from './state.js'

/** Three kettles, authorised on 20 May at 12:05: 14 days, 11 hours and 55 minutes before the ship-by. */
const three = after(request({ lines: [requestLine({ quantity: count(3) })] }), 'reserve', authorise())
const parcel = (number: number, receivedAt: Instant, ...skus: ReadonlyArray<string>) =>
  receive({
    parcelId: text(`parcel-${number}`),
    items: skus.map((sku) => item(sku, 1, { itemId: text(`item-${number}-${sku}`) })),
    receivedAt,
  })
const dueAfter = (...commands: ReadonlyArray<ReturnCaseCommand>) =>
  given(returnCase, followedBy(three, ...commands)).deadlines.map(({ dueAt }) => dueAt)

describe('what is short expires', () => {
  it('as long after the last part that came as there was time to send it', () => {
    expect(dueAfter(parcel(1, june(1), 'kettle'))).toStrictEqual([june(15, '23:55')])
    expect(dueAfter(parcel(1, june(1), 'kettle'), parcel(2, june(2), 'kettle'))).toStrictEqual([june(16, '23:55')])
  })

  it('after the part that came last, though another was heard of later', () => {
    expect(dueAfter(parcel(1, june(2), 'kettle'), parcel(2, june(1), 'kettle'))).toStrictEqual([june(16, '23:55')])
  })

  it('by the ship-by, where what came was nothing of it', () => {
    expect(dueAfter(parcel(1, june(1), 'toaster'))).toStrictEqual([shipBy])
    expect(dueAfter(parcel(1, june(1), 'kettle'), parcel(2, june(9), 'toaster'))).toStrictEqual([june(15, '23:55')])
  })

  it('after what came together with something else', () => {
    expect(dueAfter(parcel(1, june(1), 'toaster', 'kettle'))).toStrictEqual([june(15, '23:55')])
  })

  it('at the last instant that can be written, at the latest', () => {
    const last = '9999-12-31T23:59:59.999Z'
    expect(dueAfter(parcel(1, '9999-12-30T00:00:00.000Z' as Instant, 'kettle'))).toStrictEqual([last])
    expect(dueAfter(parcel(1, '9999-12-01T00:00:00.000Z' as Instant, 'kettle'))).toStrictEqual([
      '9999-12-15T11:55:00.000Z',
    ])
  })
})

describe('the deadlines of a case', () => {
  it('are none before it is requested', () => {
    expect(returnCase.deadlines(initial)).toStrictEqual([])
  })

  it('are told soonest first', () => {
    const withdrawn = after(
      request({ kind: 'withdrawal', terms: shopInGermany }),
      'reserve',
      authorise({ terms: shopInGermany }),
      parcel(1, may(26), 'kettle'),
    )
    expect(given(returnCase, withdrawn).deadlines).toStrictEqual([
      { dueAt: june(4, '00:00'), command: overdue() },
      { dueAt: june(9, '23:55'), command: expire({ dueAt: june(9, '23:55') }) },
    ])
    const bought = purchaseOf([kettles()])
    const inAdvance = followedBy(
      after(request({ evidence: [bought] }), 'reserve', authorise()),
      sendInAdvance({
        evidence: bought,
        lines: [{ lineId: lineId('kettles'), units: units(1) }],
        replacement: [offered('kettle', 1)],
        terms: { ...sendInAdvance().data.terms, minor: 3570n },
      }),
      advanceDelivered(),
    )
    expect(given(returnCase, inAdvance).deadlines).toStrictEqual([
      { dueAt: shipBy, command: expire() },
      { dueAt: june(10), command: charge() },
    ])
  })
})

describe('several parcels', () => {
  const second = { parcelId: text('parcel-2') }
  const sent = followedBy(three, handOver())

  it('are each handed over for themselves', () => {
    expect(typesOf(recordedBy(sent, handOver(second)))).toStrictEqual(['ReturnInTransit'])
    expect(typesOf(recordedBy(sent, scan(second)))).toStrictEqual(['ReturnParcelScanned', 'ReturnInTransit'])
  })

  it('are each lost for themselves', () => {
    const one = { purchaseId, lineId: lineId('kettles'), quantity: count(1) }
    const both = followedBy(sent, handOver(second), lose({ parts: [one] }))
    expect(toldBy(both, lose({ ...second, parts: [one] }), 'ReturnLostInTransit').lines).toMatchObject([
      { units: units(2) },
    ])
    expect(rejectedBy(both, lose({ ...second, parts: [{ ...one, quantity: count(3) }] })).reason).toBe(
      'PartExceedsAwaited',
    )
  })

  it('are on their way as long as one of them is', () => {
    const back = scan({ ...second, carrierEventId: text('scan-2'), code: 'returned-to-sender', scannedAt: may(28) })
    const both = followedBy(sent, handOver(second), back)
    expect(statusAfter(both)).toBe('in-transit')
    expect(statusAfter(followedBy(both, scan({ code: 'returned-to-sender', scannedAt: may(29) })))).toBe('authorised')
  })
})

it('takes of two scans of the same instant the one that was heard of last', () => {
  const first = scan({ scannedAt: may(25) })
  const second = scan({ carrierEventId: text('scan-2'), code: 'returned-to-sender', scannedAt: may(25) })
  expect(statusAfter(followedBy(three, first, second))).toBe('authorised')
})

describe('what happened', () => {
  const [requested] = three

  it('means nothing before the request', () => {
    expect(evolve(initial, { type: 'ReturnInTransit', data: handOver().data })).toStrictEqual(initial)
  })

  it('is requested once', () => {
    if (requested === undefined) throw new Error('There is a request')
    const once = evolve(initial, requested)
    expect(evolve(once, requested)).toStrictEqual(once)
  })

  it('begins with nothing but the request', () => {
    if (requested === undefined) throw new Error('There is a request')
    expect(evolve(initial, requested)).toMatchObject({
      status: 'requested',
      returnCase: { overrides: [], reservationRefusals: [], scans: [], handovers: [], receipts: [] },
    })
  })
})
