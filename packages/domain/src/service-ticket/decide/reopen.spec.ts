import { given } from '@aftersale/decider/testing'
import { serviceLevelRefOf } from '../../policy/service-level/service-level-policy.js'
import {
  after,
  ask,
  cancel,
  close,
  customer,
  duration,
  friday,
  monday,
  namesOf,
  officeDesk,
  openTicket,
  prioritise,
  recorded,
  reopen,
  reply,
  resolve,
  text,
  tuesday,
  wednesday,
} from '../service-ticket.fixtures.js'
import { serviceTicket } from '../service-ticket.js'

const policyRef = serviceLevelRefOf(officeDesk)
const resolved = [openTicket(), reply(), resolve()]

describe('ReopenServiceTicket', () => {
  it('begins an episode, with a first response and a resolution to come', () => {
    expect(recorded(after(...resolved), reopen())).toStrictEqual([
      [
        'ServiceTicketReopened',
        { episode: 2, because: 'not-solved', reopenedBy: customer, reopenedAt: tuesday('10:00') },
      ],
      [
        'SlaClockStarted',
        {
          clockId: 'first-response-2',
          kind: 'first-response',
          episode: 2,
          target: 'PT2H',
          startsAt: tuesday('10:00'),
          dueAt: tuesday('12:00'),
        },
      ],
      [
        'SlaClockStarted',
        {
          clockId: 'resolution-2',
          kind: 'resolution',
          episode: 2,
          target: 'PT8H',
          startsAt: tuesday('10:00'),
          carried: 'PT7H',
          continues: 'resolution-1',
          dueAt: tuesday('11:00'),
        },
      ],
    ])
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(...resolved, reopen()))
      .when(reopen())
      .recordsNothing()
  })

  it('is refused where the ticket is neither resolved nor closed', () => {
    given(serviceTicket, after(openTicket())).when(reopen()).rejects({ reason: 'TicketNotResolved' })
    given(serviceTicket, after(...resolved, reopen()))
      .when(reopen({ because: text('called-again') }))
      .rejects({ reason: 'TicketNotResolved' })
    given(serviceTicket, after(openTicket(), cancel())).when(reopen()).rejects({ reason: 'TicketIsCancelled' })
  })

  it('is refused where it happened before the resolution', () => {
    given(serviceTicket, after(...resolved))
      .when(reopen({ reopenedAt: monday('15:59') }))
      .rejects({ reason: 'HappenedBeforeLastChange', lastChangedAt: monday('16:00') })
  })

  it('is refused from the end of the window on, whether the closing was recorded or not', () => {
    given(serviceTicket, after(...resolved, close()))
      .when(reopen({ reopenedAt: friday('09:00') }))
      .rejects({ reason: 'ReopenWindowPassed', reopenableUntil: friday('09:00'), policyRef })
    const serviceLevel = { ...officeDesk, closeAfter: duration('PT24H') }
    const uncontested = after(openTicket({ serviceLevel }), resolve({ serviceLevel }))
    given(serviceTicket, uncontested)
      .when(reopen({ serviceLevel, reopenedAt: friday('16:00') }))
      .rejects({ reason: 'ReopenWindowPassed', reopenableUntil: friday('16:00'), policyRef })
    expect(
      namesOf(recorded(uncontested, reopen({ serviceLevel, reopenedAt: friday('15:59') }))).slice(0, 2),
    ).toStrictEqual(['ServiceTicketClosed', 'ServiceTicketReopened'])
  })

  it('reopens what was closed unresolved, and its resolution goes on from where it was given up', () => {
    const history = after(openTicket(), reply(), close({ closedAt: monday('12:00') }))
    expect(recorded(history, reopen()).at(-1)).toMatchObject([
      'SlaClockStarted',
      { clockId: 'resolution-2', carried: 'PT3H', continues: 'resolution-1', dueAt: tuesday('15:00') },
    ])
  })
})

describe('the resolution clock of a reopened ticket', () => {
  const under = (onReopen: typeof officeDesk.onReopen) => ({ ...officeDesk, onReopen })
  const reopenedUnder = (onReopen: typeof officeDesk.onReopen, resolvedAt = monday('12:00')) => {
    const serviceLevel = under(onReopen)
    const history = after(openTicket({ serviceLevel }), reply({ serviceLevel }), resolve({ serviceLevel, resolvedAt }))
    return recorded(history, reopen({ serviceLevel, reopenedAt: tuesday('10:00') })).slice(2)
  }
  const started = {
    kind: 'resolution',
    clockId: 'resolution-2',
    episode: 2,
    target: 'PT8H',
    startsAt: tuesday('10:00'),
  }

  it('leaves the resolved time out under `resume`', () => {
    expect(reopenedUnder('resume')).toStrictEqual([
      ['SlaClockStarted', { ...started, carried: 'PT3H', continues: 'resolution-1', dueAt: tuesday('15:00') }],
    ])
  })

  it('counts the resolved time under `continue`', () => {
    expect(reopenedUnder('continue', monday('16:00'))).toStrictEqual([
      ['SlaClockStarted', { ...started, carried: 'PT9H', continues: 'resolution-1', dueAt: tuesday('10:00') }],
      ['SlaBreached', { clockId: 'resolution-2', kind: 'resolution', breachedAt: tuesday('10:00') }],
    ])
    const serviceLevel = under('continue')
    const history = after(openTicket({ serviceLevel }), resolve({ serviceLevel, resolvedAt: monday('12:00') }))
    expect(recorded(history, reopen({ serviceLevel, reopenedAt: monday('15:00') })).at(-1)).toMatchObject([
      'SlaClockStarted',
      { carried: 'PT6H', dueAt: monday('17:00') },
    ])
  })

  it('is a new one with the whole target under `restart`', () => {
    expect(reopenedUnder('restart')).toStrictEqual([['SlaClockStarted', { ...started, dueAt: wednesday('10:00') }]])
  })

  it('does not run again where it had been breached, but under `restart`', () => {
    expect(reopenedUnder('resume', tuesday('09:30'))).toStrictEqual([])
    expect(reopenedUnder('continue', tuesday('09:30'))).toStrictEqual([])
    expect(reopenedUnder('restart', tuesday('09:30'))).toHaveLength(1)
  })

  it('leaves out what it rested before it was resolved, under any of them', () => {
    for (const onReopen of ['resume', 'continue'] as const) {
      const serviceLevel = under(onReopen)
      const history = after(
        openTicket({ serviceLevel }),
        reply({ serviceLevel }),
        ask({ serviceLevel, askedAt: monday('11:00') }),
        resolve({ serviceLevel, resolvedAt: monday('16:00') }),
      )
      expect(recorded(history, reopen({ serviceLevel, reopenedAt: monday('16:00') })).at(-1)).toMatchObject([
        'SlaClockStarted',
        { carried: 'PT2H' },
      ])
    }
  })

  it('has the target of the priority in force', () => {
    const history = after(...resolved, prioritise({ priority: 'planning', changedAt: tuesday('09:00') }))
    expect(namesOf(recorded(history, reopen()))).toStrictEqual(['ServiceTicketReopened'])
  })
})
