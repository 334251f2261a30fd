import { type DomainEvent, domainEventCatalogue } from '@aftersale/domain/events'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { RecordedEvent } from './index.js'
import { uuid } from './story.fixtures.js'

type Data = Readonly<Record<string, unknown>>

/** Noon of a day, in UTC: 13:00 or 14:00 in Berlin. */
export const noonOf = (day: string): string => `${day}T12:00:00.000Z`
export const noon = (day: string): number => Date.parse(noonOf(day))

/** An event under an id of its own; it must pass the domain's codec. */
export const told = (id: number, type: DomainEvent['type'], data: Data): RecordedEvent => {
  const now = '2025-01-01T00:00:00.000Z'
  const decoded = domainEventCatalogue.decode({
    type,
    data,
    metadata: {
      eventId: uuid(id),
      schemaVersion: 1,
      occurredAt: now,
      recordedAt: now,
      actor: { kind: 'system', id: 'shop' },
      commandId: 'c',
      correlationId: 'c',
      causationId: 'c',
      commandHash: uuid(id),
    },
  })
  if (isLeft(decoded)) throw new TypeError(`${type}: ${JSON.stringify(decoded.left)}`)
  return decoded.right
}

export const [warrantyId, assetId, purchaseId, claimId, planId] = [
  uuid(300),
  uuid(301),
  uuid(302),
  uuid(303),
  uuid(304),
] as const
const termsRef = { policyId: 'washer-terms', version: 1 }
export const termOf = (layerId: string, startsOn: string, lastOn: string) => ({
  layerId,
  startsOn,
  lastOn,
  endsAtExclusive: `${lastOn}T22:00:00.000Z`,
})

const layer = (layerId: string, more: Data) => ({
  layerId,
  countingRule: 'event-day-excluded-no-roll',
  zone: 'Europe/Berlin',
  excluded: [],
  conditions: [],
  remedies: ['repair'],
  transferable: true,
  custodySuspends: false,
  ...more,
})

/** What the law gives from delivery on, and the maker's promise on the motor from its installation on. */
const layers = [
  layer('conformity', {
    kind: 'statutory',
    obligor: { party: 'seller' },
    startAnchor: 'delivery',
    period: 'P2Y',
    conditions: ['receipt'],
  }),
  layer('motor', {
    kind: 'commercial',
    obligor: { party: 'manufacturer', contact: 'maker-service' },
    startAnchor: 'installation',
    period: 'P5Y',
    covered: ['motor'],
    excluded: ['water-damage'],
    conditions: ['receipt', 'registration', 'authorised-parts'],
    serviceFees: [{ amountMinor: '2900', currency: 'EUR' }],
    transferable: false,
    custodySuspends: true,
  }),
]

export const disclosure = (conditionsShown: ReadonlyArray<string>, more: Data = {}) => ({
  policyRef: termsRef,
  phase: 'pre-purchase',
  conditionsShown,
  shownAt: noonOf('2025-03-02'),
  ...more,
})

const conformityLaw = {
  rule: 'event-day-excluded-no-roll',
  presumption: 'P1Y',
  custodySuspends: false,
  repairExtension: 'P12M',
  remedies: ['repair'],
}

/** A washing machine, bought at noon of 3 March 2025, delivered on the 10th and installed on the 12th. */
export const machine = {
  registered: (id: number, more: Data = {}) =>
    told(id, 'WarrantyRegistered', {
      warrantyId,
      assetId,
      serial: 'WM-17',
      unit: { purchaseId, lineId: 'washer', unit: 1 },
      termsRef,
      layers,
      lawRef: { policyId: 'law', version: 1 },
      conformity: conformityLaw,
      disclosures: [disclosure(['receipt', 'registration'])],
      purchase: { purchasedAt: noonOf('2025-03-03') },
      registeredAt: noonOf('2025-03-03'),
      ...more,
    }),
  delivered: (id: number) =>
    told(id, 'WarrantyStarted', {
      warrantyId,
      anchor: 'delivery',
      terms: [termOf('conformity', '2025-03-10', '2027-03-10')],
      trace: [],
      anchoredAt: noonOf('2025-03-10'),
    }),
  installed: (id: number) =>
    told(id, 'WarrantyStarted', {
      warrantyId,
      anchor: 'installation',
      terms: [termOf('motor', '2025-03-12', '2030-03-12')],
      trace: [],
      anchoredAt: noonOf('2025-03-12'),
    }),
  told: (id: number, type: DomainEvent['type'], data: Data) => told(id, type, { warrantyId, ...data }),
}

const reported = {
  warrantyId,
  claimId,
  failureMode: 'motor',
  defect: 'hums',
  failedOn: '2025-08-12',
  channel: 'phone',
  evidence: [],
  proofs: [{ kind: 'receipt', verified: true }],
  responsiblePartyClarified: true,
  trace: [],
}

const verdict = {
  warrantyId,
  claimId,
  layerId: 'conformity',
  obligor: { party: 'seller' },
  reasons: ['DefectConfirmed'],
  burden: 'seller',
  trace: [],
  decidedBy: { kind: 'agent', id: 'ben' },
}

const work = {
  warrantyId,
  claimId,
  layerId: 'conformity',
  attempt: 1,
  remedy: 'repair',
  labourMinutes: 60,
  costMinor: '9000',
  chargedMinor: '0',
  currency: 'EUR',
  performer: { kind: 'provider', providerId: 'workshop', providerName: 'Workshop' },
  trace: [],
}

/** What becomes of a claim on it, day by day of August 2025. */
export const claim = {
  opened: (id: number, more: Data = {}) =>
    told(id, 'ClaimOpened', {
      ...reported,
      layerIds: ['conformity', 'motor'],
      reportedAt: noonOf('2025-08-13'),
      ...more,
    }),
  refused: (id: number, more: Data = {}) =>
    told(id, 'ClaimRefused', {
      ...reported,
      reasons: ['OutOfPeriod'],
      layers: [],
      refusedAt: noonOf('2025-08-13'),
      ...more,
    }),
  approved: (id: number, more: Data = {}) =>
    told(id, 'ClaimApproved', { ...verdict, decidedAt: noonOf('2025-08-16'), ...more }),
  rejected: (id: number) => told(id, 'ClaimRejected', { ...verdict, decidedAt: noonOf('2025-08-16') }),
  appealed: (id: number) =>
    told(id, 'ClaimAppealed', {
      warrantyId,
      claimId,
      appealId: 'a',
      evidence: [],
      appealedAt: noonOf('2025-08-17'),
    }),
  explained: (id: number, extensionTold: boolean) =>
    told(id, 'RemedyChoiceExplained', {
      warrantyId,
      claimId,
      choice: ['repair'],
      extensionTold,
      channel: 'phone',
      informedAt: noonOf('2025-08-18'),
    }),
  chosen: (id: number, more: Data = {}) =>
    told(id, 'RemedyChosen', {
      warrantyId,
      claimId,
      layerId: 'conformity',
      remedy: 'repair',
      chosenBy: 'customer',
      informedOfExtension: false,
      failedRepairs: 0,
      trace: [],
      chosenAt: noonOf('2025-08-19'),
      ...more,
    }),
  unitRefused: (id: number) =>
    told(id, 'ClaimUnitRefused', { warrantyId, claimId, because: 'held-otherwise', refusedAt: noonOf('2025-08-20') }),
  repaired: (id: number) => told(id, 'RepairCompleted', { ...work, completedAt: noonOf('2025-08-25') }),
  repairFailed: (id: number) =>
    told(id, 'RepairFailed', {
      ...work,
      failedRepairs: 1,
      repairLimitReached: false,
      failedAt: noonOf('2025-08-24'),
    }),
  closed: (id: number) =>
    told(id, 'ClaimClosed', {
      warrantyId,
      claimId,
      outcome: 'repaired',
      unitAskedFor: false,
      closedAt: noonOf('2025-08-29'),
    }),
}
