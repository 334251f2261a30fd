import type { EventMetadata, Uuid } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import {
  after,
  alert,
  changeCalendar,
  cover,
  install,
  june,
  minute,
  number,
  propose,
  read,
  register,
  setUp,
  setUpByUse,
  shown,
  text,
} from './asset.fixtures.js'
import { assetAggregate } from './asset-aggregate.js'

const metadata: EventMetadata = {
  eventId: '0197290f-6a00-5000-8000-000000000001' as Uuid,
  schemaVersion: 1 as EventMetadata['schemaVersion'],
  occurredAt: june(1),
  recordedAt: june(1),
  actor: { kind: 'device', id: text('washing-machine') },
  commandId: text('command-1'),
  correlationId: text('command-1'),
  causationId: text('command-1'),
  commandHash: '0197290f-6a00-5000-8000-000000000002' as Uuid,
}

describe('the aggregate of assets', () => {
  const events = after(
    register(),
    cover(),
    install(),
    setUp({ policyRef: { policyId: text('care'), version: number(3) } }),
    setUpByUse(),
    changeCalendar(),
    alert(0),
    alert(1),
    alert(2),
    read({ value: shown(100) }),
    propose({ dueAt: '2025-06-16T22:00:00.000Z' as never }),
  )

  it('keeps its events in streams whose category has no hyphen', () => {
    expect(assetAggregate.category).toBe('asset')
  })

  it('encodes its events and reads them back', () => {
    for (const event of events) {
      const { type, data, schemaVersion } = assetAggregate.catalogue.encode(event)
      expect(schemaVersion).toBe(1)
      const stored = { type, data: JSON.parse(JSON.stringify(data)), metadata }
      expect(assetAggregate.catalogue.decode(stored)).toStrictEqual(E.right({ event, metadata }))
    }
  })

  it('tells when each event happened, and under which policies and calendars', () => {
    const care = { policyId: 'care', version: 3 }
    const visits = { policyId: 'visits', version: 1 }
    const telemetry = { policyId: 'washers-online', version: 2 }
    expect(
      events.map((event) => [event.type, assetAggregate.occurredAtOf(event), assetAggregate.policyRefsOf(event)]),
    ).toStrictEqual([
      ['AssetRegistered', june(1), []],
      ['AssetCovered', june(1), []],
      ['AssetInstalled', june(2), []],
      ['MaintenanceScheduleSetUp', june(1), [care, visits]],
      ['MaintenanceScheduleSetUp', june(1), [visits]],
      ['MaintenanceCalendarChanged', june(3), [{ ...visits, version: 2 }]],
      ['FaultReadingRecorded', minute(0), [telemetry]],
      ['FaultReadingRecorded', minute(1), [telemetry]],
      ['FaultReadingRecorded', minute(2), [telemetry]],
      ['AssetFaultRaised', minute(2), [telemetry]],
      ['MeterRead', june(10), []],
      ['MaintenanceFellDue', june(10), [visits]],
      ['MaintenanceFellDue', '2025-06-16T22:00:00.000Z', [care, { ...visits, version: 2 }]],
    ])
  })
})
