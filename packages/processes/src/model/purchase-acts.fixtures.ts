import { type PurchaseCommand, type PurchaseId, parcelDelivery, type ReservationId } from '@aftersale/domain'
import { type Act, agent, anyPurchase, type Dice, purchaseCommand } from './act.fixtures.js'
import { UNSENT } from './ledger-shop.fixtures.js'
import type { LedgerWorld } from './ledger-world.fixtures.js'
import { PURCHASES, purchaseOf, SHIPMENT, toPurchase, uuid } from './shop.fixtures.js'

/** Some steps on one of the desk's own reservations, in any order and more than once. */
export const goodwill: Act = (world, dice) => {
  const purchaseId = [...PURCHASES, UNSENT][dice(3)] as PurchaseId
  const reservationId = uuid('9999', dice(4)) as string as ReservationId
  for (let steps = 1 + dice(4); steps > 0; steps -= 1) {
    const at = world.now()
    const all: ReadonlyArray<PurchaseCommand> = [
      purchaseCommand('ReserveUnits', {
        purchaseId,
        reservationId,
        purpose: 'goodwill',
        holder: { aggregate: 'serviceTicket', id: uuid('7777', 1) },
        lines: [{ lineId: purchaseId === UNSENT ? 'lamp' : dice(4) === 0 ? 'ebook' : 'kettle', quantity: 1 + dice(2) }],
        reservedAt: at,
      }),
      purchaseCommand('ConsumeUnits', { purchaseId, reservationId, consumedAt: at }),
      purchaseCommand('ReleaseUnits', { purchaseId, reservationId, because: 'mistake', releasedAt: at }),
      purchaseCommand('AddReplacementUnits', {
        purchaseId,
        replacementId: uuid('ffff', 9000 + dice(3)),
        reservationId,
        lineageOf: (purchaseOf(world, purchaseId).units.reservations.get(reservationId)?.reserved.lines ?? []).map(
          ({ lineId, units }) => ({ lineId, units }),
        ),
        newLines: [
          {
            lineId: `made-good-${world.log.length}`,
            sku: 'sku-new',
            kind: 'goods',
            quantity: 1,
            serialTracked: false,
            netMinor: BigInt(dice(2500)),
            taxMinor: BigInt(dice(400)),
          },
        ],
        currency: 'EUR',
        addedAt: at,
      }),
    ]
    const command = all[[0, 0, 1, 2, 3, 3][dice(6)] ?? 0]
    if (command !== undefined) toPurchase(world, command)
  }
}

type Parts = ReadonlyArray<{ readonly component: string; readonly minor: bigint; readonly [owner: string]: unknown }>

/** What may be asked back by itself, and what may not: a tax alone, a fee by halves. */
const partsOf = (minor: bigint, dice: Dice): Parts => {
  const shipping = { component: 'shipping', shippingId: 'parcel', minor: BigInt(1 + dice(500)) }
  const fee = { component: 'fee', feeId: 'cod', minor: BigInt(1 + dice(300)) }
  const [shippingTax, feeTax] = [
    { component: 'shipping-tax', shippingId: 'parcel', minor: BigInt(1 + dice(60)) },
    { component: 'fee-tax', feeId: 'cod', minor: BigInt(1 + dice(57)) },
  ]
  const worn = { component: 'deduction', lineId: 'kettle', minor: minor / 2n + BigInt(dice(1500)), because: 'worn' }
  const all: ReadonlyArray<Parts> = [
    [{ component: 'goods', lineId: 'kettle', minor }],
    [{ component: 'goods', lineId: 'lamp', minor }],
    [{ component: 'goods', lineId: 'kettle', minor }, worn],
    [{ component: 'goods', lineId: 'kettle', minor }, worn],
    [shipping],
    [shipping, shippingTax],
    [shippingTax],
    [fee, feeTax],
    [fee, feeTax],
    [feeTax],
    [
      { ...fee, feeId: 'wrapping' },
      { ...feeTax, feeId: 'wrapping' },
    ],
  ]
  return all[dice(all.length)] ?? []
}

/** Money back with no return behind it, some of it more than there is; what is said to have failed may have gone. */
export const goodwillRefund: Act = (world, dice) => {
  const purchaseId = anyPurchase(dice)
  const components = partsOf(BigInt(1000 + dice(5000)), dice)
  const minor = components.reduce(
    (sum, part) => (part.component === 'deduction' ? sum - part.minor : sum + part.minor),
    0n,
  )
  const own = uuid('8888', dice(5))
  for (let step = 0, steps = 1 + dice(4); step <= steps; step += 1) {
    const at = world.now()
    const refundId = step > 0 && dice(4) === 0 ? uuid('8888', dice(5)) : own
    const all: ReadonlyArray<PurchaseCommand> = [
      purchaseCommand('ReserveRefund', {
        purchaseId,
        refundId,
        holder: { aggregate: 'serviceTicket', id: uuid('7777', 1) },
        currency: 'EUR',
        components,
        tenders: [{ paymentId: dice(6) === 0 ? 'gift' : 'card', minor: minor < 0n ? 0n : minor }],
        payout: 'original-tender',
        reservedAt: at,
      }),
      purchaseCommand('SettleRefund', { purchaseId, refundId, providerRef: `paid-${refundId}`, settledAt: at }),
      purchaseCommand('FailRefund', { purchaseId, refundId, because: 'account-closed', failedAt: at }),
      purchaseCommand('CancelRefund', { purchaseId, refundId, because: 'mistake', cancelledAt: at }),
    ]
    const command = all[step === 0 ? 0 : dice(4)]
    if (command !== undefined) toPurchase(world, command)
  }
}

/** What is said to have failed, or was given up, turns out to be paid. */
export const paidAfterAll: Act = (world, dice) => {
  const purchaseId = anyPurchase(dice)
  const over = [...purchaseOf(world, purchaseId).money.refunds].filter(
    ([, { status, reserved }]) =>
      reserved.payout === 'original-tender' && (status === 'failed' || status === 'cancelled'),
  )
  const refundId = over[dice(over.length || 1)]?.[0]
  if (refundId === undefined) return
  const [providerRef, settledAt] = [`paid-${refundId}`, world.now()]
  toPurchase(world, purchaseCommand('SettleRefund', { purchaseId, refundId, providerRef, settledAt }))
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
      outcome: ['opened', 'won', 'lost', 'lost'][dice(4)],
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

/** Nobody waits for all of the lamps, nor for kettles that were sent long ago. */
export const cancelSome: Act = (world, dice) => {
  toPurchase(
    world,
    purchaseCommand('CancelUnits', {
      purchaseId: dice(5) === 0 ? PURCHASES[0] : UNSENT,
      cancellationId: `cancellation-${dice(3)}`,
      lines: [{ lineId: dice(5) === 0 ? 'kettle' : 'lamp', quantity: 1 + dice(3) }],
      because: 'changed-mind',
      cancelledAt: world.now(),
    }),
  )
}

/** Lamps are sent, in parts and more than there are; parcels arrive, come back, are lost, or never leave. */
export const sendLamps: Act = (world, dice) => {
  const shipmentId = uuid('5555', 11 + dice(3))
  for (let step = 0, steps = dice(4); step <= steps; step += 1) {
    const at = world.now()
    const lines = [{ lineId: 'lamp', quantity: 1 + dice(4) }]
    const named = { purchaseId: UNSENT, shipmentId }
    const scan = (code: string) =>
      purchaseCommand('RecordCarrierScan', {
        ...named,
        carrierEventId: `${code}-${world.log.length}`,
        code,
        scannedAt: at,
      })
    const all: ReadonlyArray<PurchaseCommand> = [
      purchaseCommand('AnnounceShipment', {
        ...named,
        carrier: 'post',
        lines,
        promisedBy: '2025-06-09T12:00:00.000Z',
        announcedAt: at,
        policy: parcelDelivery,
      }),
      scan('handed-over'),
      purchaseCommand('ConfirmDelivery', { ...named, deliveredAt: at, proof: { kind: 'signature' } }),
      purchaseCommand('RecordFulfilment', {
        purchaseId: UNSENT,
        fulfilmentId: `fetched-${dice(2)}`,
        lines,
        by: 'handed-over-the-counter',
        fulfilledAt: at,
      }),
      scan('returned-to-sender'),
      scan('destroyed'),
      purchaseCommand('CancelShipment', { ...named, because: 'mistake', cancelledAt: at }),
      purchaseCommand('ReserveUnits', {
        purchaseId: UNSENT,
        reservationId: uuid('9999', 11 + dice(2)),
        purpose: 'non-receipt',
        holder: { aggregate: 'serviceTicket', id: uuid('7777', 1) },
        lines,
        reservedAt: at,
      }),
    ]
    const command = all[step === 0 ? 0 : 1 + dice(7)]
    if (command !== undefined) toPurchase(world, command)
  }
}

/** The parcels on their way arrive, as far as they can. */
export const lampsArrive = (world: LedgerWorld): void => {
  for (const number of [11, 12, 13]) {
    toPurchase(
      world,
      purchaseCommand('ConfirmDelivery', {
        purchaseId: UNSENT,
        shipmentId: uuid('5555', number),
        deliveredAt: world.now(),
        proof: { kind: 'signature' },
      }),
    )
  }
}
