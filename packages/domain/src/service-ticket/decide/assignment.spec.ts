import { given } from '@aftersale/decider/testing'
import { assignmentAt } from '../assignment/assignment.js'
import { classificationAt } from '../assignment/classification.js'
import {
  after,
  agent,
  ask,
  assign,
  cancel,
  classify,
  close,
  count,
  escalate,
  handOver,
  monday,
  namesOf,
  openTicket,
  recorded,
  reopen,
  reply,
  resolve,
  text,
  transfer,
  tuesday,
} from '../service-ticket.fixtures.js'
import { serviceTicket } from '../service-ticket.js'

describe('ClassifyServiceTicket', () => {
  it('records what kind of request it turned out to be', () => {
    expect(
      recorded(after(openTicket()), classify({ topic: { category: text('delivery') }, beyondFirstContact: 'part' })),
    ).toStrictEqual([
      [
        'ServiceTicketClassified',
        {
          kind: 'repair',
          topic: { category: 'delivery' },
          beyondFirstContact: 'part',
          classifiedAt: monday('09:10'),
          classifiedBy: agent,
        },
      ],
    ])
  })

  it('records nothing when repeated, or where it is so already', () => {
    given(serviceTicket, after(openTicket(), classify())).when(classify()).recordsNothing()
    given(serviceTicket, after(openTicket({ kind: 'repair' })))
      .when(classify())
      .recordsNothing()
    given(
      serviceTicket,
      after(openTicket(), classify({ topic: { category: text('delivery') }, beyondFirstContact: 'part' })),
    )
      .when(classify({ topic: { category: text('delivery') } }))
      .recordsNothing()
  })

  it('is refused once the ticket is cancelled', () => {
    given(serviceTicket, after(openTicket(), cancel())).when(classify()).rejects({ reason: 'TicketIsCancelled' })
  })
})

describe('AssignServiceTicket', () => {
  it('gives the ticket to a team, or to somebody in it', () => {
    expect(recorded(after(openTicket()), assign())).toStrictEqual([
      ['ServiceTicketAssigned', { team: 'first-line', assignedAt: monday('09:05') }],
    ])
    expect(recorded(after(openTicket(), assign()), assign({ agentId: text('agent-2') }))).toStrictEqual([
      ['ServiceTicketAssigned', { team: 'first-line', agentId: 'agent-2', assignedAt: monday('09:05') }],
    ])
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(openTicket(), assign())).when(assign()).recordsNothing()
  })

  it('is refused where another team has the ticket', () => {
    given(serviceTicket, after(openTicket(), assign()))
      .when(assign({ team: text('second-line') }))
      .rejects({ reason: 'TicketWithAnotherTeam', team: text('first-line') })
  })

  it('is taken while the ticket is resolved or closed, and of a time before its opening', () => {
    expect(namesOf(recorded(after(openTicket(), resolve()), assign()))).toStrictEqual(['ServiceTicketAssigned'])
    expect(namesOf(recorded(after(openTicket(), resolve(), close()), assign()))).toStrictEqual([
      'ServiceTicketAssigned',
    ])
    expect(namesOf(recorded(after(openTicket()), assign({ assignedAt: monday('07:27') })))).toStrictEqual([
      'ServiceTicketAssigned',
    ])
  })
})

describe('TransferServiceTicket', () => {
  it('counts each hop from one team to another', () => {
    const assigned = after(openTicket(), assign())
    expect(
      recorded(assigned, transfer({ cause: text('needs-an-engineer'), toAgentId: text('agent-7') })),
    ).toStrictEqual([
      [
        'ServiceTicketTransferred',
        {
          fromTeam: 'first-line',
          toTeam: 'second-line',
          toAgentId: 'agent-7',
          cause: 'needs-an-engineer',
          hop: 1,
          transferredAt: monday('09:20'),
        },
      ],
    ])
    expect(recorded(after(openTicket(), assign(), transfer()), transfer({ toTeam: text('first-line') }))).toStrictEqual(
      [
        [
          'ServiceTicketTransferred',
          { fromTeam: 'second-line', toTeam: 'first-line', hop: 2, transferredAt: monday('09:20') },
        ],
      ],
    )
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(openTicket(), assign(), transfer()))
      .when(transfer())
      .recordsNothing()
    const toSomebody = transfer({ toAgentId: text('agent-7') })
    given(serviceTicket, after(openTicket(), assign(), toSomebody))
      .when(toSomebody)
      .recordsNothing()
  })

  it('is refused where no team has the ticket', () => {
    given(serviceTicket, after(openTicket())).when(transfer()).rejects({ reason: 'TicketNotAssigned' })
  })

  it('is refused within a team', () => {
    given(serviceTicket, after(openTicket(), assign()))
      .when(transfer({ toTeam: text('first-line'), toAgentId: text('agent-7') }))
      .rejects({ reason: 'TicketWithThatTeam', team: text('first-line') })
  })

  it('is taken while the ticket is resolved or closed', () => {
    const late = transfer({ transferredAt: tuesday('12:00') })
    expect(namesOf(recorded(after(openTicket(), assign(), resolve()), late))).toStrictEqual([
      'ServiceTicketTransferred',
    ])
    expect(namesOf(recorded(after(openTicket(), assign(), resolve(), close()), late))).toStrictEqual([
      'ServiceTicketTransferred',
    ])
  })
})

describe('HandOverToHuman', () => {
  it('ends what a bot did, and gives the ticket to a team where one is named', () => {
    expect(recorded(after(openTicket()), handOver({ toTeam: text('second-line') }))).toStrictEqual([
      ['HandedOverToHuman', { botId: 'bot-1', toTeam: 'second-line', handedOverAt: monday('09:02') }],
    ])
    given(serviceTicket, after(openTicket(), handOver({ toTeam: text('second-line') })))
      .when(assign())
      .rejects({ reason: 'TicketWithAnotherTeam', team: text('second-line') })
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(openTicket(), handOver())).when(handOver()).recordsNothing()
  })

  it('is refused once the ticket is resolved', () => {
    given(serviceTicket, after(openTicket(), resolve()))
      .when(handOver())
      .rejects({ reason: 'TicketAlreadyResolved', resolvedAt: monday('16:00') })
  })
})

describe('EscalateServiceTicket', () => {
  it('raises the ticket to a level', () => {
    expect(recorded(after(openTicket()), escalate())).toStrictEqual([
      ['ServiceTicketEscalated', { level: 1, cause: 'important-customer', escalatedAt: monday('09:30') }],
    ])
    expect(namesOf(recorded(after(openTicket(), escalate()), escalate({ level: count(3) })))).toStrictEqual([
      'ServiceTicketEscalated',
    ])
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(openTicket(), escalate(), escalate({ level: count(2) })))
      .when(escalate())
      .recordsNothing()
  })

  it('is refused to a level that was reached', () => {
    const history = after(openTicket(), escalate({ level: count(2) }))
    const rejection = { reason: 'LevelAlreadyReached', level: 2 } as const
    given(serviceTicket, history)
      .when(escalate({ level: count(2), escalatedAt: monday('10:00') }))
      .rejects(rejection)
    given(serviceTicket, history)
      .when(escalate({ level: count(1) }))
      .rejects(rejection)
  })

  it('is refused once the ticket is closed', () => {
    given(serviceTicket, after(openTicket(), resolve(), close()))
      .when(escalate())
      .rejects({ reason: 'TicketAlreadyClosed', closedAt: tuesday('09:00') })
  })
})

describe('a ticket is new', () => {
  it('until it is assigned, transferred, handed over or replied to', () => {
    expect(given(serviceTicket, after(openTicket(), classify(), escalate())).state.status).toBe('new')
    expect(given(serviceTicket, after(openTicket(), assign())).state.status).toBe('open')
    expect(given(serviceTicket, after(openTicket(), handOver())).state.status).toBe('open')
    expect(given(serviceTicket, after(openTicket(), resolve(), reopen())).state.status).toBe('open')
    expect(given(serviceTicket, after(openTicket(), ask(), assign())).state.status).toBe('waiting-on-customer')
  })
})

describe('what is heard of late', () => {
  const { state } = given(
    serviceTicket,
    after(
      openTicket(),
      assign({ assignedAt: monday('12:00'), agentId: text('agent-9') }),
      assign({ assignedAt: monday('10:00'), agentId: text('agent-8') }),
      classify({ kind: 'complaint', topic: { category: text('delivery') }, classifiedAt: monday('12:00') }),
      classify({ kind: 'repair', beyondFirstContact: 'part', classifiedAt: monday('10:00') }),
    ),
  )

  it('is kept, and does not take the ticket from who got it later', () => {
    if (state.status === 'not-opened') throw new Error('There is a ticket')
    const had = (time: string) => assignmentAt(state.ticket, monday(time))?.agentId
    expect([had('09:59'), had('10:00'), had('11:59'), had('12:00')]).toStrictEqual([
      undefined,
      'agent-8',
      'agent-8',
      'agent-9',
    ])
  })

  it('does not undo what was said of the ticket later, part by part', () => {
    if (state.status === 'not-opened') throw new Error('There is a ticket')
    expect(classificationAt(state.ticket, monday('11:00'))).toStrictEqual({
      kind: 'repair',
      topic: undefined,
      beyondFirstContact: 'part',
    })
    expect(classificationAt(state.ticket, monday('13:00'))).toStrictEqual({
      kind: 'complaint',
      topic: { category: 'delivery' },
      beyondFirstContact: 'part',
    })
  })

  it('counts for the team that had the ticket then', () => {
    const history = after(openTicket(), assign(), transfer({ transferredAt: monday('12:00') }))
    expect(recorded(history, reply({ repliedAt: monday('10:00') }))[0]).toMatchObject([
      'CustomerReplied',
      { team: 'first-line' },
    ])
    expect(
      recorded(history, transfer({ toTeam: text('third-line'), transferredAt: monday('11:00') }))[0],
    ).toMatchObject(['ServiceTicketTransferred', { fromTeam: 'first-line', toTeam: 'third-line', hop: 2 }])
  })
})

describe('what was done before', () => {
  it('records nothing when repeated after something else came', () => {
    const toSecond = transfer({ transferredAt: monday('10:00') })
    const back = transfer({ toTeam: text('first-line'), transferredAt: monday('11:00') })
    given(serviceTicket, after(openTicket(), assign(), toSecond, back))
      .when(toSecond)
      .recordsNothing()
    given(serviceTicket, after(openTicket(), assign(), assign({ agentId: text('agent-9') })))
      .when(assign())
      .recordsNothing()
    const technical = classify({ kind: 'technical', classifiedAt: monday('09:20') })
    given(serviceTicket, after(openTicket(), classify(), technical))
      .when(classify())
      .recordsNothing()
  })

  it('records nothing when repeated after the ticket is gone', () => {
    given(serviceTicket, after(openTicket(), assign(), cancel()))
      .when(assign())
      .recordsNothing()
  })
})
