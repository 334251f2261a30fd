import { parcelDelivery, retailDesk, servicePlanIdOfPurchase } from '@aftersale/domain'
import {
  afterAll as afterAllOf,
  assetId,
  bought,
  cancelled,
  careWith,
  day,
  delivered,
  machine,
  purchaseId,
  quoted,
  registered,
  Shop,
  servicePlanId,
  sold,
  type Told,
  ticketOpened,
  toAsset,
  toPlan,
  visitArrived,
  visitCancelled,
  visitCompleted,
  visitId,
  visitScheduled,
} from './plans.fixtures.js'

/** The first part has had its effect when the second is told. */
const inTwoParts = async (first: ReadonlyArray<Told>, second: ReadonlyArray<Told>): Promise<Shop> => {
  const shop = await new Shop().tell(...first)
  await shop.run()
  await shop.tell(...second)
  await shop.run()
  const once = shop.all()
  await shop.run('beginning')
  expect(shop.all()).toEqual(once)
  return shop
}

describe('a plan that waits for a delivery', () => {
  it('begins with that of its unit', async () => {
    const shop = await afterAllOf(bought, quoted(), sold(), delivered)
    expect(shop.of('ServicePlanActivated')).toMatchObject([
      { servicePlanId, anchor: 'delivery', term: { startsOn: '2025-06-05', lastOn: '2026-06-04' } },
    ])
    expect(await shop.parked()).toBe(0)
  })

  it('begins with a delivery by a carrier, too', async () => {
    const parcel = '0197290f-6a00-7000-8000-00000000d001'
    const shipped = (type: string, data: object): Told => ({
      ...delivered,
      command: { type, data: { purchaseId, shipmentId: parcel, ...data } },
    })
    const shop = await afterAllOf(
      bought,
      quoted(),
      sold(),
      shipped('AnnounceShipment', {
        carrier: 'post',
        lines: [{ lineId: 'machine', quantity: 1, serials: ['S-17'] }],
        promisedBy: day('2025-06-05'),
        announcedAt: day('2025-06-03'),
        policy: parcelDelivery,
      }),
      shipped('RecordCarrierScan', { carrierEventId: 'scan-1', code: 'delivered', scannedAt: day('2025-06-04') }),
    )
    expect(shop.of('ServicePlanActivated')).toMatchObject([{ term: { startsOn: '2025-06-04' } }])
  })

  it('begins with its sale, where that came after the delivery', async () => {
    const shop = await inTwoParts([bought, delivered], [quoted(), sold({ soldAt: day('2025-06-20') })])
    expect(shop.of('ServicePlanActivated')).toMatchObject([{ term: { startsOn: '2025-06-20' } }])
  })

  it('begins with the last delivery of the purchase that it covers as a whole', async () => {
    const id = servicePlanIdOfPurchase(purchaseId)
    const ofAll = (told: Told): Told => ({
      ...told,
      id,
      command: { ...told.command, data: { ...told.command.data, servicePlanId: id } },
    })
    const careDone = {
      ...delivered,
      command: {
        type: 'RecordFulfilment',
        data: {
          purchaseId,
          fulfilmentId: 'care-performed',
          lines: [{ lineId: 'care', quantity: 1 }],
          by: 'service-performed',
          fulfilledAt: day('2025-06-07'),
        },
      },
    }
    const plan = [ofAll(quoted(undefined, { purchaseId })), ofAll(sold())]
    const waits = await afterAllOf(bought, ...plan, delivered)
    expect(waits.of('ServicePlanActivated')).toEqual([])
    const shop = await afterAllOf(bought, ...plan, delivered, careDone)
    expect(shop.of('ServicePlanActivated')).toMatchObject([{ servicePlanId: id, term: { startsOn: '2025-06-07' } }])
    const soldLater = await inTwoParts([bought, delivered, careDone], plan)
    expect(soldLater.of('ServicePlanActivated')).toHaveLength(1)
  })

  it('waits on where it was only quoted, was cancelled, begins otherwise, or is of another unit', async () => {
    for (const told of [
      [quoted()],
      [quoted(), sold(), cancelled('2025-06-03')],
      [quoted(careWith({ start: 'end-of-cooling-off' })), sold()],
    ]) {
      const shop = await afterAllOf(bought, ...told, delivered)
      expect(shop.of('ServicePlanActivated')).toEqual([])
      expect(await shop.parked()).toBe(0)
    }
    const elsewhere = await afterAllOf(
      bought,
      delivered,
      quoted(undefined, { unit: { ...machine, lineId: 'care' } }),
      sold(),
    )
    expect(elsewhere.of('ServicePlanActivated')).toEqual([])
  })
})

const begun = [bought, quoted(), sold(), delivered]

describe('a visit that is drawn from a plan', () => {
  const done = (outcome: string, more: object = {}) => [
    ...begun,
    ticketOpened,
    visitScheduled(more),
    visitArrived(),
    visitCompleted(outcome),
  ]

  it('is taken from it once it is done, for that visit alone', async () => {
    const shop = await afterAllOf(...done('done'))
    expect(shop.of('EntitlementConsumed')).toMatchObject([
      {
        servicePlanId,
        kind: 'visits',
        quantity: 1,
        usedFor: { aggregate: 'serviceTicket', id: visitId },
        used: 1,
        left: 1,
        consumedAt: day('2025-08-06', '09:00'),
      },
    ])
    expect(await shop.parked()).toBe(0)
  })

  it('is taken where something of it was done, and not where nothing was', async () => {
    expect((await afterAllOf(...done('partly-done'))).of('EntitlementConsumed')).toHaveLength(1)
    expect((await afterAllOf(...done('not-done'))).of('EntitlementConsumed')).toEqual([])
  })

  it('takes a training place where it is a training', async () => {
    const shop = await afterAllOf(...done('done', { purpose: 'training' }))
    expect(shop.of('EntitlementConsumed')).toMatchObject([{ kind: 'training-places', left: 0 }])
  })

  it('takes an incident where it is a repair and the plan promises those, else a visit', async () => {
    const repair = done('done', { purpose: 'repair' })
    expect((await afterAllOf(...repair)).of('EntitlementConsumed')).toMatchObject([{ kind: 'visits' }])
    const incidents = { kind: 'incidents', quantity: 3, unitValueMinor: '4900' }
    const withIncidents = careWith({ entitlements: [{ ...incidents, kind: 'visits' }, incidents] })
    const insured = [bought, quoted(withIncidents), sold(), delivered]
    const shop = await afterAllOf(...insured, ...repair.slice(begun.length))
    expect(shop.of('EntitlementConsumed')).toMatchObject([{ kind: 'incidents', used: 1, left: 2 }])
    const maintenance = await afterAllOf(...insured, ...done('done').slice(begun.length))
    expect(maintenance.of('EntitlementConsumed')).toMatchObject([{ kind: 'visits' }])
  })

  it('is no business of a plan where it is drawn from none', async () => {
    const shop = await afterAllOf(...done('done', { entitlement: undefined }))
    expect(shop.of('EntitlementConsumed')).toEqual([])
  })

  it('is told no where nothing is left, by an event of the plan', async () => {
    const used = toPlan('ConsumeEntitlement', {
      kind: 'visits',
      quantity: 2,
      usedFor: { aggregate: 'serviceTicket', id: '0197290f-6a00-7000-8000-00000000f009' },
      consumedAt: day('2025-07-01'),
    })
    // The plan begins before something is taken from it.
    const shop = await new Shop().tell(...begun)
    await shop.run()
    await shop.tell(used, ticketOpened, visitScheduled(), visitArrived(), visitCompleted('done'))
    await shop.run()
    await shop.run('beginning')
    expect(shop.of('EntitlementRefused')).toMatchObject([
      { reasons: ['UsedUp'], usedFor: { id: visitId }, refusedAt: day('2025-08-06', '09:00') },
    ])
    expect(shop.of('EntitlementConsumed')).toHaveLength(1)
  })

  it('waits for somebody where there is no such plan', async () => {
    const shop = await afterAllOf(bought, ticketOpened, visitScheduled(), visitArrived(), visitCompleted('done'))
    expect(await shop.parked()).toBe(1)
  })
})

describe('a visit that is cancelled', () => {
  const takenAhead = toPlan('ConsumeEntitlement', {
    kind: 'visits',
    quantity: 1,
    usedFor: { aggregate: 'serviceTicket', id: visitId },
    consumedAt: day('2025-08-01', '10:30'),
  })

  it('gives back what was taken for it', async () => {
    const shop = await new Shop().tell(...begun)
    await shop.run()
    await shop.tell(ticketOpened, visitScheduled(), takenAhead, visitCancelled)
    await shop.run()
    await shop.run('beginning')
    expect(shop.of('EntitlementRestored')).toMatchObject([
      { kind: 'visits', usedFor: { id: visitId }, because: 'visit-cancelled', restoredAt: day('2025-08-05') },
    ])
    expect(await shop.parked()).toBe(0)
  })

  it('gives it back as well where the technician did not come or did nothing, and not to a customer who was not there', async () => {
    const absent = (party: string): Told => ({
      ...visitCancelled,
      command: {
        type: 'RecordNoShow',
        data: {
          serviceTicketId: visitCancelled.id,
          visitId,
          party,
          recordedBy: { kind: 'agent', id: 'agent-1' },
          noShowAt: day('2025-08-06', '09:30'),
          serviceLevel: retailDesk,
        },
      },
    })
    const givenBackAfter = async (...ending: ReadonlyArray<Told>): Promise<ReadonlyArray<unknown>> => {
      const shop = await new Shop().tell(...begun)
      await shop.run()
      await shop.tell(ticketOpened, visitScheduled(), takenAhead, ...ending)
      await shop.run()
      await shop.run('beginning')
      expect(await shop.parked()).toBe(0)
      expect(shop.of('EntitlementConsumed')).toHaveLength(1)
      return shop.of('EntitlementRestored').map(({ because }) => because)
    }
    expect(await givenBackAfter(absent('technician'))).toEqual(['technician-not-there'])
    expect(await givenBackAfter(visitArrived(), visitCompleted('not-done'))).toEqual(['visit-not-done'])
    expect(await givenBackAfter(absent('customer'))).toEqual([])
    expect(await givenBackAfter(visitArrived(), visitCompleted('done'))).toEqual([])
  })

  it('gives nothing back where nothing was taken, or the plan was cancelled', async () => {
    const shop = await afterAllOf(...begun, ticketOpened, visitScheduled(), visitCancelled)
    expect(shop.of('EntitlementRestored')).toEqual([])
    expect(await shop.parked()).toBe(0)
    const over = await new Shop().tell(...begun)
    await over.run()
    await over.tell(ticketOpened, visitScheduled(), takenAhead, cancelled('2025-08-04'), visitCancelled)
    await over.run()
    expect(over.of('EntitlementRestored')).toEqual([])
    expect(await over.parked()).toBe(0)
  })
})

describe('the maintenance of what a plan covers', () => {
  const setUp = {
    assetId,
    scheduleId: `service-plan-${servicePlanId}`,
    every: { period: 'P1Y' },
    anchorOn: '2025-06-05',
    zone: 'Europe/Berlin',
    calendar: { calendarId: 'monday-to-friday', version: 1, holidays: [] },
    proposedDaysAhead: 21,
    servicePlanId,
    policyRef: { policyId: 'washing-machine-care', version: 1 },
    setUpAt: day('2025-06-05'),
  }

  it('is set up from the first day of the plan, whichever is heard of last', async () => {
    const before = await inTwoParts([registered], begun)
    expect(before.of('MaintenanceScheduleSetUp')).toMatchObject([setUp])
    const after = await inTwoParts(begun, [registered])
    expect(after.of('MaintenanceScheduleSetUp')).toMatchObject([setUp])
    expect(await after.parked()).toBe(0)
  })

  it('is by use where the terms say so, and none where they do not', async () => {
    const byUse = careWith({ maintenance: { byUse: { meter: 'washes', units: 500 } } })
    const shop = await afterAllOf(bought, quoted(byUse), sold(), delivered, registered)
    expect(shop.of('MaintenanceScheduleSetUp')).toMatchObject([{ every: { meter: 'washes', units: 500 } }])
    const none = careWith({ maintenance: undefined })
    const without = await afterAllOf(bought, quoted(none), sold(), delivered, registered)
    expect(without.of('MaintenanceScheduleSetUp')).toEqual([])
  })

  it('is of the asset that the plan names, where it covers no unit of a purchase', async () => {
    const ofAsset = [
      toAsset('RegisterAsset', {
        sku: 'WM-9',
        serial: 'S-17',
        owner: {},
        registeredAt: day('2025-01-01'),
      }),
      quoted(careWith({ start: 'sale' }), { assetId }),
      sold({ purchase: undefined }),
    ]
    const shop = await afterAllOf(...ofAsset)
    expect(shop.of('MaintenanceScheduleSetUp')).toMatchObject([{ assetId, anchorOn: '2025-06-02' }])
  })

  it('ends with the plan, be it cancelled or over', async () => {
    const shop = await new Shop().tell(registered, ...begun)
    await shop.run()
    await shop.tell(cancelled('2025-08-04'))
    await shop.run()
    await shop.run('beginning')
    expect(shop.of('MaintenanceScheduleEnded')).toMatchObject([
      { assetId, because: 'plan-cancelled', endedAt: day('2025-08-04') },
    ])
    const over = await new Shop().tell(registered, ...begun)
    await over.run()
    await over.tell(toPlan('ExpireServicePlan', { dueAt: '2026-06-04T22:00:00.000Z' }))
    await over.run()
    expect(over.of('MaintenanceScheduleEnded')).toMatchObject([{ because: 'plan-expired' }])
    expect(await over.parked()).toBe(0)
  })

  it('ends where it was set up when the plan was cancelled already', async () => {
    const shop = await new Shop().tell(registered, ...begun)
    await shop.run()
    const [known] = shop.of('MaintenanceScheduleSetUp')
    const late = await new Shop().tell(registered, bought, quoted(), sold(), cancelled('2025-06-04'))
    await late.run()
    await late.tell(toAsset('SetUpMaintenance', { ...known, firstSlot: undefined }))
    await late.run()
    expect(late.of('MaintenanceScheduleEnded')).toMatchObject([{ because: 'plan-cancelled' }])
  })

  it('is not set up at an asset that nobody has any more', async () => {
    const retired = toAsset('RetireAsset', { because: 'stolen', retiredAt: day('2025-06-06') })
    const shop = await afterAllOf(registered, retired, ...begun)
    expect(shop.of('MaintenanceScheduleSetUp')).toEqual([])
    expect(await shop.parked()).toBe(0)
  })
})
