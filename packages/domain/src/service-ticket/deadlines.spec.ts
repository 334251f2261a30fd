import { given } from '@aftersale/decider/testing'
import type { ServiceTicketCommand } from './commands.js'
import {
  after,
  ask,
  breach,
  breakPromise,
  cancel,
  close,
  closeUncontested,
  completeFollowUp,
  contact,
  duration,
  followUp,
  friday,
  keep,
  merge,
  missFollowUp,
  monday,
  officeDesk,
  openTicket,
  promise,
  renegotiate,
  reply,
  requestMerge,
  resolve,
  spam,
  text,
  tuesday,
} from './service-ticket.fixtures.js'
import { serviceTicket } from './service-ticket.js'

const deadlinesAfter = (...commands: ReadonlyArray<ServiceTicketCommand>) =>
  given(serviceTicket, after(...commands)).deadlines

describe('deadlines', () => {
  const firstResponse = breach({ clockId: text('first-response-1'), dueAt: monday('11:00') })
  const resolution = breach()

  it('are none before the ticket is opened', () => {
    expect(given(serviceTicket).deadlines).toStrictEqual([])
  })

  it('are those of the clocks, soonest first', () => {
    expect(deadlinesAfter(openTicket())).toStrictEqual([
      { dueAt: monday('11:00'), command: firstResponse },
      { dueAt: monday('17:00'), command: resolution },
    ])
  })

  it('are none of a clock that rests, was met or was breached', () => {
    expect(deadlinesAfter(openTicket(), ask({ askedAt: monday('10:00') }))).toStrictEqual([])
    expect(deadlinesAfter(openTicket(), reply())).toStrictEqual([{ dueAt: monday('17:00'), command: resolution }])
    expect(deadlinesAfter(openTicket(), firstResponse)).toStrictEqual([{ dueAt: monday('17:00'), command: resolution }])
  })

  it('are those of open promises, at the instant that was agreed last', () => {
    const quiet = openTicket({ priority: 'planning' })
    expect(deadlinesAfter(quiet, promise())).toStrictEqual([{ dueAt: monday('15:00'), command: breakPromise() }])
    expect(deadlinesAfter(quiet, promise(), renegotiate())).toStrictEqual([
      { dueAt: tuesday('10:00'), command: breakPromise({ dueAt: tuesday('10:00') }) },
    ])
    expect(deadlinesAfter(quiet, promise(), keep())).toStrictEqual([])
    expect(deadlinesAfter(quiet, promise(), breakPromise())).toStrictEqual([])
  })

  it('are those of follow-ups, also once the ticket is closed', () => {
    const closed = [openTicket(), followUp(), resolve(), close()]
    expect(deadlinesAfter(...closed)).toStrictEqual([{ dueAt: friday('12:00'), command: missFollowUp() }])
    expect(deadlinesAfter(...closed, completeFollowUp())).toStrictEqual([])
    expect(deadlinesAfter(...closed, missFollowUp())).toStrictEqual([])
  })

  it('are the closing of a resolved ticket where the policy closes it by itself', () => {
    const serviceLevel = { ...officeDesk, closeAfter: duration('PT24H') }
    const resolved = [openTicket({ serviceLevel }), resolve({ serviceLevel })]
    expect(deadlinesAfter(...resolved)).toStrictEqual([{ dueAt: tuesday('16:00'), command: closeUncontested() }])
    expect(deadlinesAfter(...resolved, closeUncontested())).toStrictEqual([])
    expect(deadlinesAfter(openTicket(), resolve())).toStrictEqual([])
    const reopened = [...resolved, contact({ serviceLevel, contactedAt: tuesday('09:00') })]
    expect(deadlinesAfter(...reopened).map(({ command }) => command.type)).toStrictEqual([
      'RecordSlaBreach',
      'RecordSlaBreach',
    ])
  })

  it('are none once the ticket was merged away, is spam or is cancelled', () => {
    const busy = [openTicket(), followUp(), promise()]
    expect(deadlinesAfter(...busy, requestMerge(), merge({ requestedAtRevision: 6 }))).toStrictEqual([])
    expect(deadlinesAfter(...busy, spam())).toStrictEqual([])
    expect(deadlinesAfter(...busy, cancel())).toStrictEqual([])
  })
})
