import type { EventMetadata, Uuid } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { after, agent, count, monday, openTicket, resolve, text } from './service-ticket.fixtures.js'
import { serviceTicketAggregate } from './service-ticket-aggregate.js'

const metadata: EventMetadata = {
  eventId: '0197290f-6a00-5000-8000-000000000001' as Uuid,
  schemaVersion: count(1),
  occurredAt: monday('09:00'),
  recordedAt: monday('09:00'),
  actor: agent,
  commandId: text('command-1'),
  correlationId: text('command-1'),
  causationId: text('command-1'),
  commandHash: '0197290f-6a00-5000-8000-000000000002' as Uuid,
}

describe('the aggregate of service tickets', () => {
  const events = after(openTicket(), resolve())

  it('keeps its events in streams whose category has no hyphen', () => {
    expect(serviceTicketAggregate.category).toMatch(/^[a-z][A-Za-z]*$/)
  })

  it('encodes its events and reads them back', () => {
    for (const event of events) {
      const { type, data, schemaVersion } = serviceTicketAggregate.catalogue.encode(event)
      expect(schemaVersion).toBe(1)
      expect(
        serviceTicketAggregate.catalogue.decode({ type, data: JSON.parse(JSON.stringify(data)), metadata }),
      ).toStrictEqual(E.right({ event, metadata }))
    }
  })

  it('tells when each event happened, and under which policies', () => {
    expect(events.map(serviceTicketAggregate.occurredAtOf)).toStrictEqual([
      monday('09:00'),
      monday('09:00'),
      monday('09:00'),
      monday('09:00'),
      monday('11:00'),
      monday('16:00'),
      monday('16:00'),
    ])
    const [opened, , started] = events
    const officeDeskRef = { policyId: 'office-desk', version: 1 }
    const calendarRef = { policyId: 'desk', version: 1 }
    expect(opened && serviceTicketAggregate.policyRefsOf(opened)).toStrictEqual([officeDeskRef, calendarRef])
    expect(started && serviceTicketAggregate.policyRefsOf(started)).toStrictEqual([officeDeskRef, calendarRef])
  })
})
