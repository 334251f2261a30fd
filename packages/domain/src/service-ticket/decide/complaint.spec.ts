import { given } from '@aftersale/decider/testing'
import type { ServiceLevelPolicy } from '../../policy/service-level/service-level-policy.js'
import type { ServiceTicketCommand } from '../commands.js'
import {
  acknowledge,
  after,
  agent,
  answerDecision,
  ask,
  assess,
  breach,
  changeServiceLevel,
  close,
  closeComplaint,
  communicateDecision,
  concludeRecourse,
  count,
  customer,
  decidedComplaint,
  duration,
  escalateExternally,
  euro,
  friday,
  merge,
  monday,
  offerRedress,
  officeDesk,
  openTicket,
  prioritise,
  recorded,
  registerComplaint,
  requestMerge,
  resolve,
  respond,
  spam,
  text,
  tuesday,
  unmerge,
  wednesday,
} from '../service-ticket.fixtures.js'
import { serviceTicket } from '../service-ticket.js'

/** Promises to acknowledge a complaint within four hours of work, and nothing else; high priority within one. */
const serviceLevel: ServiceLevelPolicy = {
  ...officeDesk,
  targets: { moderate: { acknowledgement: duration('PT4H') }, high: { acknowledgement: duration('PT1H') } },
  pausedBy: {},
}
const open = openTicket({ serviceLevel })
const register = registerComplaint({ serviceLevel })

const state = (...commands: ReadonlyArray<ServiceTicketCommand>) => given(serviceTicket, after(...commands)).state
const clocks = (...commands: ReadonlyArray<ServiceTicketCommand>) => {
  const reached = state(...commands)
  return reached.status === 'not-opened' ? [] : reached.ticket.clocks
}

describe('RegisterComplaint', () => {
  it('registers what the customer alleges and starts the clock of the acknowledgement', () => {
    const { serviceTicketId: _, serviceLevel: __, ...alleged } = register.data
    expect(recorded(after(open), register)).toStrictEqual([
      ['ComplaintRegistered', alleged],
      [
        'SlaClockStarted',
        {
          clockId: 'acknowledgement-1',
          kind: 'acknowledgement',
          episode: 1,
          target: 'PT4H',
          startsAt: monday('10:00'),
          dueAt: monday('14:00'),
        },
      ],
    ])
  })

  it('starts no clock where the policy promises none', () => {
    expect(recorded(after(openTicket()), registerComplaint())).toMatchObject([['ComplaintRegistered', {}]])
  })

  it('records nothing when repeated, whatever happened since, and is refused with other content', () => {
    for (const history of [after(open, register), after(open, register, spam())]) {
      given(serviceTicket, history).when(register).recordsNothing()
    }
    given(serviceTicket, after(open, register))
      .when(registerComplaint({ serviceLevel, allegedDefect: text('noisy') }))
      .rejects({ reason: 'ComplaintAlreadyRegistered', registeredAt: monday('10:00') })
  })

  it('is refused on a ticket that is resolved, and under a policy that is not in force', () => {
    given(serviceTicket, after(openTicket(), resolve()))
      .when(registerComplaint())
      .rejects({ reason: 'TicketAlreadyResolved', resolvedAt: monday('16:00') })
    given(serviceTicket, after(open))
      .when(registerComplaint({ serviceLevel: { ...serviceLevel, version: count(2) } }))
      .rejects({
        reason: 'ServiceLevelDiffers',
        inForce: { policyId: text('office-desk'), version: count(1) },
        calendarInForce: { policyId: text('desk'), version: count(1) },
      })
  })

  it('leaves the text of the customer in the event alone, not in the state', () => {
    expect(
      JSON.stringify(state(open, registerComplaint({ serviceLevel, text: 'It flooded my kitchen' }))),
    ).not.toContain('flooded')
  })
})

describe('AcknowledgeComplaint', () => {
  it('meets the clock up to its due instant, and misses it a minute later', () => {
    expect(
      recorded(after(open, register), acknowledge({ serviceLevel, acknowledgedAt: monday('14:00') })),
    ).toStrictEqual([
      ['ComplaintAcknowledged', { channel: 'email', acknowledgedBy: agent, acknowledgedAt: monday('14:00') }],
      ['SlaMet', { clockId: 'acknowledgement-1', kind: 'acknowledgement', metAt: monday('14:00'), elapsed: 'PT4H' }],
    ])
    expect(
      recorded(after(open, register), acknowledge({ serviceLevel, acknowledgedAt: monday('14:01') })),
    ).toMatchObject([
      ['SlaBreached', { clockId: 'acknowledgement-1', breachedAt: monday('14:00') }],
      ['ComplaintAcknowledged', { acknowledgedAt: monday('14:01') }],
      ['SlaMissed', { clockId: 'acknowledgement-1', stoppedAt: monday('14:01'), elapsed: 'PT4H1M' }],
    ])
  })

  it('meets what was recorded as breached, where it happened in time and is heard of late', () => {
    const breached = after(open, register, breach({ clockId: text('acknowledgement-1'), dueAt: monday('14:00') }))
    expect(recorded(breached, acknowledge({ serviceLevel }))).toMatchObject([
      ['ComplaintAcknowledged', {}],
      ['SlaMet', { metAt: monday('11:00'), elapsed: 'PT1H' }],
    ])
  })

  it('is the desk’s, once, and not before the complaint', () => {
    given(serviceTicket, after(open, register))
      .when(acknowledge({ serviceLevel, acknowledgedBy: customer }))
      .rejects({ reason: 'ReplyFromCustomer' })
    given(serviceTicket, after(open, register))
      .when(acknowledge({ serviceLevel, acknowledgedAt: monday('09:59') }))
      .rejects({ reason: 'HappenedBeforeComplaintStep', step: 'registering', takenAt: monday('10:00') })
    const acknowledged = after(open, register, acknowledge({ serviceLevel }))
    given(serviceTicket, acknowledged).when(acknowledge({ serviceLevel })).recordsNothing()
    given(serviceTicket, acknowledged)
      .when(acknowledge({ serviceLevel, channel: 'phone' }))
      .rejects({ reason: 'ComplaintAlreadyAcknowledged', acknowledgedAt: monday('11:00') })
  })
})

describe('the clock of the acknowledgement', () => {
  it('is a deadline of the ticket', () => {
    expect(given(serviceTicket, after(open, register)).deadlines).toStrictEqual([
      { dueAt: monday('14:00'), command: breach({ clockId: text('acknowledgement-1'), dueAt: monday('14:00') }) },
    ])
  })

  it('rests where the policy says so', () => {
    const resting: ServiceLevelPolicy = { ...serviceLevel, pausedBy: { acknowledgement: ['waiting-on-customer'] } }
    const waiting = after(
      openTicket({ serviceLevel: resting }),
      registerComplaint({ serviceLevel: resting }),
      ask({ serviceLevel: resting }),
    )
    expect(given(serviceTicket, waiting).deadlines).toStrictEqual([])
  })

  it('is laid on the target of a new priority', () => {
    expect(recorded(after(open, register), prioritise({ serviceLevel, changedAt: monday('10:30') }))).toMatchObject([
      ['PriorityChanged', {}],
      ['SlaReassigned', { clockId: 'acknowledgement-1', target: 'PT1H', elapsed: 'PT30M', dueAt: monday('11:00') }],
    ])
  })

  it('starts with a policy that promises it, once the complaint is there and not acknowledged', () => {
    const promising: ServiceLevelPolicy = {
      ...officeDesk,
      version: count(2),
      targets: { moderate: { acknowledgement: duration('PT4H') } },
    }
    const change = changeServiceLevel({ to: promising, changedAt: monday('12:00') })
    const startedBy = (...commands: ReadonlyArray<ServiceTicketCommand>) =>
      recorded(after(openTicket(), ...commands), change).filter(([type]) => type === 'SlaClockStarted')
    expect(startedBy(registerComplaint())).toMatchObject([
      ['SlaClockStarted', { kind: 'acknowledgement', startsAt: monday('12:00'), dueAt: monday('16:00') }],
    ])
    expect(startedBy()).toStrictEqual([])
    expect(startedBy(registerComplaint(), acknowledge())).toStrictEqual([])
  })

  it('is given up with a ticket that is merged away, and runs on where that is undone', () => {
    const merged = [
      open,
      register,
      requestMerge({ requestedAt: monday('12:00') }),
      merge({ mergedAt: monday('12:01') }),
    ]
    expect(clocks(...merged)).toMatchObject([{ clockId: 'acknowledgement-1', status: 'withdrawn' }])
    expect(clocks(...merged, unmerge({ serviceLevel, unmergedAt: monday('13:00') }))).toMatchObject([
      { clockId: 'acknowledgement-1', status: 'running', dueAt: monday('14:00') },
    ])
  })
})

describe('the steps of a complaint', () => {
  const steps = [assess(), respond(), communicateDecision(), answerDecision()] as const

  it.each([
    ['AssessComplaint', assess(), [registerComplaint()], 'acknowledgement'],
    ['RespondToComplaint', respond(), [registerComplaint(), acknowledge()], 'assessment'],
    ['OfferRedress', offerRedress(), [registerComplaint(), acknowledge()], 'assessment'],
    ['CommunicateComplaintDecision', communicateDecision(), [registerComplaint(), acknowledge(), assess()], 'response'],
    [
      'AnswerComplaintDecision',
      answerDecision(),
      [registerComplaint(), acknowledge(), assess(), respond()],
      'decision',
    ],
    ['CloseComplaint', closeComplaint(), [registerComplaint(), acknowledge(), assess(), respond()], 'decision'],
  ] as const)('%s is refused before the step that comes before it', (_, command, before, missing) => {
    given(serviceTicket, after(openTicket(), ...before))
      .when(command)
      .rejects({ reason: 'ComplaintStepMissing', missing })
  })

  it('each record what they say, and nothing when repeated', () => {
    let history = after(openTicket(), registerComplaint(), acknowledge())
    for (const step of steps) {
      const { serviceTicketId: _, ...told } = step.data
      const recordedNow = recorded(history, step)
      expect(recordedNow.map(([, data]) => data)).toStrictEqual([told])
      history = [...history, ...after(openTicket(), registerComplaint(), acknowledge(), ...upTo(step)).slice(-1)]
      given(serviceTicket, history).when(step).recordsNothing()
    }
  })

  const upTo = (step: (typeof steps)[number]) => steps.slice(0, steps.indexOf(step) + 1)

  it('do not come before the step they follow, in time either', () => {
    given(serviceTicket, after(openTicket(), registerComplaint(), acknowledge()))
      .when(assess({ assessedAt: monday('10:59') }))
      .rejects({ reason: 'HappenedBeforeComplaintStep', step: 'acknowledgement', takenAt: monday('11:00') })
    given(serviceTicket, after(openTicket(), ...decidedComplaint))
      .when(answerDecision({ answeredAt: monday('13:59') }))
      .rejects({ reason: 'HappenedBeforeComplaintStep', step: 'decision', takenAt: monday('14:00') })
  })

  it('may redress a complaint that is unfounded, out of goodwill', () => {
    const unfounded = after(openTicket(), registerComplaint(), acknowledge(), assess({ finding: 'unfounded' }))
    expect(recorded(unfounded, offerRedress())).toMatchObject([
      ['RedressOffered', { kind: 'refund', amount: { amountMinor: 2499n, currency: euro } }],
    ])
  })

  it('are the desk’s where they answer the customer', () => {
    const assessed = after(openTicket(), registerComplaint(), acknowledge(), assess())
    given(serviceTicket, assessed)
      .when(respond({ respondedBy: customer }))
      .rejects({ reason: 'ReplyFromCustomer' })
  })
})

describe('CloseComplaint', () => {
  const decided = [openTicket(), ...decidedComplaint]
  const exhausted = closeComplaint({ because: 'options-exhausted', closedAt: wednesday('13:00') })

  it('is done with the customer’s acceptance of the last decision', () => {
    const history = after(...decided, answerDecision())
    expect(recorded(history, closeComplaint()).at(-1)).toStrictEqual([
      'ComplaintClosed',
      { because: 'accepted', closedBy: agent, closedAt: monday('15:30') },
    ])
    given(serviceTicket, [...history, ...after(...decided, answerDecision(), closeComplaint()).slice(-1)])
      .when(closeComplaint())
      .recordsNothing()
  })

  it('is refused without an answer, and after one that disputes the decision', () => {
    const openRecourse = ['head-of-service', 'consumer-arbitration']
    given(serviceTicket, after(...decided))
      .when(closeComplaint())
      .rejects({ reason: 'ComplaintNotSettled', answer: 'none', openRecourse })
    given(serviceTicket, after(...decided, answerDecision({ answer: 'disputed' })))
      .when(closeComplaint())
      .rejects({ reason: 'ComplaintNotSettled', answer: 'disputed', openRecourse })
  })

  it('asks for a new answer where a new decision came after the acceptance', () => {
    const decidedAgain = after(
      ...decided,
      answerDecision({ answeredAt: monday('14:30') }),
      communicateDecision({ communicatedAt: monday('15:00'), recourse: [] }),
    )
    given(serviceTicket, decidedAgain)
      .when(closeComplaint())
      .rejects({ reason: 'ComplaintNotSettled', answer: 'none', openRecourse: [] })
  })

  it('is done without an answer once every option is exhausted: out of time, or concluded', () => {
    const escalated = [...decided, answerDecision({ answer: 'disputed' }), escalateExternally()]
    given(serviceTicket, after(...escalated))
      .when(exhausted)
      .rejects({ reason: 'ComplaintNotSettled', answer: 'disputed', openRecourse: ['consumer-arbitration'] })
    expect(recorded(after(...escalated, concludeRecourse()), exhausted).at(-1)).toMatchObject([
      'ComplaintClosed',
      { because: 'options-exhausted' },
    ])
    // The head of service could be asked until noon, exclusive.
    given(serviceTicket, after(...escalated, concludeRecourse()))
      .when(closeComplaint({ because: 'options-exhausted', closedAt: wednesday('11:59') }))
      .rejects({ reason: 'ComplaintNotSettled', answer: 'disputed', openRecourse: ['head-of-service'] })
  })

  it('has nothing to exhaust where the customer was told of no option', () => {
    const untold = after(openTicket(), ...decidedComplaint.slice(0, -1), communicateDecision({ recourse: [] }))
    given(serviceTicket, untold)
      .when(exhausted)
      .rejects({ reason: 'ComplaintNotSettled', answer: 'none', openRecourse: [] })
  })

  it('is done at any step where the customer withdraws it, and gives the clock up', () => {
    const withdrawn = closeComplaint({ because: 'withdrawn', closedAt: monday('10:30') })
    expect(recorded(after(open, register), withdrawn)).toMatchObject([
      ['ComplaintClosed', { because: 'withdrawn' }],
      ['SlaClockWithdrawn', { clockId: 'acknowledgement-1', withdrawnAt: monday('10:30') }],
    ])
  })

  it('ends the complaint: no step follows', () => {
    const closed = after(...decided, answerDecision(), closeComplaint())
    for (const step of [
      assess({ assessedAt: tuesday('10:00') }),
      escalateExternally(),
      closeComplaint({ because: 'withdrawn' }),
    ]) {
      given(serviceTicket, closed)
        .when(step)
        .rejects({ reason: 'ComplaintAlreadyClosed', complaintClosedAt: monday('15:30') })
    }
  })
})

describe('a ticket with a complaint', () => {
  it('is neither resolved nor closed before the complaint is', () => {
    given(serviceTicket, after(openTicket(), registerComplaint()))
      .when(resolve())
      .rejects({ reason: 'ComplaintOpen', awaiting: 'acknowledgement' })
    given(serviceTicket, after(openTicket(), ...decidedComplaint))
      .when(close({ closedAt: friday('09:00') }))
      .rejects({ reason: 'ComplaintOpen', awaiting: 'answer' })
    const settled = after(openTicket(), ...decidedComplaint, answerDecision(), closeComplaint())
    expect(recorded(settled, resolve()).map(([type]) => type)).toContain('ServiceTicketResolved')
    given(serviceTicket, settled)
      .when(resolve({ resolvedAt: monday('15:29') }))
      .rejects({ reason: 'ComplaintOpen', awaiting: 'answer' })
  })
})
