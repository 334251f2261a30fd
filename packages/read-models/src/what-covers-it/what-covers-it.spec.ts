import type { LocalDate } from '@aftersale/domain/calendar'
import type { RecordedEvent } from '../recorded-event.js'
import { uuid } from '../story.fixtures.js'
import {
  assetId,
  claim,
  disclosure,
  machine,
  noon,
  noonOf,
  planId,
  purchaseId,
  termOf,
  told,
  warrantyId,
} from '../warranty.fixtures.js'
import type { WarrantyCoverage } from './coverage.js'
import { whatCoversIt } from './what-covers-it.js'

const begun = [machine.registered(1), machine.delivered(2), machine.installed(3)]

const viewOf = (events: ReadonlyArray<RecordedEvent>) => {
  const view = whatCoversIt()
  for (const event of events) view.record(event)
  return view
}

const warrantyOn = (day: string, ...events: ReadonlyArray<RecordedEvent>): WarrantyCoverage => {
  const warranty = viewOf([...begun, ...events]).ofWarranty(warrantyId, () => day as LocalDate)
  if (warranty === undefined) throw new RangeError('no warranty')
  return warranty
}

/** `conformity active since-delivery`, layer by layer, the warranty's own status before them. */
const standing = (day: string, ...events: ReadonlyArray<RecordedEvent>): ReadonlyArray<string> => {
  const { status, layers } = warrantyOn(day, ...events)
  return [status, ...layers.map(({ layerId, status: ofLayer, why }) => `${layerId} ${ofLayer} ${why.because}`)]
}

it('answers what covers the unit on a day, until when, who pays, and why', () => {
  expect(viewOf(begun).ofSerial('WM-17', () => '2026-01-01' as LocalDate)).toEqual([
    {
      assetId,
      warranties: [
        {
          warrantyId,
          assetId,
          serial: 'WM-17',
          registered: { at: noon('2025-03-03'), eventId: uuid(1) },
          status: 'active',
          layers: [
            {
              layerId: 'conformity',
              kind: 'statutory',
              status: 'active',
              covers: true,
              why: { because: 'since-delivery', told: { at: noon('2025-03-10'), eventId: uuid(2) } },
              startsOn: '2025-03-10',
              lastOn: '2027-03-10',
              party: 'seller',
              excluded: [],
              conditions: ['receipt'],
              serviceFees: [],
              extensions: [],
            },
            {
              layerId: 'motor',
              kind: 'commercial',
              status: 'active',
              covers: true,
              why: { because: 'since-installation', told: { at: noon('2025-03-12'), eventId: uuid(3) } },
              startsOn: '2025-03-12',
              lastOn: '2030-03-12',
              party: 'manufacturer',
              contact: 'maker-service',
              covered: ['motor'],
              excluded: ['water-damage'],
              // Parts of the maker's own are asked for in vain.
              conditions: ['receipt', 'registration'],
              serviceFees: [{ amountMinor: 2900n, currency: 'EUR' }],
              extensions: [],
            },
          ],
          clarified: [],
          claims: [],
        },
      ],
      plans: [],
    },
  ])
})

it.each([
  ['2025-03-09', ['pending', 'conformity pending not-yet-started', 'motor pending not-yet-started']],
  ['2025-03-10', ['active', 'conformity active since-delivery', 'motor pending not-yet-started']],
  ['2027-03-10', ['active', 'conformity active since-delivery', 'motor active since-installation']],
  ['2027-03-11', ['active', 'motor active since-installation', 'conformity expired last-day-over']],
  ['2030-03-13', ['expired', 'conformity expired last-day-over', 'motor expired last-day-over']],
])('covers both its first and its last day: %s', (day, standings) => {
  expect(standing(day)).toEqual(standings)
})

it('waits for what a layer is counted from, and covers nothing until then', () => {
  const { status, layers } =
    viewOf([machine.registered(1)]).ofWarranty(warrantyId, () => '2026-01-01' as LocalDate) ?? {}
  expect([status, layers?.map(({ why, lastOn }) => [why.because, lastOn])]).toEqual([
    'pending',
    [
      ['waits-for-delivery', undefined],
      ['waits-for-installation', undefined],
    ],
  ])
})

it('stands still in custody and while it is suspended, and is longer by that', () => {
  const inCustody = [
    machine.told(4, 'ProductTakenIntoCustody', {
      custodyId: 'c',
      purpose: 'repair',
      restingLayerIds: ['motor'],
      takenAt: noonOf('2026-02-01'),
    }),
    machine.told(5, 'ProductHandedBack', {
      custodyId: 'c',
      terms: [termOf('motor', '2025-03-12', '2030-03-22')],
      handedBackAt: noonOf('2026-02-11'),
    }),
  ]
  expect(standing('2026-02-05', ...inCustody.slice(0, 1))).toContain('motor suspended in-custody')
  // It stands still, and covers what fails meanwhile; nor does it run out.
  const standingStill = (day: string) =>
    warrantyOn(day, ...inCustody.slice(0, 1)).layers.find(({ layerId }) => layerId === 'motor')
  expect([standingStill('2026-02-05')?.covers, standingStill('2031-01-01')?.status]).toEqual([true, 'suspended'])
  expect(standing('2026-02-10', ...inCustody)).toContain('motor suspended in-custody')
  expect(standing('2026-02-11', ...inCustody)).toContain('motor active since-installation')
  expect(standing('2030-03-22', ...inCustody)).toContain('motor active since-installation')
  const suspended = machine.told(4, 'WarrantySuspended', {
    suspensionId: 's',
    layerIds: ['conformity'],
    because: 'payment-overdue',
    suspendedAt: noonOf('2026-02-01'),
  })
  expect(standing('2026-03-01', suspended)).toContain('conformity suspended payment-overdue')
  expect(warrantyOn('2026-03-01', suspended).layers.map(({ layerId, covers }) => [layerId, covers])).toEqual([
    ['motor', true],
    ['conformity', false],
  ])
  expect(standing('2026-01-31', suspended)).toContain('conformity active since-delivery')
})

it('is longer by what extends it, and as long as before where that is given back', () => {
  const extended = machine.told(4, 'WarrantyExtended', {
    extensionId: 'e',
    layerId: 'conformity',
    by: 'P12M',
    cause: 'repair-remedy',
    newEndOn: '2028-03-10',
    terms: [termOf('conformity', '2025-03-10', '2028-03-10')],
    trace: [],
    extendedAt: noonOf('2026-01-01'),
  })
  const reversed = machine.told(5, 'ExtensionReversed', {
    extensionId: 'e',
    layerId: 'conformity',
    because: 'refunded',
    newEndOn: '2027-03-10',
    terms: [termOf('conformity', '2025-03-10', '2027-03-10')],
    reversedAt: noonOf('2026-02-01'),
  })
  const conformityOn = (...events: ReadonlyArray<RecordedEvent>) =>
    warrantyOn('2027-06-01', ...events).layers.find(({ layerId }) => layerId === 'conformity')
  expect(conformityOn(extended)).toMatchObject({
    status: 'active',
    lastOn: '2028-03-10',
    extensions: [{ extensionId: 'e', by: 'P12M', cause: 'repair-remedy', eventId: uuid(4) }],
  })
  expect(conformityOn(extended, reversed)).toMatchObject({ status: 'expired', extensions: [] })
})

it('is void from its day on, unless that is lifted, and says that it is contested', () => {
  const voided = machine.told(4, 'WarrantyVoided', {
    voidId: 'v',
    layerIds: ['motor'],
    grounds: [{ kind: 'misuse', exclusion: 'water-damage', causedFailure: 'motor', evidenceIds: ['e'] }],
    trace: [],
    voidedAt: noonOf('2026-02-01'),
  })
  const contested = machine.told(5, 'WarrantyVoidContested', {
    voidId: 'v',
    contestId: 'c',
    evidenceIds: [],
    contestedAt: noonOf('2026-02-05'),
  })
  const lifted = machine.told(6, 'WarrantyVoidLifted', {
    voidId: 'v',
    contestId: 'c',
    layerIds: ['motor'],
    because: 'not-shown',
    answeredAt: noonOf('2026-02-09'),
  })
  expect(standing('2026-02-01', voided)).toContain('motor voided misuse')
  expect(standing('2026-01-31', voided)).toContain('motor active since-installation')
  expect(standing('2026-02-06', voided, contested)).toContain('motor voided misuse, contested')
  expect(standing('2026-02-06', voided, contested, lifted)).toContain('motor active since-installation')
})

it('lapses where it does not go along, and ends with the unit', () => {
  const transferred = machine.told(4, 'WarrantyTransferred', {
    transferId: 't',
    lapsedLayerIds: ['motor'],
    trace: [],
    transferredAt: noonOf('2026-02-01'),
  })
  expect(standing('2026-02-02', transferred)).toEqual([
    'active',
    'conformity active since-delivery',
    'motor lapsed not-transferable',
  ])
  const cancelled = machine.told(5, 'WarrantyCancelled', { because: 'returned', cancelledAt: noonOf('2026-03-01') })
  expect(standing('2026-03-01', cancelled)).toEqual([
    'cancelled',
    'conformity cancelled returned',
    'motor cancelled returned',
  ])
  expect(standing('2026-02-28', cancelled)[0]).toBe('active')
})

it('says what the customer was told of whom to turn to, and how far claims have come', () => {
  const clarified = machine.told(4, 'ResponsiblePartyClarified', {
    failureModes: ['motor'],
    party: 'manufacturer',
    contact: 'maker-service',
    channel: 'phone',
    contactId: 'c',
    late: true,
    trace: [],
    informedAt: noonOf('2025-08-13'),
  })
  const claimOf = (...events: ReadonlyArray<RecordedEvent>) =>
    warrantyOn('2026-01-01', clarified, claim.opened(5), ...events).claims.map(({ status, remedy }) => [status, remedy])
  expect(warrantyOn('2026-01-01', clarified).clarified).toEqual([
    {
      at: noon('2025-08-13'),
      eventId: uuid(4),
      party: 'manufacturer',
      contact: 'maker-service',
      failureModes: ['motor'],
      late: true,
    },
  ])
  expect(claimOf()).toEqual([['open', undefined]])
  expect(claimOf(claim.approved(6))).toEqual([['approved', undefined]])
  expect(claimOf(claim.approved(6), claim.chosen(7))).toEqual([['remedy-chosen', 'repair']])
})

it('asks for nothing that was not shown before the purchase', () => {
  const conditionsIn = (more: object) =>
    viewOf([machine.registered(1, { ...more })])
      .ofWarranty(warrantyId, () => '2026-01-01' as LocalDate)
      ?.layers.map(({ conditions }) => conditions)
  expect(conditionsIn({ disclosures: [disclosure(['registration'])] })).toEqual([['receipt'], ['registration']])
  const onTheReceipt = disclosure(['receipt', 'registration'], { phase: 'at-purchase' })
  expect(conditionsIn({ disclosures: [onTheReceipt] })).toEqual([['receipt'], []])
  const later = disclosure(['receipt', 'registration'], { shownAt: noonOf('2025-03-04') })
  expect(conditionsIn({ disclosures: [later] })).toEqual([['receipt'], []])
})

it('follows a warranty to that of the unit given in its place', () => {
  const next = uuid(310)
  const carried = {
    warrantyId,
    termPolicy: { kind: 'remainder' },
    replacedAt: noonOf('2026-02-01'),
    anchored: [],
    added: [],
    extensions: [],
    standstills: [],
    atLeast: [],
    overLayerIds: ['motor'],
    claimCount: 1,
  }
  const superseded = machine.told(4, 'WarrantySuperseded', {
    byWarrantyId: next,
    termPolicy: { kind: 'remainder' },
    carried,
    supersededAt: noonOf('2026-02-01'),
  })
  const view = viewOf([...begun, superseded, machine.registered(5, { warrantyId: next, assetId: uuid(311), carried })])
  const on = () => '2026-02-02' as LocalDate
  expect(view.ofWarranty(warrantyId, on)).toMatchObject({ status: 'superseded', supersededBy: next })
  expect(view.ofWarranty(next, on)).toMatchObject({
    carriedFrom: warrantyId,
    layers: [{ status: 'pending' }, { status: 'lapsed', why: { because: 'over-before-the-unit-was-replaced' } }],
  })
  expect(view.ofSerial('WM-17', on)).toHaveLength(2)
})

it('names the plans that are for the unit, and what of them was used', () => {
  const term = {
    termId: 'first',
    startsOn: '2025-03-10',
    lastOn: '2026-03-09',
    startsAt: noonOf('2025-03-10'),
    endsAtExclusive: '2026-03-09T23:00:00.000Z',
  }
  const sold = told(6, 'ServicePlanSold', {
    servicePlanId: planId,
    cover: { unit: { purchaseId, lineId: 'washer', unit: 1 } },
    start: 'sale',
    paidMinor: '9900',
    currency: 'EUR',
    soldAt: noonOf('2025-03-03'),
  })
  const activated = told(7, 'ServicePlanActivated', {
    servicePlanId: planId,
    anchor: 'sale',
    cover: {},
    term,
    trace: [],
    activatedAt: noonOf('2025-03-10'),
  })
  const used = told(8, 'EntitlementConsumed', {
    servicePlanId: planId,
    kind: 'visits',
    quantity: 1,
    usedFor: { aggregate: 'serviceTicket', id: uuid(9) },
    termId: 'first',
    allowanceFrom: '2025-03-10',
    allowanceLastOn: '2026-03-09',
    used: 1,
    left: 1,
    valueMinor: '0',
    currency: 'EUR',
    trace: [],
    consumedAt: noonOf('2025-06-01'),
  })
  const plansOn = (day: string, ...events: ReadonlyArray<RecordedEvent>) =>
    viewOf([...begun, sold, ...events])
      .ofAsset(assetId, () => day as LocalDate)
      ?.plans.map(({ status, why, lastOn, used: ofKinds }) => [
        status,
        why.because,
        lastOn,
        ofKinds.map(({ kind, left }) => [kind, left]),
      ])
  expect(plansOn('2025-04-01')).toEqual([['pending', 'not-activated', undefined, []]])
  expect(plansOn('2025-04-01', activated, used)).toEqual([['active', 'term-first', '2026-03-09', [['visits', 1]]]])
  expect(plansOn('2026-03-10', activated, used)).toEqual([['expired', 'last-day-over', '2026-03-09', [['visits', 1]]]])
})

it('knows nothing of a unit of which nothing was told', () => {
  const view = viewOf([])
  expect([
    view.ofAsset(assetId, () => '2026-01-01' as LocalDate),
    view.ofWarranty(warrantyId, () => '2026-01-01' as LocalDate),
  ]).toEqual([undefined, undefined])
})
