import { purchaseAggregate } from '@aftersale/domain'
import { halfUp } from '@aftersale/domain/money'
import { type Actor, instantOf } from '@aftersale/messages'
import type { AnyAggregate } from '@aftersale/processes'
import type { Chance } from './chance.js'
import { afterWorking, type Desk } from './desk.js'
import { type Customer, DAY, HOUR, type Life, MINUTE, newId, type Step } from './life.js'
import { returnLived } from './return-life.js'
import type { BoughtLine, Shop } from './shop.js'

const purchases = purchaseAggregate as unknown as AnyAggregate

/** From the till to the door, and now and then back again. */
export function* purchaseLived(shop: Shop, desk: Desk, chance: Chance, customer: Customer, boughtAt: number): Life {
  const purchaseId = newId(chance, boughtAt)
  const buyer = { kind: 'customer', id: customer.customerId } as Actor
  const at = (time: number): string => instantOf(time)
  const step = (type: string, data: Step['command']['data'], time: number, actor: Actor = clerk): Step => ({
    at: time,
    aggregate: purchases,
    id: purchaseId,
    command: { type, data: { purchaseId, ...data } },
    actor,
    channel: 'online',
  })

  const lines = linesOf(shop, chance)
  const shipping = { shippingId: 'standard', netMinor: 413n, taxMinor: 78n }
  const totalMinor = lines.reduce((sum, { grossMinor }) => sum + grossMinor, 0n) + 491n
  yield step(
    'RecordPurchase',
    {
      customerId: customer.customerId,
      purchasedAt: at(boughtAt),
      zone: desk.serviceLevel.calendar.zone,
      marketCode: 'DE',
      channel: 'online',
      currency: 'EUR',
      lines,
      shipping: [shipping],
      fees: [],
      payments: paymentsOf(chance, totalMinor, at(boughtAt)),
      totalMinor,
      ...(chance.happens(0.005) ? { isTest: true } : {}),
    },
    boughtAt,
    buyer,
  )
  const { policyId, version } = shop.terms.policy
  // Now and then a page forgets to say what it must.
  const conditionsShown = chance.happens(0.97) ? shop.conditionsShown : []
  yield step(
    'DisclosePolicy',
    {
      policyRef: { policyId, version },
      phase: 'pre-purchase',
      channel: 'web',
      conditionsShown,
      shownAt: at(boughtAt - 5 * MINUTE),
    },
    boughtAt + 1000,
  )
  yield step(
    'IssueReceipt',
    { kind: 'invoice', ref: `R-${purchaseId.slice(0, 8)}`, amountMinor: totalMinor, issuedAt: at(boughtAt + 1000) },
    boughtAt + 2000,
  )
  yield* shipped()

  function* shipped(): Life {
    const shipmentId = newId(chance, boughtAt)
    const announcedAt = afterWorking(desk, boughtAt, chance.wait(5 * HOUR))
    const promisedBy = Math.ceil((announcedAt + 3 * DAY) / DAY) * DAY + 17 * HOUR
    const carrier = chance.oneOf(shop.carriers)
    yield step(
      'AnnounceShipment',
      {
        shipmentId,
        carrier,
        trackingNumber: `${shipmentId.slice(0, 8)}`,
        lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
        promisedBy: at(promisedBy),
        announcedAt: at(announcedAt),
        policy: shop.delivery,
      },
      announcedAt,
    )
    let scans = 0
    let time = announcedAt
    const scan = (code: string, lateBy = 0): Step => {
      scans += 1
      const data = { shipmentId, carrierEventId: `${shipmentId}/${scans}`, code, scannedAt: at(time) }
      return step('RecordCarrierScan', data, time + lateBy, carrierActor(carrier))
    }
    yield scan('label-created')
    time += chance.between(3, 20) * HOUR
    yield scan('handed-over')
    time += chance.between(4, 30) * HOUR
    yield scan('in-transit', chance.happens(0.1) ? chance.wait(8 * HOUR) : 0)

    if (chance.happens(0.008)) {
      // Nothing is heard of it any more. What is found, is found weeks later.
      if (chance.happens(0.3)) {
        time += chance.between(16 * DAY, 30 * DAY)
        yield step('RecordFound', { shipmentId, foundAt: at(time) }, time, carrierActor(carrier))
      }
      return
    }
    const late = chance.happens(0.14) ? chance.between(8 * HOUR, 5 * DAY) : 0
    const arrivesAt = Math.max(
      time + 8 * HOUR,
      late > 0 ? promisedBy + late : promisedBy - chance.between(2 * HOUR, 2 * DAY),
    )
    if (arrivesAt > promisedBy && chance.happens(0.8)) {
      const revisedAt = Math.min(time + chance.between(1, 12) * HOUR, arrivesAt - 2 * HOUR)
      const first = chance.happens(0.25) ? arrivesAt - 6 * HOUR : arrivesAt
      yield eta(first, revisedAt)
      if (first !== arrivesAt) yield eta(arrivesAt, Math.max(revisedAt + HOUR, arrivesAt - 5 * HOUR))
    }
    time = arrivesAt - chance.between(2, 6) * HOUR
    yield scan('out-for-delivery')
    if (chance.happens(0.07)) {
      time = arrivesAt
      yield scan('delivery-attempt-failed')
      time += chance.between(18, 30) * HOUR
      yield scan('out-for-delivery')
      time += chance.between(2, 6) * HOUR
    } else time = arrivesAt
    yield scan('delivered', chance.happens(0.05) ? chance.wait(12 * HOUR) : 0)
    if (chance.happens(0.16)) yield { begins: returnLived(shop, desk, chance, { purchaseId, customer, lines }, time) }

    function eta(newEta: number, revisedAt: number): Step {
      const data = {
        shipmentId,
        newEta: at(newEta),
        cause: 'depot-overload',
        source: 'carrier',
        revisedAt: at(revisedAt),
      }
      return step('ReviseEta', data, revisedAt, carrierActor(carrier))
    }
  }
}

const linesOf = ({ products }: Shop, chance: Chance): ReadonlyArray<BoughtLine> => {
  const count = chance.pick([
    [1, 70],
    [2, 22],
    [3, 8],
  ])
  const chosen = new Map(Array.from({ length: count }, () => chance.pick(products)).map((one) => [one.sku, one]))
  return [...chosen.values()].map(({ sku, category, grossMinor: price }, index) => {
    const quantity = price < 5000n && chance.happens(0.25) ? chance.between(2, 4) : 1
    const fullMinor = price * BigInt(quantity)
    const grossMinor = chance.happens(0.2) ? halfUp({ numerator: fullMinor * 9n, denominator: 10n }) : fullMinor
    const netAfter = halfUp({ numerator: grossMinor * 100n, denominator: 119n })
    const netMinor = halfUp({ numerator: fullMinor * 100n, denominator: 119n })
    return {
      lineId: String(index + 1),
      sku,
      category,
      kind: 'goods',
      quantity,
      serialTracked: false,
      netMinor,
      discountMinor: netMinor - netAfter,
      taxMinor: grossMinor - netAfter,
      grossMinor,
    }
  })
}

const paymentsOf = (chance: Chance, totalMinor: bigint, capturedAt: string) => {
  const giftMinor = totalMinor > 3000n && chance.happens(0.06) ? 2000n : 0n
  const card = { paymentId: 'card', tender: 'card', capturedMinor: totalMinor - giftMinor, capturedAt }
  return giftMinor === 0n
    ? [card]
    : [{ paymentId: 'gift-card', tender: 'gift-card', capturedMinor: giftMinor, capturedAt }, card]
}

const clerk = { kind: 'system', id: 'shop' } as Actor
const carrierActor = (carrier: string): Actor => ({ kind: 'partner', id: carrier }) as Actor
