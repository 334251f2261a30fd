import {
  after,
  authorise,
  authorised,
  cancel,
  caseOf,
  count,
  expire,
  item,
  kettles,
  lineId,
  may,
  olderPurchaseId,
  phones,
  purchase,
  purchaseId,
  receive,
  recordedBy,
  request,
  requestLine,
  requestLineOf,
  statusAfter,
  text,
  toldBy,
  typesOf,
  units,
} from '../return-case.fixtures.js'

const cups = kettles({ lineId: lineId('cups'), sku: text('cup') })
const ofTwoLines = after(
  request({
    lines: [requestLine(), requestLine({ requestLineId: text('line-2'), lineId: lineId('cups') })],
    evidence: [purchase({ lines: [kettles(), cups] })],
  }),
  'reserve',
  authorise(),
)

describe('ReceiveItems', () => {
  it('takes units of the line that is named, though another has the same product', () => {
    const two = after(
      request({
        lines: [requestLine(), requestLine({ requestLineId: text('line-2'), lineId: lineId('more') })],
        evidence: [purchase({ lines: [kettles(), kettles({ lineId: lineId('more') })] })],
      }),
      'reserve',
      authorise(),
    )
    const takenOf = (differing: object) =>
      toldBy(two, receive({ items: [item('kettle', 1, differing)] }), 'ItemsReceived').items[0]?.taken
    expect(takenOf({ lineId: lineId('more') })).toMatchObject([{ lineId: 'more', units: units(1) }])
    expect(takenOf({})).toMatchObject([{ lineId: 'kettles', units: units(1) }])
  })

  it('takes units of the purchase that is named', () => {
    const older = purchase({ purchaseId: olderPurchaseId, purchasedAt: may(1, '09:00') })
    const both = after(
      request({ lines: [requestLineOf('kettle', 4)], evidence: [older, purchase()] }),
      'reserve',
      authorise(),
    )
    const ofOlder = receive({ items: [item('kettle', 1, { purchaseId: olderPurchaseId })] })
    expect(toldBy(both, ofOlder, 'ItemsReceived').items[0]?.taken).toMatchObject([{ purchaseId: olderPurchaseId }])
    expect(
      toldBy(both, receive({ items: [item('kettle', 1, { purchaseId })] }), 'ItemsReceived').items[0]?.taken,
    ).toMatchObject([{ purchaseId }])
  })

  it('tells of what is more than announced, without serials where it has none', () => {
    const [, more] = recordedBy(authorised, receive({ items: [item('kettle', 3)] }))
    expect(more).toStrictEqual({
      type: 'UnexpectedItemReceived',
      data: {
        returnCaseId: receive().data.returnCaseId,
        parcelId: 'parcel-1',
        itemId: 'item-of-kettle',
        sku: 'kettle',
        quantity: 1,
        because: 'MoreThanAnnounced',
        receivedAt: may(26),
      },
    })
  })

  it('is more than announced of what was not cancelled, whatever else was', () => {
    const cancelCups = cancel({ parts: [{ purchaseId, lineId: lineId('cups'), quantity: count(2) }] })
    const history = [...ofTwoLines, ...recordedBy(ofTwoLines, cancelCups)]
    expect(recordedBy(history, receive({ items: [item('kettle', 3), item('cup', 1)] }))).toMatchObject([
      { type: 'ItemsReceived' },
      { data: { sku: 'kettle', quantity: 1, because: 'MoreThanAnnounced' } },
      { data: { sku: 'cup', quantity: 1, because: 'Cancelled' } },
    ])
  })

  it('tells of what nobody announced that the case is over, where it is', () => {
    const toaster = receive({ items: [item('toaster', 1)] })
    const cancelled = [...authorised, ...recordedBy(authorised, cancel())]
    expect(toldBy(cancelled, toaster, 'UnexpectedItemReceived').because).toBe('Cancelled')
    const expired = [...authorised, ...recordedBy(authorised, expire())]
    expect(toldBy(expired, toaster, 'UnexpectedItemReceived').because).toBe('Expired')
    expect(toldBy(authorised, toaster, 'UnexpectedItemReceived').because).toBe('NotAnnounced')
  })
})

describe('serials that arrive', () => {
  const phonesAuthorised = after(
    request({
      lines: [requestLineOf('phone', 2, { serials: [text('SN-1'), text('SN-2')] })],
      evidence: [purchase({ lines: [phones()] })],
    }),
    'reserve',
    authorise(),
  )
  const phone = (...serials: ReadonlyArray<string>) => item('phone', serials.length, { serials: serials.map(text) })

  it('are all that was announced, and nothing beside it', () => {
    expect(typesOf(recordedBy(phonesAuthorised, receive({ items: [phone('SN-2', 'SN-1')] })))).toStrictEqual([
      'ItemsReceived',
    ])
  })

  it('are one too many beside all that were announced', () => {
    expect(recordedBy(phonesAuthorised, receive({ items: [phone('SN-1', 'SN-9', 'SN-2')] }))).toMatchObject([
      { type: 'ItemsReceived', data: { items: [{ taken: [{ units: units(1, 2) }] }] } },
      {
        type: 'UnexpectedItemReceived',
        data: { quantity: 1, serials: ['SN-9'], because: 'MoreThanAnnounced' },
      },
    ])
  })

  it('are looked at no sooner for another one that came', () => {
    const mismatched = recordedBy(phonesAuthorised, receive({ items: [phone('SN-1', 'SN-9')] }))
    expect(caseOf([...phonesAuthorised, ...mismatched]).inspections).toStrictEqual([])
    const second = receive({ parcelId: text('parcel-2'), items: [{ ...phone('SN-2'), itemId: text('item-2') }] })
    const all = [...phonesAuthorised, ...mismatched]
    expect(statusAfter([...all, ...recordedBy(all, second)])).toBe('received')
  })
})
