import { given } from '@aftersale/decider/testing'
import {
  after,
  answered,
  ask,
  contact,
  hold,
  monday,
  namesOf,
  officeDesk,
  openTicket,
  prioritise,
  recorded,
  reply,
  resolve,
  resume,
  tuesday,
} from '../service-ticket.fixtures.js'
import { serviceTicket } from '../service-ticket.js'

const replied = [openTicket(), reply()]

describe('AskCustomer', () => {
  it('starts the wait, in which the clocks of the policy rest', () => {
    expect(recorded(after(openTicket()), ask({ askedAt: monday('10:00') }))).toStrictEqual([
      ['WaitingOnCustomerStarted', { startedAt: monday('10:00') }],
      [
        'SlaClockPaused',
        { clockId: 'first-response-1', cause: 'waiting-on-customer', pausedAt: monday('10:00'), elapsed: 'PT1H' },
      ],
      [
        'SlaClockPaused',
        { clockId: 'resolution-1', cause: 'waiting-on-customer', pausedAt: monday('10:00'), elapsed: 'PT1H' },
      ],
    ])
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(...replied, ask()))
      .when(ask())
      .recordsNothing()
  })

  it('is refused where the ticket has been waiting since another instant', () => {
    given(serviceTicket, after(...replied, ask()))
      .when(ask({ askedAt: monday('12:00') }))
      .rejects({ reason: 'AlreadyWaitingOnCustomer', since: monday('11:00') })
  })

  it('ends a hold at the instant it starts', () => {
    expect(recorded(after(...replied, hold()), ask({ askedAt: monday('12:00') }))).toStrictEqual([
      ['HoldEnded', { cause: 'parts', endedAt: monday('12:00') }],
      [
        'SlaClockResumed',
        { clockId: 'resolution-1', resumedAt: monday('12:00'), elapsed: 'PT2H', dueAt: tuesday('10:00') },
      ],
      ['WaitingOnCustomerStarted', { startedAt: monday('12:00') }],
      [
        'SlaClockPaused',
        { clockId: 'resolution-1', cause: 'waiting-on-customer', pausedAt: monday('12:00'), elapsed: 'PT2H' },
      ],
    ])
  })

  it('records clocks that were due before it as breached, and they rest no more', () => {
    expect(recorded(after(openTicket()), ask({ askedAt: monday('12:00') }))).toStrictEqual([
      ['SlaBreached', { clockId: 'first-response-1', kind: 'first-response', breachedAt: monday('11:00') }],
      ['WaitingOnCustomerStarted', { startedAt: monday('12:00') }],
      [
        'SlaClockPaused',
        { clockId: 'resolution-1', cause: 'waiting-on-customer', pausedAt: monday('12:00'), elapsed: 'PT3H' },
      ],
    ])
  })

  it('rests a clock from its start, where a contact after it started that and was heard of first', () => {
    const asked = [...replied, contact({ contactedAt: monday('10:30') }), ask({ askedAt: monday('10:15') })]
    expect(after(...asked).at(-1)).toMatchObject({
      type: 'SlaClockPaused',
      data: { clockId: 'next-response-1', pausedAt: monday('10:30'), elapsed: 'PT0S' },
    })
    expect(recorded(after(...asked), answered({ answeredAt: monday('10:20') })).at(-1)).toMatchObject([
      'SlaClockResumed',
      { clockId: 'next-response-1', resumedAt: monday('10:30'), dueAt: monday('12:30') },
    ])
  })

  it('gives no rest to a clock that has nothing left', () => {
    expect(namesOf(recorded(after(...replied), ask({ askedAt: monday('17:00') })))).toStrictEqual([
      'WaitingOnCustomerStarted',
    ])
  })

  it('is refused where it happened before the last change', () => {
    given(serviceTicket, after(...replied, prioritise({ changedAt: monday('12:00') })))
      .when(ask({ askedAt: monday('11:59') }))
      .rejects({ reason: 'HappenedBeforeLastChange', lastChangedAt: monday('12:00') })
  })

  it('is refused once the ticket is resolved', () => {
    given(serviceTicket, after(...replied, resolve()))
      .when(ask({ askedAt: tuesday('09:00') }))
      .rejects({ reason: 'TicketAlreadyResolved', resolvedAt: monday('16:00') })
  })
})

describe('EndWaitingOnCustomer', () => {
  const waiting = after(...replied, ask())

  it('ends the wait, and the clocks run for what is left', () => {
    expect(recorded(waiting, answered())).toStrictEqual([
      ['WaitingOnCustomerEnded', { endedAt: monday('13:00') }],
      [
        'SlaClockResumed',
        { clockId: 'resolution-1', resumedAt: monday('13:00'), elapsed: 'PT2H', dueAt: tuesday('11:00') },
      ],
    ])
  })

  it('records nothing when repeated, or when a contact of that instant said so already', () => {
    given(serviceTicket, after(...replied, ask(), answered()))
      .when(answered())
      .recordsNothing()
    given(serviceTicket, after(...replied, ask(), contact({ contactedAt: monday('13:00') })))
      .when(answered())
      .recordsNothing()
  })

  it('is refused where the ticket does not wait', () => {
    given(serviceTicket, after(...replied))
      .when(answered())
      .rejects({ reason: 'NotWaitingOnCustomer' })
    given(serviceTicket, after(...replied, hold()))
      .when(answered())
      .rejects({ reason: 'NotWaitingOnCustomer' })
  })

  it('is refused where it ended before it started', () => {
    given(serviceTicket, waiting)
      .when(answered({ answeredAt: monday('10:59') }))
      .rejects({ reason: 'HappenedBeforeLastChange', lastChangedAt: monday('11:00') })
  })
})

describe('PutOnHold', () => {
  it('starts the hold, in which only the clocks of the policy rest', () => {
    expect(recorded(after(openTicket()), hold({ heldAt: monday('10:00') }))).toStrictEqual([
      ['HoldStarted', { cause: 'parts', startedAt: monday('10:00') }],
      ['SlaClockPaused', { clockId: 'resolution-1', cause: 'parts', pausedAt: monday('10:00'), elapsed: 'PT1H' }],
    ])
  })

  it('rests a clock for the causes that the policy names', () => {
    const serviceLevel = { ...officeDesk, pausedBy: { resolution: ['vendor'] as const } }
    const opened = after(openTicket({ serviceLevel }))
    expect(namesOf(recorded(opened, hold({ cause: 'parts', serviceLevel, heldAt: monday('10:00') })))).toStrictEqual([
      'HoldStarted',
    ])
    expect(namesOf(recorded(opened, hold({ cause: 'vendor', serviceLevel, heldAt: monday('10:00') })))).toStrictEqual([
      'HoldStarted',
      'SlaClockPaused resolution-1',
    ])
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(...replied, hold()))
      .when(hold())
      .recordsNothing()
  })

  it('is refused where the ticket has been on hold for that since another instant', () => {
    given(serviceTicket, after(...replied, hold()))
      .when(hold({ heldAt: monday('12:00') }))
      .rejects({ reason: 'AlreadyOnHold', cause: 'parts', since: monday('11:00') })
  })

  it('ends a hold for another cause, or a wait, at the instant it starts', () => {
    expect(
      namesOf(recorded(after(...replied, hold()), hold({ cause: 'vendor', heldAt: monday('12:00') }))),
    ).toStrictEqual(['HoldEnded', 'SlaClockResumed resolution-1', 'HoldStarted', 'SlaClockPaused resolution-1'])
    expect(namesOf(recorded(after(...replied, ask()), hold({ heldAt: monday('12:00') }))).at(0)).toBe(
      'WaitingOnCustomerEnded',
    )
  })
})

describe('ResumeFromHold', () => {
  it('ends the hold, and the clocks run for what is left', () => {
    expect(recorded(after(...replied, hold()), resume())).toStrictEqual([
      ['HoldEnded', { cause: 'parts', endedAt: monday('13:00') }],
      [
        'SlaClockResumed',
        { clockId: 'resolution-1', resumedAt: monday('13:00'), elapsed: 'PT2H', dueAt: tuesday('11:00') },
      ],
    ])
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(...replied, hold(), resume()))
      .when(resume())
      .recordsNothing()
  })

  it('is refused where the ticket is not on hold', () => {
    given(serviceTicket, after(...replied))
      .when(resume())
      .rejects({ reason: 'NotOnHold' })
    given(serviceTicket, after(...replied, ask()))
      .when(resume())
      .rejects({ reason: 'NotOnHold' })
  })

  it('counts every rest, not only the last', () => {
    const history = after(
      ...replied,
      hold({ heldAt: monday('11:00') }),
      resume({ resumedAt: monday('12:00') }),
      hold({ heldAt: monday('14:00') }),
    )
    expect(recorded(history, resume({ resumedAt: monday('15:00') }))[1]).toMatchObject([
      'SlaClockResumed',
      { clockId: 'resolution-1', elapsed: 'PT4H', dueAt: tuesday('11:00') },
    ])
  })
})
