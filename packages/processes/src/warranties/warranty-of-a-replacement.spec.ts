import { germanConsumerLaw2022, washingMachineTerms } from '@aftersale/domain'
import { idsOfAReplacement } from './replacement-of-a-claim.js'
import {
  assetId,
  bought,
  choices,
  chosen,
  claimed,
  claimId,
  customerId,
  day,
  delivered,
  lived,
  machinesDelivered,
  purchaseId,
  replaced,
  Shop,
  settled,
  type Told,
  text,
  toAsset,
  toPurchase,
  toWarranty,
  warrantyId,
} from './warranties.fixtures.js'

const ids = idsOfAReplacement({ claimId, purchaseId, sku: text('WM-9'), newSerial: text('S-9') })

describe('what else was claimed on a unit that was replaced', () => {
  const second = (told: Told, differing: object = {}): Told => ({
    ...told,
    command: {
      ...told.command,
      data: { ...told.command.data, claimId: '0197290f-6a00-7000-8000-00000000d002', ...differing },
    },
  })
  const begun = [bought(), machinesDelivered, ...claimed, second(claimed[0] as Told, { defect: 'smells' })]
  const taken = toWarranty('TakeIntoCustody', day('2026-03-05'), {
    custodyId: 'custody-1',
    claimId: '0197290f-6a00-7000-8000-00000000d002',
    purpose: 'inspection',
    takenAt: day('2026-03-05'),
  })
  const remedied = second(
    toWarranty('DecideCoverage', day('2026-03-04'), {
      layerId: 'conformity',
      decision: 'approve',
      reasons: ['DefectConfirmed'],
      decidedBy: { kind: 'agent', id: 'agent-1' },
      decidedAt: day('2026-03-04'),
    }),
  )

  it('is withdrawn, and the claim that replaced it is not', async () => {
    const shop = await lived(...begun, remedied, chosen('replace-unit'), replaced(ids))
    expect(shop.of('ClaimWithdrawn')).toMatchObject([
      { claimId: '0197290f-6a00-7000-8000-00000000d002', because: 'unit-replaced', withdrawnAt: day('2026-03-10') },
    ])
  })

  it('is withdrawn once the product is handed back, where it was away for it', async () => {
    const choice = second(claimed[2] as Told)
    const repair = second(chosen('repair'))
    const shop = await lived(...begun, remedied, choice, chosen('replace-unit'), repair, taken, replaced(ids))
    expect(shop.of('ClaimWithdrawn')).toEqual([])
    await settled(
      await shop.live(
        toWarranty('HandBack', day('2026-03-11'), { custodyId: 'custody-1', handedBackAt: day('2026-03-11') }),
      ),
    )
    expect(shop.of('ClaimWithdrawn')).toHaveLength(1)
  })
})

describe('the warranty of a unit that a claim replaced', () => {
  it('goes on by the terms that the old one was registered with, though the shop names none any more', async () => {
    const shop = await new Shop().live(bought(), machinesDelivered, ...claimed, chosen('replace-unit'))
    const { warrantyTermsOf: _, lawOf: __, ...without } = choices
    const forgetful = await settled(await shop.under(without).live(replaced(ids)))
    const [old, , registered] = forgetful.of('WarrantyRegistered')
    expect(registered).toMatchObject({ warrantyId: ids.newWarrantyId, layers: old?.['layers'] })
    expect([registered?.['termsRef'], registered?.['lawRef'], registered?.['conformity']]).toEqual([
      old?.['termsRef'],
      old?.['lawRef'],
      old?.['conformity'],
    ])
  })

  it('goes on where neither unit was bought here', async () => {
    const [on, before] = [day('2025-06-05'), day('2025-06-04')]
    const elsewhere = [
      toAsset('RegisterAsset', on, { sku: 'WM-9', serial: 'S-1', owner: { customerId }, registeredAt: on }),
      toAsset('CoverAsset', on, { warrantyId, coveredAt: on }),
      toWarranty('RegisterWarranty', on, {
        assetId,
        serial: 'S-1',
        customerId,
        terms: washingMachineTerms,
        law: germanConsumerLaw2022,
        disclosures: [],
        registeredAt: on,
      }),
      toWarranty('StartWarranty', on, { anchor: 'delivery', anchoredAt: before }),
    ]
    const newWarrantyId = '0197290f-6a00-7000-8000-00000000dd01'
    const { newAssetId } = ids
    const shop = await lived(...elsewhere, ...claimed, chosen('replace-unit'), replaced({ newAssetId, newWarrantyId }))
    expect(shop.of('AssetCovered').slice(1)).toMatchObject([{ assetId: newAssetId, warrantyId: newWarrantyId }])
    expect(shop.of('WarrantyStarted').slice(1)).toMatchObject([
      { warrantyId: newWarrantyId, anchor: 'replacement', terms: [{ layerId: 'conformity', lastOn: '2027-06-04' }] },
    ])
    expect(shop.of('ServiceTicketOpened')).toEqual([])
  })
})

describe('what a unit is worth that a claim gave in place of another', () => {
  it('is no more than was left of the price, where a part of that was given back before', async () => {
    const begun = [bought(['S-1']), delivered([{ lineId: 'machine', quantity: 1, serials: ['S-1'] }]), ...claimed]
    const partBack = toPurchase('ReserveRefund', day('2026-03-04'), {
      refundId: '0197290f-6a00-7000-8000-00000000aa09',
      holder: { aggregate: 'serviceTicket', id: '0197290f-6a00-7000-8000-00000000a001' },
      currency: 'EUR',
      components: [{ component: 'goods', lineId: 'machine', minor: 1000n }],
      tenders: [{ paymentId: 'card', minor: 1000n }],
      payout: 'original-tender',
      reservedAt: day('2026-03-04'),
    })
    const shop = await lived(...begun, partBack, chosen('replace-unit'), replaced(ids))
    expect(shop.of('ReplacementUnitsAdded')).toMatchObject([{ newLines: [{ netMinor: '59000', taxMinor: '11400' }] }])
    expect(shop.of('ServiceTicketOpened')).toEqual([])
  })
})
