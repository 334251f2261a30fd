import { assetIdOf, assetIdOfUnit, warrantyIdOfUnit, washingMachineTerms } from '@aftersale/domain'
import {
  agent,
  assetId,
  bought,
  choices,
  claimed,
  claimId,
  customerId,
  day,
  delivered,
  kettlesDelivered,
  machinesDelivered,
  otherPurchaseId,
  purchaseId,
  Shop,
  settled,
  type Told,
  terms,
  text,
  toAsset,
  toCase,
  toPurchase,
  unitOf,
  warrantyId,
} from './warranties.fixtures.js'

const serialOf = (unit: number) => `S-${unit}`
const refundId = '0197290f-6a00-7000-8000-00000000aa01'

/** Units of a line come back, are paid for, or are exchanged for another of their kind. */
const givenBack = async (
  shop: Shop,
  lineId: 'machine' | 'kettle' | 'bag',
  units: ReadonlyArray<number>,
  leg: object = { kind: 'refund', refundId },
): Promise<Shop> => {
  const sku = { machine: 'WM-9', kettle: 'KETTLE', bag: 'BAG' }[lineId]
  const serials = lineId === 'machine' ? { serials: units.map(serialOf) } : {}
  const at = day('2025-07-01')
  await shop.live(
    toCase('RequestReturn', at, {
      customerId,
      kind: 'policy-return',
      lines: [{ requestLineId: 'line-1', purchaseId, lineId, quantity: units.length, ...serials }],
      wanted: { remedy: 'refund' },
      evidence: [await shop.evidence()],
      terms,
      requestedBy: agent,
      requestedAt: at,
    }),
    toCase('ReceiveItems', at, {
      parcelId: 'parcel-1',
      items: [{ itemId: 'item-1', purchaseId, lineId, sku, quantity: units.length, ...serials }],
      receivedAt: at,
    }),
  )
  await shop.live(
    toCase('ProposeSettlement', at, {
      settlementId: 'settlement-1',
      legs: [
        {
          legId: 'leg-1',
          purchaseId,
          lines: [{ lineId, units: units.map((unit) => ({ first: unit, last: unit })) }],
          ...leg,
        },
      ],
      evidence: [await shop.evidence()],
      terms,
      proposedBy: agent,
      proposedAt: at,
    }),
    toCase('ApproveSettlement', at, { settlementId: 'settlement-1', approvedBy: agent, approvedAt: at }),
  )
  return settled(shop)
}

describe('a unit that was given back', () => {
  it('is warranted to nobody and no customer’s any more, and the others are as before', async () => {
    const shop = await givenBack(await new Shop().live(bought(), machinesDelivered), 'machine', [2])
    expect(shop.of('WarrantyCancelled')).toMatchObject([
      { warrantyId: warrantyIdOfUnit(unitOf('machine', 2)), because: 'unit-returned', cancelledAt: day('2025-07-01') },
    ])
    expect(shop.of('AssetRetired')).toMatchObject([
      { assetId: assetIdOf({ sku: text('WM-9'), serial: text('S-2') }), because: 'returned' },
    ])
    expect(shop.of('AssetUncovered')).toHaveLength(1)
  })

  it('is told apart where it has no serial, too', async () => {
    const shop = await givenBack(await new Shop().live(bought(), kettlesDelivered), 'kettle', [1])
    expect(shop.of('WarrantyCancelled')).toMatchObject([{ warrantyId: warrantyIdOfUnit(unitOf('kettle', 1)) }])
    expect(shop.of('AssetRetired')).toMatchObject([{ assetId: assetIdOfUnit(unitOf('kettle', 1)) }])
  })

  it('is warranted to nobody either where its line names no terms, and the shop warrants it all the same', async () => {
    const shop = new Shop({ ...choices, warrantyTermsOf: () => ({ terms: washingMachineTerms }) })
    await givenBack(await shop.live(bought(), delivered([{ lineId: 'bag', quantity: 2 }])), 'bag', [1])
    expect(shop.of('WarrantyRegistered')).toHaveLength(2)
    expect(shop.of('WarrantyCancelled')).toMatchObject([{ warrantyId: warrantyIdOfUnit(unitOf('bag', 1)) }])
    expect(shop.of('AssetRetired')).toMatchObject([{ assetId: assetIdOfUnit(unitOf('bag', 1)) }])
  })

  it('is warranted to nobody as well where others were given for it', async () => {
    const replacement = [{ lineId: 'new', sku: 'WM-9', kind: 'goods', quantity: 1, serialTracked: false }]
    const exchange = { kind: 'exchange', replacementId: '0197290f-6a00-7000-8000-00000000bb01', replacement }
    const shop = await givenBack(await new Shop().live(bought(), machinesDelivered), 'machine', [1], exchange)
    expect(shop.of('ReplacementUnitsAdded')).toHaveLength(1)
    expect(shop.of('WarrantyCancelled')).toMatchObject([{ warrantyId }])
    expect(shop.of('AssetRetired')).toMatchObject([{ assetId, because: 'returned' }])
  })

  it('leaves no claim on it open', async () => {
    const [opened, decided] = claimed as readonly [Told, Told]
    const before = (told: Told, differing: object): Told => ({
      ...told,
      at: day('2025-06-20'),
      command: { ...told.command, data: { ...told.command.data, ...differing } },
    })
    const shop = await new Shop().live(
      bought(),
      machinesDelivered,
      before(opened, { failedOn: '2025-06-19', reportedAt: day('2025-06-20') }),
      before(decided, { decidedAt: day('2025-06-20') }),
    )
    await givenBack(shop, 'machine', [1])
    expect(shop.of('ClaimWithdrawn')).toMatchObject([
      { warrantyId, claimId, because: 'unit-returned', withdrawnAt: day('2025-07-01') },
    ])
  })

  it('leaves no claim on it open either that was reported before anybody heard of that', async () => {
    const [opened] = claimed as readonly [Told]
    const reported = { ...opened.command.data, failedOn: '2025-06-19', reportedAt: day('2025-07-10') }
    const claimedLater = { ...opened, at: day('2025-07-10'), command: { ...opened.command, data: reported } }
    const shop = await givenBack(await new Shop().live(bought(), machinesDelivered, claimedLater), 'machine', [1])
    expect(shop.of('ClaimWithdrawn')).toMatchObject([
      { warrantyId, claimId, because: 'unit-returned', withdrawnAt: day('2025-07-10') },
    ])
  })

  it('may be sold again, and has a warranty of its new sale, in which no former installation counts', async () => {
    const installed = (on: string) => toAsset('InstallAsset', day(on), { place: 'Berlin', installedAt: day(on) })
    const first = await new Shop().live(bought(), machinesDelivered, installed('2025-06-09'))
    const shop = await givenBack(first, 'machine', [1])
    await shop.live(
      bought(['S-1'], otherPurchaseId),
      delivered([{ lineId: 'machine', quantity: 1, serials: ['S-1'] }], '2025-08-05', otherPurchaseId),
    )
    await settled(shop)
    expect(shop.of('AssetResold')).toMatchObject([{ assetId, purchase: unitOf('machine', 1, otherPurchaseId) }])
    expect(shop.of('WarrantyStarted').slice(-1)).toMatchObject([
      {
        warrantyId: warrantyIdOfUnit(unitOf('machine', 1, otherPurchaseId)),
        anchor: 'delivery',
        terms: [{ layerId: 'conformity', startsOn: '2025-08-05' }],
      },
    ])
    expect(shop.of('ServiceTicketOpened')).toEqual([])
    const anchorsOfNewSale = (): ReadonlyArray<unknown> =>
      shop
        .of('WarrantyStarted')
        .filter((one) => one['warrantyId'] === warrantyIdOfUnit(unitOf('machine', 1, otherPurchaseId)))
        .map(({ anchor, anchoredAt }) => [anchor, anchoredAt])
    expect(anchorsOfNewSale()).toEqual([['delivery', day('2025-08-05')]])

    await settled(await shop.live(installed('2025-08-07')))
    expect(anchorsOfNewSale().slice(1)).toEqual([['installation', day('2025-08-07')]])
  })

  it('leaves the asset with whoever bought it elsewhere, where two purchases name its serial', async () => {
    const shop = await new Shop().live(
      bought(['S-1'], otherPurchaseId),
      delivered([{ lineId: 'machine', quantity: 1, serials: ['S-1'] }], '2025-06-04', otherPurchaseId),
      bought(),
      machinesDelivered,
    )
    await givenBack(shop, 'machine', [1])
    expect(shop.of('AssetRetired')).toEqual([])
    expect(shop.of('WarrantyCancelled')).toEqual([])
  })

  it('is one that the customer had: goodwill ends no warranty', async () => {
    const shop = await new Shop().live(bought(), machinesDelivered)
    await shop.live(
      toPurchase('ReserveUnits', day('2025-07-01'), {
        reservationId: '0197290f-6a00-7000-8000-00000000cc01',
        purpose: 'goodwill',
        holder: { aggregate: 'serviceTicket', id: '0197290f-6a00-7000-8000-00000000a001' },
        lines: [{ lineId: 'machine', quantity: 1, serials: ['S-1'] }],
        reservedAt: day('2025-07-01'),
      }),
      toPurchase('ConsumeUnits', day('2025-07-01'), {
        reservationId: '0197290f-6a00-7000-8000-00000000cc01',
        consumedAt: day('2025-07-01'),
      }),
    )
    await settled(shop)
    expect(shop.of('WarrantyCancelled')).toEqual([])
  })
})
