import { assetCheck } from './asset-check.js'
import { faultsOf, ofCredit, told, uuid } from './commerce.fixtures.js'

const assetId = uuid(20)
const at = '2025-03-03T10:00:00.000Z'
const of = (type: Parameters<typeof told>[0], data: object) => told(type, { assetId, ...data })

const registered = of('AssetRegistered', { sku: 'washer', serial: 'WM-17', owner: {}, registeredAt: at })
const resold = of('AssetResold', { sku: 'washer', serial: 'WM-17', owner: {}, saleNumber: 2, resoldAt: at })
const retired = of('AssetRetired', { because: 'returned', retiredAt: at })
const covered = (by = uuid(21)) => of('AssetCovered', { warrantyId: by, coveredAt: at })
const uncovered = (by = uuid(21)) => of('AssetUncovered', { warrantyId: by, because: 'returned', uncoveredAt: at })
const serviced = (serviceId = 's') => of('AssetServiced', { serviceId, kind: 'repair', performedAt: at })
const raised = (faultNumber: number) =>
  of('AssetFaultRaised', {
    faultId: uuid(30 + faultNumber),
    faultCode: 'E18',
    faultNumber,
    severity: 'warning',
    readingIds: [],
    cooldown: 'PT1H',
    raisedAt: at,
    trace: [],
  })
const closed = (faultNumber: number) =>
  of('AssetFaultClosed', {
    faultId: uuid(30 + faultNumber),
    faultCode: 'E18',
    because: 'resolved',
    closedAt: at,
  })
const slot = { scheduleId: 'yearly', slot: 1 }
const setUp = of('MaintenanceScheduleSetUp', {
  scheduleId: 'yearly',
  every: { period: 'P1Y' },
  counting: 'from-anchor',
  anchorOn: '2025-03-03',
  zone: 'UTC',
  calendar: { calendarId: 'none', version: 1, holidays: [] },
  firstSlot: 1,
  setUpAt: at,
})
const fellDue = of('MaintenanceFellDue', {
  ...slot,
  dueOn: '2026-03-03',
  visitOn: '2026-03-03',
  zone: 'UTC',
  fellDueAt: at,
  trace: [],
})
const booked = (visitId: string) => of('MaintenanceBooked', { ...slot, visitId, dueOn: '2026-03-03', bookedAt: at })
const reopened = (visitId: string) =>
  of('MaintenanceReopened', {
    ...slot,
    visitId,
    because: 'cancelled',
    dueOn: '2026-03-03',
    visitOn: '2026-03-03',
    zone: 'UTC',
    reopenedAt: at,
  })

const found = (...events: Parameters<typeof faultsOf>[1]) => faultsOf(assetCheck(assetId), events)

it('finds nothing wrong with a unit that is covered, repaired, comes back and is sold again', () => {
  expect(
    found(
      registered,
      covered(),
      raised(1),
      closed(1),
      raised(2),
      serviced('1'),
      setUp,
      fellDue,
      booked(uuid(41)),
      reopened(uuid(41)),
      booked(uuid(42)),
      closed(2),
      uncovered(),
      retired,
      resold,
      covered(uuid(22)),
    ),
  ).toEqual([])
})

it.each([
  ['is registered twice', [registered, registered], '1 AssetRegistered: it was registered before'],
  ['is sold again before it came back', [registered, resold], '1 AssetResold: it had not come back'],
  [
    'is covered twice at a time',
    [registered, covered(), covered(uuid(22))],
    `2 AssetCovered: warranty ${uuid(21)} covers it already`,
  ],
  ['loses a cover it never had', [registered, uncovered()], `1 AssetUncovered: warranty ${uuid(21)} does not cover it`],
  [
    'is gone and covered still',
    [registered, covered(), retired],
    `2 AssetRetired: warranty ${uuid(21)} covers it still`,
  ],
  ['is gone with a fault open', [registered, raised(1), retired], `2 AssetRetired: fault ${uuid(31)} is open`],
  ['is gone twice', [registered, retired, retired], '2 AssetRetired: it was retired before'],
  [
    'has two open faults of a code',
    [registered, raised(1), raised(2)],
    `2 AssetFaultRaised: fault ${uuid(31)} of code E18 is open`,
  ],
  ['has a fault closed that is not open', [registered, closed(1)], `1 AssetFaultClosed: fault ${uuid(31)} is not open`],
  ['is serviced twice in one', [registered, serviced(), serviced()], '2 AssetServiced: service s was recorded before'],
  [
    'has a slot booked twice',
    [registered, setUp, fellDue, booked(uuid(41)), booked(uuid(42))],
    `4 MaintenanceBooked: slot 1 of schedule yearly is booked for visit ${uuid(41)}`,
  ],
  [
    'has a slot due twice',
    [registered, setUp, fellDue, fellDue],
    '3 MaintenanceFellDue: slot 1 of schedule yearly fell due before',
  ],
  ['owes maintenance by no schedule', [registered, fellDue], '1 MaintenanceFellDue: schedule yearly was never set up'],
  [
    'has a slot reopened that was not booked for it',
    [registered, setUp, fellDue, booked(uuid(41)), reopened(uuid(42))],
    `4 MaintenanceReopened: slot 1 of schedule yearly is not booked for visit ${uuid(42)}`,
  ],
  [
    'is serviced before it was registered',
    [serviced()],
    "0 AssetServiced: it comes before the asset's beginning, AssetRegistered",
  ],
  [
    'is another asset',
    [registered, told('AssetMoved', { assetId: uuid(8), place: 'cellar', movedAt: at })],
    `1 it speaks of asset ${uuid(8)}`,
  ],
  ['is no event of an asset', [ofCredit.issued()], '0 StoreCreditIssued does not belong into the stream of an asset'],
])('finds what %s', (_, events, fault) => {
  expect(found(...events)).toContain(fault)
})
