import type { RecordedEvent } from '../index.js'
import {
  closed,
  contacted,
  event,
  factsOf,
  followUp,
  minute,
  opened,
  other,
  reopened,
  replied,
  resolved,
  uuid,
  washer,
} from '../story.fixtures.js'

const agent = { kind: 'agent', id: 'ben' }

describe('the story of one issue', () => {
  const { issues } = factsOf(
    opened(1, washer, '2025-06-02T09:00', { customerId: uuid(100), topic: { category: 'washer' } }),
    contacted(2, washer, '2025-06-02T09:00'),
    event(3, washer, 'ServiceTicketAssigned', { team: 'First line', assignedAt: '2025-06-02T09:05' }),
    replied(4, washer, '2025-06-02T09:10'),
    event(5, washer, 'WaitingOnCustomerStarted', { startedAt: '2025-06-02T09:10' }),
    event(6, washer, 'WaitingOnCustomerEnded', { endedAt: '2025-06-02T10:10' }),
    event(7, washer, 'ServiceTicketTransferred', {
      fromTeam: 'First line',
      toTeam: 'Workshop',
      hop: 1,
      transferredAt: '2025-06-02T11:00',
    }),
    resolved(8, washer, '2025-06-02T12:00'),
    closed(9, washer, '2025-06-03T12:00'),
    reopened(10, washer, '2025-06-04T12:00'),
    resolved(11, washer, '2025-06-04T13:00', 2),
  )
  const [issue] = issues

  it('is one row', () => {
    expect(issues).toHaveLength(1)
  })

  it('has an episode for the opening and one for the reopening, each part with the event that told it', () => {
    expect(issue?.episodes).toEqual([
      {
        serviceTicketId: washer,
        number: 1,
        beganBy: 'opening',
        byTheDesk: false,
        began: { at: minute('2025-06-02T09:00'), eventId: uuid(1) },
        resolution: { at: minute('2025-06-02T12:00'), eventId: uuid(8), by: 'human' },
        closing: { at: minute('2025-06-03T12:00'), eventId: uuid(9), resolved: true },
        replies: [{ at: minute('2025-06-02T09:10'), eventId: uuid(4), by: 'human', episode: 1 }],
      },
      {
        serviceTicketId: washer,
        number: 2,
        beganBy: 'reopening',
        byTheDesk: false,
        began: { at: minute('2025-06-04T12:00'), eventId: uuid(10) },
        resolution: { at: minute('2025-06-04T13:00'), eventId: uuid(11), by: 'human' },
        replies: [],
      },
    ])
  })

  it('has its contacts, its wait and its transfer', () => {
    expect(issue?.sessions.map(({ eventId }) => eventId)).toEqual([uuid(2)])
    expect(issue?.waits).toEqual([
      {
        from: { at: minute('2025-06-02T09:10'), eventId: uuid(5) },
        until: { at: minute('2025-06-02T10:10'), eventId: uuid(6) },
      },
    ])
    expect(issue?.transfers).toEqual([{ at: minute('2025-06-02T11:00'), eventId: uuid(7) }])
  })

  it('has the team of now, and tells which event said so', () => {
    expect(issue?.circumstances).toMatchObject({ team: 'Workshop', category: 'washer', channel: 'phone' })
    expect(issue?.circumstances.toldBy).toEqual({ opening: uuid(1), team: uuid(7) })
  })
})

it('began again when that was first told, however many signals tell of it (D131)', () => {
  const { issues } = factsOf(
    opened(1, washer, '2025-06-02T09:00'),
    resolved(2, washer, '2025-06-02T10:00'),
    reopened(3, washer, '2025-06-03T09:00'),
    reopened(4, washer, '2025-06-03T09:30'),
  )
  expect(issues[0]?.episodes.map(({ began }) => began?.eventId)).toEqual([uuid(1), uuid(3)])
})

describe('a follow-up ticket', () => {
  const events = [
    opened(1, washer, '2025-06-02T09:00'),
    contacted(2, washer, '2025-06-02T09:00'),
    resolved(3, washer, '2025-06-02T10:00'),
    closed(4, washer, '2025-06-03T10:00'),
    event(5, washer, 'FollowUpTicketNeeded', {
      issueId: washer,
      contactId: 'late call',
      neededAt: '2025-08-01T09:00',
      trace: [],
    }),
  ]

  it('joins the issue of the first, and its contact is one, however often it was told', () => {
    const { issues } = factsOf(
      ...events,
      opened(6, followUp, '2025-08-01T09:00', { issueId: washer, followsUp: washer }),
      contacted(7, followUp, '2025-08-01T09:00', { contactId: 'late call' }),
    )
    expect(issues).toHaveLength(1)
    expect(issues[0]?.tickets.map(({ eventId }) => eventId)).toEqual([uuid(1), uuid(6)])
    expect(issues[0]?.episodes.map(({ beganBy }) => beganBy)).toEqual(['opening', 'follow-up'])
    expect(issues[0]?.sessions.map(({ eventId }) => eventId)).toEqual([uuid(2), uuid(7)])
  })

  it('that is spam leaves the issue to the first, and the first that is spam leaves it to the follow-up', () => {
    const both = [...events, opened(6, followUp, '2025-08-01T09:00', { issueId: washer, followsUp: washer })]
    const spam = (id: number, ticketId: string) =>
      event(id, ticketId, 'ServiceTicketMarkedAsSpam', { markedBy: agent, markedAt: '2025-08-01T10:00' })
    const counting = (...marked: ReadonlyArray<RecordedEvent>) =>
      factsOf(...both, ...marked).issues.map(({ exclusion, tickets }) => [
        exclusion,
        tickets.map(({ serviceTicketId }) => serviceTicketId),
      ])
    expect(counting(spam(7, followUp))).toEqual([[undefined, [washer]]])
    expect(counting(spam(7, washer))).toEqual([[undefined, [followUp]]])
    expect(counting(spam(7, washer), spam(8, followUp))).toEqual([['spam', [washer, followUp]]])
  })

  it('records the contact that the first had recorded too: still one', () => {
    const late = { contactId: 'late call' }
    const { issues } = factsOf(
      ...events,
      contacted(8, washer, '2025-08-01T09:00', late),
      opened(6, followUp, '2025-08-01T09:00', { issueId: washer, followsUp: washer }),
      contacted(7, followUp, '2025-08-01T09:00', late),
    )
    expect(issues[0]?.sessions.map(({ at }) => at)).toEqual([minute('2025-06-02T09:00'), minute('2025-08-01T09:00')])
  })

  it('that was never opened leaves the contact that asked for it', () => {
    expect(factsOf(...events).issues[0]?.sessions.map(({ eventId }) => eventId)).toEqual([uuid(2), uuid(5)])
  })
})

describe('a merge', () => {
  const both = [
    opened(1, washer, '2025-06-02T09:00'),
    contacted(2, washer, '2025-06-02T09:00'),
    opened(3, other, '2025-06-02T10:00'),
    contacted(4, other, '2025-06-02T10:00'),
  ]
  const absorbed = event(5, washer, 'ServiceTicketAbsorbed', {
    absorbedTicketId: other,
    absorbedAt: '2025-06-02T11:00',
  })
  const merged = event(6, other, 'ServiceTicketMerged', { into: washer, mergedAt: '2025-06-02T11:00' })
  const heard = (...events: ReadonlyArray<RecordedEvent>) =>
    factsOf(...both, ...events).issues.map(({ exclusion, sessions }) => [
      exclusion,
      sessions.map(({ eventId }) => eventId),
    ])

  it('gives the contacts of the one to the other, and excludes the one', () => {
    expect(heard(absorbed, merged)).toEqual([
      [undefined, [uuid(2), uuid(4)]],
      ['merged', [uuid(4)]],
    ])
  })

  it('is told by either of the two tickets', () => {
    expect(heard(absorbed)).toEqual(heard(absorbed, merged))
    expect(heard(merged)).toEqual(heard(absorbed, merged))
  })

  it('does not take place where the request was withdrawn after the other ticket had absorbed', () => {
    const withdrawn = event(7, other, 'ServiceTicketMergeWithdrawn', {
      into: washer,
      withdrawnAt: '2025-06-02T11:05',
    })
    expect(heard(absorbed, withdrawn).map(([exclusion]) => exclusion)).toEqual([undefined, undefined])
  })

  it('does not come back where another request was made and taken back', () => {
    const asked = (id: number, into: string, requestedAt: string) =>
      event(id, other, 'ServiceTicketMergeRequested', { into, requestedBy: agent, requestedAt })
    const takenBack = (id: number, into: string, withdrawnAt: string) =>
      event(id, other, 'ServiceTicketMergeWithdrawn', { into, withdrawnAt })
    const first = [asked(20, washer, '2025-06-02T10:50'), absorbed, takenBack(21, washer, '2025-06-02T11:05')]
    const none = [undefined, undefined]
    const exclusions = (...events: ReadonlyArray<RecordedEvent>) => heard(...events).map(([exclusion]) => exclusion)
    expect(exclusions(...first)).toEqual(none)
    expect(exclusions(...first, asked(22, followUp, '2025-06-02T11:10'))).toEqual(none)
    const second = [asked(22, followUp, '2025-06-02T11:10'), takenBack(23, followUp, '2025-06-02T11:15')]
    expect(exclusions(...first, ...second)).toEqual(none)
  })

  it('asked for twice goes by the request that was followed', () => {
    const asked = (id: number, revision: number): RecordedEvent => ({
      ...event(id, other, 'ServiceTicketMergeRequested', {
        into: washer,
        requestedBy: agent,
        requestedAt: '2025-06-02T10:50',
      }),
      revision,
    })
    const takenBack = event(21, other, 'ServiceTicketMergeWithdrawn', {
      into: washer,
      withdrawnAt: '2025-06-02T11:05',
    })
    const followed = (id: number, requestedAtRevision: number) =>
      event(id, washer, 'ServiceTicketAbsorbed', {
        absorbedTicketId: other,
        absorbedAt: '2025-06-02T11:00',
        requestedAtRevision,
      })
    const exclusions = (...events: ReadonlyArray<RecordedEvent>) => heard(...events).map(([exclusion]) => exclusion)
    const requests = [asked(20, 2), takenBack, asked(22, 4)]
    expect(exclusions(...requests, followed(23, 2))).toEqual([undefined, undefined])
    expect(exclusions(...requests, followed(23, 2), followed(24, 4))).toEqual([undefined, 'merged'])
  })

  it('keeps contacts of different tickets apart, though their ids are alike', () => {
    const alike = { contactId: 'contact-1', sessionId: 'contact-1' }
    const { issues } = factsOf(
      opened(1, washer, '2025-06-02T09:00'),
      contacted(2, washer, '2025-06-02T09:00', alike),
      opened(3, other, '2025-06-02T10:00'),
      contacted(4, other, '2025-06-02T10:00', alike),
      merged,
    )
    expect(issues[0]?.sessions.map(({ eventId }) => eventId)).toEqual([uuid(2), uuid(4)])
  })

  it('leaves one call that was recorded on both tickets one contact, where it was no more than half an hour', () => {
    const call = { sessionId: 'call 7' }
    const told = (at: string) =>
      factsOf(
        opened(1, washer, '2025-06-02T09:00'),
        contacted(2, washer, '2025-06-02T09:00', call),
        opened(3, other, at),
        contacted(4, other, at, call),
        merged,
      ).issues[0]?.sessions.map(({ contacts }) => contacts.length)
    expect(told('2025-06-02T09:30')).toEqual([2])
    expect(told('2025-06-02T09:31')).toEqual([1, 1])
  })

  it('gives a contact that came later to the ticket that stayed, once (D102)', () => {
    const late = [
      event(7, other, 'ContactRerouted', {
        contactId: 'late',
        toServiceTicketId: washer,
        reroutedAt: '2025-06-03T09:00',
      }),
      contacted(8, washer, '2025-06-03T09:00', { contactId: 'late' }),
    ]
    expect(heard(merged, ...late)[0]).toEqual([undefined, [uuid(2), uuid(4), uuid(8)]])
  })

  it('passes through a chain of merges to its end', () => {
    const third = [
      opened(9, followUp, '2025-06-02T12:00'),
      contacted(10, followUp, '2025-06-02T12:00'),
      event(11, washer, 'ServiceTicketMerged', { into: followUp, mergedAt: '2025-06-02T13:00' }),
    ]
    expect(heard(merged, ...third)).toEqual([
      ['merged', [uuid(2)]],
      ['merged', [uuid(4)]],
      [undefined, [uuid(2), uuid(4), uuid(10)]],
    ])
  })

  it('that goes in a circle excludes both and counts nothing twice', () => {
    const back = event(12, washer, 'ServiceTicketMerged', { into: other, mergedAt: '2025-06-02T13:00' })
    expect(heard(merged, back).map(([exclusion]) => exclusion)).toEqual(['merged', 'merged'])
  })
})

describe('what the customer said', () => {
  it('is one session where the sessions are the same, and one contact where it was told twice', () => {
    const { issues } = factsOf(
      opened(1, washer, '2025-06-02T09:00'),
      contacted(2, washer, '2025-06-02T09:00', { sessionId: 'chat' }),
      contacted(3, washer, '2025-06-02T09:05', { sessionId: 'chat' }),
      contacted(4, washer, '2025-06-02T09:05', { contactId: 'contact 3' }),
    )
    expect(issues[0]?.sessions.map(({ contacts }) => contacts.map(({ eventId }) => eventId))).toEqual([
      [uuid(2), uuid(3)],
    ])
  })

  it('is one session where a contact heard of late joins two', () => {
    const { issues } = factsOf(
      opened(1, washer, '2025-06-02T09:00'),
      contacted(2, washer, '2025-06-02T09:00'),
      contacted(3, washer, '2025-06-02T09:40'),
      contacted(4, washer, '2025-06-02T09:20', { sessionId: 'session 2', joins: ['session 3'] }),
    )
    expect(issues[0]?.sessions.map(({ contacts }) => contacts.map(({ eventId }) => eventId))).toEqual([
      [uuid(2), uuid(4), uuid(3)],
    ])
  })

  it('is parted by an answer in between, on channels where sessions last until answered', () => {
    const heard = (channel: string, ...between: ReadonlyArray<RecordedEvent>) =>
      factsOf(
        opened(1, washer, '2025-06-02T09:00'),
        contacted(2, washer, '2025-06-02T09:00', { channel, sessionId: 'one' }),
        contacted(3, washer, '2025-06-02T10:00', { channel, sessionId: 'one' }),
        contacted(4, washer, '2025-06-02T11:00', { channel, sessionId: 'one' }),
        ...between,
      ).issues[0]?.sessions.map(({ contacts }) => contacts.length)
    const answer = replied(5, washer, '2025-06-02T09:30')
    for (const channel of ['email', 'social', 'forum']) expect(heard(channel, answer)).toEqual([1, 2])
    expect(heard('chat', answer)).toEqual([3])
    expect(heard('email', replied(5, washer, '2025-06-02T09:30', { repliedBy: { kind: 'bot', id: 'b' } }))).toEqual([3])
    expect(heard('email', replied(5, washer, '2025-06-02T09:30', { automated: true }))).toEqual([3])
    expect(heard('email', resolved(5, washer, '2025-06-02T10:30'))).toEqual([2, 1])
  })

  it('stands in order of time, though it was heard of late', () => {
    const { issues } = factsOf(
      opened(1, washer, '2025-06-02T09:00'),
      contacted(2, washer, '2025-06-02T11:00'),
      contacted(3, washer, '2025-06-02T09:00'),
    )
    expect(issues[0]?.sessions.map(({ eventId }) => eventId)).toEqual([uuid(3), uuid(2)])
  })

  it('leaves out machines: automatic mail, bounces, devices; and tells what the desk sent, and what devices did, apart', () => {
    const { issues } = factsOf(
      opened(1, washer, '2025-06-02T09:00'),
      contacted(2, washer, '2025-06-02T09:01', { nature: 'automated' }),
      contacted(3, washer, '2025-06-02T09:02', { nature: 'bounce' }),
      contacted(4, washer, '2025-06-02T09:03', { nature: 'no-action' }),
      contacted(5, washer, '2025-06-02T09:04', { channel: 'device', contactedBy: { kind: 'device', id: 'd' } }),
      contacted(6, washer, '2025-06-02T09:05', { direction: 'outbound', contactedBy: agent }),
    )
    expect(issues[0]?.sessions).toEqual([])
    expect(issues[0]?.outbound.map(({ eventId }) => eventId)).toEqual([uuid(6)])
    expect(issues[0]?.deviceAlerts.map(({ eventId }) => eventId)).toEqual([uuid(5)])
  })
})

describe('a late fact', () => {
  it('does not undo what was decided after it', () => {
    const { issues } = factsOf(
      opened(1, washer, '2025-06-02T09:00', { topic: { category: 'noise' } }),
      event(2, washer, 'ServiceTicketClassified', {
        topic: { category: 'leak' },
        classifiedAt: '2025-06-02T12:00',
        classifiedBy: agent,
      }),
      event(3, washer, 'ServiceTicketClassified', {
        topic: { category: 'door' },
        classifiedAt: '2025-06-02T10:00',
        classifiedBy: agent,
      }),
    )
    expect(issues[0]?.circumstances.category).toBe('leak')
  })
})

describe('an incomplete history', () => {
  const story = [
    opened(1, washer, '2025-06-02T09:00'),
    contacted(2, washer, '2025-06-02T09:00'),
    resolved(3, washer, '2025-06-02T10:00'),
    reopened(4, washer, '2025-06-03T09:00'),
    resolved(5, washer, '2025-06-03T10:00', 2),
    closed(6, washer, '2025-06-04T10:00', 2),
  ]
  const bystander = [opened(11, other, '2025-06-02T09:00'), contacted(12, other, '2025-06-02T09:00')]

  it.each(story.map((_, index) => index))('changes nothing but its own case (event %i missing)', (missing) => {
    const told = story.filter((_, index) => index !== missing)
    const whole = factsOf(...story, ...bystander)
    const partial = factsOf(...told, ...bystander)
    expect(partial.issues[1]).toEqual(whole.issues[1])
    expect(partial.issues[0]).not.toEqual(whole.issues[0])
    expect(partial.issues).toHaveLength(2)
  })

  it('without its opening is a row of its own, excluded, by the first event heard of', () => {
    expect(factsOf(...story.slice(1)).issues[0]).toMatchObject({
      issueId: washer,
      exclusion: 'incomplete',
      opened: { at: minute('2025-06-02T09:00'), eventId: uuid(2) },
    })
  })

  it('without the reopening keeps the second episode, without a beginning', () => {
    const { issues } = factsOf(...story.filter((_, index) => index !== 3))
    expect(issues[0]?.episodes.map(({ number, began }) => [number, began?.eventId])).toEqual([
      [1, uuid(1)],
      [2, undefined],
    ])
  })
})
