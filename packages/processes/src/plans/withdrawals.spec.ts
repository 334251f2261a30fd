import { servicePlanAggregate, servicePlanIdOfUnit } from '@aftersale/domain'
import { millisecondsAfter } from '@aftersale/messages'
import type { LedgerWorld } from '../model/ledger-world.fixtures.js'
import { ask, doCase, everythingHappens, firstPurchase, reactionTo, refundId, settle } from '../model/scene.fixtures.js'
import { openedShop } from '../model/shop.fixtures.js'
import type { AnyAggregate } from '../reaction.js'
import { cancelAPlanWhenItsUnitIsReturned } from './cancel-a-plan-when-its-unit-is-returned.js'
import { careWith } from './plans.fixtures.js'

const kettle = (unit: number) => ({ purchaseId: firstPurchase, lineId: 'kettle', unit }) as never

/** A plan of which nothing goes back whole by its own terms. */
const strict = careWith({
  start: 'sale',
  coolingOff: undefined,
  cancellation: { fee: { rate: 1000 }, deductsServiceReceived: false },
})

const sellPlanOf = (world: LedgerWorld, unit: number): void => {
  const servicePlanId = servicePlanIdOfUnit(kettle(unit))
  const now = world.now()
  const commands = [
    [
      'QuoteServicePlan',
      { terms: strict, cover: { unit: kettle(unit) }, quotedAt: now, validUntil: millisecondsAfter(now, 1) },
    ],
    ['SellServicePlan', { paidMinor: 11_900n, currency: 'EUR', soldAt: now }],
  ] as const
  for (const [type, data] of commands) {
    const command = { type, data: { servicePlanId, ...data } }
    world.handle(servicePlanAggregate as unknown as AnyAggregate, servicePlanId, command, `${type}-${unit}`)
  }
}

/** Two kettles come back for that kind of reason, a plan on three of them, and are paid for. */
const kettlesAreRefunded = (kind: string) => {
  const world = openedShop()
  for (const unit of [3, 4, 5]) sellPlanOf(world, unit)
  ask(world, [{ lineId: 'kettle', quantity: 2 }], { kind })
  everythingHappens(world)
  doCase(world, 'ReceiveItems', {
    parcelId: 'parcel-1',
    items: [{ itemId: 'item-1', purchaseId: firstPurchase, lineId: 'kettle', sku: 'sku-kettle', quantity: 2 }],
    receivedAt: world.now(),
  })
  settle(world, { kind: 'refund', refundId })
  everythingHappens(world, cancelAPlanWhenItsUnitIsReturned)
  return reactionTo(world, cancelAPlanWhenItsUnitIsReturned, 'UnitsConsumed')
}

it('ends the plans of the units that came back, and of no others', () => {
  expect(kettlesAreRefunded('policy-return')).toMatchObject([
    { type: 'CancelServicePlan', became: 'done', data: { servicePlanId: servicePlanIdOfUnit(kettle(3)) } },
    { type: 'CancelServicePlan', became: 'done', data: { servicePlanId: servicePlanIdOfUnit(kettle(4)) } },
  ])
})

it('ends them at no cost where the sale was withdrawn from, and by their terms where it was not', () => {
  const withMainContract = (kind: string) =>
    kettlesAreRefunded(kind).map(({ data }) => data['withMainContract'] ?? 'by its terms')
  expect(withMainContract('withdrawal')).toEqual([true, true])
  expect(withMainContract('policy-return')).toEqual(['by its terms', 'by its terms'])
})

it('leaves a plan alone that is sold for what is back already, however often that is heard of', () => {
  const world = openedShop()
  ask(world, [{ lineId: 'kettle', quantity: 2 }])
  everythingHappens(world)
  doCase(world, 'ReceiveItems', {
    parcelId: 'parcel-1',
    items: [{ itemId: 'item-1', purchaseId: firstPurchase, lineId: 'kettle', sku: 'sku-kettle', quantity: 2 }],
    receivedAt: world.now(),
  })
  settle(world, { kind: 'refund', refundId })
  everythingHappens(world)
  world.minutes += 1
  for (const unit of [3, 4]) sellPlanOf(world, unit)
  expect(reactionTo(world, cancelAPlanWhenItsUnitIsReturned, 'UnitsConsumed')).toEqual([])
})
