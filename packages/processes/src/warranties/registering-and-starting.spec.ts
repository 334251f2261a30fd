import { assetIdOf, assetIdOfUnit, retailDesk, warrantyIdOfUnit, washingMachineTerms } from '@aftersale/domain'
import {
  agent,
  assetId,
  bought,
  choices,
  customerId,
  day,
  delivered,
  kettlesDelivered,
  lived,
  machinesDelivered,
  otherPurchaseId,
  Shop,
  settled,
  text,
  toAsset,
  toPurchase,
  toTicket,
  toWarranty,
  unitOf,
  warrantyId,
} from './warranties.fixtures.js'

describe('a delivery', () => {
  it('makes each unit with a serial an asset of its customer, covered by one warranty', async () => {
    const shop = await lived(bought(), machinesDelivered)
    expect(shop.of('AssetRegistered')).toMatchObject([
      { assetId, sku: 'WM-9', serial: 'S-1', owner: { customerId }, purchase: unitOf('machine', 1) },
      { assetId: assetIdOf({ sku: text('WM-9'), serial: text('S-2') }), purchase: unitOf('machine', 2) },
    ])
    expect(shop.of('AssetCovered')).toMatchObject([
      { assetId, warrantyId },
      { warrantyId: warrantyIdOfUnit(unitOf('machine', 2)) },
    ])
    expect(shop.of('WarrantyRegistered')).toMatchObject([
      {
        warrantyId,
        assetId,
        serial: 'S-1',
        customerId,
        unit: unitOf('machine', 1),
        termsRef: { policyId: 'washing-machine-terms', version: 1 },
        marketCode: 'DE',
        registeredAt: day('2025-06-05'),
      },
      { warrantyId: warrantyIdOfUnit(unitOf('machine', 2)), serial: 'S-2' },
    ])
  })

  it('does so unit by unit where they have no serials', async () => {
    const shop = await lived(bought(), kettlesDelivered)
    expect(shop.of('AssetRegistered').map((one) => one['assetId'])).toEqual(
      [1, 2, 3].map((unit) => assetIdOfUnit(unitOf('kettle', unit))),
    )
    expect(shop.of('WarrantyRegistered').map((one) => one['warrantyId'])).toEqual(
      [1, 2, 3].map((unit) => warrantyIdOfUnit(unitOf('kettle', unit))),
    )
  })

  it('registers what arrived, and the rest when it arrives', async () => {
    const shop = await lived(
      bought(),
      delivered([{ lineId: 'machine', quantity: 1, serials: ['S-2'] }]),
      delivered([{ lineId: 'kettle', quantity: 1 }], '2025-06-06'),
      delivered([{ lineId: 'kettle', quantity: 2 }], '2025-06-07'),
    )
    expect(shop.of('WarrantyRegistered').map(({ unit, registeredAt }) => [unit, registeredAt])).toEqual([
      [unitOf('machine', 2), day('2025-06-05')],
      [unitOf('kettle', 1), day('2025-06-06')],
      [unitOf('kettle', 2), day('2025-06-07')],
      [unitOf('kettle', 3), day('2025-06-07')],
    ])
  })

  it('registers nothing of what has neither a serial nor terms, and nothing in a shop that names no terms', async () => {
    const bags = await lived(bought(), delivered([{ lineId: 'bag', quantity: 50 }]))
    expect(bags.of('AssetRegistered')).toEqual([])
    const { warrantyTermsOf: _, ...without } = choices
    const shop = await settled(await new Shop(without).live(bought(), machinesDelivered))
    expect(shop.of('AssetRegistered')).toEqual([])
  })

  it('keeps what was shown of the terms before the purchase', async () => {
    const shown = {
      policyRef: { policyId: 'washing-machine-terms', version: 1 },
      phase: 'pre-purchase',
      channel: 'web',
      conditionsShown: ['receipt'],
      shownAt: day('2025-06-01'),
    }
    const shop = await lived(bought(), toPurchase('DisclosePolicy', day('2025-06-03'), shown), machinesDelivered)
    expect(shop.of('WarrantyRegistered')).toMatchObject([{ disclosures: [shown] }, { disclosures: [shown] }])
  })
})

describe('a serial on two purchases', () => {
  const twice = [
    bought(),
    machinesDelivered,
    bought(['S-1'], otherPurchaseId),
    delivered([{ lineId: 'machine', quantity: 1, serials: ['S-1'] }], '2025-07-05', otherPurchaseId),
  ]

  it('is one asset, with a ticket for the desk, and no second warranty', async () => {
    const shop = await lived(...twice)
    expect(shop.of('AssetRegistered')).toHaveLength(2)
    expect(shop.of('WarrantyRegistered')).toHaveLength(2)
    expect(shop.of('ServiceTicketOpened')).toMatchObject([
      { purchaseId: otherPurchaseId, topic: { category: 'asset', subcategory: 'serial-on-two-purchases' } },
    ])
  })
})

describe('the layers of a warranty', () => {
  it('that are counted from the delivery start with it, and the others wait', async () => {
    const shop = await lived(bought(), machinesDelivered)
    expect(shop.of('WarrantyStarted')).toMatchObject([
      {
        warrantyId,
        anchor: 'delivery',
        anchoredAt: day('2025-06-05'),
        terms: [{ layerId: 'conformity', startsOn: '2025-06-05', lastOn: '2027-06-05' }],
      },
      { anchor: 'delivery' },
    ])
  })

  const visit = (purpose: string, outcome: string) => {
    const [scheduled, arrived, done] = [day('2025-06-08'), day('2025-06-12', '08:00'), day('2025-06-12', '09:00')]
    const visitId = '0197290f-6a00-7000-8000-00000000f001'
    return [
      toTicket('OpenServiceTicket', day('2025-06-07'), {
        issueId: '0197290f-6a00-7000-8000-00000000a002',
        channel: 'phone',
        kind: 'installation',
        priority: 'moderate',
        openedBy: agent,
        openedAt: day('2025-06-07'),
        serviceLevel: retailDesk,
      }),
      toTicket('ScheduleVisit', scheduled, {
        visitId,
        purpose,
        assetId,
        window: { on: '2025-06-12', from: '09:00', to: '11:00', zone: 'Europe/Berlin' },
        performer: { kind: 'provider', providerId: 'hof-service', providerName: 'Hof Service' },
        requiredSkills: [],
        scheduledBy: agent,
        scheduledAt: scheduled,
        serviceLevel: retailDesk,
      }),
      toTicket('ArriveAtVisit', arrived, { visitId, arrivedAt: arrived, serviceLevel: retailDesk }),
      toTicket('CompleteVisit', done, { visitId, outcome, parts: [], labourMinutes: 45, completedAt: done }),
    ]
  }

  it('that are counted from the installation start with the visit for it', async () => {
    const shop = await lived(bought(), machinesDelivered, ...visit('installation', 'done'))
    expect(shop.of('WarrantyStarted').slice(2)).toMatchObject([
      {
        warrantyId,
        anchor: 'installation',
        terms: [
          { layerId: 'motor', startsOn: '2025-06-12', lastOn: '2030-06-11' },
          { layerId: 'motor-extension', startsOn: '2030-06-12', lastOn: '2033-06-11' },
        ],
      },
    ])
  })

  it.each([
    ['maintenance', 'done'],
    ['installation', 'not-done'],
    ['installation', 'partly-done'],
  ])('do not start with a visit for %s that is %s', async (purpose, outcome) => {
    const shop = await lived(bought(), machinesDelivered, ...visit(purpose, outcome))
    expect(shop.of('WarrantyStarted').map(({ anchor }) => anchor)).toEqual(['delivery', 'delivery'])
  })

  it('start once: with the installation that the customer made, and not anew where it is moved', async () => {
    const installed = (on: string) => toAsset('InstallAsset', day(on), { place: 'Berlin', installedAt: day(on) })
    const shop = await lived(bought(), machinesDelivered, installed('2025-06-09'), installed('2026-01-09'))
    expect(shop.of('WarrantyStarted').slice(2)).toMatchObject([{ anchoredAt: day('2025-06-09') }])
    expect(shop.of('WarrantyRestated')).toEqual([])
  })

  it('start with what was heard before the warranty was there, whatever is heard first', async () => {
    const shop = new Shop()
    await shop.tell(
      bought(),
      machinesDelivered,
      toAsset('RegisterAsset', day('2025-06-05'), {
        sku: 'WM-9',
        serial: 'S-1',
        owner: { customerId },
        purchase: unitOf('machine', 1),
        registeredAt: day('2025-06-05'),
      }),
      toAsset('InstallAsset', day('2025-06-09'), { place: 'Berlin', installedAt: day('2025-06-09') }),
    )
    await settled(await shop.run())
    const started = shop.of('WarrantyStarted').filter((one) => one['warrantyId'] === warrantyId)
    expect(new Set(started.map(({ anchor }) => anchor))).toEqual(new Set(['delivery', 'installation']))
  })

  it('start with the installation of what was covered before its warranty was registered by hand', async () => {
    const { warrantyTermsOf: _, ...byHand } = choices
    const shop = await new Shop(byHand).live(
      toAsset('RegisterAsset', day('2025-06-05'), {
        sku: 'WM-9',
        serial: 'S-1',
        owner: { customerId },
        registeredAt: day('2025-06-05'),
      }),
      toAsset('CoverAsset', day('2025-06-06'), { warrantyId, coveredAt: day('2025-06-06') }),
      toAsset('InstallAsset', day('2025-06-09'), { place: 'Berlin', installedAt: day('2025-06-09') }),
      toWarranty('RegisterWarranty', day('2025-06-10'), {
        assetId,
        serial: 'S-1',
        terms: washingMachineTerms,
        disclosures: [],
        registeredAt: day('2025-06-10'),
      }),
    )
    await settled(shop)
    expect(shop.of('WarrantyStarted')).toMatchObject([
      { warrantyId, anchor: 'installation', anchoredAt: day('2025-06-09') },
    ])
  })
})
