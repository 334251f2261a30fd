import { given } from '@aftersale/decider/testing'
import type { ServiceTicketCommand } from '../commands.js'
import {
  absorb,
  after,
  agent,
  assign,
  breach,
  close,
  contact,
  customer,
  friday,
  merge,
  monday,
  movedContact,
  namesOf,
  officeDeskVersion2,
  openTicket,
  openUnasked,
  otherIssueId,
  otherTicketId,
  promise,
  recorded,
  releaseAbsorbed,
  reply,
  requestMerge,
  resolve,
  returnContacts,
  spam,
  splitTicket,
  text,
  thirdTicketId,
  ticketId,
  tuesday,
  unmerge,
  wednesday,
} from '../service-ticket.fixtures.js'
import { serviceTicket } from '../service-ticket.js'

const stateAfter = (...commands: ReadonlyArray<ServiceTicketCommand>) => given(serviceTicket, after(...commands)).state
const conversationIn = (...commands: ReadonlyArray<ServiceTicketCommand>) => {
  const state = stateAfter(...commands)
  if (state.status === 'not-opened') return []
  return state.ticket.conversation.flatMap((said) => (said.type === 'ContactRecorded' ? [said.data.contactId] : []))
}
const clocksIn = (...commands: ReadonlyArray<ServiceTicketCommand>) => {
  const state = stateAfter(...commands)
  return state.status === 'not-opened' ? [] : state.ticket.clocks
}

describe('SplitServiceTicket', () => {
  const asked = [openTicket(), contact()]

  it('tells the contacts that go to the new ticket, and has them no more', () => {
    expect(recorded(after(...asked), splitTicket())).toStrictEqual([
      // The first response was due on Monday at 11:00.
      ['SlaBreached', { clockId: 'first-response-1', kind: 'first-response', breachedAt: monday('11:00') }],
      ['SlaBreached', { clockId: 'resolution-1', kind: 'resolution', breachedAt: monday('17:00') }],
      [
        'ServiceTicketSplit',
        {
          intoServiceTicketId: otherTicketId,
          issueId: otherIssueId,
          contacts: [movedContact('contact-2', monday('10:30'), { sessionId: text('contact-1') })],
          splitBy: agent,
          splitAt: tuesday('11:00'),
        },
      ],
    ])
    expect(conversationIn(...asked, splitTicket())).toStrictEqual(['contact-1'])
  })

  it('gives up the next response that only a contact waited for which has gone', () => {
    const waiting = [
      openTicket(),
      reply({ repliedAt: monday('09:30') }),
      contact({ contactedAt: monday('10:00') }),
      contact({ contactId: text('contact-3'), contactedAt: monday('10:30') }),
    ]
    const { clockId, startsAt } = clocksIn(...waiting).at(-1) ?? {}
    expect([clockId, startsAt]).toStrictEqual(['next-response-2', monday('10:30')])
    const splitAt = monday('10:40')
    const withoutBoth = splitTicket({ splitAt, contactIds: [text('contact-2'), text('contact-3')] })
    expect(namesOf(recorded(after(...waiting), withoutBoth))).toStrictEqual([
      'ServiceTicketSplit',
      'SlaClockWithdrawn next-response-2',
    ])
    // The earlier one still waits.
    const withoutLast = splitTicket({ splitAt, contactIds: [text('contact-3')] })
    expect(recorded(after(...waiting), withoutLast)).toMatchObject([
      ['ServiceTicketSplit', {}],
      ['SlaClockWithdrawn', { clockId: 'next-response-2' }],
      ['SlaClockStarted', { clockId: 'next-response-3', startsAt: monday('10:00'), dueAt: monday('12:00') }],
    ])
  })

  it('records nothing when repeated, with the contacts in any order, whatever became of the ticket', () => {
    const two = [...asked, contact({ contactId: text('contact-3') })]
    const split = splitTicket({ contactIds: [text('contact-2'), text('contact-3')] })
    for (const history of [
      [...two, split],
      [...two, split, spam()],
    ]) {
      given(serviceTicket, after(...history))
        .when(splitTicket({ contactIds: [text('contact-3'), text('contact-2')] }))
        .recordsNothing()
    }
    // What it passed on is not recorded again either.
    given(serviceTicket, after(...two, split))
      .when(contact())
      .recordsNothing()
  })

  it('leaves a ticket that may have been resolved at first contact', () => {
    const { contactIds: _, ...rest } = splitTicket().data
    const split: ServiceTicketCommand = {
      type: 'SplitServiceTicket',
      data: { ...rest, contactIds: [text('contact-2')] },
    }
    const phoned = [openTicket(), contact({ channel: 'phone' })]
    const resolved = resolve({ resolvedAt: tuesday('12:00') })
    expect(recorded(after(...phoned), resolved).find(([type]) => type === 'ServiceTicketResolved')).toMatchObject([
      'ServiceTicketResolved',
      { firstContact: false },
    ])
    expect(recorded(after(...phoned, split), resolved)).toContainEqual([
      'ServiceTicketResolved',
      expect.objectContaining({ firstContact: true }),
    ])
  })

  it('is refused into the same issue, and under a policy that is not in force', () => {
    given(serviceTicket, after(...asked))
      .when(splitTicket({ issueId: openTicket().data.issueId }))
      .rejects({ reason: 'SplitIntoItself' })
    given(serviceTicket, after(...asked))
      .when(splitTicket({ serviceLevel: officeDeskVersion2 }))
      .rejects({
        reason: 'ServiceLevelDiffers',
        inForce: { policyId: text('office-desk'), version: officeDeskVersion2.version - 1 } as never,
        calendarInForce: { policyId: text('desk'), version: 1 } as never,
      })
  })
})

describe('OpenServiceTicket of what was split off', () => {
  const brought = [movedContact('contact-2', monday('10:30')), movedContact('contact-3', monday('10:45'))]
  const open = (openedAt = monday('10:30')) => {
    const { contact: _, ...data } = openTicket({
      serviceTicketId: otherTicketId,
      issueId: otherIssueId,
      openedAt,
      splitFrom: { serviceTicketId: ticketId, splitAtRevision: 6, contacts: [...brought].reverse() },
    }).data
    return { type: 'OpenServiceTicket' as const, data }
  }

  it('names the ticket it comes from, and has its contacts, in order of time', () => {
    expect(recorded([], open())).toMatchObject([
      [
        'ServiceTicketOpened',
        {
          splitFrom: {
            serviceTicketId: ticketId,
            splitAtRevision: 6,
            contactIds: ['contact-3', 'contact-2'],
          },
        },
      ],
      ['ContactRecorded', { contactId: 'contact-2', contactedAt: monday('10:30'), episode: 1 }],
      ['ContactRecorded', { contactId: 'contact-3', contactedAt: monday('10:45'), episode: 1 }],
      ['SlaClockStarted', { clockId: 'first-response-1', startsAt: monday('10:30'), dueAt: monday('12:30') }],
      ['SlaClockStarted', { clockId: 'resolution-1' }],
    ])
  })

  it('records nothing when repeated, and is refused from another ticket or from itself', () => {
    given(serviceTicket, after(open())).when(open()).recordsNothing()
    const fromThird = open()
    given(serviceTicket, after(open()))
      .when({
        ...fromThird,
        data: {
          ...fromThird.data,
          splitFrom: { serviceTicketId: thirdTicketId, splitAtRevision: 6, contacts: brought },
        },
      })
      .rejects({ reason: 'TicketAlreadyOpened', openedAt: monday('10:30') })
    given(serviceTicket, [])
      .when({
        ...fromThird,
        data: {
          ...fromThird.data,
          splitFrom: { serviceTicketId: otherTicketId, splitAtRevision: 6, contacts: brought },
        },
      })
      .rejects({ reason: 'SplitIntoItself' })
  })
})

describe('UnmergeServiceTicket', () => {
  /** At 10:00 an hour of the first response's two is used, and of the resolution's eight. */
  const merged = [
    openTicket(),
    assign(),
    requestMerge({ requestedAt: monday('10:00') }),
    merge({ requestedAtRevision: 5, mergedAt: monday('10:00') }),
  ]
  const unmerged = unmerge({ unmergedAt: monday('10:45') })

  it('restores the status, and the clocks with the due instants that were promised', () => {
    expect(recorded(after(...merged), unmerged)).toStrictEqual([
      [
        'ServiceTicketUnmerged',
        {
          from: otherTicketId,
          requestedAtRevision: 5,
          returnedContactIds: [],
          unmergedBy: agent,
          unmergedAt: monday('10:45'),
        },
      ],
      [
        'SlaClockResumed',
        { clockId: 'first-response-1', resumedAt: monday('10:00'), elapsed: 'PT1H', dueAt: monday('11:00') },
      ],
      [
        'SlaClockResumed',
        { clockId: 'resolution-1', resumedAt: monday('10:00'), elapsed: 'PT1H', dueAt: monday('17:00') },
      ],
    ])
    expect(stateAfter(...merged, unmerged).status).toBe('open')
  })

  it('breaches what fell due while it was merged, at its due instant: a merge buys no time', () => {
    expect(recorded(after(...merged), unmerge({ unmergedAt: tuesday('09:00') })).slice(3)).toMatchObject([
      ['SlaBreached', { clockId: 'first-response-1', breachedAt: monday('11:00') }],
      ['SlaBreached', { clockId: 'resolution-1', breachedAt: monday('17:00') }],
    ])
  })

  it('does not run what was given up before the merge', () => {
    const closed = [
      openTicket(),
      close({ closedAt: monday('09:30') }),
      requestMerge({ requestedAt: monday('10:00') }),
      merge({ requestedAtRevision: 7, mergedAt: monday('10:00') }),
    ]
    expect(namesOf(recorded(after(...closed), unmerged))).toStrictEqual(['ServiceTicketUnmerged'])
    expect(stateAfter(...closed, unmerged).status).toBe('closed')
  })

  it('takes back the contacts that were passed on, each from when it came', () => {
    const answeredBefore = [
      openTicket(),
      reply({ repliedAt: monday('09:30') }),
      requestMerge({ requestedAt: monday('10:00') }),
      merge({ requestedAtRevision: 6, mergedAt: monday('10:00') }),
      contact(),
    ]
    const returned = unmerge({
      unmergedAt: monday('10:45'),
      returned: [movedContact('contact-2', monday('10:30'))],
    })
    expect(recorded(after(...answeredBefore), returned)).toMatchObject([
      ['ServiceTicketUnmerged', { returnedContactIds: ['contact-2'] }],
      ['SlaClockResumed', { clockId: 'resolution-1' }],
      ['ContactRecorded', { contactId: 'contact-2', contactedAt: monday('10:30'), episode: 1 }],
      ['SlaClockStarted', { clockId: 'next-response-1', startsAt: monday('10:30'), dueAt: monday('12:30') }],
    ])
    expect(conversationIn(...answeredBefore, returned)).toStrictEqual(['contact-1', 'contact-2'])
    given(serviceTicket, after(...answeredBefore, returned))
      .when(contact())
      .recordsNothing()
  })

  it('is reopened by a contact that comes back and came after the resolution', () => {
    const resolved = [
      openTicket(),
      resolve({ resolvedAt: monday('09:30') }),
      requestMerge({ requestedAt: monday('10:00') }),
      merge({ requestedAtRevision: 7, mergedAt: monday('10:00') }),
      contact(),
    ]
    const returned = unmerge({ unmergedAt: monday('10:45'), returned: [movedContact('contact-2', monday('10:30'))] })
    expect(recorded(after(...resolved), returned).map(([type]) => type)).toContain('ServiceTicketReopened')
    expect(stateAfter(...resolved, returned).status).toBe('open')
  })

  it('takes contacts from now on itself, and passes on nothing more', () => {
    expect(recorded(after(...merged, unmerged), contact({ contactedAt: monday('10:50') }))[0]).toMatchObject([
      'ContactRecorded',
      { contactId: 'contact-2' },
    ])
  })

  it('has its promises due again', () => {
    const promised = [openTicket(), promise(), requestMerge(), merge({ requestedAtRevision: 5 })]
    const mergedAt = wednesday('09:02')
    expect(given(serviceTicket, after(...promised)).deadlines).toStrictEqual([])
    const deadlines = given(serviceTicket, after(...promised, unmerge({ unmergedAt: mergedAt }))).deadlines
    expect(deadlines.map(({ command }) => command.type)).toContain('BreakPromise')
  })

  it('records nothing when repeated, and lets the merge that it undid be repeated without effect', () => {
    given(serviceTicket, after(...merged, unmerged))
      .when(unmerged)
      .recordsNothing()
    given(serviceTicket, after(...merged, unmerged))
      .when(merge({ requestedAtRevision: 5, mergedAt: monday('10:00') }))
      .recordsNothing()
  })

  it('is told from another one by the merge it names, or by its instant and what comes back', () => {
    const instant = monday('10:00')
    const mergedTwice = [
      ...merged,
      unmerge({ unmergedAt: instant }),
      requestMerge({ requestedAt: instant, requestedBy: customer }),
      merge({ requestedAtRevision: 12, mergedAt: instant }),
      contact({ contactedAt: instant }),
    ]
    const back = [movedContact('contact-2', instant)]
    expect(stateAfter(...mergedTwice).status).toBe('merged')
    for (const again of [{ unmergedAt: instant }, { requestedAtRevision: 5, unmergedAt: monday('10:30') }]) {
      given(serviceTicket, after(...mergedTwice))
        .when(unmerge(again))
        .recordsNothing()
    }
    for (const second of [{ returned: back }, { requestedAtRevision: 12 }]) {
      const undone = unmerge({ unmergedAt: instant, ...second })
      expect(recorded(after(...mergedTwice), undone)[0]).toMatchObject([
        'ServiceTicketUnmerged',
        { requestedAtRevision: 12, returnedContactIds: second.returned === undefined ? [] : ['contact-2'] },
      ])
      expect(stateAfter(...mergedTwice, undone).status).toBe('open')
    }
  })

  it('is another one where less comes back of a merge that was made again within the instant', () => {
    const instant = monday('10:00')
    const returned = [movedContact('contact-2', instant)]
    const mergedTwice = [
      ...merged,
      contact({ contactedAt: instant }),
      unmerge({ unmergedAt: instant, returned }),
      requestMerge({ requestedAt: instant, requestedBy: customer }),
      merge({ requestedAtRevision: 14, mergedAt: instant }),
    ]
    expect(recorded(after(...mergedTwice), unmerge({ unmergedAt: instant }))[0]).toMatchObject([
      'ServiceTicketUnmerged',
      { requestedAtRevision: 14, returnedContactIds: [] },
    ])
    given(serviceTicket, after(...mergedTwice))
      .when(unmerge({ unmergedAt: instant, returned }))
      .recordsNothing()
  })

  it('is repeated by who sends it again with less to come back, and not with more', () => {
    const instant = monday('10:45')
    const [first, second] = [movedContact('contact-2', monday('10:30')), movedContact('contact-3', monday('10:30'))]
    const passedOn = [...merged, contact(), contact({ contactId: text('contact-3') })]
    const undone = [...passedOn, unmerge({ unmergedAt: instant, returned: [first, second] })]
    for (const returned of [[second, first], [first], []]) {
      given(serviceTicket, after(...undone))
        .when(unmerge({ unmergedAt: instant, returned }))
        .recordsNothing()
    }
    for (const named of [{}, { requestedAtRevision: 5 }]) {
      given(serviceTicket, after(...passedOn, unmerge({ unmergedAt: instant, returned: [first] })))
        .when(unmerge({ unmergedAt: instant, returned: [first, second], ...named }))
        .rejects({ reason: 'TicketNotMerged' })
    }
  })

  it('is refused from another ticket, of another merge, before the merge, and for a contact that was not passed on', () => {
    given(serviceTicket, after(...merged))
      .when(unmerge({ from: thirdTicketId }))
      .rejects({ reason: 'TicketMergedAway', into: otherTicketId })
    given(serviceTicket, after(...merged))
      .when(unmerge({ unmergedAt: monday('09:59') }))
      .rejects({ reason: 'HappenedBeforeLastChange', lastChangedAt: monday('10:00') })
    given(serviceTicket, after(...merged))
      .when(unmerge({ returned: [movedContact('contact-9', monday('10:30'))] }))
      .rejects({ reason: 'ContactUnknown', contactId: text('contact-9') })
    given(serviceTicket, after(...merged))
      .when(unmerge({ requestedAtRevision: 4 }))
      .rejects({ reason: 'MergeRequestOutdated', requestedAtRevision: 5 })
    given(serviceTicket, after(openTicket(), spam())).when(unmerge()).rejects({ reason: 'TicketIsSpam' })
  })

  it('is refused for a contact that came back before and was split off since: it is in the other ticket', () => {
    const back = [movedContact('contact-2', monday('10:30'))]
    const splitOff = [
      ...merged,
      contact(),
      unmerge({ unmergedAt: monday('10:45'), returned: back }),
      splitTicket({ contactIds: [text('contact-2')], splitAt: monday('10:50') }),
      requestMerge({ requestedAt: monday('11:00') }),
    ]
    const { length } = after(...splitOff)
    given(serviceTicket, after(...splitOff, merge({ requestedAtRevision: length - 1, mergedAt: monday('11:00') })))
      .when(unmerge({ unmergedAt: monday('11:30'), returned: back }))
      .rejects({ reason: 'ContactUnknown', contactId: text('contact-2') })
  })

  it('restores one that was never answered to the new ticket it was', () => {
    const neverTakenUp = [
      openUnasked({ openedBy: customer }),
      requestMerge({ requestedAt: monday('10:00') }),
      merge({ requestedAtRevision: 3, mergedAt: monday('10:00') }),
    ]
    expect(stateAfter(...neverTakenUp, unmerged).status).toBe('new')
    expect(namesOf(recorded(after(...neverTakenUp, unmerged), breach({ dueAt: monday('17:00') })))).toStrictEqual([
      'SlaBreached resolution-1',
    ])
  })
})

describe('ReleaseAbsorbedTicket', () => {
  it('gives the other ticket back, even where it is merged itself by then', () => {
    const absorbed = [openTicket(), absorb()]
    const { serviceTicketId: _, ...told } = releaseAbsorbed().data
    for (const history of [absorbed, [...absorbed, spam({ markedAt: friday('09:00') })]]) {
      expect(recorded(after(...history), releaseAbsorbed())).toStrictEqual([['AbsorbedTicketReleased', told]])
    }
  })

  it('records nothing when repeated, and lets the absorption that it undid be repeated without effect', () => {
    const released = after(openTicket(), absorb(), releaseAbsorbed())
    given(serviceTicket, released).when(releaseAbsorbed()).recordsNothing()
    given(serviceTicket, released).when(absorb()).recordsNothing()
  })

  it('lets the ticket be resolved at first contact again', () => {
    const resolved = resolve({ resolvedAt: wednesday('12:00') })
    const firstContact = (...history: ReadonlyArray<ServiceTicketCommand>) =>
      recorded(after(...history), resolved).find(([type]) => type === 'ServiceTicketResolved')?.[1].firstContact
    expect(firstContact(openTicket(), absorb())).toBe(false)
    expect(firstContact(openTicket(), absorb(), releaseAbsorbed())).toBe(true)
  })

  it('is refused for a later merge of the same ticket', () => {
    given(serviceTicket, after(openTicket(), absorb({ requestedAtRevision: 11 })))
      .when(releaseAbsorbed())
      .rejects({ reason: 'TicketNotAbsorbed', absorbedTicketId: otherTicketId })
  })
})

describe('ReturnContacts', () => {
  const holding = [openTicket(), contact()]

  it('gives up the contacts that were passed on to it', () => {
    const { serviceTicketId: _, serviceLevel: __, ...told } = returnContacts().data
    expect(recorded(after(...holding), returnContacts()).at(-1)).toStrictEqual(['ContactsReturned', told])
    expect(conversationIn(...holding, returnContacts())).toStrictEqual(['contact-1'])
  })

  it('records nothing when repeated, nor where there is nothing to give back', () => {
    given(serviceTicket, after(...holding, returnContacts()))
      .when(returnContacts())
      .recordsNothing()
    given(serviceTicket, after(...holding))
      .when(returnContacts({ contactIds: [] }))
      .recordsNothing()
    given(serviceTicket, after(...holding))
      .when(returnContacts({ contactIds: [text('contact-9')] }))
      .rejects({ reason: 'ContactUnknown', contactId: text('contact-9') })
  })
})
