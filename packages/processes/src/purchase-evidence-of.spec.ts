import { type PurchaseState, purchaseAggregate } from '@aftersale/domain'
import { evidenceIn } from './model/act.fixtures.js'
import {
  doPurchase,
  everythingHappens,
  firstPurchase,
  kettlesComeBack,
  refundId,
  replacementId,
  secondPurchase,
  settle,
} from './model/scene.fixtures.js'
import { openedShop } from './model/shop.fixtures.js'
import { purchaseEvidenceOf } from './purchase-evidence-of.js'

const lineOf = (evidence: ReturnType<typeof evidenceIn>, lineId: string) =>
  evidence.lines.find((line) => line.lineId === lineId)

describe('what a return is told of a purchase', () => {
  it('is nothing where it was never recorded', () => {
    const state: PurchaseState = purchaseAggregate.decider.initial
    expect(purchaseEvidenceOf({ state, revision: 'no-stream' })).toBeUndefined()
  })

  it('is what was paid, what came and what is there, at the revision it was read at', () => {
    const evidence = evidenceIn(openedShop(), firstPurchase)

    expect(evidence).toMatchObject({
      purchaseId: firstPurchase,
      revision: 4,
      marketCode: 'DE',
      channel: 'online',
      firstGoodDeliveredAt: '2025-06-01T12:00:00.000Z',
      shipping: [{ shippingId: 'parcel', netLeftMinor: 495n, taxLeftMinor: 94n }],
      fees: [{ feeId: 'cod', netLeftMinor: 300n, taxLeftMinor: 57n, refundableOnce: true }],
      payments: [
        { paymentId: 'card', tender: 'card', refundableMinor: 50_000n, disputed: false },
        { paymentId: 'gift', tender: 'gift-card', refundableMinor: 10_282n, disputed: false },
      ],
    })
    // Two of the five kettles are still on their way: the last of the goods has not come.
    expect(evidence).not.toHaveProperty('lastGoodDeliveredAt')
    expect(lineOf(evidence, 'kettle')).toEqual({
      lineId: 'kettle',
      sku: 'sku-kettle',
      kind: 'goods',
      quantity: 5,
      available: [{ first: 3, last: 5 }],
      serialTracked: false,
      deliveredAt: '2025-06-01T12:00:00.000Z',
      netMinor: 8962n,
      taxMinor: 1703n,
      netLeftMinor: 8962n,
      taxLeftMinor: 1703n,
    })
    expect(lineOf(evidence, 'phone')?.serials).toEqual([
      { serial: 'SN-1', unit: 1 },
      { serial: 'SN-2', unit: 2 },
    ])
  })

  it('says when the last of the goods came, once all are there', () => {
    expect(evidenceIn(openedShop(), secondPurchase).lastGoodDeliveredAt).toBe('2025-06-01T12:00:00.000Z')
  })

  it('leaves out what others hold, and what was refunded', () => {
    const world = openedShop()
    kettlesComeBack(world)
    expect(lineOf(evidenceIn(world, firstPurchase), 'kettle')?.available).toEqual([{ first: 5, last: 5 }])
    settle(world, { kind: 'refund', refundId })
    everythingHappens(world)

    const evidence = evidenceIn(world, firstPurchase)

    // 8962 less 3585, and 1703 less 681.
    expect(lineOf(evidence, 'kettle')).toMatchObject({ netLeftMinor: 5377n, taxLeftMinor: 1022n })
    expect(evidence.payments[0]).toMatchObject({ refundableMinor: 45_734n })
  })

  it('tells of an open dispute', () => {
    const world = openedShop()
    doPurchase(world, 'RecordDispute', {
      disputeId: 'd-1',
      paymentId: 'card',
      minor: 5000n,
      currency: 'EUR',
      outcome: 'opened',
      happenedAt: world.now(),
    })
    expect(evidenceIn(world, firstPurchase).payments).toMatchObject([{ disputed: true }, { disputed: false }])
  })

  it('says which line a replacement stands for', () => {
    const world = openedShop()
    kettlesComeBack(world)
    settle(world, {
      kind: 'exchange',
      replacementId,
      replacement: [{ lineId: 'new', sku: 'sku-new', kind: 'goods', quantity: 2, serialTracked: false }],
    })
    everythingHappens(world)
    expect(lineOf(evidenceIn(world, firstPurchase), 'new')).toMatchObject({
      replaces: 'kettle',
      available: [],
      netMinor: 3585n,
    })
  })
})
