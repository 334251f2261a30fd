import { faultsOf, ofCredit, purchaseId, reservationId, told, uuid } from './commerce.fixtures.js'
import { warrantyCheck } from './warranty-check.js'

const [warrantyId, assetId, claimId] = [uuid(20), uuid(21), uuid(22)]
const at = '2025-03-03T10:00:00.000Z'
const of = (type: Parameters<typeof told>[0], data: object) => told(type, { warrantyId, ...data })

const layer = {
  layerId: 'law',
  kind: 'statutory',
  obligor: { party: 'seller' },
  startAnchor: 'delivery',
  period: 'P2Y',
  countingRule: 'event-day-excluded-no-roll',
  zone: 'UTC',
  excluded: [],
  conditions: [],
  remedies: ['repair'],
  transferable: true,
  custodySuspends: false,
}
const registered = of('WarrantyRegistered', {
  assetId,
  termsRef: { policyId: 'terms', version: 1 },
  layers: [layer],
  disclosures: [],
  registeredAt: at,
})
const term = (lastOn: string, layerId = 'law') => ({
  layerId,
  startsOn: '2025-03-10',
  lastOn,
  endsAtExclusive: `${lastOn}T23:00:00.000Z`,
})
const started = (lastOn = '2027-03-10', layerId = 'law') =>
  of('WarrantyStarted', { anchor: 'delivery', terms: [term(lastOn, layerId)], trace: [], anchoredAt: at })
const restated = (lastOn: string) =>
  of('WarrantyRestated', { anchor: 'delivery', terms: [term(lastOn)], trace: [], anchoredAt: at })
const extended = (extensionId: string, lastOn: string, cause = 'repair-remedy') =>
  of('WarrantyExtended', {
    extensionId,
    layerId: 'law',
    by: 'P12M',
    cause,
    terms: [term(lastOn)],
    trace: [],
    extendedAt: at,
  })
const reversed = (extensionId: string, lastOn: string) =>
  of('ExtensionReversed', { extensionId, layerId: 'law', because: 'refunded', terms: [term(lastOn)], reversedAt: at })
const expired = (lastOn: string) => of('WarrantyLayerExpired', { layerId: 'law', lastOn, expiredAt: at })
const handedBack = of('ProductHandedBack', { custodyId: 'c', terms: [], handedBackAt: at })
const lifted = of('WarrantyVoidLifted', {
  voidId: 'v',
  contestId: 'c',
  layerIds: ['law'],
  because: 'no',
  answeredAt: at,
})
const cancelled = of('WarrantyCancelled', { because: 'returned', cancelledAt: at })

const ofClaim = (type: Parameters<typeof told>[0], data: object) => of(type, { claimId, ...data })
const opened = ofClaim('ClaimOpened', {
  failureMode: 'motor',
  defect: 'hums',
  failedOn: '2025-08-12',
  channel: 'phone',
  evidence: [],
  proofs: [],
  responsiblePartyClarified: true,
  layerIds: ['law'],
  trace: [],
  reportedAt: at,
})
const verdict = {
  layerId: 'law',
  obligor: { party: 'seller' },
  reasons: ['DefectConfirmed'],
  burden: 'seller',
  trace: [],
  decidedBy: { kind: 'agent', id: 'ben' },
  decidedAt: at,
}
const approved = ofClaim('ClaimApproved', verdict)
const partly = ofClaim('ClaimPartlyApproved', { ...verdict, coverLimit: { amountMinor: '8000', currency: 'EUR' } })
const rejected = ofClaim('ClaimRejected', verdict)
const chosen = (remedy = 'repair', more: object = {}) =>
  ofClaim('RemedyChosen', {
    layerId: 'law',
    remedy,
    chosenBy: 'customer',
    informedOfExtension: true,
    failedRepairs: 0,
    trace: [],
    chosenAt: at,
    ...more,
  })
const held = ofClaim('ClaimUnitHeld', { reservationId, heldAt: at })
const repaired = (chargedMinor = '0') =>
  ofClaim('RepairCompleted', {
    layerId: 'law',
    attempt: 1,
    remedy: 'repair',
    labourMinutes: 60,
    costMinor: '9000',
    chargedMinor,
    currency: 'EUR',
    performer: { kind: 'provider', providerId: 'workshop', providerName: 'Workshop' },
    trace: [],
    completedAt: at,
  })
const paid = ofClaim('PriceRemedyGiven', {
  layerId: 'law',
  remedy: 'refund',
  returnCaseId: uuid(2),
  paidMinor: '9000',
  currency: 'EUR',
  paidAt: at,
})
const closed = ofClaim('ClaimClosed', { outcome: 'repaired', unitAskedFor: false, closedAt: at })

const found = (...events: Parameters<typeof faultsOf>[1]) => faultsOf(warrantyCheck(warrantyId), events)
const needsUnit = { unit: { purchaseId, lineId: 'kettles', unit: 1 }, reservationId }

it('finds nothing wrong with layers that end later and a failure that is repaired once', () => {
  expect(
    found(
      registered,
      started(),
      restated('2027-03-12'),
      opened,
      approved,
      chosen('repair', needsUnit),
      held,
      repaired(),
      extended('e', '2028-03-12'),
      reversed('e', '2027-03-12'),
      extended('e-2', '2028-03-12'),
      closed,
      expired('2028-03-12'),
      cancelled,
    ),
  ).toEqual([])
})

it('lets a fee be charged once a claim, and what is above the limit', () => {
  const withFee = of('WarrantyRegistered', {
    assetId,
    termsRef: { policyId: 'terms', version: 1 },
    layers: [{ ...layer, serviceFees: [{ amountMinor: '2900', currency: 'EUR' }] }],
    disclosures: [],
    registeredAt: at,
  })
  expect(found(withFee, opened, approved, chosen(), repaired('2900'))).toEqual([])
  expect(found(withFee, opened, partly, chosen(), repaired('3900'))).toEqual([])
})

it.each([
  ['is registered twice', [registered, registered], '1 WarrantyRegistered: it was registered before'],
  [
    'has a layer that it does not have',
    [registered, started('2027-03-10', 'motor')],
    "1 WarrantyStarted: layer motor is none of the warranty's",
  ],
  [
    'ends earlier than the customer was told',
    [registered, started(), restated('2027-03-09')],
    '2 WarrantyRestated: layer law ends on 2027-03-09, where the customer was told 2027-03-10',
  ],
  [
    'ends before it starts',
    [registered, started('2025-03-09')],
    '1 WarrantyStarted: layer law ends on 2025-03-09, before it starts on 2025-03-10',
  ],
  [
    'is longer twice by what the law adds once',
    [registered, started(), extended('a', '2028-03-10'), extended('b', '2029-03-10')],
    '3 WarrantyExtended: what the law adds once after a repair was added before',
  ],
  [
    'has an extension reversed that it never had',
    [registered, started(), reversed('a', '2026-03-10')],
    '2 ExtensionReversed: extension a does not stand',
  ],
  [
    'runs out on another day than its last',
    [registered, started(), expired('2026-03-10')],
    '2 WarrantyLayerExpired: layer law ends on 2027-03-10, not on 2026-03-10',
  ],
  ['comes back and was never taken', [registered, handedBack], '1 ProductHandedBack: custody c never began'],
  ['is void no more and never was', [registered, lifted], '1 WarrantyVoidLifted: void v never was'],
  ['ends twice', [registered, cancelled, cancelled], '2 WarrantyCancelled: it comes after WarrantyCancelled'],
  ['approves what nobody claimed', [registered, approved], `1 ClaimApproved: claim ${claimId} was never reported`],
  ['is claimed twice in one', [registered, opened, opened], `2 ClaimOpened: claim ${claimId} was reported before`],
  [
    'is made good though it was rejected',
    [registered, opened, rejected, chosen()],
    `3 RemedyChosen: claim ${claimId} was not approved`,
  ],
  [
    'is repaired and nobody chose that',
    [registered, opened, approved, repaired()],
    `3 RepairCompleted: no remedy was chosen for claim ${claimId}`,
  ],
  [
    'is repaired where money was chosen',
    [registered, opened, approved, chosen('refund'), repaired()],
    `4 RepairCompleted: refund was chosen for claim ${claimId}`,
  ],
  [
    'is repaired though its unit is not held',
    [registered, opened, approved, chosen('repair', needsUnit), repaired()],
    `4 RepairCompleted: its purchase never held the unit for claim ${claimId}`,
  ],
  [
    'is made good twice',
    [registered, opened, approved, chosen(), repaired(), chosen('refund'), paid],
    `6 PriceRemedyGiven: claim ${claimId} was made good by a repair before`,
  ],
  [
    'is billed though it is covered',
    [registered, opened, approved, chosen(), repaired('1')],
    '4 RepairCompleted: 1 is charged, of which 0 may be',
  ],
  [
    'is billed beyond what is above its limit',
    [registered, opened, partly, chosen(), repaired('1001')],
    '4 RepairCompleted: 1001 is charged, of which 1000 may be',
  ],
  ['is closed twice', [registered, opened, closed, closed], `3 ClaimClosed: claim ${claimId} was ended by ClaimClosed`],
  [
    'starts before it was registered',
    [started()],
    "0 WarrantyStarted: it comes before the warranty's beginning, WarrantyRegistered",
  ],
  [
    'is no event of a warranty',
    [ofCredit.issued()],
    '0 StoreCreditIssued does not belong into the stream of a warranty',
  ],
])('finds what %s', (_, events, fault) => {
  expect(found(...events)).toContain(fault)
})
