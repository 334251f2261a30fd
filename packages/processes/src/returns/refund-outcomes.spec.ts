import { evidenceIn } from '../model/act.fixtures.js'
import type { LedgerWorld } from '../model/ledger-world.fixtures.js'
import {
  agent,
  doCase,
  doPurchase,
  everythingHappens,
  firstPurchase,
  kettlesComeBack,
  reactionTo,
  refundId,
  settle,
  shortly,
} from '../model/scene.fixtures.js'
import { openedShop, purchaseOf, uuid } from '../model/shop.fixtures.js'
import { refundOnAnotherPaymentWhenOneFails } from './refund-on-another-payment-when-one-fails.js'
import { tellTheCaseWhatBecameOfItsRefund } from './tell-the-case-what-became-of-its-refund.js'
import { tellThePurchaseWhatBecameOfARefund } from './tell-the-purchase-what-became-of-a-refund.js'

const reserved = () => {
  const world = openedShop()
  kettlesComeBack(world)
  settle(world, { kind: 'refund', refundId })
  everythingHappens(world)
  return world
}

const outcome = (world: LedgerWorld, what: object, id = refundId) =>
  doCase(world, 'RecordRefundOutcome', { legId: 'leg-1', refundId: id, happenedAt: world.now(), ...what })

describe('what the purchase learns first of a refund', () => {
  it('the case learns by it, be it settled or failed', () => {
    const settled = reserved()
    doPurchase(settled, 'SettleRefund', { refundId, providerRef: 'paid-1', settledAt: settled.now() })
    expect(reactionTo(settled, tellTheCaseWhatBecameOfItsRefund, 'RefundSettled')).toMatchObject([
      {
        to: 'returnCase',
        type: 'RecordRefundOutcome',
        became: 'done',
        data: { legId: 'leg-1', outcome: 'settled', providerRef: 'paid-1' },
      },
    ])

    const failed = reserved()
    doPurchase(failed, 'FailRefund', { refundId, because: 'account-closed', failedAt: failed.now() })
    expect(reactionTo(failed, tellTheCaseWhatBecameOfItsRefund, 'RefundFailed')).toMatchObject([
      { data: { outcome: 'failed', because: 'account-closed' }, became: 'done' },
    ])
  })

  it('is no business of any case where it is the desk that refunds', () => {
    const world = openedShop()
    doPurchase(world, 'ReserveRefund', {
      refundId,
      holder: { aggregate: 'serviceTicket', id: uuid('7777', 1) },
      currency: 'EUR',
      components: [{ component: 'goods', lineId: 'kettle', minor: 100n }],
      tenders: [{ paymentId: 'card', minor: 100n }],
      payout: 'original-tender',
      reservedAt: world.now(),
    })
    doPurchase(world, 'SettleRefund', { refundId, providerRef: 'paid-1', settledAt: world.now() })
    expect(reactionTo(world, tellTheCaseWhatBecameOfItsRefund, 'RefundSettled')).toEqual([])
  })
})

describe('what the case learns first of a refund', () => {
  it('the purchase learns by it, be it settled or failed', () => {
    const settled = reserved()
    outcome(settled, { outcome: 'settled', providerRef: 'paid-1' })
    expect(reactionTo(settled, tellThePurchaseWhatBecameOfARefund, 'RefundLegSettled')).toMatchObject([
      { to: 'purchase', type: 'SettleRefund', became: 'done', data: { refundId, providerRef: 'paid-1' } },
    ])

    const failed = reserved()
    outcome(failed, { outcome: 'failed', because: 'account-closed' })
    expect(shortly(reactionTo(failed, tellThePurchaseWhatBecameOfARefund, 'RefundLegFailed'))).toEqual([
      'purchase: FailRefund done',
    ])
    expect(purchaseOf(failed, firstPurchase).money.refunds.get(refundId as never)?.status).toBe('failed')
  })

  it('goes no further back and forth than that', () => {
    const world = reserved()
    outcome(world, { outcome: 'settled', providerRef: 'paid-1' })
    everythingHappens(world)
    const types = world.log.map(({ occurrence }) => occurrence.event.type)
    expect(types.filter((type) => type === 'RefundSettled')).toHaveLength(1)
    expect(types.filter((type) => type === 'RefundLegSettled')).toHaveLength(1)
  })

  it('cancels a second try before it settles the first that was paid after all', () => {
    const world = reserved()
    outcome(world, { outcome: 'failed', because: 'timeout' })
    everythingHappens(world, refundOnAnotherPaymentWhenOneFails)
    doCase(world, 'RetryRefund', {
      legId: 'leg-1',
      payout: { refundId: uuid('eeee', 2) },
      evidence: evidenceIn(world, firstPurchase),
      requestedBy: agent,
      requestedAt: world.now(),
    })
    everythingHappens(world, refundOnAnotherPaymentWhenOneFails)
    outcome(world, { outcome: 'settled', providerRef: 'late' })

    expect(shortly(reactionTo(world, tellThePurchaseWhatBecameOfARefund, 'RefundLegSettled'))).toEqual([
      'purchase: CancelRefund done',
      'purchase: SettleRefund done',
    ])
  })
})

describe('a refund that failed for the first time', () => {
  it('is tried on another payment that can carry all of it', () => {
    const world = reserved()
    outcome(world, { outcome: 'failed', because: 'account-closed' })
    everythingHappens(world, refundOnAnotherPaymentWhenOneFails)

    expect(reactionTo(world, refundOnAnotherPaymentWhenOneFails, 'RefundLegFailed')).toMatchObject([
      {
        to: 'returnCase',
        type: 'RetryRefund',
        became: 'done',
        data: { legId: 'leg-1', payout: { tenderPlan: { first: ['gift'] } } },
      },
    ])
    everythingHappens(world)
    const tenders = [...purchaseOf(world, firstPurchase).money.refunds.values()].map(
      ({ reserved: { tenders: on } }) => on,
    )
    expect(tenders).toEqual([[{ paymentId: 'card', minor: 4266n }], [{ paymentId: 'gift', minor: 4266n }]])
  })

  it('is not tried a third time', () => {
    const world = reserved()
    outcome(world, { outcome: 'failed', because: 'account-closed' })
    everythingHappens(world)
    const second = [...purchaseOf(world, firstPurchase).money.refunds.keys()][1]
    outcome(world, { outcome: 'failed', because: 'card-expired' }, second as never)
    expect(reactionTo(world, refundOnAnotherPaymentWhenOneFails, 'RefundLegFailed')).toEqual([])
  })
})
