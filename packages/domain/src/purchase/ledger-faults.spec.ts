import { type LineId, unitsOf } from '../units/index.js'
import type { PurchaseEvent } from './events.js'
import { type LedgerFaultKind, ledgerFaultKinds, ledgerFaultsOf } from './ledger-faults.js'
import {
  after,
  announce,
  boughtAndDelivered,
  buy,
  buyOnly,
  cancel,
  card,
  consume,
  dispute,
  ebook,
  fail,
  goods,
  kettle,
  laptop,
  line,
  pay,
  purchaseId,
  refund,
  refundNumber,
  refundOf,
  replace,
  reservation,
  reserve,
  settle,
  shipmentNumber,
  text,
  wednesday,
} from './purchase.fixtures.js'

// Histories that no decider wrote, each with the one sentence of the ledger that it breaks.

const eventOf = <Type extends PurchaseEvent['type']>(type: Type, events: ReadonlyArray<PurchaseEvent>) => {
  const found = events.find((event): event is Extract<PurchaseEvent, { readonly type: Type }> => event.type === type)
  if (found === undefined) throw new Error(`There is no ${type}`)
  return found
}
const changed = <Event extends PurchaseEvent>(event: Event, data: Partial<Event['data']>): PurchaseEvent =>
  ({ ...event, data: { ...event.data, ...data } }) as PurchaseEvent

const delivered = after(...boughtAndDelivered)
const reserved = eventOf('UnitsReserved', after(...boughtAndDelivered, reserve()))
const consumed = eventOf('UnitsConsumed', after(...boughtAndDelivered, reserve(), consume()))
const released = {
  ...consumed,
  type: 'UnitsReleased',
  data: { ...consumed.data, because: text('x'), releasedAt: wednesday('09:00') },
} as PurchaseEvent
const cancelled = eventOf('UnitsCancelled', after(buy(), cancel()))
const announced = eventOf('ShipmentAnnounced', after(buy(), announce()))
const replacement = eventOf('ReplacementUnitsAdded', after(...boughtAndDelivered, reserve(), replace()))
const refunded = eventOf('RefundReserved', after(buy(), refund()))
const settled = eventOf('RefundSettled', after(buy(), refund(), settle()))
const failed = eventOf('RefundFailed', after(buy(), refund(), fail()))
const lost = eventOf('DisputeLost', after(buy(), dispute({ outcome: 'lost' })))
const units = (lineId: LineId, ...numbers: ReadonlyArray<number>) => [
  { lineId, units: unitsOf(numbers), netMinor: 0n, taxMinor: 0n },
]

const broken: Readonly<Record<LedgerFaultKind, ReadonlyArray<ReadonlyArray<PurchaseEvent>>>> = {
  UnitUnordered: [
    [...after(buy()), changed(cancelled, { lines: units(kettle, 11) })],
    [...after(buy()), changed(announced, { lines: units(kettle, 11) })],
    [...delivered, changed(reserved, { lines: units('unknown' as LineId, 1) })],
  ],
  UnitBothCancelledAndShipped: [
    [...after(buy(), cancel()), announced],
    [...after(buy(), announce()), cancelled],
  ],
  UnitShippedTwice: [[...after(buy(), announce()), changed(announced, { shipmentId: shipmentNumber(2) })]],
  UnitDeliveredUnshipped: [
    [
      ...after(buy()),
      {
        type: 'ShipmentDelivered',
        data: {
          purchaseId,
          shipmentId: shipmentNumber(1),
          deliveredAt: wednesday('09:00'),
          lines: units(kettle, 1),
          isComplete: true,
        },
      },
    ],
  ],
  UnitHeldUndelivered: [
    [...after(buy()), reserved],
    [...delivered, changed(reserved, { purpose: 'non-receipt' })],
  ],
  UnitHeldTwice: [
    [...after(...boughtAndDelivered, reserve()), changed(reserved, { reservationId: reservation(2) })],
    [
      ...after(...boughtAndDelivered, reserve(), consume()),
      changed(reserved, { reservationId: reservation(2), purpose: 'goodwill' }),
    ],
  ],
  UnitNotHeld: [
    [...delivered, consumed],
    [...delivered, released],
    [...after(...boughtAndDelivered, reserve()), changed(consumed, { lines: units(kettle, 3) })],
    [...after(...boughtAndDelivered, reserve(), consume()), consumed],
    [...after(...boughtAndDelivered, reserve(), consume()), released],
  ],
  AccessRevokedUnconsumed: [
    [
      ...delivered,
      {
        type: 'AccessRevoked',
        data: {
          purchaseId,
          reservationId: reservation(1),
          lines: units(ebook, 1),
          revokedAt: wednesday('09:00'),
        },
      },
    ],
  ],
  UnitReplacedTwice: [
    [
      ...after(...boughtAndDelivered, reserve(), replace()),
      changed(replacement, {
        newLines: replacement.data.newLines.map((one) => ({ ...one, lineId: 'third' as LineId })),
      }),
    ],
  ],
  ReplacementWithoutOriginal: [[...after(...boughtAndDelivered, reserve()), replacement]],
  ReplacementUnbalanced: [
    [
      ...after(...boughtAndDelivered, reserve(), consume()),
      changed(replacement, { newLines: replacement.data.newLines.map((one) => ({ ...one, netMinor: 1794n })) }),
    ],
  ],
  UnitsOvervalued: [
    [...delivered, changed(reserved, { lines: reserved.data.lines.map((one) => ({ ...one, netMinor: 17_926n })) })],
    [...delivered, changed(reserved, { lines: reserved.data.lines.map((one) => ({ ...one, taxMinor: 3407n })) })],
  ],
  ComponentExceeded: [
    [
      ...after(buy()),
      changed(refunded, { components: [goods(kettle, 17_926n)], tenders: [{ paymentId: card, minor: 17_926n }] }),
    ],
    [...after(buy(), refundOf(17_925n)), changed(refunded, { refundId: refundNumber(2) })],
    [...after(buy(), refundOf(17_925n), fail(), refundOf(1n, { refundId: refundNumber(2) })), settled],
    [...after(...boughtAndDelivered, reserve(), consume(), refundOf(17_925n)), replacement],
  ],
  PaymentExceeded: [
    [
      ...after(buy()),
      changed(refunded, {
        components: [goods(laptop, 43_000n)],
        tenders: [{ paymentId: text('gift-card'), minor: 43_000n }],
      }),
    ],
    [...after(buy()), changed(refunded, { tenders: [{ paymentId: text('unknown'), minor: 2134n }] })],
    [...after(buy(), dispute({ outcome: 'lost' })), refunded],
    [...after(buy(), refund()), lost],
    [...after(buy()), changed(lost, { paymentId: text('unknown') })],
  ],
  RefundUnbalanced: [[...after(buy()), changed(refunded, { tenders: [{ paymentId: card, minor: 2135n }] })]],
  RefundUnreserved: [
    [...after(buy()), settled],
    [...after(buy()), failed],
    [...after(buy(), refund(), fail()), failed],
    [...after(buy(), refund()), refunded],
  ],
  RefundUnsettled: [
    [...after(buy(), refund(), settle()), failed],
    [...after(buy(), refund(), settle()), settled],
  ],
}

describe('the audit of a ledger', () => {
  it('finds nothing in what a decider wrote', () => {
    const replaced = after(...boughtAndDelivered, reserve(), consume(), replace(), refundOf(500n), settle(), dispute())
    expect(ledgerFaultsOf(replaced)).toStrictEqual([])
    expect(ledgerFaultsOf([])).toStrictEqual([])
    expect(ledgerFaultsOf(after(buyOnly(line({ lineId: kettle })), pay()))).toStrictEqual([])
  })

  it.each(Object.keys(ledgerFaultKinds) as ReadonlyArray<LedgerFaultKind>)(
    'finds %s in each history that breaks it',
    (fault) => {
      for (const history of broken[fault]) {
        const { length } = history
        expect(ledgerFaultsOf(history).map((one) => [one.fault, one.index])).toContainEqual([fault, length - 1])
        expect(ledgerFaultsOf(history.slice(0, -1))).toStrictEqual([])
      }
    },
  )

  it('says which event is at fault, and what it is about', () => {
    expect(ledgerFaultsOf([...after(buy()), reserved])).toStrictEqual([
      { index: 1, type: 'UnitsReserved', fault: 'UnitHeldUndelivered', of: 'kettle' },
    ])
  })
})

describe('what a refund kept back', () => {
  /** All 179.25 of the kettles named, 10.00 of it kept back, and then given with another refund. */
  const kept = refund({
    components: [
      goods(kettle, 17_925n),
      { component: 'deduction', lineId: kettle, minor: 1000n, because: text('promotion'), keptBack: 'goods' },
    ],
    tenders: [{ paymentId: card, minor: 16_925n }],
  })
  const given = (minor: bigint) =>
    refund({
      refundId: refundNumber(2),
      components: [{ ...goods(kettle, minor), because: text('promotion'), keptBack: 'goods' }],
      tenders: [{ paymentId: card, minor }],
    })
  const history = after(buy(), kept, settle(), given(1000n))

  it('may be given back once, and no more than it', () => {
    expect(ledgerFaultsOf(history)).toEqual([])
    const last = eventOf('RefundReserved', [...history].reverse())
    const tooMuch = changed(last, given(1001n).data)
    expect(ledgerFaultsOf([...history.slice(0, -1), tooMuch])).toMatchObject([
      { fault: 'ComponentExceeded', of: 'goods kettle' },
    ])
    const again = changed(last, { refundId: refundNumber(3) })
    expect(ledgerFaultsOf([...history, again])).toMatchObject([{ fault: 'ComponentExceeded', of: 'goods kettle' }])
  })

  it('is never more than was named of its account', () => {
    const [component] = kept.data.components
    const nothingNamed = { ...kept.data, components: kept.data.components.filter((part) => part !== component) }
    const reservedSo = changed(refunded, { ...nothingNamed, tenders: [] })
    expect(ledgerFaultsOf([...after(buy()), reservedSo])).toEqual(
      expect.arrayContaining([expect.objectContaining({ fault: 'ComponentExceeded', of: 'goods kettle' })]),
    )
  })
})
