import { given } from '@aftersale/decider/testing'
import {
  after,
  agent,
  close,
  completeFollowUp,
  followUp,
  friday,
  missFollowUp,
  monday,
  namesOf,
  openTicket,
  recorded,
  resolve,
  spam,
  text,
} from '../service-ticket.fixtures.js'
import { serviceTicket } from '../service-ticket.js'

const requested = after(openTicket(), followUp())
const followUpId = text('follow-up-1')

describe('RequestFollowUp', () => {
  it('records that the desk is to come back to the customer, also after the resolution', () => {
    for (const history of [
      after(openTicket()),
      after(openTicket(), resolve()),
      after(openTicket(), resolve(), close()),
    ]) {
      expect(recorded(history, followUp())).toStrictEqual([
        [
          'FollowUpRequested',
          { followUpId: 'follow-up-1', channel: 'phone', dueAt: friday('12:00'), requestedAt: monday('16:30') },
        ],
      ])
    }
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, requested).when(followUp()).recordsNothing()
    given(serviceTicket, after(openTicket(), followUp(), completeFollowUp()))
      .when(followUp())
      .recordsNothing()
  })

  it('is refused where the follow-up is known with other content', () => {
    given(serviceTicket, requested)
      .when(followUp({ channel: 'email' }))
      .rejects({ reason: 'FollowUpIdReused', followUpId })
  })

  it('is refused where it is not due after it is requested', () => {
    given(serviceTicket, after(openTicket()))
      .when(followUp({ dueAt: monday('16:30') }))
      .rejects({ reason: 'FollowUpDueBeforeRequested', dueAt: monday('16:30') })
  })
})

describe('CompleteFollowUp', () => {
  const completed = (completedAt: string) => [
    'FollowUpCompleted',
    { followUpId: 'follow-up-1', completedBy: agent, completedAt },
  ]

  it('is on time up to the due instant', () => {
    expect(recorded(requested, completeFollowUp({ completedAt: friday('12:00') }))).toStrictEqual([
      completed(friday('12:00')),
    ])
  })

  it('is missed first, and done late, after that', () => {
    const missed = ['FollowUpMissed', { followUpId: 'follow-up-1', missedAt: friday('12:00') }]
    expect(recorded(requested, completeFollowUp({ completedAt: friday('13:00') }))).toStrictEqual([
      missed,
      completed(friday('13:00')),
    ])
    expect(
      recorded(after(openTicket(), followUp(), missFollowUp()), completeFollowUp({ completedAt: friday('13:00') })),
    ).toStrictEqual([completed(friday('13:00'))])
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(openTicket(), followUp(), completeFollowUp()))
      .when(completeFollowUp())
      .recordsNothing()
  })

  it('is refused where it was completed at another instant, or there is none', () => {
    given(serviceTicket, after(openTicket(), followUp(), completeFollowUp()))
      .when(completeFollowUp({ completedAt: friday('11:30') }))
      .rejects({ reason: 'FollowUpAlreadyCompleted', followUpId, completedAt: friday('11:00') })
    given(serviceTicket, after(openTicket()))
      .when(completeFollowUp())
      .rejects({ reason: 'FollowUpUnknown', followUpId })
  })
})

describe('MissFollowUp', () => {
  it('misses an open follow-up at its due instant', () => {
    expect(recorded(requested, missFollowUp())).toStrictEqual([
      ['FollowUpMissed', { followUpId: 'follow-up-1', missedAt: friday('12:00') }],
    ])
  })

  it('records nothing when repeated, or where it was completed meanwhile, or the ticket is gone', () => {
    given(serviceTicket, after(openTicket(), followUp(), missFollowUp()))
      .when(missFollowUp())
      .recordsNothing()
    given(serviceTicket, after(openTicket(), followUp(), completeFollowUp()))
      .when(missFollowUp())
      .recordsNothing()
    given(serviceTicket, after(openTicket(), followUp(), spam()))
      .when(missFollowUp())
      .recordsNothing()
    expect(namesOf(recorded(requested, missFollowUp({ dueAt: friday('11:00') })))).toStrictEqual([])
  })

  it('is refused where there is no such follow-up', () => {
    given(serviceTicket, after(openTicket())).when(missFollowUp()).rejects({ reason: 'FollowUpUnknown', followUpId })
  })
})
