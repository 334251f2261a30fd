import { assetIdOf, servicePlanIdOfUnit } from '@aftersale/domain'
import { idsOfAReplacement } from '../warranties/replacement-of-a-claim.js'
import {
  agent,
  assetId,
  bought,
  chosen,
  claimed,
  claimId,
  customerId,
  day,
  delivered,
  firstMachine,
  machinesDelivered,
  otherPurchaseId,
  purchaseId,
  repairIsNoUse,
  replaced,
  Shop,
  settled,
  type Told,
  terms,
  text,
  toAsset,
  toCase,
  toPurchase,
  unitOf,
} from '../warranties/warranties.fixtures.js'
import { planOf } from './plan-of-a-machine.fixtures.js'
import { boughtInPlaceOf, inItsPlaceSince } from './unit-in-its-place.js'

// The first of two machines, with a plan that maintains it for three years; what becomes of the plan with the machine.

const begun = [bought(), machinesDelivered, ...planOf()]
const ids = idsOfAReplacement({ claimId, purchaseId, sku: text('WM-9'), newSerial: text('S-9') })
const replacedByAClaim = [...claimed, chosen('replace-unit'), replaced(ids)]
const planEnded: ReadonlyArray<Told> = [
  {
    ...(planOf()[0] as Told),
    at: day('2025-08-01'),
    command: {
      type: 'CancelServicePlan',
      data: {
        servicePlanId: servicePlanIdOfUnit(firstMachine),
        cancellationId: 'cancellation-1',
        because: 'not-wanted',
        cancelledAt: day('2025-08-01'),
      },
    },
  },
]
const maintained = (shop: Shop) => shop.of('MaintenanceScheduleSetUp').map((one) => one['assetId'])

/** Some unit comes back, and is made good by that leg. */
const settledBy = async (
  shop: Shop,
  leg: object,
  item: { readonly lineId: string; readonly serial: string; readonly on: string; readonly case: string },
): Promise<Shop> => {
  const at = day(item.on)
  const id = `0197290f-6a00-7000-8000-00000000e0${item.case}`
  const goods = { purchaseId, lineId: item.lineId, quantity: 1, serials: [item.serial] }
  await shop.live(
    toCase(
      'RequestReturn',
      at,
      {
        customerId,
        kind: 'policy-return',
        lines: [{ requestLineId: 'line-1', ...goods }],
        wanted: { remedy: 'refund' },
        evidence: [await shop.evidence()],
        terms,
        requestedBy: agent,
        requestedAt: at,
      },
      id,
    ),
    toCase(
      'ReceiveItems',
      at,
      { parcelId: 'parcel-1', items: [{ itemId: 'item-1', sku: 'WM-9', ...goods }], receivedAt: at },
      id,
    ),
  )
  return settle(shop, leg, item.lineId, id, item.on)
}

const settle = async (shop: Shop, leg: object, lineId: string, id: string, on: string): Promise<Shop> => {
  const at = day(on)
  await shop.live(
    toCase(
      'ProposeSettlement',
      at,
      {
        settlementId: 'settlement-1',
        legs: [{ legId: 'leg-1', purchaseId, lines: [{ lineId, units: [{ first: 1, last: 1 }] }], ...leg }],
        evidence: [await shop.evidence()],
        terms,
        proposedBy: agent,
        proposedAt: at,
      },
      id,
    ),
    toCase('ApproveSettlement', at, { settlementId: 'settlement-1', approvedBy: agent, approvedAt: at }, id),
  )
  return settled(shop)
}

const refund = (number: string) => ({ kind: 'refund', refundId: `0197290f-6a00-7000-8000-00000000aa${number}` })

describe('a plan', () => {
  it('goes on where its unit is replaced by a claim, and has what is given in its place maintained', async () => {
    const shop = await settled(await new Shop().live(...begun, ...replacedByAClaim))
    expect(shop.of('ServicePlanCancelled')).toEqual([])
    expect(maintained(shop)).toEqual([assetId, ids.newAssetId])
    expect(shop.of('MaintenanceScheduleSetUp')[1]).toMatchObject({ anchorOn: '2025-06-05', setUpAt: day('2026-03-10') })
  })

  it('ends with what was given in the place of its unit, and its maintenance there with it', async () => {
    const shop = await new Shop().live(...begun, ...replacedByAClaim)
    await settledBy(shop, refund('02'), { lineId: `claim-${claimId}`, serial: 'S-9', on: '2026-04-01', case: '02' })
    expect(shop.of('ServicePlanCancelled')).toMatchObject([{ servicePlanId: servicePlanIdOfUnit(firstMachine) }])
    expect(shop.of('MaintenanceScheduleEnded')).toMatchObject([
      { assetId, because: 'asset-retired' },
      { assetId: ids.newAssetId },
    ])
  })

  it('ends with its maintenance on each machine that it covered, where both are still out there', async () => {
    const reservationId = '0197290f-6a00-7000-8000-00000000cc01'
    const on = day('2025-07-01')
    const shop = await new Shop().live(
      ...begun,
      toPurchase('ReserveUnits', on, {
        reservationId,
        purpose: 'goodwill',
        holder: { aggregate: 'serviceTicket', id: '0197290f-6a00-7000-8000-00000000cc02' },
        lines: [{ lineId: 'machine', quantity: 1, serials: ['S-1'] }],
        reservedAt: on,
      }),
      toPurchase('AddReplacementUnits', on, {
        replacementId: '0197290f-6a00-7000-8000-00000000cc03',
        reservationId,
        lineageOf: [{ lineId: 'machine', units: [{ first: 1, last: 1 }] }],
        newLines: [
          {
            lineId: 'new',
            sku: 'WM-9',
            kind: 'goods',
            quantity: 1,
            serialTracked: true,
            netMinor: 100n,
            taxMinor: 19n,
          },
        ],
        currency: 'EUR',
        addedAt: on,
      }),
      ...planEnded,
    )
    await settled(shop)
    expect(shop.of('MaintenanceScheduleEnded')).toMatchObject([{ assetId, because: 'plan-cancelled' }])
  })

  it('goes on where its unit is exchanged for another', async () => {
    const replacement = [
      { lineId: 'new', sku: 'WM-9', kind: 'goods', quantity: 1, serialTracked: true, serials: ['S-8'] },
    ]
    const exchange = { kind: 'exchange', replacementId: '0197290f-6a00-7000-8000-00000000bb01', replacement }
    const shop = await new Shop().live(...begun)
    await settledBy(shop, exchange, { lineId: 'machine', serial: 'S-1', on: '2025-07-01', case: '03' })
    expect(shop.of('ReplacementUnitsAdded')).toHaveLength(1)
    await settled(await shop.live(delivered([{ lineId: 'new', quantity: 1, serials: ['S-8'] }], '2025-07-03')))
    expect(shop.of('ServicePlanCancelled')).toEqual([])
    expect(maintained(shop)).toEqual([assetId, assetIdOf({ sku: text('WM-9'), serial: text('S-8') })])
  })

  it('goes on where its unit stays with the customer at a reduced price', async () => {
    const reduction = { reduction: { amountMinor: 5000n, currency: 'EUR' } }
    const shop = await new Shop().live(
      ...begun,
      ...claimed,
      chosen('price-reduction', { ...repairIsNoUse, ...reduction }),
    )
    const id = shop.of('ReturnRequested')[0]?.['returnCaseId'] as string
    const item = { itemId: 'item-1', purchaseId, lineId: 'machine', sku: 'WM-9', quantity: 1, serials: ['S-1'] }
    const at = day('2026-03-08')
    await shop.live(toCase('ReceiveItems', at, { parcelId: 'parcel-1', items: [item], receivedAt: at }, id))
    await settle(shop, refund('04'), 'machine', id, '2026-03-09')
    expect(shop.of('UnitsConsumed')).toHaveLength(1)
    expect(shop.of('ServicePlanCancelled')).toEqual([])
    expect(shop.of('MaintenanceScheduleEnded')).toEqual([])
  })

  it('has a machine maintained that came back before and was sold again', async () => {
    const again = unitOf('machine', 1, otherPurchaseId)
    const shop = await new Shop().live(bought(), machinesDelivered)
    await settledBy(shop, refund('05'), { lineId: 'machine', serial: 'S-1', on: '2025-07-01', case: '05' })
    await shop.live(
      bought(['S-1'], otherPurchaseId),
      ...planOf(again, '2025-08-01'),
      delivered([{ lineId: 'machine', quantity: 1, serials: ['S-1'] }], '2025-08-05', otherPurchaseId),
    )
    await settled(shop)
    expect(shop.of('AssetResold')).toHaveLength(1)
    expect(maintained(shop)).toEqual([assetId])
  })

  it('follows an asset that was not bought here to what replaced it, and ends there', async () => {
    const owned = toAsset('RegisterAsset', day('2025-01-01'), {
      sku: 'WM-9',
      serial: 'S-1',
      owner: { customerId },
      registeredAt: day('2025-01-01'),
    })
    const other = assetIdOf({ sku: text('WM-9'), serial: text('S-9') })
    const otherOwned = {
      ...owned,
      id: other,
      command: { ...owned.command, data: { ...owned.command.data, assetId: other, serial: 'S-9' } },
    }
    const byAsset = planOf(firstMachine, '2025-06-05', { assetId })
    const shop = await new Shop().live(
      owned,
      ...byAsset,
      otherOwned,
      toAsset('ReplaceAsset', day('2025-09-01'), { byAssetId: other, replacedAt: day('2025-09-01') }),
    )
    expect(maintained(shop)).toEqual([assetId, other])
    const [quote] = byAsset as readonly [Told]
    const cancellation = { cancellationId: 'c-1', because: 'customer-asked', cancelledAt: day('2025-10-01') }
    await shop.live({
      ...quote,
      at: day('2025-10-01'),
      command: { type: 'CancelServicePlan', data: { servicePlanId: quote.id, ...cancellation } },
    })
    await settled(shop)
    expect(shop.of('MaintenanceScheduleEnded').slice(1)).toMatchObject([{ assetId: other, because: 'plan-cancelled' }])
  })
})

describe('units in the place of others', () => {
  const lineage = (lineId: string, first: number, last: number) => [{ lineId, units: [{ first, last }] }]
  const purchase = {
    sale: {
      lines: new Map([
        ['machine', { quantity: 3 }],
        ['two', { quantity: 2, replaces: { replacementId: 'r-1', lineageOf: lineage('machine', 2, 3) } }],
        ['third', { quantity: 1, replaces: { replacementId: 'r-2', lineageOf: lineage('two', 2, 2) } }],
        ['a', { quantity: 1, replaces: { replacementId: 'r-3', lineageOf: lineage('two', 1, 1) } }],
        ['extra', { quantity: 1, replaces: { replacementId: 'r-3', lineageOf: lineage('two', 1, 1) } }],
      ]),
    },
  } as never

  it('are traced to what was bought, through each replacement', () => {
    const boughtAs = (lineId: string, unit: number) => boughtInPlaceOf(purchase, { lineId: lineId as never, unit })
    expect(boughtAs('third', 1)).toEqual({ lineId: 'machine', unit: 3 })
    expect(boughtAs('a', 1)).toEqual({ lineId: 'machine', unit: 2 })
    expect(boughtAs('machine', 1)).toEqual({ lineId: 'machine', unit: 1 })
  })

  it('are none of it where more was given than came back', () => {
    expect(boughtInPlaceOf(purchase, { lineId: 'extra' as never, unit: 1 })).toEqual({ lineId: 'extra', unit: 1 })
  })

  it('are found from what was bought, one after the other', () => {
    expect(inItsPlaceSince(purchase, unitOf('machine', 3)).map(({ lineId, unit }) => [lineId, unit])).toEqual([
      ['machine', 3],
      ['two', 2],
      ['third', 1],
    ])
    expect(inItsPlaceSince(purchase, unitOf('machine', 1))).toEqual([unitOf('machine', 1)])
  })
})
