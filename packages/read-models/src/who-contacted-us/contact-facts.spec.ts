import { contacted, event, factsOf, minute, opened, other, uuid, washer } from '../story.fixtures.js'

const anna = { customerId: uuid(100) }
const agent = { kind: 'agent', id: 'ben' }

it('is one row a session, by the way the customer came, whatever way the ticket was opened', () => {
  const { contacts } = factsOf(
    opened(1, washer, '2025-06-02T09:00', anna),
    contacted(2, washer, '2025-06-02T09:00'),
    contacted(3, washer, '2025-06-02T10:00', { channel: 'chat', sessionId: 'chat' }),
    contacted(4, washer, '2025-06-02T10:05', { channel: 'chat', sessionId: 'chat' }),
  )
  expect(
    contacts.map(({ channel, circumstances, contacts: said }) => [channel, circumstances.channel, said.length]),
  ).toEqual([
    ['phone', 'phone', 1],
    ['chat', 'chat', 2],
  ])
})

it('is one row for a call about two issues, and about both', () => {
  const call = { contactId: 'call', sessionId: 'call' }
  const { contacts } = factsOf(
    opened(1, washer, '2025-06-02T09:00', { ...anna, assetId: uuid(200), topic: { category: 'noise' } }),
    contacted(2, washer, '2025-06-02T09:00', call),
    opened(3, other, '2025-06-02T09:10', { ...anna, topic: { category: 'noise' } }),
    contacted(4, other, '2025-06-02T09:00', { ...call, topic: { category: 'invoice', subcategory: 'copy' } }),
  )
  expect(contacts).toHaveLength(1)
  expect(contacts[0]).toMatchObject({ at: minute('2025-06-02T09:00'), eventId: uuid(2), sessionId: 'call' })
  expect(contacts[0]?.about).toEqual([
    { issueId: washer, assetId: uuid(200), category: 'noise' },
    { issueId: other, category: 'invoice', subcategory: 'copy' },
  ])
})

it('keeps sessions of different customers apart, though a channel named them alike', () => {
  const { contacts } = factsOf(
    opened(1, washer, '2025-06-02T09:00', anna),
    contacted(2, washer, '2025-06-02T09:00', { sessionId: 'line 1' }),
    opened(3, other, '2025-06-02T09:10', { customerId: uuid(101) }),
    contacted(4, other, '2025-06-02T09:10', { sessionId: 'line 1' }),
  )
  expect(contacts.map(({ customerId }) => customerId)).toEqual([uuid(100), uuid(101)])
})

it('is told by the ticket that stayed alone where one was merged, though nobody knows the customer', () => {
  const { contacts } = factsOf(
    opened(1, washer, '2025-06-02T09:00'),
    contacted(2, washer, '2025-06-02T09:00'),
    opened(3, other, '2025-06-02T09:10'),
    contacted(4, other, '2025-06-02T09:10'),
    event(5, other, 'ServiceTicketMerged', { into: washer, mergedAt: '2025-06-02T09:20' }),
  )
  expect(
    contacts.map(({ eventId, exclusion, about }) => [eventId, exclusion, about.map(({ issueId }) => issueId)]),
  ).toEqual([
    [uuid(2), undefined, [washer]],
    [uuid(4), undefined, [washer]],
  ])
})

it('counts a call about spam and about a real issue, and one about spam alone not', () => {
  const spam = event(5, washer, 'ServiceTicketMarkedAsSpam', { markedBy: agent, markedAt: '2025-06-02T12:00' })
  const call = { contactId: 'call', sessionId: 'call' }
  const junk = [opened(1, washer, '2025-06-02T09:00', anna), contacted(2, washer, '2025-06-02T09:00', call), spam]
  expect(factsOf(...junk).contacts.map(({ exclusion }) => exclusion)).toEqual(['spam'])
  const both = factsOf(
    ...junk,
    opened(3, other, '2025-06-02T09:10', anna),
    contacted(4, other, '2025-06-02T09:00', call),
  )
  expect(both.contacts.map(({ exclusion, about }) => [exclusion, about.map(({ issueId }) => issueId)])).toEqual([
    [undefined, [other]],
  ])
})

describe('of several calls', () => {
  /** Calls on a ticket each: the minute after nine, the session's id, and the customer, where known. */
  const callsOn = (...calls: ReadonlyArray<readonly [minutes: number, sessionId: string, customer?: number]>) => {
    const tickets = calls.flatMap(([minutes, sessionId, customer], index) => {
      const at = `2025-06-02T09:${String(minutes).padStart(2, '0')}`
      const [ticket, known] = [uuid(300 + index), customer === undefined ? {} : { customerId: uuid(customer) }]
      return [
        opened(1 + 2 * index, ticket, at, known),
        contacted(2 + 2 * index, ticket, at, { contactId: sessionId, sessionId }),
      ]
    })
    return factsOf(...tickets).contacts.map(({ about }) => about.map(({ issueId }) => issueId))
  }
  const [first, second, third, fourth] = [uuid(300), uuid(301), uuid(302), uuid(303)]

  it('joins those of one customer, whatever others under the same id come between', () => {
    expect(callsOn([0, 'line 1', 100], [5, 'line 1', 101], [10, 'line 1', 100], [15, 'line 1', 101])).toEqual([
      [first, third],
      [second, fourth],
    ])
  })

  it('joins those of one id, whatever other calls of the customer come between', () => {
    expect(callsOn([0, 'a', 100], [5, 'b', 100], [10, 'a', 100], [15, 'b', 100])).toEqual([
      [first, third],
      [second, fourth],
    ])
    expect(callsOn([0, 'a', 100], [1, 'a', 100], [2, 'b', 100], [3, 'b', 100])).toEqual([
      [first, second],
      [third, fourth],
    ])
  })

  it('joins those that are thirty minutes apart, counted from the first, and none further', () => {
    expect(callsOn([0, 'a', 100], [30, 'a', 100])).toEqual([[first, second]])
    expect(callsOn([0, 'a', 100], [31, 'a', 100])).toEqual([[first], [second]])
    expect(callsOn([0, 'a', 100], [20, 'a', 100], [40, 'a', 100])).toEqual([[first, second], [third]])
  })

  it('joins none of customers whom nobody knows', () => {
    expect(callsOn([0, 'a'], [5, 'a'])).toEqual([[first], [second]])
  })
})
