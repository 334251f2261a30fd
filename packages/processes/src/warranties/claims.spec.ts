import { type ClaimId, claimReservationId, returnCaseIdOfClaim, warrantyIdOfUnit } from '@aftersale/domain'
import { idsOfAReplacement, replacementUnitOf } from './replacement-of-a-claim.js'
import {
  agent,
  assetId,
  bought,
  choices,
  chosen,
  claimed,
  claimId,
  customerId,
  day,
  kettlesDelivered,
  lived,
  machinesDelivered,
  purchaseId,
  repaired,
  repairIsNoUse,
  replaced,
  Shop,
  settled,
  type Told,
  terms,
  text,
  toCase,
  toPurchase,
  toWarranty,
  unitOf,
  warrantyId,
} from './warranties.fixtures.js'

const begun = [bought(), machinesDelivered, ...claimed]
const reservationId = claimReservationId(claimId)
const returnCaseId = returnCaseIdOfClaim(claimId)

/** Whoever asked for a return of the first machine. */
const wantsItBack = (shop: Shop): Promise<Told> =>
  shop.evidence().then((evidence) =>
    toCase('RequestReturn', day('2026-03-03'), {
      customerId,
      kind: 'policy-return',
      lines: [{ requestLineId: 'line-1', purchaseId, lineId: 'machine', quantity: 1, serials: ['S-1'] }],
      wanted: { remedy: 'refund' },
      evidence: [evidence],
      terms,
      requestedBy: agent,
      requestedAt: day('2026-03-03'),
    }),
  )

describe('a repair that was chosen', () => {
  it('has the unit held for it, and a ticket of its own', async () => {
    const shop = await lived(...begun, chosen('repair'))
    expect(shop.of('UnitsReserved')).toMatchObject([
      {
        reservationId,
        purpose: 'claim',
        holder: { aggregate: 'warranty', id: warrantyId },
        lines: [{ lineId: 'machine', units: [{ first: 1, last: 1 }], serials: ['S-1'] }],
      },
    ])
    expect(shop.of('ClaimUnitHeld')).toMatchObject([{ claimId, reservationId }])
    expect(shop.of('ServiceTicketOpened')).toMatchObject([
      { kind: 'repair', customerId, assetId, purchaseId, topic: { category: 'warranty', subcategory: 'repair' } },
    ])
  })

  it('has no ticket before the unit is held', async () => {
    const shop = await new Shop().live(...begun)
    await (await shop.tell(chosen('repair'))).run('beginning', 'open-a-repair-ticket-when-a-repair-is-chosen')
    expect(shop.of('ServiceTicketOpened')).toEqual([])
  })

  it('is not done where a return has the unit: the claim is told, and the desk', async () => {
    const shop = await new Shop().live(...begun)
    await shop.live(await wantsItBack(shop), chosen('repair'))
    await settled(shop)
    expect(shop.of('ClaimUnitRefused')).toMatchObject([
      { claimId, because: 'purchase-answers-SerialNotAvailable', refusedAt: day('2026-03-04') },
    ])
    expect(shop.of('ServiceTicketOpened')).toMatchObject([{ kind: 'claim', topic: { subcategory: 'unit-not-held' } }])
  })

  it('keeps the unit from a return until the claim is closed', async () => {
    const handedOver = [
      repaired(),
      toWarranty('CloseClaim', day('2026-03-12'), { claimId, closedAt: day('2026-03-12') }),
    ]
    const shop = await new Shop().live(...begun, chosen('repair'))
    await shop.live(await wantsItBack(shop))
    expect(shop.of('ReturnRefused')).toHaveLength(1)

    await shop.live(...handedOver)
    await settled(shop)
    expect(shop.of('UnitsReleased')).toMatchObject([{ reservationId, because: 'claim-closed' }])
  })

  it('lets the unit go where the claim is withdrawn, and where nobody waits for it any more', async () => {
    const withdrawn = toWarranty('WithdrawClaim', day('2026-03-05'), { claimId, withdrawnAt: day('2026-03-05') })
    const shop = await lived(...begun, chosen('repair'), withdrawn)
    expect(shop.of('UnitsReleased')).toMatchObject([{ reservationId, because: 'claim-withdrawn' }])

    const inAHurry = await new Shop().live(...begun)
    await settled(await (await inAHurry.tell(chosen('repair'), withdrawn)).run())
    expect(inAHurry.of('UnitsReserved')).toEqual([])

    const tooLate = await new Shop().live(...begun)
    await (await tooLate.tell(chosen('repair'), withdrawn)).run()
    await tooLate.tell(
      toPurchase('ReserveUnits', day('2026-03-04'), {
        reservationId,
        purpose: 'claim',
        holder: { aggregate: 'warranty', id: warrantyId },
        lines: [{ lineId: 'machine', quantity: 1, serials: ['S-1'] }],
        reservedAt: day('2026-03-04'),
      }),
    )
    await settled(await tooLate.run())
    expect(tooLate.of('UnitsReleased')).toMatchObject([{ reservationId }])
  })

  it('has one ticket for each time that it is chosen, and keeps the unit', async () => {
    const shop = await lived(
      ...begun,
      chosen('repair'),
      repaired('failed'),
      toWarranty('ChooseRemedy', day('2026-03-11'), {
        claimId,
        remedy: 'repair',
        chosenBy: 'customer',
        chosenAt: day('2026-03-11'),
      }),
    )
    expect(shop.of('UnitsReserved')).toHaveLength(1)
    expect(shop.of('ServiceTicketOpened')).toHaveLength(2)
  })
})

describe('a replacement', () => {
  const ids = idsOfAReplacement({ claimId, purchaseId, sku: text('WM-9'), newSerial: text('S-9') })
  const unit = replacementUnitOf(claimId, purchaseId)

  it('stands in the place of the old unit at the purchase, for what was paid for it', async () => {
    const shop = await lived(...begun, chosen('replace-unit'), replaced(ids))
    expect(shop.of('ReplacementUnitsAdded')).toMatchObject([
      {
        reservationId,
        lineageOf: [{ lineId: 'machine', units: [{ first: 1, last: 1 }], netMinor: '60000', taxMinor: '11400' }],
        newLines: [{ lineId: unit.lineId, sku: 'WM-9', serials: ['S-9'], netMinor: '60000', taxMinor: '11400' }],
      },
    ])
    expect(shop.of('UnitsConsumed')).toMatchObject([{ purpose: 'claim', holder: { id: warrantyId } }])
    expect(shop.of('UnitsFulfilled').slice(1)).toMatchObject([{ lines: [{ lineId: unit.lineId }] }])
    expect(shop.of('ServiceTicketOpened')).toEqual([])
  })

  it('is an asset of the same owner, and the old one is the shop’s again', async () => {
    const shop = await lived(...begun, chosen('replace-unit'), replaced(ids))
    expect(shop.of('AssetRegistered').slice(2)).toMatchObject([
      { assetId: ids.newAssetId, serial: 'S-9', owner: { customerId }, purchase: unit },
    ])
    expect(shop.of('AssetReplaced')).toMatchObject([{ assetId, byAssetId: ids.newAssetId, claimId }])
    expect(shop.of('AssetRetired')).toMatchObject([{ assetId, because: 'replaced' }])
    expect(shop.of('AssetCovered').slice(2)).toMatchObject([{ assetId: ids.newAssetId, warrantyId: ids.newWarrantyId }])
  })

  it('has a warranty that ends when the old one would have, and no later by being delivered later', async () => {
    const shop = await lived(...begun, chosen('replace-unit'), replaced(ids))
    expect(shop.of('WarrantyRegistered').slice(2)).toMatchObject([
      { warrantyId: ids.newWarrantyId, assetId: ids.newAssetId, unit, carried: { warrantyId, claimCount: 1 } },
    ])
    expect(shop.of('WarrantyStarted').slice(2)).toMatchObject([
      {
        warrantyId: ids.newWarrantyId,
        anchor: 'replacement',
        terms: [{ layerId: 'conformity', lastOn: '2027-06-05' }],
      },
    ])
    expect([...shop.of('WarrantyRestated'), ...shop.of('AnchorProofSetAside')]).toEqual([])
  })

  it('on fresh terms starts anew with its delivery', async () => {
    const shop = await lived(...begun, chosen('replace-unit'), replaced(ids, { termPolicy: { kind: 'fresh' } }))
    const [started] = shop.of('WarrantyStarted').slice(-1)
    expect(started).toMatchObject({
      warrantyId: ids.newWarrantyId,
      anchor: 'delivery',
      terms: [{ layerId: 'conformity', startsOn: '2026-03-10', lastOn: '2028-03-10' }],
    })
  })

  it('can itself be claimed, and replaced, for what was paid for the first', async () => {
    const secondClaim = '0197290f-6a00-7000-8000-00000000d002' as unknown as ClaimId
    const again = (told: Told, more: object = {}): Told => ({
      ...told,
      id: ids.newWarrantyId,
      at: day('2026-05-04'),
      command: {
        type: told.command.type,
        data: { ...told.command.data, warrantyId: ids.newWarrantyId, claimId: secondClaim, ...more },
      },
    })
    const then = { reportedAt: day('2026-05-04'), failedOn: '2026-05-01' }
    const thirdIds = idsOfAReplacement({ claimId: secondClaim, purchaseId, sku: text('WM-9'), newSerial: text('S-10') })
    const [opened, decided, informed] = claimed as readonly [Told, Told, Told]
    const shop = await lived(
      ...begun,
      chosen('replace-unit'),
      replaced(ids),
      again(opened, then),
      again(decided, { decidedAt: day('2026-05-04') }),
      again(informed, { informedAt: day('2026-05-04') }),
      again(chosen('replace-unit'), { chosenAt: day('2026-05-04') }),
      again(replaced(thirdIds), { oldSerial: 'S-9', newSerial: 'S-10', replacedAt: day('2026-05-04') }),
    )
    expect(shop.of('ReplacementUnitsAdded').slice(1)).toMatchObject([
      { lineageOf: [{ lineId: unit.lineId, netMinor: '60000' }], newLines: [{ serials: ['S-10'], netMinor: '60000' }] },
    ])
    expect(shop.of('WarrantyStarted').slice(-1)).toMatchObject([
      { warrantyId: thirdIds.newWarrantyId, terms: [{ layerId: 'conformity', lastOn: '2027-06-05' }] },
    ])
  })

  it('whose ids are not its own is for the desk', async () => {
    const shop = await lived(
      ...begun,
      chosen('replace-unit'),
      replaced({ ...ids, newWarrantyId: warrantyIdOfUnit(unitOf('machine', 17)) }),
    )
    expect(shop.of('WarrantyRegistered')).toHaveLength(2)
    expect(shop.of('ServiceTicketOpened')).toMatchObject([
      { kind: 'claim', topic: { subcategory: 'warranty-answers-NotTheWarrantyOfTheUnit' } },
    ])
  })
})

describe('a claim that asks for the price', () => {
  const received = toCase(
    'ReceiveItems',
    day('2026-03-08'),
    {
      parcelId: 'parcel-1',
      items: [{ itemId: 'item-1', purchaseId, lineId: 'machine', sku: 'WM-9', quantity: 1, serials: ['S-1'] }],
      receivedAt: day('2026-03-08'),
    },
    returnCaseId,
  )
  const settle = async (shop: Shop, kind: object = refundAll): Promise<void> => {
    await shop.live(
      toCase(
        'ProposeSettlement',
        day('2026-03-09'),
        {
          settlementId: 'settlement-1',
          legs: [
            {
              legId: 'leg-1',
              purchaseId,
              lines: [{ lineId: 'machine', units: [{ first: 1, last: 1 }] }],
              ...kind,
            },
          ],
          evidence: [await shop.evidence()],
          terms,
          proposedBy: agent,
          proposedAt: day('2026-03-09'),
        },
        returnCaseId,
      ),
      toCase(
        'ApproveSettlement',
        day('2026-03-09'),
        { settlementId: 'settlement-1', approvedBy: agent, approvedAt: day('2026-03-09') },
        returnCaseId,
      ),
    )
  }
  const refundAll = { kind: 'refund', refundId: '0197290f-6a00-7000-8000-00000000aa01' }
  const paid = toPurchase('SettleRefund', day('2026-03-10'), {
    refundId: '0197290f-6a00-7000-8000-00000000aa01',
    providerRef: 'provider-1',
    settledAt: day('2026-03-10'),
  })

  it('has it through a return for want of conformity, once, and the warranty ends with the unit', async () => {
    const shop = await new Shop().live(...begun, chosen('refund', repairIsNoUse))
    expect(shop.of('ReturnRequested')).toMatchObject([{ returnCaseId, kind: 'non-conformity', customerId }])
    expect(shop.of('UnitsReserved')).toMatchObject([{ purpose: 'claim', holder: { aggregate: 'returnCase' } }])
    expect(shop.of('ReturnAuthorised')).toHaveLength(1)

    await settle(await shop.live(received))
    await shop.live(paid)
    await settled(shop)
    expect(shop.of('PriceRemedyGiven')).toMatchObject([
      { warrantyId, claimId, returnCaseId, remedy: 'refund', paidMinor: '71400', currency: 'EUR' },
    ])
    expect(shop.of('WarrantyCancelled')).toMatchObject([{ warrantyId, returnCaseId }])
    expect(shop.of('AssetRetired')).toMatchObject([{ assetId, because: 'returned' }])
  })

  it('keeps the unit and its warranty where the price is only reduced: nobody waits for it to come back', async () => {
    const reduction = { reduction: { amountMinor: 5000n, currency: 'EUR' } }
    const shop = await new Shop().live(...begun, chosen('price-reduction', { ...repairIsNoUse, ...reduction }))
    expect(shop.of('ReturnAuthorised')).toMatchObject([{ goodsKept: true }])
    expect(shop.of('ReturnAuthorised')[0]).not.toHaveProperty('shipBy')
    await settle(shop)
    await shop.live(paid)
    await settled(shop)
    expect(shop.of('PriceRemedyGiven')).toMatchObject([{ claimId, remedy: 'price-reduction' }])
    expect(shop.of('WarrantyCancelled')).toEqual([])
    expect(shop.of('AssetRetired')).toEqual([])
  })

  it('is as good as before where the return is refused', async () => {
    const shop = await new Shop().live(...begun)
    await shop.live(await wantsItBack(shop), chosen('refund', repairIsNoUse))
    await settled(shop)
    expect(shop.of('ReturnRefused')).toMatchObject([{ returnCaseId }])
    expect(shop.of('ClaimUnitRefused')).toMatchObject([{ claimId, because: 'return-refused' }])
  })

  it('is as good as before where the goods go back to the customer, and nothing is paid', async () => {
    const shop = await new Shop().live(...begun, chosen('refund', repairIsNoUse))
    await settle(await shop.live(received), { kind: 'return-to-customer', because: 'works' })
    await shop.live(
      toCase(
        'RecordReturnToCustomer',
        day('2026-03-10'),
        { legId: 'leg-1', returnedAt: day('2026-03-10') },
        returnCaseId,
      ),
    )
    await settled(shop)
    expect(shop.of('ReturnCaseClosed')).toHaveLength(1)
    expect(shop.of('ClaimUnitRefused')).toMatchObject([{ claimId, because: 'return-paid-nothing' }])
  })

  it('is for the desk where the shop has no terms for it', async () => {
    const { returnTermsOf: _, ...without } = choices
    const shop = await settled(await new Shop(without).live(...begun, chosen('refund', repairIsNoUse)))
    expect(shop.of('ReturnRequested')).toEqual([])
    expect(shop.of('ServiceTicketOpened')).toMatchObject([{ kind: 'return', topic: { subcategory: 'refund' } }])
  })
})

describe('a claim that another party is to make good', () => {
  it('is handed over with a ticket that says whom the customer was sent to, and asks a week later', async () => {
    const [opened, decided] = claimed as readonly [Told, Told]
    const redirect = {
      decision: 'redirect',
      reasons: ['OtherPartyResponsible'],
      redirectTo: { party: 'manufacturer', contact: 'manufacturer-service' },
      customerAgreed: true,
    }
    const redirected = { ...decided, command: { ...decided.command, data: { ...decided.command.data, ...redirect } } }
    const shop = await lived(bought(), machinesDelivered, opened, redirected)
    expect(shop.of('ServiceTicketOpened')).toMatchObject([
      { kind: 'claim', customerId, assetId, topic: { subcategory: 'redirected-to-manufacturer' } },
    ])
    expect(shop.of('NoteAdded')).toMatchObject([{ text: 'manufacturer: manufacturer-service' }])
    expect(shop.of('FollowUpRequested')).toMatchObject([{ dueAt: day('2026-03-10') }])
  })
})

describe('units that have no serials', () => {
  it('are held one by one, whichever it is', async () => {
    const kettle = unitOf('kettle', 2)
    const id = warrantyIdOfUnit(kettle)
    const ofKettle = (told: Told): Told => ({
      ...told,
      id,
      command: { ...told.command, data: { ...told.command.data, warrantyId: id, failureMode: 'switch' } },
    })
    const shop = await lived(bought(), kettlesDelivered, ...claimed.map(ofKettle), ofKettle(chosen('repair')))
    expect(shop.of('UnitsReserved')).toMatchObject([{ lines: [{ lineId: 'kettle' }] }])
    expect(shop.of('ClaimUnitHeld')).toHaveLength(1)
  })
})
