import { ask, factsOf, figure, idOf, inShort, instant } from '../help-desk.fixtures.js'
import { told } from '../shop.fixtures.js'

const layer = (layerId: string, more: object) => ({
  layerId,
  countingRule: 'event-day-excluded-no-roll',
  zone: 'UTC',
  excluded: [],
  conditions: [],
  remedies: ['repair'],
  transferable: true,
  custodySuspends: false,
  startAnchor: 'delivery',
  period: 'P2Y',
  ...more,
})

const warranty = (name: string, conditionsShown: ReadonlyArray<string>) => {
  const warrantyId = idOf(name)
  const claim = { warrantyId, claimId: idOf(`c ${name}`) }
  return {
    registered: told('WarrantyRegistered', {
      warrantyId,
      assetId: idOf(`a ${name}`),
      termsRef: { policyId: 'terms', version: 1 },
      layers: [
        layer('law', { kind: 'statutory', obligor: { party: 'seller' } }),
        layer('maker', { kind: 'commercial', obligor: { party: 'manufacturer' }, conditions: ['registration'] }),
      ],
      conformity: {
        rule: 'event-day-excluded-no-roll',
        presumption: 'P1Y',
        custodySuspends: false,
        repairExtension: 'P12M',
        remedies: ['repair'],
      },
      disclosures: [
        {
          policyRef: { policyId: 'terms', version: 1 },
          phase: 'pre-purchase',
          conditionsShown,
          shownAt: instant('2025-01-01 00:00'),
        },
      ],
      purchase: { purchasedAt: instant('2025-01-02 00:00') },
      registeredAt: instant('2025-01-02 00:00'),
    }),
    claimed: (at: string, responsiblePartyClarified: boolean) =>
      told('ClaimOpened', {
        ...claim,
        failureMode: 'motor',
        defect: 'hums',
        failedOn: '2025-02-01',
        channel: 'phone',
        evidence: [],
        proofs: [],
        responsiblePartyClarified,
        layerIds: ['law'],
        trace: [],
        reportedAt: instant(at),
      }),
    approved: (at: string) =>
      told('ClaimApproved', {
        ...claim,
        layerId: 'law',
        obligor: { party: 'seller' },
        reasons: ['DefectConfirmed'],
        burden: 'seller',
        trace: [],
        decidedBy: { kind: 'agent', id: 'ben' },
        decidedAt: instant(at),
      }),
    chosen: (at: string, informedOfExtension: boolean) =>
      told('RemedyChosen', {
        ...claim,
        layerId: 'law',
        remedy: 'repair',
        chosenBy: 'customer',
        informedOfExtension,
        failedRepairs: 0,
        trace: [],
        chosenAt: instant(at),
      }),
  }
}

const [one, two, three] = [warranty('one', ['registration']), warranty('two', []), warranty('three', ['registration'])]
/** Of three warranties one was sold with a condition that nobody showed; two claims, one of them nobody was told whose it is. */
const facts = factsOf(
  one.registered,
  two.registered,
  three.registered,
  one.claimed('2025-02-02 00:00', true),
  one.approved('2025-02-03 00:00'),
  one.chosen('2025-02-04 00:00', true),
  two.claimed('2025-02-02 00:00', false),
  two.approved('2025-02-03 00:00'),
  two.chosen('2025-02-05 00:00', false),
  three.claimed('2025-02-02 00:00', true),
  three.approved('2025-02-10 00:00'),
)

it('counts duties that were not met in time among those that fell due, each kind on its own', () => {
  const figures = ask(facts, 'missing-duties').map((each) => `${each.variant} ${inShort(each)}`)
  // Of the third claim the remedy is not chosen yet.
  expect(figures).toEqual(['responsible-party 1/3', 'repair-extension 1/2 +1', 'conditions 1/3'])
})

it('names the events in which something was missing', () => {
  const missingIn = (variant: string) => figure(facts, 'missing-duties', variant).counted().numerator
  expect(missingIn('conditions')).toEqual([two.registered.metadata.eventId])
  expect(missingIn('responsible-party')).toHaveLength(1)
  expect(missingIn('repair-extension')).toHaveLength(2)
})

it('lets there be time until the remedy is chosen', () => {
  const asOf = instant('2025-02-04 12:00')
  expect(inShort(figure(facts, 'missing-duties', 'repair-extension', { asOf }))).toBe('0/1 +1')
})
