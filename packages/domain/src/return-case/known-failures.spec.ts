import { given } from '@aftersale/decider/testing'
import * as E from 'fp-ts/lib/Either.js'
import { allUnits, noUnits } from '../units/index.js'
import { countOfUnits } from './case-units.js'
import type { ReturnCaseEvent } from './events.js'
import {
  after,
  authorise,
  cancel,
  caseOf,
  count,
  dispose,
  expire,
  handOver,
  inspect,
  item,
  june,
  kettles,
  lineId,
  may,
  phones,
  purchase,
  purchaseId,
  receive,
  recordedBy,
  rejectedBy,
  request,
  requestLine,
  requestLineOf,
  scan,
  shipBy,
  shopVersion2,
  statusAfter,
  text,
  toldBy,
  typesOf,
  units,
} from './return-case.fixtures.js'
import { returnCase } from './return-case.js'
import { propose, refundOf } from './settlement/settlement.fixtures.js'
import { awaitedUnits, disposedUnits, heldUnits, receivedUnits, releasedUnits, reservedUnits } from './units-held.js'

// What other systems got wrong, by the number of its case; each is named by what is right.

const kettlesLeft = (...numbers: ReadonlyArray<number>) =>
  purchase({ lines: [kettles({ available: numbers.length === 0 ? noUnits : units(...numbers) })] })

const drawnAndRefused = (command: ReturnType<typeof request>) => {
  const { draws, refused } = toldBy([], command, 'ReturnRequested')
  const sum = (parts: ReadonlyArray<{ readonly quantity: number }>): number =>
    parts.reduce((total, { quantity }) => total + quantity, 0)
  return [sum(draws), sum(refused)]
}

const authorisedFor = (quantity: number, bought = quantity): ReadonlyArray<ReturnCaseEvent> =>
  after(
    request({
      lines: [requestLine({ quantity: count(quantity) })],
      evidence: [purchase({ lines: [kettles({ quantity: count(bought), available: allUnits(bought) })] })],
    }),
    'reserve',
    authorise(),
  )

const followedBy = (
  history: ReadonlyArray<ReturnCaseEvent>,
  ...commands: ReadonlyArray<Parameters<typeof recordedBy>[1]>
): ReadonlyArray<ReturnCaseEvent> =>
  commands.reduce<ReadonlyArray<ReturnCaseEvent>>((so, command) => [...so, ...recordedBy(so, command)], history)

const parcel = (number: number, quantity: number, receivedAt = may(26)) =>
  receive({
    parcelId: text(`parcel-${number}`),
    items: [item('kettle', quantity, { itemId: text(`item-${number}`) })],
    receivedAt,
  })

describe('quantities', () => {
  it('D54: the same item put down twice is asked for once: of 3 bought, 2 and 2 are 3', () => {
    const twice = request({ lines: [requestLine(), requestLine({ requestLineId: text('again') })] })
    expect(drawnAndRefused(twice)).toStrictEqual([3, 1])
    const held = after(twice, 'reserve')
    expect(caseOf(held).reservations).toMatchObject([{ lines: [{ lineId: 'kettles', units: units(1, 2, 3) }] }])
    expect(rejectedBy([], request({ lines: [requestLine(), requestLine()] })).reason).toBe('RequestLineRepeated')
  })

  it('D55: a second return gets what the first left of the order: of 3, 2 are held, so 1 of 2', () => {
    expect(drawnAndRefused(request({ evidence: [kettlesLeft(3)] }))).toStrictEqual([1, 1])
  })

  it('D56: a line that was given back whole is not given back again, however often it is asked', () => {
    for (let times = 0; times < 3; times += 1) {
      expect(drawnAndRefused(request({ evidence: [kettlesLeft()] }))).toStrictEqual([0, 2])
    }
  })

  it('D57: of three returns of 1 against 2 the third is refused', () => {
    const one = { lines: [requestLine({ quantity: count(1) })] }
    const outcomes = [kettlesLeft(1, 2), kettlesLeft(2), kettlesLeft()].map((left) =>
      drawnAndRefused(request({ ...one, evidence: [left] })),
    )
    expect(outcomes).toStrictEqual([
      [1, 0],
      [1, 0],
      [0, 1],
    ])
  })

  it('D59: nothing comes back before it was delivered, and no more than was delivered', () => {
    const { deliveredAt: _, ...undelivered } = kettles({ available: noUnits })
    const early = request({ evidence: [purchase({ lines: [undelivered] })] })
    expect(toldBy([], early, 'ReturnRefused').reasons).toStrictEqual(['NotDelivered'])
    expect(drawnAndRefused(request({ lines: [requestLine({ quantity: count(4) })] }))).toStrictEqual([3, 1])
  })

  it('D60: what came by another way counts: 2 by parcel and 3 at a counter are the 5 of the return', () => {
    const history = followedBy(authorisedFor(5), handOver(), parcel(1, 2), parcel(2, 3))
    expect(countOfUnits(receivedUnits(caseOf(history)))).toBe(5)
    expect(statusAfter(history)).toBe('received')
    expect(typesOf(recordedBy(history, parcel(3, 1)))).toStrictEqual(['ItemsReceived', 'UnexpectedItemReceived'])
  })

  it('D62: taking a part apart leaves the rest as it was: of 5, 2 received and 1 cancelled leave 2 waited for', () => {
    const part = { purchaseId, lineId: lineId('kettles'), quantity: count(1) }
    const history = followedBy(authorisedFor(5), parcel(1, 2), cancel({ parts: [part] }))
    expect(statusAfter(history)).toBe('partially-received')
    expect(awaitedUnits(caseOf(history))).toMatchObject([{ units: units(3, 4) }])
  })

  it('D63: 5 received are 2 that go back and 3 that are refunded, and no unit is both', () => {
    const evidence = [purchase({ lines: [kettles({ quantity: count(5), available: allUnits(5) })] })]
    const history = followedBy(
      authorisedFor(5),
      parcel(1, 5),
      inspect({ quantity: count(5) }),
      dispose({ quantity: count(2), disposition: 'return-to-customer' }),
      dispose({ dispositionId: text('disposition-2'), quantity: count(3) }),
    )
    expect(countOfUnits(disposedUnits(caseOf(history)))).toBe(5)
    const legs = (...numbers: ReadonlyArray<number>) => propose({ legs: [refundOf({ kettles: numbers })], evidence })
    expect(rejectedBy(history, legs(1, 2, 3, 4, 5))).toMatchObject({ reason: 'UnitsGoBack', quantity: 2 })
    expect(typesOf(recordedBy(history, legs(3, 4, 5)))).toStrictEqual(['SettlementProposed'])
  })
})

describe('what comes back', () => {
  const line = requestLineOf('phone', 1, { serials: [text('SN-1')] })
  const phone = after(request({ lines: [line], evidence: [purchase({ lines: [phones()] })] }), 'reserve', authorise())

  it('D64: is the very unit: SN-2 is not taken for SN-1, which is still waited for', () => {
    const other = receive({ items: [item('phone', 1, { serials: [text('SN-2')] })] })
    expect(recordedBy(phone, other)).toMatchObject([
      { type: 'ItemsReceived', data: { items: [{ taken: [] }] } },
      { type: 'SerialMismatchFound', data: { expected: ['SN-1'], found: 'SN-2' } },
    ])
    expect(countOfUnits(awaitedUnits(caseOf(followedBy(phone, other))))).toBe(1)
  })

  it('D68: may be what was given for another: the replacement is returnable, the replaced unit is not', () => {
    const exchanged = purchase({
      lines: [
        kettles({ quantity: count(1), available: noUnits }),
        kettles({
          lineId: lineId('replacement'),
          quantity: count(1),
          available: allUnits(1),
          replaces: lineId('kettles'),
        }),
      ],
    })
    const one = { quantity: count(1) }
    const again = request({
      kind: 'exchange',
      lines: [requestLine({ ...one, lineId: lineId('replacement') })],
      evidence: [exchanged],
    })
    expect(drawnAndRefused(again)).toStrictEqual([1, 0])
    const replaced = request({ lines: [requestLine(one)], evidence: [exchanged] })
    expect(toldBy([], replaced, 'ReturnRefused').reasons).toStrictEqual(['AlreadyExchanged'])
  })

  it('D74: may be another product, or more than was declared: it is recorded, and nothing else is taken for it', () => {
    const mixed = receive({ items: [item('toaster', 1), item('kettle', 3)] })
    const history = authorisedFor(2, 3)
    expect(recordedBy(history, mixed)).toMatchObject([
      { type: 'ItemsReceived', data: { items: [{ taken: [] }, { taken: [{ units: units(1, 2) }] }] } },
      { type: 'UnexpectedItemReceived', data: { sku: 'toaster', quantity: 1, because: 'NotAnnounced' } },
      { type: 'UnexpectedItemReceived', data: { sku: 'kettle', quantity: 1, because: 'MoreThanAnnounced' } },
    ])
  })
})

describe('cancelling', () => {
  it('D66: is what the return is then, not an instant beside its old status', () => {
    const history = followedBy(authorisedFor(2), cancel())
    expect(statusAfter(history)).toBe('cancelled')
    expect(given(returnCase, history).deadlines).toStrictEqual([])
  })

  it('D67: is possible once a parcel is on its way', () => {
    const history = followedBy(authorisedFor(2), handOver(), scan(), cancel())
    expect(statusAfter(history)).toBe('cancelled')
    expect(countOfUnits(releasedUnits(caseOf(history)))).toBe(2)
  })

  it('C5: gives the units free that never arrived: of 3, 1 is received, a parcel is on its way, 2 are cancelled', () => {
    const history = followedBy(authorisedFor(3), parcel(1, 1), handOver({ parcelId: text('parcel-2') }), cancel())
    expect(countOfUnits(releasedUnits(caseOf(history)))).toBe(2)
    expect(countOfUnits(heldUnits(caseOf(history)))).toBe(1)
    expect(statusAfter(history)).toBe('received')
  })
})

it('D70: an exchange costs the customer no way back, and no label', () => {
  const swap = after(request({ kind: 'exchange' }), 'reserve')
  const label = { carrier: text('post'), ref: text('L-1'), costMinor: 410n }
  expect(toldBy(swap, authorise({ label }), 'ReturnAuthorised')).toMatchObject({
    wayBackPaidBy: 'merchant',
    label: { paidBy: 'merchant' },
    preview: { deductionsMinor: 0n, totalMinor: 7140n },
  })
})

describe('D76: what is told again', () => {
  it('does not move the end of the window that the return was judged by', () => {
    const later = request({ evidence: [purchase({ lines: [kettles({ deliveredAt: may(19) })] })] })
    const history = after(request())
    given(returnCase, history).when(later).recordsNothing()
    expect(caseOf(history).request.windowEndsAtExclusive).toBe(june(6, '00:00'))
  })

  it('does not move the day by which it has to be sent', () => {
    const delivered = scan({ carrierEventId: text('scan-9'), code: 'label-created', scannedAt: june(1) })
    const history = followedBy(
      authorisedFor(2),
      delivered,
      scan({ ...delivered.data, carrierEventId: text('scan-10') }),
    )
    expect(given(returnCase, history).deadlines).toStrictEqual([{ dueAt: shipBy, command: expire() }])
  })
})

describe('C3: a second parcel', () => {
  it('is received like the first: 1 and 2 of 3', () => {
    const history = followedBy(authorisedFor(3), parcel(1, 1), parcel(2, 2, may(28)))
    expect(countOfUnits(receivedUnits(caseOf(history)))).toBe(3)
    expect(statusAfter(history)).toBe('received')
  })

  it('that never comes leaves nothing requested for ever: 2 of 3 expire and are given free', () => {
    const short = followedBy(authorisedFor(3), parcel(1, 1))
    const [deadline] = given(returnCase, short).deadlines
    if (deadline === undefined) throw new Error('Nothing falls due')
    const history = followedBy(short, deadline.command)
    expect(countOfUnits(releasedUnits(caseOf(history)))).toBe(2)
    expect(countOfUnits(awaitedUnits(caseOf(history)))).toBe(0)
    expect(statusAfter(history)).toBe('received')
  })
})

it('C4: a received unit stays held, so that no other return can have it', () => {
  const history = followedBy(authorisedFor(2, 3), parcel(1, 2))
  expect(heldUnits(caseOf(history))).toStrictEqual(reservedUnits(caseOf(history)))
  // The purchase has units 1 and 2 reserved for this case, and only the third is there for another.
  expect(drawnAndRefused(request({ evidence: [kettlesLeft(3)] }))).toStrictEqual([1, 1])
})

describe('C7: the window of a return', () => {
  it('is counted from the delivery, not from the purchase', () => {
    // Bought on 1 May, delivered on 6 May: 30 days end with 5 June, not with 31 May.
    expect(drawnAndRefused(request({ requestedAt: june(5) }))).toStrictEqual([2, 0])
    expect(drawnAndRefused(request({ requestedAt: june(6) }))).toStrictEqual([0, 2])
  })

  it('is that of the version it was sold under, not of today’s', () => {
    const sold = purchase({
      lines: [kettles({ returnPolicyRef: { policyId: text('thirty-day-returns'), version: count(1) } })],
    })
    const today = request({ evidence: [sold], terms: shopVersion2 })
    expect(E.isLeft(given(returnCase).when(today).decision)).toBe(true)
    expect(rejectedBy([], today)).toMatchObject({ reason: 'TermsMissing', policyRef: { version: 1 } })
  })
})
