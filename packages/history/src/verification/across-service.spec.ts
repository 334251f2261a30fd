import { technicianDayIdOf } from '@aftersale/domain'
import type { DomainEvent } from '@aftersale/domain/events'
import { aggregateCheckOf, faultsAcross } from './aggregate-check.js'
import { ofPurchase, purchaseId, reservationId, told, uuid } from './commerce.fixtures.js'
import type { AggregateCheck } from './stream-check.js'

const at = '2025-03-03T10:00:00.000Z'
const [warrantyId, next, assetId, ticketId, visitId, technicianId] = [
  uuid(20),
  uuid(21),
  uuid(22),
  uuid(23),
  uuid(24),
  uuid(25),
]

const found = (told: Readonly<Record<string, ReadonlyArray<DomainEvent>>>): ReadonlyArray<string> => {
  const checks = new Map<string, AggregateCheck>()
  for (const [name, events] of Object.entries(told)) {
    const check = aggregateCheckOf(name)
    if (check === undefined) throw new RangeError(name)
    checks.set(name, check)
    for (const [revision, event] of events.entries()) check.faultsOf(event, revision)
  }
  return [...faultsAcross(checks)].map(({ stream, revision, what }) => `${stream}@${revision} ${what}`)
}

const carried = (from: string) => ({
  warrantyId: from,
  termPolicy: { kind: 'remainder' },
  anchored: [],
  added: [],
  extensions: [],
  standstills: [],
  atLeast: [],
  overLayerIds: [],
  claimCount: 0,
  replacedAt: at,
})
const registered = (id: string, more: object = {}) =>
  told('WarrantyRegistered', {
    warrantyId: id,
    assetId,
    termsRef: { policyId: 'terms', version: 1 },
    layers: [],
    disclosures: [],
    registeredAt: at,
    ...more,
  })
const unit = (number = 1, lineId = 'kettles') => ({ unit: { purchaseId, lineId, unit: number } })
const held = told('ClaimUnitHeld', { warrantyId, claimId: uuid(30), reservationId, heldAt: at })
const superseded = told('WarrantySuperseded', {
  warrantyId,
  byWarrantyId: next,
  termPolicy: { kind: 'remainder' },
  carried: carried(warrantyId),
  supersededAt: at,
})
const asset = [
  told('AssetRegistered', { assetId, sku: 'kettle', owner: {}, registeredAt: at }),
  told('AssetCovered', { assetId, warrantyId, coveredAt: at }),
]
const bought = [ofPurchase.recorded(), ofPurchase.handedOver(), ofPurchase.reserved(1, 1)]
const [ofWarranty, ofNext, ofAsset, ofPurchased] = [
  `warranty-${warrantyId}`,
  `warranty-${next}`,
  `asset-${assetId}`,
  `purchase-${purchaseId}`,
] as const

it('finds nothing wrong where warranties, assets and purchases say the same of each other', () => {
  expect(
    found({
      [ofPurchased]: bought,
      [ofAsset]: asset,
      [ofWarranty]: [registered(warrantyId, unit()), held, superseded],
      [ofNext]: [registered(next, { assetId: uuid(29), carried: carried(warrantyId) })],
    }),
  ).toEqual([])
  // The warranty's own registration may still be on its way.
  expect(found({ [ofAsset]: asset })).toEqual([])
})

it.each<readonly [string, Readonly<Record<string, ReadonlyArray<DomainEvent>>>, string]>([
  [
    'was never bought',
    { [ofWarranty]: [registered(warrantyId, unit())] },
    `${ofWarranty}@0 it is of a unit of purchase ${purchaseId}, which is not there`,
  ],
  [
    'is of a line that is not there',
    { [ofPurchased]: bought, [ofWarranty]: [registered(warrantyId, unit(1, 'mugs'))] },
    `${ofWarranty}@0 it is of a unit of line mugs, which purchase ${purchaseId} does not have`,
  ],
  [
    'is one more than were bought',
    { [ofPurchased]: bought, [ofWarranty]: [registered(warrantyId, unit(4))] },
    `${ofWarranty}@0 it is of unit 4 of line kettles, of which 3 were bought`,
  ],
  [
    'is held by a reservation that nobody made',
    { [ofPurchased]: bought.slice(0, 2), [ofWarranty]: [registered(warrantyId, unit()), held] },
    `${ofWarranty}@1 its unit is held by reservation ${reservationId}, which its purchase never made`,
  ],
  [
    'is covered by the warranty of another unit',
    { [ofAsset]: asset, [ofWarranty]: [registered(warrantyId, { assetId: uuid(28) })] },
    `${ofAsset}@1 warranty ${warrantyId} covers it, which is of asset ${uuid(28)}`,
  ],
  [
    'is followed by one that does not carry it on',
    { [ofWarranty]: [registered(warrantyId), superseded], [ofNext]: [registered(next)] },
    `${ofWarranty}@1 warranty ${next} follows it, which does not carry it on`,
  ],
  [
    'carries on one that was not replaced',
    { [ofWarranty]: [registered(warrantyId)], [ofNext]: [registered(next, { carried: carried(warrantyId) })] },
    `${ofNext}@0 it carries on warranty ${warrantyId}, which does not say so`,
  ],
])('finds a warranted unit that %s', (_, events, fault) => {
  expect(found(events)).toContain(fault)
})

const dayOf = (on: string) => technicianDayIdOf(technicianId as never, on as never)
const booked = (on: string, visit: string, from: string, until: string) =>
  told('TechnicianBooked', {
    technicianDayId: dayOf(on),
    technicianId,
    on,
    zone: 'Pacific/Auckland',
    visitId: visit,
    round: 1,
    serviceTicketId: ticketId,
    from: `2025-06-0${from}:00.000Z`,
    until: `2025-06-0${until}:00.000Z`,
    bookedAt: at,
  })
const heldFor = (on: string) =>
  told('VisitTechnicianHeld', {
    serviceTicketId: ticketId,
    visitId,
    round: 1,
    technicianId,
    dayStream: `technicianDay-${dayOf(on)}`,
    revision: 0,
    heldAt: at,
  })
const [fifth, sixth] = [`technicianDay-${dayOf('2025-06-05')}`, `technicianDay-${dayOf('2025-06-06')}`]

it('finds a technician in two places at a time, though the days are two', () => {
  const days = (until: string) => ({
    [fifth]: [booked('2025-06-05', visitId, '5T21:00', until)],
    [sixth]: [booked('2025-06-06', uuid(26), '5T22:00', '5T23:00')],
  })
  expect(found(days('5T22:00'))).toEqual([])
  expect(found(days('5T22:01'))).toEqual([
    `${sixth}@0 visit ${visitId} has the technician at that time, on another day`,
  ])
})

it('finds a visit that says a day has it which never did', () => {
  const ticket = `serviceTicket-${ticketId}`
  const day = { [fifth]: [booked('2025-06-05', visitId, '5T09:00', '5T10:00')] }
  expect(found({ ...day, [ticket]: [heldFor('2025-06-05')] })).toEqual([])
  expect(found({ ...day, [ticket]: [heldFor('2025-06-06')] })).toEqual([
    `${ticket}@0 ${sixth} has its visit ${visitId}, which was never booked there`,
  ])
})
