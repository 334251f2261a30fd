import type { EventMetadata, Uuid } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { euConsumerLaw2026 } from '../policy/legal/index.js'
import {
  after,
  clarify,
  contest,
  deliver,
  extend,
  handBack,
  install,
  noonOf,
  register,
  supersede,
  take,
  text,
  voidIt,
} from './warranty.fixtures.js'
import { warrantyAggregate } from './warranty-aggregate.js'

const metadata: EventMetadata = {
  eventId: '0197290f-6a00-5000-8000-000000000001' as Uuid,
  schemaVersion: 1 as EventMetadata['schemaVersion'],
  occurredAt: noonOf('2025-03-03'),
  recordedAt: noonOf('2025-03-03'),
  actor: { kind: 'system', id: text('deliveries') },
  commandId: text('command-1'),
  correlationId: text('command-1'),
  causationId: text('command-1'),
  commandHash: '0197290f-6a00-5000-8000-000000000002' as Uuid,
}

describe('the aggregate of warranties', () => {
  const events = after(
    register({ law: euConsumerLaw2026 }),
    deliver(),
    install(),
    extend(),
    take(),
    handBack(),
    clarify(),
    voidIt(),
    contest({ says: text('it was dry') }),
    supersede({ termPolicy: { kind: 'longer-of', atLeast: extend().data.by } }),
  )

  it('keeps its events in streams whose category has no hyphen', () => {
    expect(warrantyAggregate.category).toBe('warranty')
  })

  it('encodes its events and reads them back', () => {
    expect(events).toHaveLength(10)
    for (const event of events) {
      const { type, data, schemaVersion } = warrantyAggregate.catalogue.encode(event)
      expect(schemaVersion).toBe(1)
      const stored = { type, data: JSON.parse(JSON.stringify(data)), metadata }
      expect(warrantyAggregate.catalogue.decode(stored)).toStrictEqual(E.right({ event, metadata }))
    }
  })

  it('tells when each event happened, and by which terms and law it was decided', () => {
    expect(events.slice(0, 3).map(warrantyAggregate.occurredAtOf)).toStrictEqual([
      noonOf('2025-03-03'),
      noonOf('2025-03-10'),
      noonOf('2025-03-12'),
    ])
    const terms = { policyId: 'washing-machine-terms', version: 1 }
    const law = { policyId: 'eu-consumer-law', version: 2 }
    expect(events.slice(0, 3).map(warrantyAggregate.policyRefsOf)).toStrictEqual([[terms, law], [law], [terms]])
  })
})
