import type { EventMetadata, Uuid } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import {
  after,
  agent,
  authorise,
  count,
  inspect,
  kettles,
  may,
  purchase,
  receive,
  request,
  requestLine,
  shop,
  shopInGermany,
  text,
} from './return-case.fixtures.js'
import { returnCaseAggregate } from './return-case-aggregate.js'

const metadata: EventMetadata = {
  eventId: '0197290f-6a00-5000-8000-000000000001' as Uuid,
  schemaVersion: count(1),
  occurredAt: may(20),
  recordedAt: may(20),
  actor: agent,
  commandId: text('command-1'),
  correlationId: text('command-1'),
  causationId: text('command-1'),
  commandHash: '0197290f-6a00-5000-8000-000000000002' as Uuid,
}

describe('the aggregate of return cases', () => {
  const events = after(
    request({ lines: [requestLine({ quantity: count(5) })] }),
    'reserve',
    authorise(),
    receive(),
    inspect({ deductionMinor: 1500n, legalBasis: 'policy-terms', terms: shop }),
  )

  it('keeps its events in streams whose category has no hyphen', () => {
    expect(returnCaseAggregate.category).toMatch(/^[a-z][A-Za-z]*$/)
  })

  it('encodes its events, amounts as text of their digits, and reads them back', () => {
    for (const event of events) {
      const { type, data, schemaVersion } = returnCaseAggregate.catalogue.encode(event)
      expect(schemaVersion).toBe(1)
      const stored = JSON.parse(JSON.stringify(data))
      expect(returnCaseAggregate.catalogue.decode({ type, data: stored, metadata })).toStrictEqual(
        E.right({ event, metadata }),
      )
    }
    const reserved = events.find(({ type }) => type === 'ReturnUnitsReserved')
    expect(reserved && returnCaseAggregate.catalogue.encode(reserved).data).toMatchObject({
      lines: [{ netMinor: '9000', taxMinor: '1710' }],
    })
  })

  it('tells when each event happened', () => {
    expect(events.map((event) => [event.type, returnCaseAggregate.occurredAtOf(event)])).toStrictEqual([
      ['ReturnRequested', may(20)],
      ['ReturnLinesRefused', may(20)],
      ['ReturnUnitsReserved', may(20, '12:01')],
      ['ReturnAuthorised', may(20, '12:05')],
      ['ItemsReceived', may(26)],
      ['ItemInspected', may(27)],
    ])
  })

  it('tells the versions of the policies and laws that each event was decided under', () => {
    const policyRef = { policyId: 'thirty-day-returns', version: 1 }
    const [requested, , reserved, authorised, , inspected] = events
    expect(requested && returnCaseAggregate.policyRefsOf(requested)).toStrictEqual([policyRef])
    expect(reserved && returnCaseAggregate.policyRefsOf(reserved)).toStrictEqual([])
    expect(authorised && returnCaseAggregate.policyRefsOf(authorised)).toStrictEqual([policyRef])
    expect(inspected && returnCaseAggregate.policyRefsOf(inspected)).toStrictEqual([policyRef])

    const [byLaw] = after(request({ terms: shopInGermany, evidence: [purchase({ lines: [kettles()] })] }))
    expect(byLaw && returnCaseAggregate.policyRefsOf(byLaw).map(({ policyId }) => policyId)).toStrictEqual([
      'thirty-day-returns',
      shopInGermany.law?.policyId,
    ])
  })
})
