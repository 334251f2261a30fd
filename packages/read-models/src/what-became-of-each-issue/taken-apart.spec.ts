import type { RecordedEvent } from '../index.js'
import { contacted, event, factsOf, followUp, opened, other, resolved, uuid, washer } from '../story.fixtures.js'

// What a merge joined and an unmerging parts again, and what a split parts: the rows are those of the tickets as they are.

const agent = { kind: 'agent', id: 'ben' }
const at = (event: RecordedEvent, revision: number): RecordedEvent => ({ ...event, revision })

const stays = [opened(1, washer, '2025-06-02T09:00'), contacted(2, washer, '2025-06-02T09:00')]
const goes = [opened(3, other, '2025-06-02T09:30'), contacted(4, other, '2025-06-02T09:30')]
const requested = at(
  event(5, other, 'ServiceTicketMergeRequested', { into: washer, requestedBy: agent, requestedAt: '2025-06-02T10:00' }),
  2,
)
const absorbed = event(6, washer, 'ServiceTicketAbsorbed', {
  absorbedTicketId: other,
  absorbedAt: '2025-06-02T10:01',
  requestedAtRevision: 2,
})
const merged = event(7, other, 'ServiceTicketMerged', { into: washer, mergedAt: '2025-06-02T10:02' })
const rerouted = event(8, other, 'ContactRerouted', {
  contactId: 'later',
  toServiceTicketId: washer,
  reroutedAt: '2025-06-02T11:00',
})
const taken = contacted(9, washer, '2025-06-02T11:00', { contactId: 'later' })
const unmerged = event(10, other, 'ServiceTicketUnmerged', {
  from: washer,
  requestedAtRevision: 2,
  returnedContactIds: ['later'],
  unmergedBy: agent,
  unmergedAt: '2025-06-02T12:00',
})
const cameBack = contacted(11, other, '2025-06-02T11:00', { contactId: 'later' })
const released = event(12, washer, 'AbsorbedTicketReleased', {
  absorbedTicketId: other,
  requestedAtRevision: 2,
  unmergedAtRevision: 5,
  releasedAt: '2025-06-02T12:01',
})
const returned = event(13, washer, 'ContactsReturned', {
  toServiceTicketId: other,
  contactIds: ['later'],
  unmergedAtRevision: 5,
  returnedAt: '2025-06-02T12:02',
})

/** Of each issue: why it is excluded, and the contacts of its sessions. */
const heard = (...events: ReadonlyArray<RecordedEvent>) =>
  factsOf(...events).issues.map(({ exclusion, sessions }) => [
    exclusion,
    sessions.flatMap(({ contacts }) => contacts.map(({ eventId }) => eventId)),
  ])

describe('an unmerging', () => {
  const before = [...stays, ...goes, requested, absorbed, merged, rerouted, taken]

  it('gives each ticket its own contacts again, those that were passed on among them', () => {
    expect(heard(...before)).toEqual([
      [undefined, [uuid(2), uuid(4), uuid(9)]],
      ['merged', [uuid(4)]],
    ])
    expect(heard(...before, unmerged, cameBack, released, returned)).toEqual([
      [undefined, [uuid(2)]],
      [undefined, [uuid(4), uuid(11)]],
    ])
  })

  it('counts as soon as the ticket itself tells it, before the other one does', () => {
    expect(heard(...before, unmerged).map(([exclusion]) => exclusion)).toEqual([undefined, undefined])
  })

  it('counts by the release alone, where the rest of the ticket’s story is missing', () => {
    const absorption = [...stays, ...goes, absorbed]
    expect(heard(...absorption).map(([exclusion]) => exclusion)).toEqual([undefined, 'merged'])
    expect(heard(...absorption, released).map(([exclusion]) => exclusion)).toEqual([undefined, undefined])
  })

  it('lets the ticket be merged again by a later request', () => {
    const again = [
      at(
        event(14, other, 'ServiceTicketMergeRequested', {
          into: washer,
          requestedBy: agent,
          requestedAt: '2025-06-02T13:00',
        }),
        6,
      ),
      event(15, washer, 'ServiceTicketAbsorbed', {
        absorbedTicketId: other,
        absorbedAt: '2025-06-02T13:01',
        requestedAtRevision: 6,
      }),
      event(16, other, 'ServiceTicketMerged', { into: washer, mergedAt: '2025-06-02T13:02' }),
    ]
    const twice = heard(...before, unmerged, cameBack, released, returned, ...again)
    expect(twice[0]).toEqual([undefined, [uuid(2), uuid(4), uuid(11)]])
    expect(twice[1]?.[0]).toBe('merged')
  })

  it('leaves a chain of merges at the link that is undone', () => {
    const third = [opened(20, followUp, '2025-06-02T08:00'), contacted(21, followUp, '2025-06-02T08:00')]
    const chain = [
      ...before.slice(0, -2),
      ...third,
      event(22, washer, 'ServiceTicketMerged', { into: followUp, mergedAt: '2025-06-02T11:00' }),
    ]
    expect(heard(...chain)[0]).toEqual([undefined, [uuid(21), uuid(2), uuid(4)]])
    expect(heard(...chain, unmerged)).toEqual([
      [undefined, [uuid(21), uuid(2)]],
      ['merged', [uuid(2)]],
      [undefined, [uuid(4)]],
    ])
  })

  it('gives back the clocks, running from the merge on, and the promises', () => {
    const started = event(30, other, 'SlaClockStarted', {
      clockId: 'resolution-1',
      kind: 'resolution',
      episode: 1,
      target: 'PT8H',
      startsAt: '2025-06-02T09:30',
      dueAt: '2025-06-02T17:30',
      trace: [],
    })
    const withdrawn = event(31, other, 'SlaClockWithdrawn', {
      clockId: 'resolution-1',
      withdrawnAt: '2025-06-02T10:02',
    })
    const resumed = event(32, other, 'SlaClockResumed', {
      clockId: 'resolution-1',
      resumedAt: '2025-06-02T10:02',
      elapsed: 'PT32M',
      dueAt: '2025-06-02T17:30',
      trace: [],
    })
    const story = [...stays, goes[0] as RecordedEvent, started, requested, absorbed, merged, withdrawn]
    expect(factsOf(...story).clocks[0]).toMatchObject({ exclusion: 'merged', withdrawn: { eventId: uuid(31) } })
    expect(factsOf(...story, unmerged, resumed).clocks[0]).toMatchObject({
      exclusion: undefined,
      withdrawn: undefined,
      due: { eventId: uuid(32) },
    })
  })
})

describe('a split', () => {
  const asked = [...stays, contacted(4, washer, '2025-06-02T10:00', { contactId: 'second', sessionId: 'second' })]
  const split = event(5, washer, 'ServiceTicketSplit', {
    intoServiceTicketId: other,
    issueId: other,
    contacts: [
      {
        contactId: 'second',
        sessionId: 'second',
        direction: 'inbound',
        channel: 'phone',
        nature: 'request',
        contactedBy: { kind: 'customer', id: 'anna' },
        contactedAt: '2025-06-02T10:00:00.000Z',
      },
    ],
    splitBy: agent,
    splitAt: '2025-06-02T11:00',
  })
  const openedFromIt = opened(6, other, '2025-06-02T10:00', {
    splitFrom: { serviceTicketId: washer, splitAtRevision: 3, contactIds: ['second'] },
  })
  const moved = contacted(7, other, '2025-06-02T10:00', { contactId: 'second', sessionId: 'second' })

  it('moves the contacts to the issue of the new ticket, each counted once', () => {
    expect(heard(...asked)).toEqual([[undefined, [uuid(2), uuid(4)]]])
    expect(heard(...asked, split, openedFromIt, moved)).toEqual([
      [undefined, [uuid(2)]],
      [undefined, [uuid(7)]],
    ])
    expect(factsOf(...asked, split, openedFromIt, moved).contacts).toHaveLength(2)
  })

  it('leaves one contact before the resolution of the ticket that was split', () => {
    const { issues } = factsOf(...asked, split, resolved(8, washer, '2025-06-02T12:00'))
    expect(issues[0]?.sessions).toHaveLength(1)
  })
})
