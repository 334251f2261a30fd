import type { PurchaseCommand, PurchaseId } from '@aftersale/domain'
import { type Act, agent, anyPurchase, purchaseCommand } from './act.fixtures.js'
import type { LedgerWorld } from './ledger-world.fixtures.js'
import { PURCHASES, SHIPMENT, toPurchase, uuid } from './shop.fixtures.js'

/** Some steps on one of the desk's own reservations, in any order and more than once. */
export const goodwill: Act = (world, dice) => {
  const purchaseId = anyPurchase(dice)
  const reservationId = uuid('9999', dice(4))
  for (let steps = 1 + dice(4); steps > 0; steps -= 1) {
    const at = world.now()
    const all: ReadonlyArray<PurchaseCommand> = [
      purchaseCommand('ReserveUnits', {
        purchaseId,
        reservationId,
        purpose: 'goodwill',
        holder: { aggregate: 'serviceTicket', id: uuid('7777', 1) },
        lines: [{ lineId: 'kettle', quantity: 1 + dice(2) }],
        reservedAt: at,
      }),
      purchaseCommand('ConsumeUnits', { purchaseId, reservationId, consumedAt: at }),
      purchaseCommand('ReleaseUnits', { purchaseId, reservationId, because: 'mistake', releasedAt: at }),
    ]
    const command = all[Math.max(0, dice(4) - 1)]
    if (command !== undefined) toPurchase(world, command)
  }
}

/** Money back with no return behind it, some of it more than there is; what is said to have failed may have gone. */
export const goodwillRefund: Act = (world, dice) => {
  const purchaseId = anyPurchase(dice)
  const minor = BigInt(2000 + dice(5000))
  for (let steps = 1 + dice(5); steps > 0; steps -= 1) {
    const refundId = uuid('8888', dice(3))
    const at = world.now()
    const all: ReadonlyArray<PurchaseCommand> = [
      purchaseCommand('ReserveRefund', {
        purchaseId,
        refundId,
        holder: { aggregate: 'serviceTicket', id: uuid('7777', 1) },
        currency: 'EUR',
        components: [{ component: 'goods', lineId: 'kettle', minor }],
        tenders: [{ paymentId: dice(4) === 0 ? 'gift' : 'card', minor }],
        payout: 'original-tender',
        reservedAt: at,
      }),
      purchaseCommand('SettleRefund', { purchaseId, refundId, providerRef: `paid-${refundId}`, settledAt: at }),
      purchaseCommand('FailRefund', { purchaseId, refundId, because: 'account-closed', failedAt: at }),
    ]
    const command = all[Math.max(0, dice(4) - 1)]
    if (command !== undefined) toPurchase(world, command)
  }
}

export const dispute: Act = (world, dice) => {
  const purchaseId = anyPurchase(dice)
  toPurchase(
    world,
    purchaseCommand('RecordDispute', {
      purchaseId,
      disputeId: `dispute-${dice(2)}`,
      paymentId: 'card',
      minor: 5000n,
      currency: 'EUR',
      outcome: ['opened', 'opened', 'won', 'lost'][dice(4)],
      happenedAt: world.now(),
    }),
  )
}

export const shipmentNews: Act = (world, dice) => {
  const purchaseId = PURCHASES[0] as PurchaseId
  const [shipmentId, at] = [SHIPMENT, world.now()]
  const news: ReadonlyArray<PurchaseCommand> = [
    purchaseCommand('ReviseEta', {
      purchaseId,
      shipmentId,
      newEta: `2025-06-${10 + dice(15)}T12:00:00.000Z`,
      source: 'carrier',
      revisedAt: at,
    }),
    purchaseCommand('RecordFound', { purchaseId, shipmentId, foundAt: at }),
    purchaseCommand('ConfirmDelivery', { purchaseId, shipmentId, deliveredAt: at, proof: { kind: 'signature' } }),
    purchaseCommand('DecideRecoverOrKeep', {
      purchaseId,
      shipmentId,
      decision: 'keep',
      decidedBy: agent,
      decidedAt: at,
    }),
  ]
  const command = news[dice(news.length)]
  if (command !== undefined) toPurchase(world, command)
}

export const shipmentArrives = (world: LedgerWorld): void => {
  toPurchase(
    world,
    purchaseCommand('ConfirmDelivery', {
      purchaseId: PURCHASES[0],
      shipmentId: SHIPMENT,
      deliveredAt: world.now(),
      proof: { kind: 'signature' },
    }),
  )
}
