import type { PurchaseCommand, PurchaseId } from '@aftersale/domain'
import { LedgerWorld } from './model/ledger-world.fixtures.js'
import { purchaseOf, toPurchase, uuid } from './model/shop.fixtures.js'
import { promotionsOf } from './promotions-of.js'

// Four mugs of 100.00 at 20 % off from 400.00 on. Of each that comes back 80.00 were paid, and 20.00 are kept back.

const purchaseId = uuid('aaaa', 3) as unknown as PurchaseId
const at = (minutes: number): string => `2025-06-01T08:${String(minutes).padStart(2, '0')}:00.000Z`
const refundId = (number: number) => uuid('eeee', number)

type Act = readonly [type: PurchaseCommand['type'], data: object]

const reserve = (number: number, minutes: number, holder = 1): Act => [
  'ReserveRefund',
  {
    refundId: refundId(number),
    holder: { aggregate: 'returnCase', id: uuid('cccc', holder) },
    currency: 'EUR',
    components: [
      { component: 'goods', lineId: 'mugs', minor: 8000n },
      { component: 'deduction', lineId: 'mugs', minor: 2000n, because: 'promotion', keptBack: 'goods' },
    ],
    tenders: [{ paymentId: 'card', minor: 6000n }],
    payout: 'original-tender',
    reservedAt: at(minutes),
  },
]
const settle = (number: number, minutes: number): Act => [
  'SettleRefund',
  { refundId: refundId(number), providerRef: `provider-${number}`, settledAt: at(minutes) },
]
const fail = (number: number, minutes: number): Act => [
  'FailRefund',
  { refundId: refundId(number), because: 'card-closed', failedAt: at(minutes) },
]
const cancel = (number: number, minutes: number): Act => [
  'CancelRefund',
  { refundId: refundId(number), because: 'paid-after-all', cancelledAt: at(minutes) },
]

const sold: Act = [
  'RecordPurchase',
  {
    purchasedAt: at(0),
    zone: 'Europe/Berlin',
    marketCode: 'DE',
    channel: 'online',
    currency: 'EUR',
    shipping: [],
    fees: [],
    customerId: uuid('bbbb', 1),
    lines: [
      {
        lineId: 'mugs',
        sku: 'sku-mug',
        kind: 'goods',
        quantity: 4,
        serialTracked: false,
        netMinor: 40_000n,
        discountMinor: 8000n,
        taxMinor: 0n,
        grossMinor: 32_000n,
      },
    ],
    promotions: [{ promotionId: 'four', leastMinor: 40_000n, takes: { kind: 'percentage', basisPoints: 2000 } }],
    payments: [{ paymentId: 'card', tender: 'card', capturedMinor: 32_000n, capturedAt: at(0) }],
    totalMinor: 32_000n,
  },
]

/** What the purchase tells to be kept back, by refund, once all that has happened. */
const keptBackAfter = (...acts: ReadonlyArray<Act>): Readonly<Record<string, bigint>> => {
  const world = new LedgerWorld()
  for (const [type, data] of [sold, ...acts]) {
    const command = { type, data: { purchaseId, ...data } } as unknown as PurchaseCommand
    if (!toPurchase(world, command)) throw new Error(`${type} was refused`)
  }
  const { keptBack = [] } = promotionsOf(purchaseOf(world, purchaseId))
  return Object.fromEntries(keptBack.map(({ refundId: of, netMinor }) => [of, netMinor]))
}

describe('what refunds keep back', () => {
  it('is kept by each of two of the same sums, though the second failed after the first was settled', () => {
    expect(keptBackAfter(reserve(1, 1), settle(1, 2), reserve(2, 3), fail(2, 4))).toEqual({
      [refundId(1)]: 2000n,
      [refundId(2)]: 2000n,
    })
  })

  it('is kept once by one that failed and was tried again, however often', () => {
    expect(keptBackAfter(reserve(1, 1), fail(1, 2), reserve(2, 2), fail(2, 3), reserve(3, 4))).toEqual({
      [refundId(3)]: 2000n,
    })
    expect(keptBackAfter(reserve(1, 1), fail(1, 2), reserve(2, 3), fail(2, 4))).toEqual({ [refundId(2)]: 2000n })
  })

  it('is kept twice by two that failed, of which one was tried again', () => {
    const both = [reserve(1, 1), reserve(2, 1), fail(1, 2), fail(2, 3)]
    expect(Object.values(keptBackAfter(...both))).toEqual([2000n, 2000n])
    expect(Object.values(keptBackAfter(...both, reserve(3, 4)))).toEqual([2000n, 2000n])
    expect(keptBackAfter(...both, reserve(3, 4), reserve(4, 4))).toEqual({
      [refundId(3)]: 2000n,
      [refundId(4)]: 2000n,
    })
  })

  it('is kept by one that was reserved before the other failed', () => {
    // The second is the next try of the first; the third is none of either.
    expect(keptBackAfter(reserve(1, 1), fail(1, 2), reserve(2, 3), reserve(3, 4), fail(2, 5))).toEqual({
      [refundId(2)]: 2000n,
      [refundId(3)]: 2000n,
    })
  })

  it('is still kept by one that failed, though its next try was cancelled, or another holder has one of the same sums', () => {
    expect(keptBackAfter(reserve(1, 1), fail(1, 2), reserve(2, 3), cancel(2, 4))).toEqual({ [refundId(1)]: 2000n })
    expect(keptBackAfter(reserve(1, 1), fail(1, 2), reserve(2, 3, 2))).toEqual({
      [refundId(1)]: 2000n,
      [refundId(2)]: 2000n,
    })
  })
})
