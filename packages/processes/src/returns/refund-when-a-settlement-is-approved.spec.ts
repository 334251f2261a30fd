import {
  doPurchase,
  everythingHappens,
  firstPurchase,
  kettlesComeBack,
  reactionTo,
  refundId,
  settle,
  shortly,
} from '../model/scene.fixtures.js'
import { openedShop } from '../model/shop.fixtures.js'
import { refundWhenASettlementIsApproved } from './refund-when-a-settlement-is-approved.js'

const approved = () => {
  const world = openedShop()
  kettlesComeBack(world)
  settle(world, { kind: 'refund', refundId })
  return world
}

const disputed = (world: ReturnType<typeof approved>) =>
  doPurchase(world, 'RecordDispute', {
    disputeId: 'd-1',
    paymentId: 'card',
    minor: 5000n,
    currency: 'EUR',
    outcome: 'opened',
    happenedAt: world.now(),
  })

describe('an approved refund', () => {
  it('consumes its units, and then has its money set aside', () => {
    expect(reactionTo(approved(), refundWhenASettlementIsApproved, 'RefundRequested')).toMatchObject([
      {
        to: 'purchase',
        type: 'ConsumeUnits',
        became: 'done',
        data: { purchaseId: firstPurchase, lines: [{ lineId: 'kettle', units: [{ first: 3, last: 4 }] }] },
      },
      {
        to: 'purchase',
        type: 'ReserveRefund',
        became: 'done',
        data: {
          refundId,
          payout: 'original-tender',
          holder: { aggregate: 'returnCase' },
          components: [
            { component: 'goods', lineId: 'kettle', minor: 3585n },
            { component: 'goods-tax', lineId: 'kettle', minor: 681n },
          ],
          tenders: [{ paymentId: 'card', minor: 4266n }],
        },
      },
    ])
  })

  it('is open again where the payment was disputed meanwhile', () => {
    const world = approved()
    disputed(world)

    const refused = reactionTo(world, refundWhenASettlementIsApproved, 'RefundRequested')

    expect(shortly(refused)).toEqual([
      'purchase: ConsumeUnits done',
      'purchase: ReserveRefund PaymentDisputed',
      'returnCase: RecordRefundOutcome done',
    ])
    expect(refused[2]?.data).toMatchObject({ outcome: 'failed', because: 'purchase-answers-PaymentDisputed' })
  })

  it('is not set aside later, once it failed: a delivery that comes again finds the leg open', () => {
    const world = approved()
    disputed(world)
    reactionTo(world, refundWhenASettlementIsApproved, 'RefundRequested')
    doPurchase(world, 'RecordDispute', {
      disputeId: 'd-1',
      paymentId: 'card',
      minor: 5000n,
      currency: 'EUR',
      outcome: 'won',
      happenedAt: world.now(),
    })

    expect(shortly(reactionTo(world, refundWhenASettlementIsApproved, 'RefundRequested'))).toEqual([
      'purchase: ConsumeUnits done',
    ])
  })

  it('adds nothing when it is heard again', () => {
    const world = approved()
    everythingHappens(world)
    const count = world.log.length
    expect(shortly(reactionTo(world, refundWhenASettlementIsApproved, 'RefundRequested'))).toEqual([
      'purchase: ConsumeUnits done',
      'purchase: ReserveRefund done',
    ])
    expect(world.log).toHaveLength(count)
  })
})
