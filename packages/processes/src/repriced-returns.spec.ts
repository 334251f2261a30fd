import type { PurchaseEvidence, RefundId } from '@aftersale/domain'
import { evidenceIn } from './model/act.fixtures.js'
import type { LedgerWorld } from './model/ledger-world.fixtures.js'
import {
  agent,
  ask,
  doCase,
  doPurchase,
  everythingHappens,
  firstPurchase,
  secondPurchase,
} from './model/scene.fixtures.js'
import { CASES, caseOf, openedShop, purchaseOf, type ReturnCaseId, terms, uuid } from './model/shop.fixtures.js'

// Three kettles of 63.77 for 53.77, and 10.22 tax: 10.00 off since they are three.

const [firstCase, secondCase] = CASES as readonly [ReturnCaseId, ReturnCaseId]

/** So many of the kettles come back in a case of their own, and it is settled by a refund. */
const comeBack = (world: LedgerWorld, returnCaseId: ReturnCaseId, units: { first: number; last: number }): void => {
  const quantity = units.last - units.first + 1
  ask(world, [{ lineId: 'kettle', quantity, purchaseId: secondPurchase }], {}, returnCaseId)
  everythingHappens(world)
  const items = [{ itemId: 'kettles', purchaseId: secondPurchase, lineId: 'kettle', sku: 'sku-kettle', quantity }]
  doCase(world, 'ReceiveItems', { parcelId: 'parcel', items, receivedAt: world.now() }, returnCaseId)
  const leg = {
    kind: 'refund',
    legId: 'leg',
    purchaseId: secondPurchase,
    lines: [{ lineId: 'kettle', units: [units] }],
    refundId: refundOf(returnCaseId),
  }
  doCase(
    world,
    'ProposeSettlement',
    {
      settlementId: 'settlement',
      legs: [leg],
      evidence: [evidenceIn(world, secondPurchase)],
      terms,
      proposedBy: agent,
      proposedAt: world.now(),
    },
    returnCaseId,
  )
  const approved = { settlementId: 'settlement', approvedBy: agent, approvedAt: world.now() }
  doCase(world, 'ApproveSettlement', approved, returnCaseId)
  everythingHappens(world)
}

const refundOf = (returnCaseId: ReturnCaseId): RefundId =>
  uuid('eeee', (CASES as ReadonlyArray<unknown>).indexOf(returnCaseId)) as unknown as RefundId

const refunded = (world: LedgerWorld, returnCaseId: ReturnCaseId): bigint | undefined =>
  purchaseOf(world, secondPurchase)
    .money.refunds.get(refundOf(returnCaseId))
    ?.reserved.tenders.reduce((sum, { minor }) => sum + minor, 0n)

const kettlesIn = (world: LedgerWorld): PurchaseEvidence['lines'][number] | undefined =>
  evidenceIn(world, secondPurchase).lines.find(({ lineId }) => (lineId as string) === 'kettle')

describe('kettles that were cheaper together and come back in two cases', () => {
  it('give back what was paid in the end, the first less what the kept ones cost more alone', () => {
    const world = openedShop()
    comeBack(world, firstCase, { first: 1, last: 1 })
    // The kept two cost 42.51 alone, so 11.26 of 17.92 are given back, and 2.14 of 3.41 tax.
    expect(refunded(world, firstCase)).toBe(1340n)
    expect(evidenceIn(world, secondPurchase).keptBack).toEqual([
      { refundId: refundOf(firstCase), lineId: 'kettle', netMinor: 666n, taxMinor: 127n },
    ])
    expect(kettlesIn(world)).toMatchObject({ listMinor: 6377n, returned: [{ first: 1, last: 1 }], netLeftMinor: 4251n })

    comeBack(world, secondCase, { first: 2, last: 3 })
    expect(refunded(world, secondCase)).toBe(6399n - 1340n)
    expect(kettlesIn(world)).toMatchObject({ netLeftMinor: 0n, taxLeftMinor: 0n })
  })

  it('give back the same if two come first', () => {
    const world = openedShop()
    comeBack(world, firstCase, { first: 1, last: 2 })
    // The kept one costs 21.26 alone: 32.51 of 35.85, and 6.18 of 6.81 tax.
    expect(refunded(world, firstCase)).toBe(3869n)
    comeBack(world, secondCase, { first: 3, last: 3 })
    expect(refunded(world, secondCase)).toBe(6399n - 3869n)
  })

  it('tell the customer before they send them', () => {
    const world = openedShop()
    ask(world, [{ lineId: 'kettle', quantity: 1, purchaseId: secondPurchase }])
    everythingHappens(world)
    expect(caseOf(world, firstCase)?.returnCase.authorisation?.preview).toMatchObject({
      components: [
        { component: 'goods', minor: 1792n },
        { component: 'goods-tax', minor: 341n },
        { component: 'deduction', minor: 793n, because: 'promotion' },
      ],
      deductionsMinor: 793n,
      totalMinor: 1340n,
    })
    comeBack(world, secondCase, { first: 2, last: 2 })
    ask(world, [{ lineId: 'kettle', quantity: 1, purchaseId: secondPurchase }], {}, CASES[2])
    everythingHappens(world)
    // With two of three gone the kept one costs 21.26: of the two that come back 3.34 are kept, and 6.67 were.
    expect(caseOf(world, CASES[2] as ReturnCaseId)?.returnCase.authorisation?.preview).toMatchObject({
      components: [
        { component: 'goods', minor: 1792n },
        { component: 'goods-tax', minor: 341n },
        { component: 'goods', minor: 333n, because: 'promotion' },
        { component: 'goods-tax', minor: 63n, because: 'promotion' },
      ],
      deductionsMinor: 0n,
    })
  })

  it('are told of a refund that failed once: as it is, or as it is tried again', () => {
    const world = openedShop()
    comeBack(world, firstCase, { first: 1, last: 1 })
    const failed = { legId: 'leg', refundId: refundOf(firstCase), because: 'card-closed', happenedAt: world.now() }
    doCase(world, 'RecordRefundOutcome', { ...failed, outcome: 'failed' })
    everythingHappens(world)
    expect(purchaseOf(world, secondPurchase).money.refunds.get(refundOf(firstCase))?.status).toBe('failed')
    expect(evidenceIn(world, secondPurchase).keptBack).toMatchObject([
      { refundId: refundOf(firstCase), netMinor: 666n },
    ])

    doCase(world, 'RetryRefund', {
      legId: 'leg',
      payout: { refundId: uuid('eeee', 9) },
      evidence: evidenceIn(world, secondPurchase),
      requestedBy: agent,
      requestedAt: world.now(),
    })
    everythingHappens(world)
    expect(evidenceIn(world, secondPurchase).keptBack).toMatchObject([{ refundId: uuid('eeee', 9), netMinor: 666n }])
  })

  it('keep nothing for a unit that was cancelled, replaced or made good', () => {
    const world = openedShop()
    const reservationId = uuid('9999', 1)
    const holder = { aggregate: 'warranty', id: uuid('8888', 1) }
    const lines = [{ lineId: 'kettle', quantity: 1 }]
    const at = world.now()
    doPurchase(
      world,
      'ReserveUnits',
      { reservationId, purpose: 'claim', holder, lines, reservedAt: at },
      secondPurchase,
    )
    doPurchase(world, 'ConsumeUnits', { reservationId, consumedAt: at }, secondPurchase)
    expect(kettlesIn(world)).toMatchObject({ setAside: [{ first: 1, last: 1 }] })
    expect(kettlesIn(world)).not.toHaveProperty('returned')
  })

  it('are told of so only where the sale told its promotions', () => {
    const world = openedShop()
    expect(evidenceIn(world, secondPurchase).promotions).toMatchObject([{ promotionId: 'three', leastQuantity: 3 }])
    const without = evidenceIn(world, firstPurchase)
    expect(without).not.toHaveProperty('promotions')
    for (const line of without.lines) expect(line).not.toHaveProperty('listMinor')
  })
})
