import { given } from '@aftersale/decider/testing'
import type { Instant } from '@aftersale/messages'
import type { Channel } from '../../channel/channel.js'
import type { RecordContact, ServiceTicketCommand } from '../commands.js'
import {
  after,
  agent,
  ask,
  bot,
  cancel,
  close,
  contact,
  customer,
  device,
  duration,
  friday,
  hold,
  issueId,
  merge,
  monday,
  namesOf,
  officeDesk,
  openTicket,
  openUnasked,
  otherTicketId,
  partner,
  prioritise,
  recorded,
  reopen,
  reply,
  requestMerge,
  resolve,
  spam,
  system,
  text,
  tracesOf,
  tuesday,
  wednesday,
} from '../service-ticket.fixtures.js'
import { serviceTicket } from '../service-ticket.js'

const answeredOnce = [openTicket(), reply()]

describe('RecordContact', () => {
  it('records what a customer asks', () => {
    expect(recorded(after(openTicket()), contact())).toStrictEqual([
      [
        'ContactRecorded',
        {
          contactId: 'contact-2',
          direction: 'inbound',
          channel: 'email',
          nature: 'request',
          contactedBy: customer,
          contactedAt: monday('10:30'),
          sessionId: 'contact-1',
          episode: 1,
        },
      ],
    ])
  })

  it('records nothing when repeated, whatever came of it since', () => {
    given(serviceTicket, after(openTicket(), contact())).when(contact()).recordsNothing()
    given(serviceTicket, after(openTicket(), contact(), reply({ repliedAt: monday('10:45') }), resolve()))
      .when(contact())
      .recordsNothing()
    given(serviceTicket, after(openTicket(), contact({ text: 'Where is my parcel?' })))
      .when(contact())
      .recordsNothing()
  })

  it('is refused where the contact is known with other content', () => {
    const rejection = { reason: 'ContactIdReused', contactId: text('contact-2') } as const
    const history = after(openTicket(), contact())
    given(serviceTicket, history)
      .when(contact({ channel: 'phone' }))
      .rejects(rejection)
    given(serviceTicket, history)
      .when(contact({ contactedAt: monday('10:31') }))
      .rejects(rejection)
    given(serviceTicket, history)
      .when(contact({ sessionId: text('other') }))
      .rejects(rejection)
  })

  it('ends waiting for the customer, and the clocks run on', () => {
    const waiting = after(openTicket(), reply(), ask({ askedAt: monday('11:00') }))
    expect(recorded(waiting, contact({ contactedAt: monday('13:00') }))).toStrictEqual([
      ['ContactRecorded', expect.objectContaining({ contactedAt: monday('13:00') })],
      ['WaitingOnCustomerEnded', { endedAt: monday('13:00') }],
      [
        'SlaClockResumed',
        { clockId: 'resolution-1', resumedAt: monday('13:00'), elapsed: 'PT2H', dueAt: tuesday('11:00') },
      ],
      [
        'SlaClockStarted',
        {
          clockId: 'next-response-1',
          kind: 'next-response',
          episode: 1,
          target: 'PT2H',
          startsAt: monday('13:00'),
          dueAt: monday('15:00'),
        },
      ],
    ])
  })

  it('does not end a wait that began after it, where it is heard of late', () => {
    const waiting = after(openTicket(), reply(), ask({ askedAt: monday('11:00') }))
    expect(recorded(waiting, contact({ contactedAt: monday('10:30') })).slice(1)).toStrictEqual([
      [
        'SlaClockStarted',
        {
          clockId: 'next-response-1',
          kind: 'next-response',
          episode: 1,
          target: 'PT2H',
          startsAt: monday('10:30'),
          dueAt: monday('12:30'),
        },
      ],
      [
        'SlaClockPaused',
        { clockId: 'next-response-1', cause: 'waiting-on-customer', pausedAt: monday('11:00'), elapsed: 'PT30M' },
      ],
    ])
  })

  it('does not end a hold', () => {
    const held = after(openTicket(), reply(), hold())
    expect(namesOf(recorded(held, contact({ contactedAt: monday('12:00') })))).toStrictEqual([
      'ContactRecorded',
      'SlaClockStarted next-response-1',
    ])
  })

  it('rests the next-response clock at once where the policy rests it in that hold', () => {
    const level = { ...officeDesk, pausedBy: { 'next-response': ['parts'] as const } }
    const held = after(
      openTicket({ serviceLevel: level }),
      reply({ serviceLevel: level }),
      hold({ serviceLevel: level }),
    )
    expect(recorded(held, contact({ contactedAt: monday('12:00'), serviceLevel: level })).slice(2)).toStrictEqual([
      ['SlaClockPaused', { clockId: 'next-response-1', cause: 'parts', pausedAt: monday('12:00'), elapsed: 'PT0S' }],
    ])
  })

  it.each<[string, Partial<RecordContact['data']>]>([
    ['an automatic message', { nature: 'automated', contactedBy: system }],
    ['a bounce', { nature: 'bounce', contactedBy: system }],
    ['a thanks', { nature: 'no-action' }],
    ['an outbound notice', { direction: 'outbound', contactedBy: agent }],
    ['what a device reports', { channel: 'device', contactedBy: device }],
    ['what comes by the channel of devices', { channel: 'device' }],
    ['what a device sends by e-mail', { contactedBy: device }],
    ['what a system asks', { contactedBy: system }],
  ])('only keeps %s: it reopens nothing, ends no waiting and runs no clock', (_, differing) => {
    const late = { ...differing, contactedAt: tuesday('10:00') }
    for (const history of [
      after(openTicket(), reply()),
      after(openTicket(), reply(), ask()),
      after(openTicket(), reply(), resolve()),
      after(openTicket(), reply(), resolve(), close()),
    ]) {
      expect(namesOf(recorded(history, contact(late)))).toStrictEqual(['ContactRecorded'])
    }
  })

  it('takes what a partner asks for a customer as the customer’s own', () => {
    const history = after(openTicket(), reply(), resolve())
    const asked = contact({ contactedBy: partner, contactedAt: tuesday('10:00') })
    expect(namesOf(recorded(history, asked))).toContain('ServiceTicketReopened')
  })

  it('only keeps what comes to a ticket that is spam or cancelled', () => {
    const late = contact({ contactedAt: friday('10:00') })
    expect(namesOf(recorded(after(openTicket(), spam()), late))).toStrictEqual(['ContactRecorded'])
    expect(namesOf(recorded(after(openTicket(), cancel()), late))).toStrictEqual(['ContactRecorded'])
  })

  describe('on a ticket that was merged away', () => {
    const merged = after(openTicket(), requestMerge(), merge())

    it('is passed on to the ticket that stayed', () => {
      expect(recorded(merged, contact({ contactedAt: friday('10:00') }))).toStrictEqual([
        ['ContactRerouted', { contactId: 'contact-2', toServiceTicketId: otherTicketId, reroutedAt: friday('10:00') }],
      ])
    })

    it('records nothing when repeated', () => {
      given(serviceTicket, after(openTicket(), requestMerge(), merge(), contact({ contactedAt: friday('10:00') })))
        .when(contact({ contactedAt: friday('10:00') }))
        .recordsNothing()
    })
  })
})

describe('a contact after the resolution', () => {
  const resolved = after(openTicket(), reply(), resolve())
  const closed = after(openTicket(), reply(), resolve(), close({ closedAt: tuesday('09:00') }))
  const closeAfterOneDay = { ...officeDesk, closeAfter: duration('PT24H') }
  const reopened = [
    [
      'ServiceTicketReopened',
      {
        episode: 2,
        because: 'customer-contact',
        reopenedBy: customer,
        reopenedAt: wednesday('09:30'),
      },
    ],
    [
      'SlaClockStarted',
      {
        clockId: 'first-response-2',
        kind: 'first-response',
        episode: 2,
        target: 'PT2H',
        startsAt: wednesday('09:30'),
        dueAt: wednesday('11:30'),
      },
    ],
    [
      'SlaClockStarted',
      {
        clockId: 'resolution-2',
        kind: 'resolution',
        episode: 2,
        target: 'PT8H',
        startsAt: wednesday('09:30'),
        carried: 'PT7H',
        continues: 'resolution-1',
        dueAt: wednesday('10:30'),
      },
    ],
  ]

  it('reopens the ticket: an episode of its own, with clocks of its own', () => {
    expect(recorded(resolved, contact({ contactedAt: wednesday('09:30') }))).toStrictEqual([
      ['ContactRecorded', expect.objectContaining({ contactId: 'contact-2', episode: 2, sessionId: 'contact-2' })],
      ...reopened,
    ])
  })

  it('reopens a closed ticket within the window', () => {
    expect(recorded(closed, contact({ contactedAt: wednesday('09:30') })).slice(1)).toStrictEqual(reopened)
  })

  it('needs a follow-up ticket of the same issue from the end of the window on', () => {
    const lastMoment = contact({ contactedAt: '2025-06-06T06:59:59.999Z' as RecordContact['data']['contactedAt'] })
    expect(namesOf(recorded(closed, lastMoment))[1]).toBe('ServiceTicketReopened')

    expect(recorded(closed, contact({ contactedAt: friday('09:00') }))).toStrictEqual([
      ['ContactRecorded', expect.objectContaining({ contactId: 'contact-2', episode: 1, sessionId: 'contact-2' })],
      ['FollowUpTicketNeeded', { issueId, contactId: 'contact-2', neededAt: friday('09:00') }],
    ])
    expect(tracesOf(closed, contact({ contactedAt: friday('09:00') }))).toStrictEqual([
      [
        {
          ruleId: 'reopened-within-window',
          facts: { contactedAt: friday('09:00'), reopenableUntil: friday('09:00') },
          outcome: 'window-passed',
          policyRef: { policyId: 'office-desk', version: 1 },
        },
      ],
    ])
  })

  it('reopens for ever where the policy sets no window', () => {
    const { reopenWindow: _, ...openEnded } = officeDesk
    const history = after(
      openTicket({ serviceLevel: openEnded }),
      resolve({ serviceLevel: openEnded }),
      close({ serviceLevel: openEnded }),
    )
    expect(namesOf(recorded(history, contact({ contactedAt: friday('16:00'), serviceLevel: openEnded })))[1]).toBe(
      'ServiceTicketReopened',
    )
  })

  it('finds a ticket closed that was due to close before it, though nobody recorded that yet', () => {
    const history = after(openTicket({ serviceLevel: closeAfterOneDay }), resolve({ serviceLevel: closeAfterOneDay }))
    const closedByTime = [
      'ServiceTicketClosed',
      {
        episode: 1,
        outcome: 'resolved',
        closedBy: 'timer',
        closedAt: tuesday('16:00'),
        reopenableUntil: friday('16:00'),
      },
    ]
    expect(
      recorded(history, contact({ contactedAt: tuesday('16:00'), serviceLevel: closeAfterOneDay }))[0],
    ).toStrictEqual(closedByTime)
    expect(
      recorded(history, contact({ contactedAt: friday('15:59'), serviceLevel: closeAfterOneDay })).slice(0, 3),
    ).toStrictEqual([
      closedByTime,
      ['ContactRecorded', expect.anything()],
      ['ServiceTicketReopened', expect.anything()],
    ])
    expect(recorded(history, contact({ contactedAt: friday('16:00'), serviceLevel: closeAfterOneDay }))).toStrictEqual([
      closedByTime,
      ['ContactRecorded', expect.anything()],
      ['FollowUpTicketNeeded', expect.anything()],
    ])
  })

  it('reopens nothing where it happened before the resolution and is heard of late', () => {
    expect(namesOf(recorded(resolved, contact({ contactedAt: monday('15:59') })))).toStrictEqual(['ContactRecorded'])
    expect(namesOf(recorded(closed, contact({ contactedAt: monday('15:59') })))).toStrictEqual(['ContactRecorded'])
  })

  it('reopens from when it came, though it is heard of after a closing or a change of priority', () => {
    expect(recorded(closed, contact({ contactedAt: monday('18:00') })).slice(0, 2)).toStrictEqual([
      ['ContactRecorded', expect.objectContaining({ contactedAt: monday('18:00'), episode: 2 })],
      ['ServiceTicketReopened', expect.objectContaining({ reopenedAt: monday('18:00') })],
    ])
    const prioritised = after(openTicket(), reply(), resolve(), prioritise({ changedAt: tuesday('12:00') }))
    expect(recorded(prioritised, contact({ contactedAt: tuesday('11:00') })).slice(1, 3)).toStrictEqual([
      ['ServiceTicketReopened', expect.objectContaining({ reopenedAt: tuesday('11:00') })],
      [
        'SlaClockStarted',
        {
          clockId: 'first-response-2',
          kind: 'first-response',
          episode: 2,
          target: 'PT1H',
          startsAt: tuesday('11:00'),
          dueAt: tuesday('12:00'),
        },
      ],
    ])
  })
})

describe('the next-response clock', () => {
  const fromFirst = { ...officeDesk, nextResponseFrom: 'first-unanswered-contact' } as const
  const second = contact({ contactId: text('contact-3'), contactedAt: monday('11:30') })
  const started = (clockId: string, time: string, dueAt: string) => [
    'SlaClockStarted',
    {
      clockId,
      kind: 'next-response',
      episode: 1,
      target: 'PT2H',
      startsAt: monday(time),
      dueAt: monday(dueAt),
    },
  ]

  it('does not run before the first response', () => {
    expect(namesOf(recorded(after(openTicket()), contact()))).toStrictEqual(['ContactRecorded'])
  })

  it('runs from a contact after the first response to the next reply', () => {
    expect(recorded(after(...answeredOnce), contact())[1]).toStrictEqual(started('next-response-1', '10:30', '12:30'))
    const asked = after(...answeredOnce, contact())
    const next = reply({ messageId: text('message-2'), repliedAt: monday('11:30') })
    expect(recorded(asked, next).slice(1)).toStrictEqual([
      ['SlaMet', { clockId: 'next-response-1', kind: 'next-response', metAt: monday('11:30'), elapsed: 'PT1H' }],
    ])
    const again = contact({ contactId: text('contact-3'), contactedAt: monday('12:00') })
    expect(recorded(after(...answeredOnce, contact(), next), again)[1]).toStrictEqual(
      started('next-response-2', '12:00', '14:00'),
    )
  })

  it('starts anew with each contact where the policy counts from the last one', () => {
    expect(recorded(after(...answeredOnce, contact()), second).slice(1)).toStrictEqual([
      ['SlaClockWithdrawn', { clockId: 'next-response-1', withdrawnAt: monday('11:30'), elapsed: 'PT1H' }],
      started('next-response-2', '11:30', '13:30'),
    ])
  })

  it('that was started anew was met after all by a reply before that, where it is heard of late', () => {
    const between = reply({ messageId: text('message-2'), repliedAt: monday('11:00') })
    expect(recorded(after(...answeredOnce, contact(), second), between).slice(1)).toStrictEqual([
      ['SlaMet', { clockId: 'next-response-1', kind: 'next-response', metAt: monday('11:00'), elapsed: 'PT30M' }],
    ])
  })

  it('goes on where the policy counts from the first one', () => {
    const history = after(
      openTicket({ serviceLevel: fromFirst }),
      reply({ serviceLevel: fromFirst }),
      contact({ serviceLevel: fromFirst }),
    )
    const again = contact({ contactId: text('contact-3'), contactedAt: monday('11:30'), serviceLevel: fromFirst })
    expect(namesOf(recorded(history, again))).toStrictEqual(['ContactRecorded'])
  })

  it('starts earlier where the first one is heard of late', () => {
    const history = after(
      openTicket({ serviceLevel: fromFirst }),
      reply({ serviceLevel: fromFirst }),
      contact({ serviceLevel: fromFirst }),
    )
    const earlier = contact({ contactId: text('contact-0'), contactedAt: monday('10:15'), serviceLevel: fromFirst })
    expect(recorded(history, earlier).slice(1)).toStrictEqual([
      ['SlaClockWithdrawn', { clockId: 'next-response-1', withdrawnAt: monday('10:30'), elapsed: 'PT0S' }],
      started('next-response-2', '10:15', '12:15'),
    ])
  })

  it('stays the only one while it is breached and unanswered', () => {
    const breached = after(
      ...answeredOnce,
      contact(),
      contact({ contactId: text('contact-3'), contactedAt: monday('13:00') }),
    )
    const third = contact({ contactId: text('contact-4'), contactedAt: monday('14:00') })
    expect(breached.filter(({ type }) => type === 'SlaBreached')).toHaveLength(1)
    expect(namesOf(recorded(breached, third))).toStrictEqual(['ContactRecorded'])
  })

  describe('of a contact that was answered before it was heard of', () => {
    const settled = (repliedAt: Instant, ...since: ReadonlyArray<ServiceTicketCommand>) =>
      recorded(after(openTicket(), reply(), reply({ messageId: text('message-2'), repliedAt }), ...since), contact())

    it('starts with the contact and is met by the answer', () => {
      expect(settled(monday('10:45')).slice(1)).toStrictEqual([
        started('next-response-1', '10:30', '12:30'),
        ['SlaMet', { clockId: 'next-response-1', kind: 'next-response', metAt: monday('10:45'), elapsed: 'PT15M' }],
      ])
    })

    it('is breached where the answer came too late', () => {
      expect(settled(monday('13:00')).slice(1)).toStrictEqual([
        started('next-response-1', '10:30', '12:30'),
        ['SlaBreached', { clockId: 'next-response-1', kind: 'next-response', breachedAt: monday('12:30') }],
        [
          'SlaMissed',
          { clockId: 'next-response-1', kind: 'next-response', stoppedAt: monday('13:00'), elapsed: 'PT2H30M' },
        ],
      ])
    })

    it('belongs to the episode in which both were, whatever became of the ticket', () => {
      for (const since of [[resolve()], [resolve(), close()], [resolve(), reopen()]]) {
        expect(settled(monday('13:00'), ...since).slice(1)).toStrictEqual([
          started('next-response-1', '10:30', '12:30'),
          ['SlaBreached', expect.objectContaining({ clockId: 'next-response-1' })],
          ['SlaMissed', expect.objectContaining({ clockId: 'next-response-1' })],
        ])
      }
    })

    it('is no second one where a contact between them had one', () => {
      const history = after(
        ...answeredOnce,
        contact({ contactId: text('contact-3'), contactedAt: monday('10:40') }),
        reply({ messageId: text('message-2'), repliedAt: monday('10:45') }),
      )
      expect(namesOf(recorded(history, contact()))).toStrictEqual(['ContactRecorded'])
    })

    it('is none before the first response', () => {
      const history = after(openTicket(), reply())
      expect(namesOf(recorded(history, contact({ contactedAt: monday('09:30') })))).toStrictEqual(['ContactRecorded'])
    })
  })
})

describe('sessions', () => {
  const heard = (channel: Channel, time: string, contactId: string, differing: Partial<RecordContact['data']> = {}) =>
    contact({ channel, contactedAt: monday(time), contactId: text(contactId), ...differing })
  const sessionsOf = (...commands: ReadonlyArray<ServiceTicketCommand>): ReadonlyArray<unknown> =>
    after(openUnasked(), ...commands).flatMap((event) =>
      event.type === 'ContactRecorded'
        ? [[event.data.contactId, event.data.sessionId, ...(event.data.joins ?? [])]]
        : [],
    )

  it('of a chat go on within thirty minutes of the last contact, to the millisecond', () => {
    expect(
      sessionsOf(
        heard('chat', '10:00', 'a'),
        heard('chat', '10:30', 'b'),
        heard('chat', '11:00', 'c'),
        heard('chat', '11:30:00.001', 'd'),
      ),
    ).toStrictEqual([
      ['a', 'a'],
      ['b', 'a'],
      ['c', 'a'],
      ['d', 'd'],
    ])
  })

  it('of a chat go on for as long as the policy says', () => {
    const serviceLevel = { ...officeDesk, sessionGaps: { chat: duration('PT5M'), web: duration('PT5M') } }
    const told = after(
      openUnasked({ serviceLevel }),
      heard('chat', '10:00', 'a', { serviceLevel }),
      heard('chat', '10:06', 'b', { serviceLevel }),
      heard('web', '10:06', 'c', { serviceLevel }),
      heard('web', '10:10', 'd', { serviceLevel }),
    )
    expect(told.flatMap((event) => (event.type === 'ContactRecorded' ? [event.data.sessionId] : []))).toStrictEqual([
      'a',
      'b',
      'c',
      'c',
    ])
  })

  it('are never of two channels', () => {
    expect(sessionsOf(heard('chat', '10:00', 'a'), heard('bot', '10:01', 'b'))).toStrictEqual([
      ['a', 'a'],
      ['b', 'b'],
    ])
  })

  it('of the phone are each call, unless the channel says that two belong together', () => {
    expect(
      sessionsOf(
        heard('phone', '10:00', 'a'),
        heard('phone', '10:01', 'b'),
        heard('phone', '10:02', 'c', { sessionId: text('call-9') }),
        heard('phone', '10:03', 'd', { sessionId: text('call-9') }),
      ),
    ).toStrictEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['c', 'call-9'],
      ['d', 'call-9'],
    ])
  })

  it.each<Channel>(['email', 'social', 'forum', 'web', 'app'])('of %s go on until a person replies', (channel) => {
    expect(
      sessionsOf(
        heard(channel, '10:00', 'a'),
        heard(channel, '12:00', 'b'),
        reply({ messageId: text('receipt'), automated: true, repliedBy: system, repliedAt: monday('12:01') }),
        reply({ messageId: text('bot'), repliedBy: bot, repliedAt: monday('12:02') }),
        heard(channel, '12:03', 'c'),
        reply({ repliedAt: monday('12:30') }),
        heard(channel, '12:31', 'd'),
      ),
    ).toStrictEqual([
      ['a', 'a'],
      ['b', 'a'],
      ['c', 'a'],
      ['d', 'd'],
    ])
  })

  it('take in a contact that is heard of late where it belongs', () => {
    expect(
      sessionsOf(heard('chat', '10:00', 'a'), heard('chat', '12:00', 'b'), heard('chat', '11:45', 'late')),
    ).toStrictEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['late', 'b'],
    ])
    expect(
      sessionsOf(
        heard('email', '10:00', 'a'),
        reply({ repliedAt: monday('11:00') }),
        heard('email', '12:00', 'b'),
        heard('email', '10:30', 'late'),
      ),
    ).toStrictEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['late', 'a'],
    ])
  })

  it('are joined by a late contact between two of them', () => {
    expect(
      sessionsOf(heard('chat', '10:00', 'a'), heard('chat', '10:50', 'b'), heard('chat', '10:25', 'late')),
    ).toStrictEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['late', 'a', 'b'],
    ])
  })

  it('take in only requests', () => {
    expect(
      sessionsOf(
        heard('chat', '10:00', 'a', { nature: 'automated' }),
        heard('chat', '10:01', 'b'),
        heard('chat', '10:02', 'c', { nature: 'no-action' }),
      ),
    ).toStrictEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['c', 'c'],
    ])
  })

  it('begin anew where the customer writes after the resolution', () => {
    const history = after(openTicket(), resolve(), contact({ contactedAt: tuesday('09:00') }))
    expect(history.flatMap((event) => (event.type === 'ContactRecorded' ? [event.data.sessionId] : []))).toStrictEqual([
      'contact-1',
      'contact-2',
    ])
  })
})

it('takes a contact at the very instant of the answer for one after it, where it was heard of after it', () => {
  const history = after(openTicket(), reply(), contact({ contactedAt: monday('10:00') }))
  expect(history.at(-1)).toMatchObject({ type: 'SlaClockStarted', data: { clockId: 'next-response-1' } })
})
