import { event, factsOf, minute, opened, uuid, washer } from '../story.fixtures.js'

const begun = opened(1, washer, '2025-06-02T09:00')
const requested = event(2, washer, 'FollowUpRequested', {
  followUpId: 'ask',
  channel: 'phone',
  dueAt: '2025-06-05T12:00',
  requestedAt: '2025-06-02T10:00',
})
const missed = event(3, washer, 'FollowUpMissed', { followUpId: 'ask', missedAt: '2025-06-05T12:00' })
const completed = event(4, washer, 'FollowUpCompleted', {
  followUpId: 'ask',
  completedBy: { kind: 'agent', id: 'ben' },
  completedAt: '2025-06-06T09:00',
})

it('is one row a follow-up, missed and done late in one', () => {
  expect(factsOf(begun, requested, missed, completed).followUps).toMatchObject([
    {
      followUpId: 'ask',
      serviceTicketId: washer,
      requested: { at: minute('2025-06-02T10:00'), eventId: uuid(2) },
      dueAt: minute('2025-06-05T12:00'),
      missed: { eventId: uuid(3) },
      completed: { at: minute('2025-06-06T09:00'), eventId: uuid(4) },
    },
  ])
})

it('is incomplete without its request, or without its ticket', () => {
  expect(factsOf(begun, completed).followUps[0]?.exclusion).toBe('incomplete')
  expect(factsOf(requested).followUps[0]?.exclusion).toBe('incomplete')
})
