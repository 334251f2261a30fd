import { given } from '@aftersale/decider/testing'
import {
  after,
  authorise,
  authorised,
  cancel,
  caseOf,
  count,
  expire,
  item,
  june,
  kettles,
  lineId,
  may,
  olderPurchaseId,
  phones,
  purchase,
  purchaseId,
  receive,
  recordedBy,
  refuse,
  rejectedBy,
  request,
  requestLineOf,
  reservationId,
  shipBy,
  statusAfter,
  text,
  toldBy,
  typesOf,
  units,
} from '../return-case.fixtures.js'
import { returnCase } from '../return-case.js'

const first = receive({ items: [item('kettle', 1)] })
const second = receive({
  parcelId: text('parcel-2'),
  items: [item('kettle', 1, { itemId: text('item-2') })],
  receivedAt: may(30),
})
const kettleUnits = (...numbers: ReadonlyArray<number>) => ({
  purchaseId,
  lineId: 'kettles',
  reservationId,
  units: units(...numbers),
})

describe('ReceiveItems', () => {
  it('takes the units that are waited for', () => {
    expect(typesOf(recordedBy(authorised, receive()))).toStrictEqual(['ItemsReceived'])
    expect(toldBy(authorised, receive(), 'ItemsReceived').items).toStrictEqual([
      { item: { itemId: 'item-1', sku: 'kettle', quantity: 2 }, taken: [kettleUnits(1, 2)] },
    ])
    expect(statusAfter([...authorised, ...recordedBy(authorised, receive())])).toBe('received')
  })

  it('takes as many parcels as come, the units in turn', () => {
    const partly = [...authorised, ...recordedBy(authorised, first)]
    expect(statusAfter(partly)).toBe('partially-received')
    expect(toldBy(partly, second, 'ItemsReceived').items[0]?.taken).toStrictEqual([kettleUnits(2)])
    expect(statusAfter([...partly, ...recordedBy(partly, second)])).toBe('received')
  })

  it('records nothing for the same parcel again, whatever came since', () => {
    const both = after(request(), 'reserve', authorise(), first, second)
    given(returnCase, both).when(first).recordsNothing()
    given(returnCase, both).when(second).recordsNothing()
  })

  it('is rejected for a known parcel with other content, and for a known item', () => {
    const partly = [...authorised, ...recordedBy(authorised, first)]
    expect(rejectedBy(partly, receive({ items: [item('kettle', 2)] }))).toStrictEqual({
      reason: 'ParcelIdReused',
      parcelId: 'parcel-1',
    })
    expect(rejectedBy(partly, receive({ parcelId: text('parcel-2'), items: [item('kettle', 1)] })).reason).toBe(
      'ItemRepeated',
    )
    expect(rejectedBy(authorised, receive({ items: [item('kettle', 1), item('kettle', 1)] })).reason).toBe(
      'ItemRepeated',
    )
  })

  it('gives each unit to one item of a parcel', () => {
    const two = [item('kettle', 1), item('kettle', 2, { itemId: text('item-2') })]
    expect(recordedBy(authorised, receive({ items: two }))).toMatchObject([
      { data: { items: [{ taken: [kettleUnits(1)] }, { taken: [kettleUnits(2)] }] } },
      { type: 'UnexpectedItemReceived', data: { itemId: 'item-2', quantity: 1, because: 'MoreThanAnnounced' } },
    ])
  })

  it('records what is more than announced as unexpected, without a word of refusal', () => {
    const five = receive({ items: [item('kettle', 5)] })
    expect(recordedBy(authorised, five)).toMatchObject([
      { type: 'ItemsReceived', data: { items: [{ taken: [kettleUnits(1, 2)] }] } },
      { type: 'UnexpectedItemReceived', data: { itemId: 'item-of-kettle', quantity: 3, because: 'MoreThanAnnounced' } },
    ])
  })

  it('records another product as unexpected, though it names the line', () => {
    const toaster = item('toaster', 1, { purchaseId, lineId: lineId('kettles') })
    expect(recordedBy(authorised, receive({ items: [toaster] }))).toMatchObject([
      { type: 'ItemsReceived', data: { items: [{ taken: [] }] } },
      { type: 'UnexpectedItemReceived', data: { sku: 'toaster', because: 'NotAnnounced' } },
    ])
  })

  it('records an empty parcel, and waits on', () => {
    const empty = receive({ items: [] })
    expect(typesOf(recordedBy(authorised, empty))).toStrictEqual(['ItemsReceived'])
    expect(statusAfter([...authorised, ...recordedBy(authorised, empty)])).toBe('authorised')
  })

  it('shares an item over the lines of the product', () => {
    const older = purchase({
      purchaseId: olderPurchaseId,
      purchasedAt: may(1, '09:00'),
      lines: [kettles({ lineId: lineId('older-kettles') })],
    })
    const both = after(
      request({ lines: [requestLineOf('kettle', 4)], evidence: [older, purchase()] }),
      'reserve',
      authorise(),
    )
    expect(toldBy(both, receive({ items: [item('kettle', 4)] }), 'ItemsReceived').items[0]?.taken).toMatchObject([
      { lineId: 'kettles', units: units(1, 2, 3) },
      { lineId: 'older-kettles', units: units(1) },
    ])
    const named = item('kettle', 2, { purchaseId: olderPurchaseId })
    expect(recordedBy(both, receive({ items: [named] }))).toMatchObject([
      { data: { items: [{ taken: [{ lineId: 'older-kettles', units: units(1) }] }] } },
      { type: 'UnexpectedItemReceived', data: { quantity: 1, because: 'MoreThanAnnounced' } },
    ])
  })

  it.each([
    ['NotAuthorised', after(request(), 'reserve')],
    ['Refused', after(request(), 'reserve', refuse())],
    ['Cancelled', after(request(), 'reserve', authorise(), cancel())],
    ['Expired', after(request(), 'reserve', authorise(), expire())],
  ])('keeps what comes where nothing is waited for, as unexpected: %s', (because, history) => {
    expect(recordedBy(history, receive({ receivedAt: june(10) }))).toMatchObject([
      { type: 'ItemsReceived', data: { items: [{ taken: [] }] } },
      { type: 'UnexpectedItemReceived', data: { quantity: 2, because } },
    ])
  })

  it('says of a part that was cancelled or expired that it is no longer waited for', () => {
    const part = { purchaseId, lineId: lineId('kettles'), quantity: count(1) }
    const cancelled = after(request(), 'reserve', authorise(), cancel({ parts: [part] }))
    expect(recordedBy(cancelled, receive())).toMatchObject([
      { data: { items: [{ taken: [kettleUnits(1)] }] } },
      { data: { quantity: 1, because: 'Cancelled' } },
    ])
    const early = receive({ items: [item('kettle', 1)], receivedAt: may(20, '12:05') })
    const expired = after(request(), 'reserve', authorise(), early, expire({ dueAt: shipBy }))
    expect(recordedBy(expired, second)).toMatchObject([
      { data: { items: [{ taken: [] }] } },
      { data: { quantity: 1, because: 'Expired' } },
    ])
  })
})

describe('units with serials', () => {
  const bought = [purchase({ lines: [phones()] })]
  const line = requestLineOf('phone', 2, { serials: [text('SN-1'), text('SN-2')] })
  const phonesAuthorised = after(request({ lines: [line], evidence: bought }), 'reserve', authorise())
  const phone = (...serials: ReadonlyArray<string>) => item('phone', serials.length, { serials: serials.map(text) })

  it('are taken by their serials', () => {
    expect(
      toldBy(phonesAuthorised, receive({ items: [phone('SN-2')] }), 'ItemsReceived').items[0]?.taken,
    ).toMatchObject([{ lineId: 'phones', units: units(2), serials: ['SN-2'] }])
  })

  it('are each taken once, though two purchases sold the same serial', () => {
    const again = purchase({ purchaseId: olderPurchaseId, purchasedAt: may(1, '09:00'), lines: [phones()] })
    const one = { serials: [text('SN-1')], quantity: count(1) }
    const lines = [purchaseId, olderPurchaseId].map((id, index) => ({
      requestLineId: text(`line-${index}`),
      purchaseId: id,
      lineId: lineId('phones'),
      ...one,
    }))
    const twice = after(request({ lines, evidence: [again, ...bought] }), 'reserve', authorise())
    expect(toldBy(twice, receive({ items: [phone('SN-1')] }), 'ItemsReceived').items[0]?.taken).toMatchObject([
      { purchaseId, units: units(1) },
    ])
  })

  it('are not taken for others: the announced one is still waited for', () => {
    const other = recordedBy(phonesAuthorised, receive({ items: [phone('SN-2', 'SN-9')] }))
    expect(other).toMatchObject([
      { type: 'ItemsReceived', data: { items: [{ taken: [{ serials: ['SN-2'] }] }] } },
      { type: 'SerialMismatchFound', data: { lineId: 'phones', quantity: 1, expected: ['SN-1'], found: 'SN-9' } },
    ])
    expect(statusAfter([...phonesAuthorised, ...other])).toBe('partially-received')
  })

  it('are not taken without a serial', () => {
    const unread = recordedBy(phonesAuthorised, receive({ items: [item('phone', 1)] }))
    expect(unread).toMatchObject([
      { type: 'ItemsReceived', data: { items: [{ taken: [] }] } },
      { type: 'SerialMismatchFound', data: { quantity: 1, expected: ['SN-1', 'SN-2'] } },
    ])
    expect(unread[1]?.data).not.toHaveProperty('found')
  })

  it('are one too many once all announced are here', () => {
    const all = [...phonesAuthorised, ...recordedBy(phonesAuthorised, receive({ items: [phone('SN-1', 'SN-2')] }))]
    const more = receive({ parcelId: text('parcel-2'), items: [{ ...phone('SN-9'), itemId: text('item-9') }] })
    expect(recordedBy(all, more)).toMatchObject([
      { type: 'ItemsReceived' },
      { type: 'UnexpectedItemReceived', data: { serials: ['SN-9'], because: 'MoreThanAnnounced' } },
    ])
  })

  it('are named once each, as many as there are units', () => {
    expect(rejectedBy(phonesAuthorised, receive({ items: [phone('SN-1', 'SN-1')] })).reason).toBe('SerialRepeated')
    const one = item('phone', 2, { serials: [text('SN-1')] })
    expect(rejectedBy(phonesAuthorised, receive({ items: [one] })).reason).toBe('SerialsDifferFromQuantity')
  })
})

it('keeps every parcel by its id, those too that brought nothing that was waited for', () => {
  const history = after(request(), receive())
  given(returnCase, history).when(receive()).recordsNothing()
  expect(caseOf(history).receipts).toHaveLength(1)
})
