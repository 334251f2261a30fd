import type { EventMetadata, Uuid } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { ServicePlanEvent } from './events.js'
import { servicePlanEvents } from './events.js'
import {
  activate,
  after,
  assignManager,
  berlinDay,
  cancel,
  consume,
  count,
  endCoolingOff,
  expire,
  expireQuote,
  notice,
  quote,
  renew,
  reset,
  restore,
  resume,
  reverse,
  running,
  sell,
  suspend,
  termsWith,
  text,
  visit,
  washingMachine,
  washingMachineCare,
} from './service-plan.fixtures.js'
import { servicePlanAggregate } from './service-plan-aggregate.js'
import { servicePlanIdOfPurchase, servicePlanIdOfUnit } from './service-plan-id.js'

const metadata: EventMetadata = {
  eventId: '0197290f-6a00-5000-8000-000000000001' as Uuid,
  schemaVersion: 1 as EventMetadata['schemaVersion'],
  occurredAt: berlinDay('2025-06-01'),
  recordedAt: berlinDay('2025-06-01'),
  actor: { kind: 'system', id: text('plans') },
  commandId: text('command-1'),
  correlationId: text('command-1'),
  causationId: text('command-1'),
  commandHash: '0197290f-6a00-5000-8000-000000000002' as Uuid,
}

/** Every event of a plan, in some story. */
const stories: ReadonlyArray<ServicePlanEvent> = [
  ...after(quote(), expireQuote()),
  ...after(
    quote({ business: {} }),
    sell({ paidMinor: 9900n }),
    activate(),
    endCoolingOff(),
    assignManager(),
    consume(),
    restore(),
    consume({ usedFor: visit(2), quantity: count(9) }),
    suspend(),
    resume(),
    notice(),
    renew({ paidMinor: 9900n }),
    reset(),
    reverse(),
    expire(),
  ),
  ...after(...running, cancel()),
]

describe('the aggregate of service plans', () => {
  it('keeps its events in streams whose category has no hyphen', () => {
    expect(servicePlanAggregate.category).toBe('servicePlan')
  })

  it('encodes its events and reads them back', () => {
    expect(new Set(stories.map(({ type }) => type)).size).toBe(servicePlanEvents.length)
    for (const event of stories) {
      const { type, data, schemaVersion } = servicePlanAggregate.catalogue.encode(event)
      expect(schemaVersion).toBe(1)
      const stored = { type, data: JSON.parse(JSON.stringify(data)), metadata }
      expect(servicePlanAggregate.catalogue.decode(stored)).toStrictEqual(E.right({ event, metadata }))
    }
  })

  it('tells when each event happened', () => {
    const times = Object.fromEntries(stories.map((event) => [event.type, servicePlanAggregate.occurredAtOf(event)]))
    expect(times).toStrictEqual({
      ServicePlanQuoted: berlinDay('2025-06-01'),
      ServicePlanQuoteExpired: berlinDay('2025-07-01'),
      ServicePlanSold: berlinDay('2025-06-02'),
      ServicePlanCoolingOffStarted: berlinDay('2025-06-02'),
      ServicePlanCoolingOffEnded: '2025-06-16T22:00:00.000Z',
      ServicePlanActivated: berlinDay('2025-06-05'),
      ServicePlanSuspended: berlinDay('2025-09-01'),
      ServicePlanResumed: berlinDay('2025-10-01'),
      EntitlementConsumed: berlinDay('2025-08-01'),
      EntitlementRefused: berlinDay('2025-08-01'),
      EntitlementRestored: berlinDay('2025-08-10'),
      EntitlementsReset: '2026-06-04T22:00:00.000Z',
      ServicePlanRenewalNoticeFellDue: '2026-05-04T22:00:00.000Z',
      ServicePlanRenewed: berlinDay('2026-05-20'),
      ServicePlanRenewalReversed: berlinDay('2026-05-25'),
      ServicePlanAccountManagerAssigned: berlinDay('2025-06-20'),
      ServicePlanCancelled: berlinDay('2025-11-01'),
      ServicePlanExpired: '2026-06-04T22:00:00.000Z',
    })
  })

  it('names the terms and the service level that each was decided under', () => {
    const care = { policyId: 'washing-machine-care', version: 1 }
    const refs = Object.fromEntries(stories.map((event) => [event.type, servicePlanAggregate.policyRefsOf(event)]))
    expect(refs['ServicePlanQuoted']).toStrictEqual([care, { policyId: 'retail-desk', version: 1 }])
    const decided = Object.entries(refs).filter(([, named]) => named.length > 0)
    expect(decided.map(([type]) => type)).toStrictEqual([
      'ServicePlanQuoted',
      'ServicePlanActivated',
      'EntitlementConsumed',
      'EntitlementRefused',
      'ServicePlanRenewed',
      'ServicePlanRenewalReversed',
      'ServicePlanCancelled',
    ])
    for (const [type, named] of decided) if (type !== 'ServicePlanQuoted') expect(named).toStrictEqual([care])
  })

  it('names the terms that a renewal brought', () => {
    const terms = termsWith(washingMachineCare, { version: 2 })
    const [renewed] = after(...running, renew({ terms })).slice(-1)
    expect(renewed && servicePlanAggregate.policyRefsOf(renewed)).toStrictEqual([
      { policyId: 'washing-machine-care', version: 2 },
    ])
  })
})

describe('the id of a plan', () => {
  it('is that of the unit that it covers, the same anywhere', () => {
    expect(servicePlanIdOfUnit(washingMachine)).toBe(servicePlanIdOfUnit({ ...washingMachine }))
    const { purchaseId } = washingMachine
    const others = [
      servicePlanIdOfUnit({ ...washingMachine, unit: count(2) }),
      servicePlanIdOfUnit({ ...washingMachine, lineId: 'care' as never }),
      servicePlanIdOfPurchase(purchaseId),
    ]
    expect(new Set([servicePlanIdOfUnit(washingMachine), ...others]).size).toBe(4)
  })
})
