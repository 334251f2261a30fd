import { contacted, event, factsOf, minute, opened, other, uuid, washer } from '../story.fixtures.js'

const agent = { kind: 'agent', id: 'ben' }
const registered = (id: number, ticketId: string, data = {}) =>
  event(id, ticketId, 'ComplaintRegistered', {
    allegedDefect: 'leaks',
    sku: 'KETTLE-17',
    severity: 'major',
    momentOfUse: 'first-use',
    registeredBy: agent,
    registeredAt: '2025-06-02T10:00',
    ...data,
  })
const acknowledged = event(3, washer, 'ComplaintAcknowledged', {
  channel: 'email',
  acknowledgedBy: agent,
  acknowledgedAt: '2025-06-02T11:00',
})
const assessed = (id: number, assessedAt: string, data = {}) =>
  event(id, washer, 'ComplaintAssessed', {
    finding: 'founded',
    severity: 'critical',
    importance: 'high',
    causes: ['seal'],
    assessedBy: agent,
    assessedAt,
    ...data,
  })
const responded = (id: number, respondedAt: string) =>
  event(id, washer, 'ComplaintResponded', { channel: 'email', respondedBy: agent, respondedAt })
const decided = event(7, washer, 'ComplaintDecisionCommunicated', {
  channel: 'email',
  recourse: [{ body: 'ombudsman' }],
  communicatedBy: agent,
  communicatedAt: '2025-06-02T14:00',
})
const answered = event(8, washer, 'ComplaintDecisionAnswered', {
  answer: 'disputed',
  answeredBy: { kind: 'customer', id: 'anna' },
  answeredAt: '2025-06-02T15:00',
})
const redress = event(9, washer, 'RedressOffered', {
  redressId: 'r1',
  kind: 'refund',
  amount: { amountMinor: '2499', currency: 'EUR' },
  offeredBy: agent,
  offeredAt: '2025-06-02T14:10',
})
const escalated = event(10, washer, 'ComplaintEscalatedExternally', {
  body: 'ombudsman',
  escalatedBy: agent,
  escalatedAt: '2025-06-03T09:00',
})
const concluded = event(11, washer, 'ExternalRecourseConcluded', {
  body: 'ombudsman',
  outcome: 'for-desk',
  concludedAt: '2025-06-09T09:00',
})
const ended = event(12, washer, 'ComplaintClosed', {
  because: 'options-exhausted',
  closedBy: agent,
  closedAt: '2025-06-10T09:00',
})
const begun = opened(1, washer, '2025-06-02T09:00', { kind: 'complaint', topic: { category: 'kettles' } })

it('is one row a complaint, with every step and the event that told it', () => {
  const { complaints } = factsOf(
    begun,
    registered(2, washer),
    acknowledged,
    assessed(4, '2025-06-02T12:00'),
    responded(6, '2025-06-02T13:00'),
    decided,
    answered,
    redress,
    escalated,
    concluded,
    ended,
  )
  expect(complaints).toEqual([
    {
      serviceTicketId: washer,
      registered: { at: minute('2025-06-02T10:00'), eventId: uuid(2) },
      allegedDefect: 'leaks',
      sku: 'KETTLE-17',
      batch: undefined,
      severity: 'critical',
      importance: 'high',
      priceBand: undefined,
      momentOfUse: undefined,
      acknowledged: { at: minute('2025-06-02T11:00'), eventId: uuid(3) },
      assessments: [{ at: minute('2025-06-02T12:00'), eventId: uuid(4), value: 'founded', causes: ['seal'] }],
      responded: { at: minute('2025-06-02T13:00'), eventId: uuid(6) },
      decided: { at: minute('2025-06-02T14:00'), eventId: uuid(7) },
      answers: [{ at: minute('2025-06-02T15:00'), eventId: uuid(8), value: 'disputed' }],
      redress: [{ at: minute('2025-06-02T14:10'), eventId: uuid(9), value: 'refund' }],
      escalated: { at: minute('2025-06-03T09:00'), eventId: uuid(10) },
      closed: { at: minute('2025-06-10T09:00'), eventId: uuid(12), value: 'options-exhausted' },
      circumstances: expect.objectContaining({ kind: 'complaint', category: 'kettles', sku: 'KETTLE-17' }),
      exclusion: undefined,
      excludedBy: [],
    },
  ])
})

it('has what was alleged until it is assessed, and then what was found last, however late that was heard of', () => {
  const alleged = factsOf(begun, registered(2, washer)).complaints[0]
  expect(alleged).toMatchObject({ severity: 'major', momentOfUse: 'first-use', assessments: [] })
  const twice = factsOf(
    begun,
    registered(2, washer),
    acknowledged,
    assessed(5, '2025-06-04T12:00', { finding: 'unfounded', severity: 'minor' }),
    assessed(4, '2025-06-02T12:00'),
  ).complaints[0]
  expect(twice?.assessments.map(({ value }) => value)).toEqual(['founded', 'unfounded'])
  expect(twice?.severity).toBe('minor')
})

it('is told once of a ticket, and not of a ticket without one', () => {
  expect(factsOf(begun, contacted(20, washer, '2025-06-02T09:00')).complaints).toEqual([])
  expect(factsOf(begun, registered(2, washer), registered(20, washer, { sku: 'OTHER' })).complaints).toHaveLength(1)
})

it('has the first response and the first decision, whichever was heard of first', () => {
  const { complaints } = factsOf(
    begun,
    registered(2, washer),
    responded(20, '2025-06-05T13:00'),
    responded(6, '2025-06-02T13:00'),
  )
  expect(complaints[0]?.responded?.eventId).toBe(uuid(6))
})

it('is excluded with its ticket, and incomplete where its registering is missing', () => {
  const spam = event(20, washer, 'ServiceTicketMarkedAsSpam', { markedBy: agent, markedAt: '2025-06-02T16:00' })
  expect(factsOf(begun, registered(2, washer), spam).complaints[0]?.exclusion).toBe('spam')
  expect(factsOf(begun, acknowledged).complaints[0]).toMatchObject({
    exclusion: 'incomplete',
    allegedDefect: 'unknown',
  })
})

it('comes in order of time, at the same time by ticket', () => {
  const { complaints } = factsOf(
    opened(21, other, '2025-06-02T09:00'),
    registered(22, other),
    begun,
    registered(2, washer),
  )
  expect(complaints.map(({ serviceTicketId }) => serviceTicketId)).toEqual([washer, other])
})
