import { given } from '@aftersale/decider/testing'
import type { Instant } from '@aftersale/messages'
import { aroundTheClock } from '../calendar/business-calendar.js'
import { at, berlin, calendar, hours } from '../calendar/calendar.fixtures.js'
import type { RecordContact, ServiceTicketCommand } from './commands.js'
import {
  after,
  agent,
  answered,
  ask,
  bot,
  breach,
  changeServiceLevel,
  close,
  contact,
  count,
  friday,
  handOver,
  hold,
  merge,
  monday,
  movedContact,
  namesOf,
  note,
  officeDesk,
  openTicket,
  openUnasked,
  otherTicketId,
  prioritise,
  recorded,
  reopen,
  reply,
  requestMerge,
  resolutionIn,
  resolve,
  resume,
  spam,
  system,
  text,
  tracesOf,
  tuesday,
  unmerge,
  wednesday,
} from './service-ticket.fixtures.js'
import { serviceTicket } from './service-ticket.js'

// What other help desks are known to get wrong, each named by what is right.

const clocksOf = (...commands: ReadonlyArray<ServiceTicketCommand>) => {
  const { state } = given(serviceTicket, after(...commands))
  return state.status === 'not-opened' ? [] : state.ticket.clocks
}
const clock = (clockId: string, ...commands: ReadonlyArray<ServiceTicketCommand>) =>
  clocksOf(...commands).find((one) => one.clockId === clockId)

describe('due instants', () => {
  it('D94: lose no minute at midnight where the desk never closes', () => {
    const always = resolutionIn('PT72H', { calendar: aroundTheClock(berlin) })
    expect(clock('resolution-1', openTicket({ serviceLevel: always }))).toMatchObject({
      dueAt: at('2025-06-05T09:00+02:00'),
    })
  })

  it('D95: can be explained down to the calendar with its holidays', () => {
    const withHoliday = calendar(berlin, { weekdays: [hours('09:00', '17:00')] }, '2025-06-09')
    const open = openUnasked({
      openedAt: friday('16:00'),
      serviceLevel: resolutionIn('PT2H', { calendar: withHoliday }),
    })
    expect(tracesOf([], open)).toStrictEqual([
      [
        expect.objectContaining({ ruleId: 'target-by-priority', outcome: 'PT2H' }),
        {
          ruleId: 'due-once-target-has-elapsed',
          facts: { from: friday('16:00'), elapsed: 'PT0S', target: 'PT2H', zone: 'Europe/Berlin', holidays: 1 },
          outcome: at('2025-06-10T10:00+02:00'),
          policyRef: { policyId: 'desk', version: 1 },
        },
      ],
    ])
  })

  it('D105: follow a change of the calendar from then on, and what had elapsed stays', () => {
    const shorter = {
      ...officeDesk,
      version: count(2),
      calendar: { ...calendar(berlin, { weekdays: [hours('09:00', '12:00')] }), version: count(2) },
    }
    const changed = clock('resolution-1', openTicket(), changeServiceLevel({ to: shorter, changedAt: monday('11:00') }))
    expect(changed).toMatchObject({ dueAt: wednesday('11:00') })
  })

  it('D109, C8: count no closed hours while waiting, and every hold, not only the last', () => {
    const history = [
      openTicket(),
      ask({ askedAt: monday('16:00') }),
      answered({ answeredAt: tuesday('10:00') }),
      hold({ heldAt: tuesday('10:30') }),
    ]
    expect(clock('resolution-1', ...history, resume({ resumedAt: tuesday('12:00') }))).toMatchObject({
      dueAt: tuesday('12:30'),
    })
  })

  it('D111: are never moved by a pause in which the clock does not rest', () => {
    const neverResting = { ...officeDesk, pausedBy: {} }
    expect(
      clock(
        'resolution-1',
        openTicket({ serviceLevel: neverResting }),
        hold({ serviceLevel: neverResting }),
        resume({ serviceLevel: neverResting }),
      ),
    ).toMatchObject({ status: 'running', dueAt: monday('17:00') })
  })

  it('D114, D122: of a ticket opened on a day off start with the next working day', () => {
    const withHoliday = calendar(berlin, { weekdays: [hours('09:00', '17:00')] }, '2025-06-09')
    const serviceLevel = { ...officeDesk, calendar: withHoliday }
    const onHoliday = openTicket({ openedAt: at('2025-06-09T12:00+02:00'), serviceLevel })
    const answer = reply({ repliedAt: at('2025-06-10T09:20+02:00'), serviceLevel })
    expect(recorded(after(onHoliday), answer).at(-1)).toMatchObject(['SlaMet', { elapsed: 'PT20M' }])
  })

  it('D121: are measured with the offset of their own day', () => {
    const serviceLevel = resolutionIn('PT8H')
    const friday28March = openTicket({ openedAt: at('2025-03-28T16:00+01:00'), serviceLevel })
    expect(clock('resolution-1', friday28March)).toMatchObject({ dueAt: at('2025-03-31T16:00+02:00') })
  })
})

describe('pauses', () => {
  it('D112: count once: a hold from 11 to 12 leaves two hours of the three from 10 to 13', () => {
    const history = after(
      openTicket({ openedAt: monday('10:00') }),
      hold({ heldAt: monday('11:00') }),
      resume({ resumedAt: monday('12:00') }),
    )
    expect(recorded(history, resolve({ resolvedAt: monday('13:00') })).at(-1)).toMatchObject([
      'SlaMet',
      { elapsed: 'PT2H' },
    ])
  })

  it('D108: let a ticket that goes from waiting to work run for what is left, not expire at once', () => {
    const history = after(openTicket(), reply(), ask({ askedAt: monday('16:59') }))
    expect(recorded(history, answered({ answeredAt: friday('09:00') })).at(-1)).toMatchObject([
      'SlaClockResumed',
      { dueAt: friday('09:01') },
    ])
  })

  it('D118: breach nothing while the customer is waited for', () => {
    const waiting = after(openTicket(), reply(), ask({ askedAt: monday('16:00') }))
    expect(given(serviceTicket, waiting).deadlines).toStrictEqual([])
    given(serviceTicket, waiting).when(breach()).recordsNothing()
    expect(namesOf(recorded(waiting, contact({ contactedAt: friday('10:00') })))).not.toContain(
      'SlaBreached resolution-1',
    )
  })

  it('C10: tell how much is used while one is still open', () => {
    expect(recorded(after(openTicket(), reply()), ask({ askedAt: monday('11:00') })).at(-1)).toMatchObject([
      'SlaClockPaused',
      { clockId: 'resolution-1', elapsed: 'PT2H' },
    ])
    const waiting = after(openTicket(), reply(), ask({ askedAt: monday('11:00') }))
    expect(recorded(waiting, prioritise({ changedAt: wednesday('11:00') })).at(-1)).toMatchObject([
      'SlaReassigned',
      { clockId: 'resolution-1', elapsed: 'PT2H' },
    ])
  })

  it('C10: tell the hour that comes twice apart', () => {
    const serviceLevel = resolutionIn('PT8H', { calendar: aroundTheClock(berlin) })
    const night = openTicket({ openedAt: at('2025-10-26T00:00+02:00'), serviceLevel })
    const history = after(
      night,
      hold({ heldAt: at('2025-10-26T02:30+02:00'), serviceLevel }),
      resume({ resumedAt: at('2025-10-26T02:30+01:00'), serviceLevel }),
    )
    expect(recorded(history, resolve({ resolvedAt: at('2025-10-26T03:00+01:00'), serviceLevel })).at(-1)).toMatchObject(
      ['SlaMet', { elapsed: 'PT3H' }],
    )
  })
})

describe('responses', () => {
  it('D96: the first response has a clock of its own, which later contacts leave alone', () => {
    const opened = clock('first-response-1', openTicket())
    expect(clock('first-response-1', openTicket(), contact({ contactedAt: monday('10:45') }))).toStrictEqual(opened)
    expect(clock('next-response-1', openTicket(), contact({ contactedAt: monday('10:45') }))).toBeUndefined()
  })

  it('D97: nothing escalates once the desk answered last', () => {
    const answeredLast = after(
      openTicket(),
      reply(),
      contact(),
      reply({ messageId: text('message-2'), repliedAt: monday('11:00') }),
    )
    expect(given(serviceTicket, answeredLast).deadlines.map(({ command }) => command)).toStrictEqual([
      {
        type: 'RecordSlaBreach',
        data: { serviceTicketId: openTicket().data.serviceTicketId, clockId: 'resolution-1', dueAt: monday('17:00') },
      },
    ])
  })

  it.each(['email', 'phone', 'chat', 'bot', 'store', 'app', 'social', 'forum', 'web'] as const)(
    'D99: a contact by %s runs the clock as any other does',
    (channel) => {
      expect(namesOf(recorded(after(openTicket(), reply()), contact({ channel })))).toContain(
        'SlaClockStarted next-response-1',
      )
    },
  )

  it('D100, D123: only a public reply of a person responds, a note never does', () => {
    expect(namesOf(recorded(after(openTicket()), note()))).toStrictEqual(['NoteAdded'])
    expect(namesOf(recorded(after(openTicket()), reply({ repliedBy: bot })))).toStrictEqual(['CustomerReplied'])
    expect(namesOf(recorded(after(openTicket()), reply()))).toStrictEqual([
      'CustomerReplied',
      'SlaMet first-response-1',
    ])
  })

  it('D104: a deadline is gone with the reply that meets it', () => {
    const due = (...commands: ReadonlyArray<ServiceTicketCommand>) =>
      given(serviceTicket, after(...commands)).deadlines.map(({ dueAt }) => dueAt)
    expect(due(openTicket())).toStrictEqual([monday('11:00'), monday('17:00')])
    expect(due(openTicket(), reply())).toStrictEqual([monday('17:00')])
  })

  it('D115: a reply does not fulfil the resolution', () => {
    expect(clock('resolution-1', openTicket(), reply())).toMatchObject({ status: 'running', dueAt: monday('17:00') })
  })

  it('D116: a ticket resolved without a reply has no response due, and no verdict that nobody earned', () => {
    expect(given(serviceTicket, after(openTicket(), resolve())).deadlines).toStrictEqual([])
    const statuses = (resolvedAt: Instant) =>
      clocksOf(openTicket(), resolve({ resolvedAt })).map(({ status }) => status)
    expect(statuses(monday('10:00'))).toStrictEqual(['withdrawn', 'met'])
    expect(statuses(monday('16:00'))).toStrictEqual(['breached', 'met'])
  })

  it('C12: a late response hides no timely resolution', () => {
    expect(
      clocksOf(openTicket(), reply({ repliedAt: monday('12:00') }), resolve()).map(({ clockId, status }) => [
        clockId,
        status,
      ]),
    ).toStrictEqual([
      ['first-response-1', 'missed'],
      ['resolution-1', 'met'],
    ])
  })

  it('D130: the first response counts from the first of several messages', () => {
    expect(
      recorded(
        after(openTicket(), contact({ contactedAt: monday('10:30') })),
        reply({ repliedAt: monday('10:40') }),
      ).at(-1),
    ).toMatchObject(['SlaMet', { clockId: 'first-response-1', elapsed: 'PT1H40M' }])
  })

  it('D126, D127: after a bot resolved it, the first response counts from the reopening: ten minutes, not days', () => {
    const history = after(
      openTicket(),
      reply({ repliedBy: bot, repliedAt: monday('09:01') }),
      resolve({ resolvedBy: bot, resolvedAt: monday('09:10') }),
      contact({ contactedAt: friday('14:00') }),
    )
    expect(recorded(history, reply({ messageId: text('message-2'), repliedAt: friday('14:10') })).at(-1)).toStrictEqual(
      ['SlaMet', { clockId: 'first-response-2', kind: 'first-response', metAt: friday('14:10'), elapsed: 'PT10M' }],
    )
  })

  it('D128: what a bot says is no response of a person, and its handing over is told', () => {
    const history = after(openTicket(), reply({ repliedBy: bot, repliedAt: monday('09:01') }), handOver())
    expect(history.filter(({ type }) => type === 'SlaMet')).toStrictEqual([])
    expect(history.at(-1)).toMatchObject({ type: 'HandedOverToHuman', data: { handedOverAt: monday('09:02') } })
  })
})

describe('automatic mail', () => {
  const outOfOffice: Partial<RecordContact['data']> = {
    nature: 'automated',
    contactedBy: system,
    contactedAt: tuesday('09:00'),
  }

  it('D119: never reopens a ticket, so no loop begins', () => {
    for (const history of [after(openTicket(), resolve()), after(openTicket(), resolve(), close())]) {
      expect(namesOf(recorded(history, contact(outOfOffice)))).toStrictEqual(['ContactRecorded'])
    }
  })

  it('D120: changes nothing about who has or closed the ticket', () => {
    const closed = after(openTicket(), resolve(), close({ closedAt: monday('17:00') }))
    const { state: before } = given(serviceTicket, closed)
    const { state } = given(
      serviceTicket,
      after(openTicket(), resolve(), close({ closedAt: monday('17:00') }), contact(outOfOffice)),
    )
    expect(state).toMatchObject({ status: 'closed', closing: before.status === 'closed' ? before.closing : undefined })
  })

  it('D133: is no contact of the one that was enough', () => {
    expect(
      recorded(after(openTicket(), contact({ ...outOfOffice, contactedAt: monday('10:00') })), resolve()),
    ).toContainEqual(['ServiceTicketResolved', expect.objectContaining({ firstContact: true })])
  })
})

describe('reopening', () => {
  it('D98, D126, C9, C11: begins an episode and leaves what the first one achieved', () => {
    const reopened = [openTicket(), reply(), resolve(), reopen()]
    expect(clocksOf(...reopened).map(({ clockId, status }) => [clockId, status])).toStrictEqual([
      ['first-response-1', 'met'],
      ['resolution-1', 'met'],
      ['first-response-2', 'running'],
      ['resolution-2', 'running'],
    ])
    const resolvedAgain = after(...reopened, resolve({ resolvedAt: tuesday('10:30') }))
    expect(
      resolvedAgain.flatMap((event) =>
        event.type === 'ServiceTicketResolved' ? [[event.data.episode, event.data.resolvedAt]] : [],
      ),
    ).toStrictEqual([
      [1, monday('16:00')],
      [2, tuesday('10:30')],
    ])
  })

  it('D107, D110: does not count the time it was resolved as time at work, or as a pause', () => {
    const reopened = clock(
      'resolution-2',
      openTicket(),
      reply(),
      resolve(),
      close(),
      reopen({ reopenedAt: wednesday('09:00') }),
    )
    expect(reopened).toMatchObject({
      stretches: [{ from: wednesday('09:00'), elapsed: 7 * 3_600_000 }],
      dueAt: wednesday('10:00'),
    })
  })

  it('D117: does not breach again what was breached before', () => {
    const late = [
      openTicket(),
      reply(),
      resolve({ resolvedAt: tuesday('10:00') }),
      reopen({ reopenedAt: tuesday('11:00') }),
    ]
    const history = after(...late, resolve({ resolvedAt: friday('10:00'), resolvedBy: agent }))
    expect(history.flatMap((event) => (event.type === 'SlaBreached' ? [event.data.clockId] : []))).toStrictEqual([
      'resolution-1',
      'first-response-2',
    ])
  })

  it('D131: happens once for two signals of it', () => {
    const signals = after(openTicket(), resolve(), contact({ contactedAt: tuesday('10:00') }))
    given(serviceTicket, signals).when(reopen()).rejects({ reason: 'TicketNotResolved' })
    expect(signals.filter(({ type }) => type === 'ServiceTicketReopened')).toHaveLength(1)
  })

  it('D132: within the window it is the same ticket, after it a follow-up of the same issue', () => {
    const closed = after(openTicket(), resolve(), close())
    expect(namesOf(recorded(closed, contact({ contactedAt: wednesday('09:00') })))).toContain('ServiceTicketReopened')
    expect(namesOf(recorded(closed, contact({ contactedAt: friday('09:01') })))).toStrictEqual([
      'ContactRecorded',
      'FollowUpTicketNeeded',
    ])
  })
})

describe('merging', () => {
  const merged = after(
    openTicket(),
    requestMerge({ requestedAt: monday('09:30') }),
    merge({ mergedAt: monday('09:31') }),
  )

  it('D101: takes the clocks of the merged ticket away', () => {
    expect(given(serviceTicket, merged).deadlines).toStrictEqual([])
    given(serviceTicket, merged)
      .when(breach({ clockId: text('first-response-1'), dueAt: monday('11:00') }))
      .recordsNothing()
  })

  it('D102: passes on what comes to the merged ticket', () => {
    expect(recorded(merged, contact())).toStrictEqual([
      ['ContactRerouted', { contactId: 'contact-2', toServiceTicketId: otherTicketId, reroutedAt: monday('10:30') }],
    ])
  })

  it('D101: has them back, due as they were, where the merge is undone', () => {
    const dueAt = (history: typeof merged) =>
      given(serviceTicket, history).deadlines.map(({ dueAt: instant, command }) => [command.type, instant])
    const breached = after(openTicket(), requestMerge({ requestedAt: monday('10:00') }))
    const away = after(
      openTicket(),
      requestMerge({ requestedAt: monday('10:00') }),
      merge({ mergedAt: monday('10:00') }),
      unmerge({ unmergedAt: monday('10:30') }),
    )
    expect(dueAt(away)).toStrictEqual(dueAt(breached))
  })

  it('D102: takes what comes to it itself again where the merge is undone, and knows what was passed on', () => {
    const unmerged = after(
      openTicket(),
      requestMerge(),
      merge(),
      contact({ contactedAt: wednesday('10:00') }),
      unmerge({ returned: [movedContact('contact-2', wednesday('10:00'))] }),
    )
    const next = contact({ contactId: text('contact-3'), contactedAt: wednesday('11:30') })
    expect(recorded(unmerged, next)).toContainEqual([
      'ContactRecorded',
      expect.objectContaining({ contactId: 'contact-3' }),
    ])
    given(serviceTicket, unmerged)
      .when(contact({ contactedAt: wednesday('10:00') }))
      .recordsNothing()
  })

  it('D125: lets no merged ticket be resolved', () => {
    given(serviceTicket, merged).when(resolve()).rejects({ reason: 'TicketMergedAway', into: otherTicketId })
  })
})

it('D133: a ticket that is spam is none that was resolved at first contact', () => {
  given(serviceTicket, after(openTicket(), spam())).when(resolve()).rejects({ reason: 'TicketIsSpam' })
  expect(given(serviceTicket, after(openTicket(), spam())).deadlines).toStrictEqual([])
})
