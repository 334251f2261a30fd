import {
  creditId,
  doPurchase,
  everythingHappens,
  kettlesComeBack,
  reactionTo,
  refundId,
  settle,
  shortly,
} from '../model/scene.fixtures.js'
import { openedShop, uuid } from '../model/shop.fixtures.js'
import { issueStoreCreditWhenASettlementAsksForIt } from './issue-store-credit-when-a-settlement-asks-for-it.js'

const approved = () => {
  const world = openedShop()
  kettlesComeBack(world)
  settle(world, { kind: 'refund', refundId, credit: { creditId, customerAgreed: true } })
  return world
}

describe('store credit for what came back', () => {
  it('is set aside at the purchase, settled there, and then issued', () => {
    const issued = reactionTo(approved(), issueStoreCreditWhenASettlementAsksForIt, 'StoreCreditRequested')

    expect(shortly(issued)).toEqual([
      'purchase: ConsumeUnits done',
      'purchase: ReserveRefund done',
      'purchase: SettleRefund done',
      'storeCredit: IssueStoreCredit done',
    ])
    expect(issued[1]?.data).toMatchObject({ payout: 'store-credit' })
    expect(issued[3]?.data).toMatchObject({
      creditId,
      customerId: uuid('bbbb', 1),
      minor: 4266n,
      currency: 'EUR',
      cause: { aggregate: 'returnCase', legId: 'leg-1' },
    })
  })

  it('is not issued where the purchase has no money left for it', () => {
    const world = approved()
    doPurchase(world, 'ReserveRefund', {
      refundId: uuid('8888', 1),
      holder: { aggregate: 'serviceTicket', id: uuid('7777', 1) },
      currency: 'EUR',
      components: [{ component: 'goods', lineId: 'kettle', minor: 6000n }],
      tenders: [{ paymentId: 'card', minor: 6000n }],
      payout: 'original-tender',
      reservedAt: world.now(),
    })

    expect(shortly(reactionTo(world, issueStoreCreditWhenASettlementAsksForIt, 'StoreCreditRequested'))).toEqual([
      'purchase: ConsumeUnits done',
      'purchase: ReserveRefund ComponentExceeded',
      'returnCase: RecordRefundOutcome done',
    ])
  })

  it('is issued by the next delivery where a crash came after the money was settled', () => {
    const world = approved()
    everythingHappens(world, issueStoreCreditWhenASettlementAsksForIt)
    const steps = reactionTo(world, issueStoreCreditWhenASettlementAsksForIt, 'StoreCreditRequested')
    expect(steps).toHaveLength(4)
    world.streams.delete(`storeCredit-${creditId}`)
    everythingHappens(world, issueStoreCreditWhenASettlementAsksForIt)

    expect(shortly(reactionTo(world, issueStoreCreditWhenASettlementAsksForIt, 'StoreCreditRequested'))).toEqual([
      'purchase: ConsumeUnits done',
      'purchase: ReserveRefund done',
      'storeCredit: IssueStoreCredit done',
    ])
  })

  it('is issued once, however often it is heard of', () => {
    const world = approved()
    everythingHappens(world)
    everythingHappens(world)
    expect(world.log.filter(({ occurrence }) => occurrence.event.type === 'StoreCreditIssued')).toHaveLength(1)
    expect(world.log.filter(({ occurrence }) => occurrence.event.type === 'StoreCreditLegSettled')).toHaveLength(1)
  })
})
