import type { EventMetadata, Uuid } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { after, authorise, capture, expire, issue, june, text, voidIt } from './store-credit.fixtures.js'
import { storeCreditAggregate } from './store-credit-aggregate.js'

const metadata: EventMetadata = {
  eventId: '0197290f-6a00-5000-8000-000000000001' as Uuid,
  schemaVersion: 1 as EventMetadata['schemaVersion'],
  occurredAt: june(1),
  recordedAt: june(1),
  actor: { kind: 'system', id: text('returns') },
  commandId: text('command-1'),
  correlationId: text('command-1'),
  causationId: text('command-1'),
  commandHash: '0197290f-6a00-5000-8000-000000000002' as Uuid,
}

describe('the aggregate of store credits', () => {
  const events = after(issue(), authorise(), capture(), voidIt(), expire())

  it('keeps its events in streams whose category has no hyphen', () => {
    expect(storeCreditAggregate.category).toBe('storeCredit')
  })

  it('encodes its events and reads them back', () => {
    for (const event of events) {
      const { type, data, schemaVersion } = storeCreditAggregate.catalogue.encode(event)
      expect(schemaVersion).toBe(1)
      const stored = { type, data: JSON.parse(JSON.stringify(data)), metadata }
      expect(storeCreditAggregate.catalogue.decode(stored)).toStrictEqual(E.right({ event, metadata }))
    }
  })

  it('tells when each event happened, and that none applied a policy', () => {
    expect(events.map(storeCreditAggregate.occurredAtOf)).toStrictEqual([
      june(1),
      june(3),
      june(4),
      june(5),
      '2025-06-30T22:00:00.000Z',
    ])
    expect(events.flatMap(storeCreditAggregate.policyRefsOf)).toStrictEqual([])
  })
})
