import { event, factsOf, minute, opened, uuid, washer } from '../story.fixtures.js'

const window = { on: '2025-06-05', from: '09:00', to: '12:00', zone: 'Europe/Berlin' }
const inHouse = { kind: 'in-house', technicianId: uuid(50) }
const provider = { kind: 'provider', providerId: 'workshop', providerName: 'Workshop' }
const appointment = { window, performer: inHouse, requiredSkills: [] }
const by = { kind: 'agent', id: 'ben' }
const [visitId, unit] = [uuid(60), uuid(61)]
const ended = { purpose: 'repair', assetId: unit, round: 1, appointment }

const begun = opened(1, washer, '2025-06-02T09:00', { topic: { category: 'noise' } })
const scheduled = event(2, washer, 'VisitScheduled', {
  visitId,
  purpose: 'repair',
  assetId: unit,
  product: { sku: 'washer' },
  ...appointment,
  scheduledBy: by,
  scheduledAt: '2025-06-02T10:00',
  trace: [],
})
const moved = event(3, washer, 'VisitRescheduled', {
  visitId,
  window: { ...window, on: '2025-06-06' },
  performer: provider,
  requiredSkills: [],
  round: 2,
  previous: appointment,
  because: 'customer-asked',
  rescheduledBy: by,
  rescheduledAt: '2025-06-03T10:00',
  trace: [],
})
const missed = event(4, washer, 'VisitWindowMissed', { visitId, round: 2, missedAt: '2025-06-06T10:00' })
const arrived = event(5, washer, 'VisitArrived', {
  visitId,
  timing: 'late',
  outsideBy: 'PT1H',
  arrivedAt: '2025-06-06T11:00',
  trace: [],
})
const completed = event(6, washer, 'VisitCompleted', {
  visitId,
  ...ended,
  outcome: 'done',
  parts: [],
  labourMinutes: 60,
  completedAt: '2025-06-06T12:00',
})

it('is one row a visit, with every part it was told in', () => {
  expect(factsOf(begun, scheduled, moved, missed, arrived, completed).visits).toEqual([
    {
      visitId,
      serviceTicketId: washer,
      purpose: 'repair',
      scheduled: { at: minute('2025-06-02T10:00'), eventId: uuid(2) },
      window: { ...window, on: '2025-06-06' },
      performer: { kind: 'provider', providerId: 'workshop' },
      rescheduled: [{ at: minute('2025-06-03T10:00'), eventId: uuid(3) }],
      windowsMissed: [{ at: minute('2025-06-06T10:00'), eventId: uuid(4) }],
      arrived: { at: minute('2025-06-06T11:00'), eventId: uuid(5), timing: 'late' },
      completed: { at: minute('2025-06-06T12:00'), eventId: uuid(6), outcome: 'done' },
      circumstances: expect.objectContaining({ assetId: unit, sku: 'washer', category: 'noise', channel: 'phone' }),
      excludedBy: [],
    },
  ])
})

it('says who was not there, and that it was called off', () => {
  const noShow = event(4, washer, 'VisitNoShowRecorded', {
    visitId,
    ...ended,
    party: 'customer',
    recordedBy: by,
    noShowAt: '2025-06-05T12:00',
  })
  const cancelled = event(4, washer, 'VisitCancelled', {
    visitId,
    ...ended,
    because: 'withdrawn',
    cancelledBy: by,
    cancelledAt: '2025-06-04T12:00',
  })
  expect(factsOf(begun, scheduled, noShow).visits[0]?.noShow).toMatchObject({ party: 'customer', eventId: uuid(4) })
  expect(factsOf(begun, scheduled, cancelled).visits[0]?.cancelled?.eventId).toBe(uuid(4))
})

it('is incomplete without its scheduling, or without its ticket', () => {
  expect(factsOf(begun, completed).visits).toMatchObject([{ exclusion: 'incomplete', purpose: 'unknown' }])
  expect(factsOf(scheduled).visits[0]?.exclusion).toBe('incomplete')
})
