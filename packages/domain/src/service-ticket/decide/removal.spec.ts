import { given } from '@aftersale/decider/testing'
import {
  absorb,
  after,
  agent,
  ask,
  cancel,
  close,
  friday,
  hold,
  merge,
  monday,
  namesOf,
  openTicket,
  otherTicketId,
  prioritise,
  recorded,
  reply,
  requestMerge,
  resolve,
  spam,
  thirdTicketId,
  ticketId,
  wednesday,
  withdrawMerge,
} from '../service-ticket.fixtures.js'
import { serviceTicket } from '../service-ticket.js'

const removedAt = wednesday('09:00')

describe('RequestMerge', () => {
  it('asks to be merged into another ticket, also once resolved or closed', () => {
    for (const history of [
      after(openTicket()),
      after(openTicket(), resolve()),
      after(openTicket(), resolve(), close()),
    ]) {
      expect(recorded(history, requestMerge())).toStrictEqual([
        ['ServiceTicketMergeRequested', { into: otherTicketId, requestedBy: agent, requestedAt: removedAt }],
      ])
    }
  })

  it('records nothing when repeated, before and after the merge', () => {
    given(serviceTicket, after(openTicket(), requestMerge())).when(requestMerge()).recordsNothing()
    given(serviceTicket, after(openTicket(), requestMerge(), merge()))
      .when(requestMerge())
      .recordsNothing()
  })

  it('is refused into itself, into a second ticket, and once merged into another', () => {
    given(serviceTicket, after(openTicket()))
      .when(requestMerge({ into: ticketId }))
      .rejects({ reason: 'MergeIntoItself' })
    given(serviceTicket, after(openTicket(), requestMerge()))
      .when(requestMerge({ into: thirdTicketId }))
      .rejects({ reason: 'MergeAlreadyRequested', into: otherTicketId })
    given(serviceTicket, after(openTicket(), requestMerge(), merge()))
      .when(requestMerge({ into: thirdTicketId }))
      .rejects({ reason: 'TicketMergedAway', into: otherTicketId })
  })
})

describe('AbsorbServiceTicket', () => {
  it('takes the other ticket in, and names its request', () => {
    expect(recorded(after(openTicket()), absorb())).toStrictEqual([
      [
        'ServiceTicketAbsorbed',
        { absorbedTicketId: otherTicketId, absorbedAt: wednesday('09:01'), requestedAtRevision: 4 },
      ],
    ])
  })

  it('records nothing when repeated, and answers a later request anew', () => {
    given(serviceTicket, after(openTicket(), absorb())).when(absorb()).recordsNothing()
    expect(namesOf(recorded(after(openTicket(), absorb()), absorb({ requestedAtRevision: 9 })))).toStrictEqual([
      'ServiceTicketAbsorbed',
    ])
  })

  it('is refused where the ticket is merged itself, asks to be, or is the other one', () => {
    given(serviceTicket, after(openTicket(), requestMerge({ into: thirdTicketId })))
      .when(absorb())
      .rejects({ reason: 'MergeAlreadyRequested', into: thirdTicketId })
    given(serviceTicket, after(openTicket(), requestMerge({ into: thirdTicketId }), merge({ into: thirdTicketId })))
      .when(absorb())
      .rejects({ reason: 'TicketMergedAway', into: thirdTicketId })
    given(serviceTicket, after(openTicket()))
      .when(absorb({ absorbedTicketId: ticketId }))
      .rejects({ reason: 'MergeIntoItself' })
    given(serviceTicket, after(openTicket(), spam())).when(absorb()).rejects({ reason: 'TicketIsSpam' })
  })
})

describe('MergeServiceTicket', () => {
  it('ends the ticket and gives up its clocks, but for what was breached before', () => {
    expect(recorded(after(openTicket(), reply(), requestMerge()), merge({ requestedAtRevision: 6 }))).toStrictEqual([
      ['SlaBreached', { clockId: 'resolution-1', kind: 'resolution', breachedAt: monday('17:00') }],
      ['ServiceTicketMerged', { into: otherTicketId, mergedAt: wednesday('09:02') }],
    ])
    const sameDay = after(
      openTicket(),
      ask({ askedAt: monday('10:00') }),
      requestMerge({ requestedAt: monday('10:30') }),
    )
    expect(recorded(sameDay, merge({ requestedAtRevision: 7, mergedAt: monday('10:31') }))).toStrictEqual([
      ['WaitingOnCustomerEnded', { endedAt: monday('10:31') }],
      ['ServiceTicketMerged', { into: otherTicketId, mergedAt: monday('10:31') }],
      ['SlaClockWithdrawn', { clockId: 'first-response-1', withdrawnAt: monday('10:31'), elapsed: 'PT1H' }],
      ['SlaClockWithdrawn', { clockId: 'resolution-1', withdrawnAt: monday('10:31'), elapsed: 'PT1H' }],
    ])
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(openTicket(), requestMerge(), merge()))
      .when(merge())
      .recordsNothing()
  })

  it('is refused without a request, for another one, or for one that was withdrawn', () => {
    given(serviceTicket, after(openTicket())).when(merge()).rejects({ reason: 'MergeNotRequested' })
    given(serviceTicket, after(openTicket(), requestMerge()))
      .when(merge({ into: thirdTicketId }))
      .rejects({ reason: 'MergeAlreadyRequested', into: otherTicketId })
    given(
      serviceTicket,
      after(openTicket(), requestMerge(), withdrawMerge(), requestMerge({ requestedAt: friday('09:00') })),
    )
      .when(merge({ requestedAtRevision: 4 }))
      .rejects({ reason: 'MergeRequestOutdated', requestedAtRevision: 6 })
  })

  it('is refused where it happened before the last change', () => {
    given(serviceTicket, after(openTicket(), requestMerge(), prioritise({ changedAt: wednesday('10:00') })))
      .when(merge())
      .rejects({ reason: 'HappenedBeforeLastChange', lastChangedAt: wednesday('10:00') })
  })
})

describe('WithdrawMergeRequest', () => {
  it('takes the request back', () => {
    expect(recorded(after(openTicket(), requestMerge()), withdrawMerge())).toStrictEqual([
      ['ServiceTicketMergeWithdrawn', { into: otherTicketId, withdrawnAt: wednesday('09:03') }],
    ])
  })

  it('takes back the request that it names, and no other', () => {
    const withdrawn = [openTicket(), requestMerge(), withdrawMerge({ requestedAtRevision: 4 })]
    const askedAgain = [...withdrawn, requestMerge({ into: thirdTicketId })]
    given(serviceTicket, after(...askedAgain))
      .when(withdrawMerge({ requestedAtRevision: 4, withdrawnAt: friday('09:00') }))
      .recordsNothing()
    given(serviceTicket, after(...askedAgain))
      .when(withdrawMerge({ requestedAtRevision: 5 }))
      .rejects({ reason: 'MergeRequestOutdated', requestedAtRevision: 6 })
    expect(recorded(after(...askedAgain), withdrawMerge({ requestedAtRevision: 6 }))).toStrictEqual([
      ['ServiceTicketMergeWithdrawn', { into: thirdTicketId, withdrawnAt: wednesday('09:03') }],
    ])
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(openTicket(), requestMerge(), withdrawMerge()))
      .when(withdrawMerge())
      .recordsNothing()
  })

  it('is refused without a request', () => {
    given(serviceTicket, after(openTicket())).when(withdrawMerge()).rejects({ reason: 'MergeNotRequested' })
  })
})

describe('MarkServiceTicketAsSpam', () => {
  it('ends the ticket and gives up its clocks', () => {
    const sameMorning = spam({ markedAt: monday('09:30') })
    expect(recorded(after(openTicket()), sameMorning)).toStrictEqual([
      ['ServiceTicketMarkedAsSpam', { markedBy: agent, markedAt: monday('09:30') }],
      ['SlaClockWithdrawn', { clockId: 'first-response-1', withdrawnAt: monday('09:30') }],
      ['SlaClockWithdrawn', { clockId: 'resolution-1', withdrawnAt: monday('09:30') }],
    ])
    expect(namesOf(recorded(after(openTicket(), hold({ heldAt: monday('09:20') })), sameMorning))[0]).toBe('HoldEnded')
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(openTicket(), spam())).when(spam()).recordsNothing()
  })

  it('is refused once the ticket is cancelled', () => {
    given(serviceTicket, after(openTicket(), cancel())).when(spam()).rejects({ reason: 'TicketIsCancelled' })
  })
})

describe('CancelServiceTicket', () => {
  it('ends the ticket and gives up its clocks', () => {
    expect(namesOf(recorded(after(openTicket()), cancel({ cancelledAt: monday('09:30') })))).toStrictEqual([
      'ServiceTicketCancelled',
      'SlaClockWithdrawn first-response-1',
      'SlaClockWithdrawn resolution-1',
    ])
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(openTicket(), cancel())).when(cancel()).recordsNothing()
  })

  it('is refused for another reason than the first', () => {
    given(serviceTicket, after(openTicket(), cancel()))
      .when(cancel({ because: 'withdrawn-by-customer' }))
      .rejects({ reason: 'TicketIsCancelled' })
  })
})
