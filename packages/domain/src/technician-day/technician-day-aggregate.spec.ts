import { after, at, block, book, release, unblock, wednesdayAt } from './technician-day.fixtures.js'
import { technicianDayAggregate } from './technician-day-aggregate.js'

describe('a technician’s day, kept in streams', () => {
  it('is found by its category, and decodes its own events', () => {
    expect(technicianDayAggregate.category).toBe('technicianDay')
    expect(technicianDayAggregate.catalogue.codecs.map(({ messageType }) => messageType)).toStrictEqual([
      'TechnicianBooked',
      'TechnicianReleased',
      'TechnicianBlocked',
      'TechnicianUnblocked',
    ])
  })

  it('happened when it is said to have, under no policy', () => {
    const events = after(book(), release(), block(), unblock())
    expect(events.map((event) => technicianDayAggregate.occurredAtOf(event))).toStrictEqual([
      at('2025-06-03T10:00:00+02:00'),
      at('2025-06-03T12:00:00+02:00'),
      wednesdayAt('07:00'),
      wednesdayAt('08:00'),
    ])
    for (const event of events) expect(technicianDayAggregate.policyRefsOf(event)).toStrictEqual([])
  })
})
