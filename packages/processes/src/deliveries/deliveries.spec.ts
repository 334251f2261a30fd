import { timePasses } from '../model/acts.fixtures.js'
import {
  agent,
  doPurchase,
  everythingHappens,
  firstPurchase,
  reactionTo,
  shipmentId,
  shortly,
} from '../model/scene.fixtures.js'
import { openedShop, processes, purchaseOf } from '../model/shop.fixtures.js'
import { lossReservationIdOf } from './hold-lost-units-for-one-entitlement.js'

const named = (name: string) => {
  const process = processes.find((one) => one.name === name)
  if (process === undefined) throw new Error(name)
  return process
}
const tell = named('tell-the-customer-of-a-delay')
const secondSlip = named('open-a-ticket-at-the-second-slip')
const holdLost = named('hold-lost-units-for-one-entitlement')
const freeFound = named('free-lost-units-that-were-found')
const askWhether = named('ask-whether-to-recover-or-keep')

const eta = (world: ReturnType<typeof openedShop>, newEta: string) =>
  doPurchase(world, 'ReviseEta', { shipmentId, newEta, source: 'carrier', revisedAt: world.now() })

const lost = () => {
  const world = openedShop()
  timePasses(world, 60 * 24 * 12)
  return world
}

const found = (world: ReturnType<typeof openedShop>) => {
  world.minutes += 60
  doPurchase(world, 'RecordFound', { shipmentId, foundAt: world.now() })
}

describe('a delay', () => {
  it('is told to the customer as soon as it is known, and before the promise has passed', () => {
    const world = openedShop()
    eta(world, '2025-06-05T12:00:00.000Z')

    expect(reactionTo(world, tell, 'DelayDetected')).toMatchObject([
      {
        to: 'purchase',
        type: 'NotifyCustomer',
        became: 'done',
        data: { about: 'delay', template: 'delay', channel: 'email', sentAt: world.now() },
      },
    ])
    const informed = world.log.at(-1)?.occurrence.event
    // From Monday 07:00 to the promise of Tuesday 12:00: 29 hours.
    expect(informed).toMatchObject({ type: 'CustomerInformed', data: { leadTimeMinutes: 29 * 60 } })
  })

  it('is told once, however often it is heard of', () => {
    const world = openedShop()
    eta(world, '2025-06-05T12:00:00.000Z')
    everythingHappens(world)
    everythingHappens(world)
    expect(world.log.filter(({ occurrence }) => occurrence.event.type === 'CustomerInformed')).toHaveLength(1)
  })

  it('is told again when it lengthens, and a person looks into the second slip', () => {
    const world = openedShop()
    eta(world, '2025-06-05T12:00:00.000Z')
    everythingHappens(world)
    world.minutes += 60
    eta(world, '2025-06-09T12:00:00.000Z')

    expect(shortly(reactionTo(world, tell, 'DelayLengthened'))).toEqual(['purchase: NotifyCustomer done'])
    expect(reactionTo(world, secondSlip, 'DelayLengthened')).toMatchObject([
      { to: 'serviceTicket', became: 'done', data: { topic: { category: 'delivery', subcategory: 'second-delay' } } },
    ])
  })

  it('is nothing to tell of once the shipment was lost, even where it is heard of again after that was found', () => {
    const world = lost()
    expect(reactionTo(world, tell, 'DelayDetected')).toEqual([])
    found(world)
    expect(reactionTo(world, tell, 'DelayDetected')).toEqual([])
  })

  it('is nothing to tell of once the goods are there', () => {
    const world = openedShop()
    eta(world, '2025-06-05T12:00:00.000Z')
    doPurchase(world, 'ConfirmDelivery', { shipmentId, deliveredAt: world.now(), proof: { kind: 'signature' } })
    expect(shortly(reactionTo(world, tell, 'DelayDetected'))).toEqual(['purchase: NotifyCustomer ShipmentArrived'])
  })

  it('that nobody told in time is missed, by the passing of time', () => {
    const world = openedShop()
    eta(world, '2025-06-05T12:00:00.000Z')
    timePasses(world, 120)
    expect(world.log.at(-1)?.occurrence.event.type).toBe('ProactiveNoticeMissed')
  })
})

describe('a shipment that is lost', () => {
  it('is held for one entitlement, and a ticket asks for which', () => {
    const world = lost()

    const held = reactionTo(world, holdLost, 'ShipmentDeclaredLost')

    expect(held).toMatchObject([
      {
        to: 'purchase',
        type: 'ReserveUnits',
        became: 'done',
        data: {
          purpose: 'non-receipt',
          holder: { aggregate: 'serviceTicket' },
          lines: [{ lineId: 'kettle', quantity: 2 }],
        },
      },
      { to: 'serviceTicket', type: 'OpenServiceTicket', became: 'done' },
    ])
    expect((held[0]?.data['holder'] as { readonly id: string }).id).toBe(held[1]?.data['serviceTicketId'])
    reactionTo(world, holdLost, 'ShipmentDeclaredLost')
    expect(purchaseOf(world, firstPurchase).units.reservations.size).toBe(1)
  })

  it('is free again once it is found, and owed to nobody', () => {
    const world = lost()
    everythingHappens(world)
    found(world)
    expect(shortly(reactionTo(world, freeFound, 'LostShipmentFound'))).toEqual(['purchase: ReleaseUnits done'])
    expect([...purchaseOf(world, firstPurchase).units.reservations.values()][0]?.held.size).toBe(0)
  })

  it('stays made good for where it is found after that: a person decides what becomes of it', () => {
    const world = lost()
    everythingHappens(world)
    const [lostAt] = purchaseOf(world, firstPurchase).tracking.shipments.values().next().value?.losses ?? []
    doPurchase(world, 'ConsumeUnits', {
      reservationId: lossReservationIdOf(shipmentId, lostAt?.lostAt as never),
      consumedAt: world.now(),
    })
    found(world)

    everythingHappens(world, askWhether)

    expect(world.log.filter(({ occurrence }) => occurrence.event.type === 'UnitsReleased')).toEqual([])
    expect(reactionTo(world, askWhether, 'RecoverOrKeepDecisionNeeded')).toMatchObject([
      { to: 'serviceTicket', became: 'done', data: { topic: { subcategory: 'found-after-all' } } },
    ])
    doPurchase(world, 'DecideRecoverOrKeep', { shipmentId, decision: 'keep', decidedBy: agent, decidedAt: world.now() })
  })
})
