import { type LineId, unitsOf } from '../units/index.js'
import type { PurchaseEvent } from './events.js'
import { ledgerFaultsOf } from './ledger-faults.js'
import type { RefundComponent } from './money/refund-plan.js'
import {
  after,
  announce,
  arrive,
  boughtAndDelivered,
  buy,
  cancel,
  cancelRefund,
  cancelShipment,
  card,
  consume,
  count,
  dispute,
  fail,
  giftCard,
  kettle,
  newKettle,
  pay,
  purchaseId,
  refund,
  refundNumber,
  refundOf,
  release,
  replace,
  reservation,
  reserve,
  returnCase,
  scan,
  settle,
  shipmentNumber,
  text,
  tuesday,
  wednesday,
} from './purchase.fixtures.js'

// What a history may say without breaking the ledger, to the last unit and minor unit, and what is one too many.

const faultsOf = (...history: ReadonlyArray<PurchaseEvent>) =>
  ledgerFaultsOf(history).map(({ fault, of }) => [fault, of])
const bought = after(buy())

/** A refund by the card, as some event wrote it. */
const refunded = (
  components: ReadonlyArray<RefundComponent>,
  minor: bigint,
  { number = 1, paymentId = card }: { readonly number?: number; readonly paymentId?: typeof card } = {},
): PurchaseEvent => ({
  type: 'RefundReserved',
  data: {
    purchaseId,
    refundId: refundNumber(number),
    holder: returnCase(1),
    currency: buy().data.currency,
    components,
    tenders: [{ paymentId, minor }],
    payout: 'original-tender',
    reservedAt: wednesday('10:00'),
  },
})
const goods = (minor: bigint): RefundComponent => ({ component: 'goods', lineId: kettle, minor })

it.each([
  'PolicyDisclosed',
  'ReceiptIssued',
  'ReceiptEvidenceRegistered',
  'ShipmentProgressed',
  'DeliveryAttemptFailed',
  'CarrierScanIgnored',
  'EtaRevised',
  'NonReceiptReported',
  'ShipmentDeclaredLost',
  'LostShipmentFound',
  'RecoverOrKeepDecisionNeeded',
  'RecoverOrKeepDecided',
  'DelayDetected',
  'DelayLengthened',
  'DelayRecovered',
  'CustomerInformed',
  'ProactiveNoticeMissed',
  'PurchaseFullyDelivered',
  'DisputeOpened',
  'DisputeWon',
] as const)('%s says nothing of units or money', (type) => {
  expect(faultsOf(...bought, { type, data: {} } as unknown as PurchaseEvent)).toStrictEqual([])
})

describe('what was charged', () => {
  it.each<[string, RefundComponent, bigint]>([
    ['shipping parcel', { component: 'shipping', shippingId: text('parcel'), minor: 0n }, 495n],
    ['tax of shipping parcel', { component: 'shipping-tax', shippingId: text('parcel'), minor: 0n }, 94n],
    ['fee cod', { component: 'fee', feeId: text('cod'), minor: 0n }, 300n],
    ['tax of fee cod', { component: 'fee-tax', feeId: text('cod'), minor: 0n }, 57n],
    ['goods kettle', goods(0n), 17_925n],
    ['tax of goods kettle', { component: 'goods-tax', lineId: kettle, minor: 0n }, 3406n],
  ])('is given back whole and no more: %s', (owner, component, minor) => {
    expect(faultsOf(...bought, refunded([{ ...component, minor }], minor))).toStrictEqual([])
    const more = minor + 1n
    expect(faultsOf(...bought, refunded([{ ...component, minor: more }], more))).toStrictEqual([
      ['ComponentExceeded', owner],
    ])
  })

  it('is nothing of what was never charged', () => {
    const unknown: RefundComponent = { component: 'fee', feeId: text('unknown'), minor: 1n }
    expect(faultsOf(...bought, refunded([unknown], 1n))).toStrictEqual([['ComponentExceeded', 'fee unknown']])
  })

  it('is told once, though a second sale is told', () => {
    const [sale] = bought
    const [cancelled] = after(buy(), cancel()).slice(1)
    const [announced] = after(buy(), announce()).slice(1)
    if (sale === undefined || cancelled === undefined || announced === undefined) throw new Error('They were recorded')
    expect(
      faultsOf(sale, cancelled, sale, { ...announced, data: { ...announced.data, lines: linesOf(1, 2) } } as never),
    ).toStrictEqual([['UnitBothCancelledAndShipped', 'kettle']])
  })

  it('is there again once a refund failed or was cancelled, and taken again where it was paid after all', () => {
    const whole = (number: number) => refunded([goods(17_925n)], 17_925n, { number })
    for (const end of [fail(), cancelRefund()]) {
      const over = after(buy(), refundOf(17_925n), end)
      expect(faultsOf(...over, whole(2))).toStrictEqual([])
    }
    expect(faultsOf(...after(buy(), refundOf(17_925n), settle()))).toStrictEqual([])
    const paidAfterAll = after(buy(), refundOf(17_925n), fail(), settle())
    expect(faultsOf(...paidAfterAll)).toStrictEqual([])
    expect(faultsOf(...paidAfterAll, whole(2))).toStrictEqual([['ComponentExceeded', 'goods kettle']])
  })
})

describe('what is taken off a refund', () => {
  const deducted = (minor: bigint, differing: Partial<RefundComponent> = {}): RefundComponent =>
    ({ component: 'deduction', lineId: kettle, because: text('restocking'), minor, ...differing }) as RefundComponent

  it('is not put on a payment', () => {
    expect(faultsOf(...bought, refunded([goods(1000n), deducted(100n)], 900n))).toStrictEqual([])
    expect(faultsOf(...bought, refunded([goods(1000n), deducted(100n)], 1000n))).toStrictEqual([
      ['RefundUnbalanced', refundNumber(1)],
    ])
  })

  it('stays charged where it may be given back later', () => {
    const kept = refunded([goods(17_925n), deducted(100n, { keptBack: 'goods' } as never)], 17_825n)
    expect(faultsOf(...bought, kept, refunded([goods(100n)], 100n, { number: 2 }))).toStrictEqual([])
    expect(faultsOf(...bought, kept, refunded([goods(101n)], 101n, { number: 2 }))).toStrictEqual([
      ['ComponentExceeded', 'goods kettle'],
    ])
    const gone = refunded([goods(17_925n), deducted(100n)], 17_825n)
    expect(faultsOf(...bought, gone, refunded([goods(1n)], 1n, { number: 2 }))).toStrictEqual([
      ['ComponentExceeded', 'goods kettle'],
    ])
  })

  it('is never more than was given back', () => {
    const kept = deducted(200n, { keptBack: 'goods' } as never)
    expect(faultsOf(...bought, refunded([goods(100n), kept], -100n))).toContainEqual([
      'ComponentExceeded',
      'goods kettle',
    ])
  })
})

describe('what was captured', () => {
  it('is refunded whole and no more, of the payment that is told first under an id', () => {
    const laptops: RefundComponent = { component: 'goods', lineId: 'laptop' as LineId, minor: 42_347n }
    expect(faultsOf(...bought, refunded([laptops], 42_347n, { paymentId: giftCard }))).toStrictEqual([])
    const more = refunded([{ ...laptops, minor: 42_348n }], 42_348n, { paymentId: giftCard })
    expect(faultsOf(...bought, more)).toStrictEqual([['PaymentExceeded', 'gift-card']])
    const [again] = after(buy(), pay()).slice(1)
    const told = { ...again, data: { ...again?.data, paymentId: giftCard, capturedMinor: 90_000n } } as PurchaseEvent
    expect(faultsOf(...bought, told, more)).toStrictEqual([['PaymentExceeded', 'gift-card']])
  })

  it('is lost in a dispute as far as it was not refunded, and no further', () => {
    const lostEvent = (minor: bigint, lostMinor: bigint): PurchaseEvent => {
      const lost = after(buy(), dispute({ outcome: 'lost' })).at(-1)
      return { ...lost, data: { ...lost?.data, minor, lostMinor } } as PurchaseEvent
    }
    expect(faultsOf(...bought, lostEvent(100_000n, 100_000n))).toStrictEqual([])
    expect(faultsOf(...bought, lostEvent(100_000n, 100_001n))).toStrictEqual([['PaymentExceeded', 'card']])
    const partly = [...bought, refunded([goods(1000n)], 1000n)]
    expect(faultsOf(...partly, lostEvent(100_000n, 99_000n))).toStrictEqual([])
    expect(faultsOf(...partly, lostEvent(100_000n, 99_001n))).toStrictEqual([['PaymentExceeded', 'card']])
    const half = [...bought, lostEvent(60_000n, 60_000n)]
    expect(faultsOf(...half, lostEvent(40_000n, 40_000n))).toStrictEqual([])
    expect(faultsOf(...half, lostEvent(40_001n, 40_001n))).toStrictEqual([['PaymentExceeded', 'card']])
  })
})

const linesOf = (...numbers: ReadonlyArray<number>) => [
  { lineId: kettle, units: unitsOf(numbers), netMinor: 0n, taxMinor: 0n },
]

describe('units', () => {
  const shipped = after(buy(), announce())
  const again = (...numbers: ReadonlyArray<number>) => {
    const announced = shipped.at(-1)
    return {
      ...announced,
      data: { ...announced?.data, shipmentId: shipmentNumber(2), lines: linesOf(...numbers) },
    } as PurchaseEvent
  }

  it('are shipped again once their shipment was cancelled, went back or was destroyed', () => {
    expect(faultsOf(...shipped, again(1))).toStrictEqual([['UnitShippedTwice', 'kettle']])
    const ends = [
      cancelShipment(),
      scan({ code: 'returned-to-sender', scannedAt: tuesday('09:00') }),
      scan({ code: 'destroyed', scannedAt: tuesday('09:00') }),
    ]
    for (const end of ends) {
      expect(faultsOf(...after(buy(), announce(), end), again(1, 2, 3, 4))).toStrictEqual([])
    }
  })

  it('are not shipped again that were delivered, or made good for, before their shipment ended', () => {
    const end = (type: 'ShipmentDestroyed'): PurchaseEvent =>
      ({ type, data: { purchaseId, shipmentId: shipmentNumber(1), lines: linesOf(1, 2, 3, 4) } }) as never
    const arrived = after(buy(), announce(), arrive())
    expect(faultsOf(...arrived, end('ShipmentDestroyed'), again(1))).toStrictEqual([['UnitShippedTwice', 'kettle']])
    const madeGood = after(
      buy(),
      announce(),
      reserve({ purpose: 'non-receipt', lines: [{ lineId: kettle, quantity: count(2) }] }),
    )
    expect(faultsOf(...madeGood, end('ShipmentDestroyed'), again(1))).toStrictEqual([['UnitShippedTwice', 'kettle']])
    expect(faultsOf(...madeGood, end('ShipmentDestroyed'), again(3, 4))).toStrictEqual([])
  })

  it('are held again once they were released, and not once they were consumed', () => {
    const second = reserve({ reservationId: reservation(2), reservedAt: tuesday('12:00') })
    expect(faultsOf(...after(...boughtAndDelivered, reserve(), release(), second))).toStrictEqual([])
    const consumed = after(...boughtAndDelivered, reserve(), consume())
    const [released] = after(...boughtAndDelivered, reserve(), release()).slice(-1)
    const [held] = after(...boughtAndDelivered, second).slice(-1)
    if (released === undefined || held === undefined) throw new Error('They were recorded')
    expect(faultsOf(...consumed, released, held)).toStrictEqual([
      ['UnitNotHeld', 'kettle'],
      ['UnitHeldTwice', 'kettle'],
    ])
  })
})

describe('a replacement', () => {
  const consumed = after(...boughtAndDelivered, reserve(), consume())
  const replaced = after(...boughtAndDelivered, reserve(), consume(), replace()).at(-1)
  const changed = (data: object) => ({ ...replaced, data: { ...replaced?.data, ...data } }) as PurchaseEvent
  const lineage = (netMinor: bigint, taxMinor: bigint) => [{ lineId: kettle, units: unitsOf([1]), netMinor, taxMinor }]

  it('is worth what moved and what was paid on top', () => {
    expect(faultsOf(...consumed, changed({}))).toStrictEqual([])
    const dearer = { newLines: [{ ...newKettle, netMinor: 2293n }] }
    expect(faultsOf(...consumed, changed({ ...dearer, paidOnTop: [{ paymentId: card, minor: 500n }] }))).toStrictEqual(
      [],
    )
    expect(faultsOf(...consumed, changed({ ...dearer, paidOnTop: [{ paymentId: card, minor: 499n }] }))).toStrictEqual([
      ['ReplacementUnbalanced', 'kettle-2'],
    ])
  })

  it('moves all of a line’s worth and no more, of the goods and of their tax', () => {
    const worth = (netMinor: bigint, taxMinor: bigint) =>
      changed({ lineageOf: lineage(netMinor, taxMinor), newLines: [{ ...newKettle, netMinor, taxMinor }] })
    expect(faultsOf(...consumed, worth(17_925n, 3406n))).toStrictEqual([])
    expect(faultsOf(...consumed, worth(17_926n, 3406n))).toContainEqual(['ComponentExceeded', 'goods kettle'])
    expect(faultsOf(...consumed, worth(17_925n, 3407n))).toContainEqual(['ComponentExceeded', 'tax of goods kettle'])
    expect(faultsOf(...consumed, worth(17_925n, 3406n), refunded([goods(1n)], 1n))).toStrictEqual([
      ['ComponentExceeded', 'goods kettle'],
    ])
  })

  it('of a line that was never sold moves what there is not', () => {
    const unknown = lineage(1793n, 341n).map((one) => ({ ...one, lineId: 'unknown' as LineId }))
    expect(faultsOf(...consumed, changed({ lineageOf: unknown }))).toStrictEqual([
      ['UnitUnordered', 'unknown'],
      ['ComponentExceeded', 'goods unknown'],
      ['ComponentExceeded', 'tax of goods unknown'],
    ])
  })

  it('is a line that may be shipped, refunded and replaced in its turn', () => {
    const [ship] = after(buy(), announce()).slice(1)
    const newLine = [{ lineId: newKettle.lineId, units: unitsOf([1]) }]
    const shippedNew = { ...ship, data: { ...ship?.data, lines: newLine } } as PurchaseEvent
    expect(faultsOf(...consumed, changed({}), shippedNew)).toStrictEqual([])
    const ofNew: RefundComponent = { component: 'goods', lineId: newKettle.lineId, minor: 1794n }
    expect(faultsOf(...consumed, changed({}), refunded([ofNew], 1794n))).toStrictEqual([
      ['ComponentExceeded', 'goods kettle-2'],
    ])
  })
})

it('is found with the number and type of the event, whatever is told before it', () => {
  const history = [...after(buy(), refund(), settle()), ...after(buy(), refund(), fail()).slice(-1)]
  expect(ledgerFaultsOf(history)).toStrictEqual([
    { index: 3, type: 'RefundFailed', fault: 'RefundUnsettled', of: refundNumber(1) },
  ])
})
