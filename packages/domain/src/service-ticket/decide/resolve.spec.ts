import { given } from '@aftersale/decider/testing'
import {
  absorb,
  after,
  agent,
  ask,
  assign,
  bot,
  breach,
  breakPromise,
  close,
  closeUncontested,
  contact,
  count,
  customer,
  device,
  duration,
  friday,
  hold,
  monday,
  namesOf,
  officeDesk,
  openTicket,
  openUnasked,
  prioritise,
  promise,
  recorded,
  reopen,
  reply,
  resolve,
  spam,
  system,
  text,
  tuesday,
  waive,
} from '../service-ticket.fixtures.js'
import { serviceTicket } from '../service-ticket.js'

const resolution = { resolvedBy: agent, resolvedAt: monday('16:00'), episode: 1 }

describe('ResolveServiceTicket', () => {
  it('meets the resolution, and tells whether one contact was enough', () => {
    const history = after(openTicket(), assign(), reply())
    const command = resolve({ code: text('solved'), cause: text('loose-cable'), fixKind: 'answer' })
    expect(recorded(history, command)).toStrictEqual([
      [
        'ServiceTicketResolved',
        {
          ...resolution,
          code: 'solved',
          cause: 'loose-cable',
          fixKind: 'answer',
          team: 'first-line',
          firstContact: true,
        },
      ],
      ['SlaMet', { clockId: 'resolution-1', kind: 'resolution', metAt: monday('16:00'), elapsed: 'PT7H' }],
    ])
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(openTicket(), assign(), resolve()))
      .when(resolve())
      .recordsNothing()
  })

  it('is refused where the ticket is resolved otherwise already', () => {
    given(serviceTicket, after(openTicket(), resolve()))
      .when(resolve({ fixKind: 'repair' }))
      .rejects({ reason: 'TicketAlreadyResolved', resolvedAt: monday('16:00') })
  })

  it('says when the ticket closes by itself, and until when it can be reopened then', () => {
    const serviceLevel = { ...officeDesk, closeAfter: duration('PT24H') }
    expect(recorded(after(openTicket({ serviceLevel })), resolve({ serviceLevel }))[1]).toMatchObject([
      'ServiceTicketResolved',
      { closesAt: tuesday('16:00'), reopenableUntil: friday('16:00') },
    ])
  })

  it.each([
    ['an agent', agent],
    ['a bot', bot],
    ['the customer', customer],
  ])('gives the response clocks up where %s resolves without a reply: only a reply is a response', (_, resolvedBy) => {
    const serviceLevel = { ...officeDesk, botReplyIsFirstResponse: true }
    const command = resolve({ resolvedBy, resolvedAt: monday('10:00'), serviceLevel })
    expect(recorded(after(openTicket({ serviceLevel })), command).slice(1)).toStrictEqual([
      ['SlaClockWithdrawn', { clockId: 'first-response-1', withdrawnAt: monday('10:00'), elapsed: 'PT1H' }],
      ['SlaMet', { clockId: 'resolution-1', kind: 'resolution', metAt: monday('10:00'), elapsed: 'PT1H' }],
    ])
  })

  it('leaves a response that was due before it breached, and tells no stop of it', () => {
    expect(namesOf(recorded(after(openTicket()), resolve()))).toStrictEqual([
      'SlaBreached first-response-1',
      'ServiceTicketResolved',
      'SlaMet resolution-1',
    ])
  })

  it('gives up a next response that rests or runs', () => {
    const asked = [openTicket(), reply(), contact()]
    expect(namesOf(recorded(after(...asked), resolve({ resolvedAt: monday('11:00') })))).toContain(
      'SlaClockWithdrawn next-response-1',
    )
    expect(namesOf(recorded(after(...asked, ask()), resolve()))).toContain('SlaClockWithdrawn next-response-1')
  })

  it('leaves a reply that was sent before it and is heard of after it the response that it was', () => {
    const history = after(openTicket(), resolve({ resolvedAt: monday('10:00') }))
    const met = { clockId: 'first-response-1', kind: 'first-response' }
    expect(recorded(history, reply({ repliedAt: monday('09:30') })).slice(1)).toStrictEqual([
      ['SlaMet', { ...met, metAt: monday('09:30'), elapsed: 'PT30M' }],
    ])
    expect(recorded(history, reply({ repliedAt: monday('10:00') })).slice(1)).toStrictEqual([
      ['SlaMet', { ...met, metAt: monday('10:00'), elapsed: 'PT1H' }],
    ])
    expect(recorded(history, reply({ repliedAt: monday('10:01') })).slice(1)).toStrictEqual([])
  })

  it('records a breach at its due instant first', () => {
    expect(recorded(after(openTicket(), reply()), resolve({ resolvedAt: tuesday('10:00') }))).toStrictEqual([
      ['SlaBreached', { clockId: 'resolution-1', kind: 'resolution', breachedAt: monday('17:00') }],
      ['ServiceTicketResolved', expect.anything()],
      ['SlaMissed', { clockId: 'resolution-1', kind: 'resolution', stoppedAt: tuesday('10:00'), elapsed: 'PT9H' }],
    ])
  })

  it('corrects a breach where it happened in time and is heard of late', () => {
    const breached = after(openTicket(), reply(), breach())
    expect(recorded(breached, resolve({ resolvedAt: monday('16:59') })).at(-1)).toStrictEqual([
      'SlaMet',
      { clockId: 'resolution-1', kind: 'resolution', metAt: monday('16:59'), elapsed: 'PT7H59M' },
    ])
  })

  it('ends a wait or a hold', () => {
    expect(recorded(after(openTicket(), reply(), ask()), resolve())).toStrictEqual([
      ['WaitingOnCustomerEnded', { endedAt: monday('16:00') }],
      ['ServiceTicketResolved', { ...resolution, firstContact: true }],
      ['SlaMet', { clockId: 'resolution-1', kind: 'resolution', metAt: monday('16:00'), elapsed: 'PT2H' }],
    ])
    expect(namesOf(recorded(after(openTicket(), reply(), hold()), resolve()))[0]).toBe('HoldEnded')
  })

  it('is refused while promises are open', () => {
    given(serviceTicket, after(openTicket(), promise()))
      .when(resolve({ resolvedAt: monday('14:00') }))
      .rejects({ reason: 'OpenWork', promiseIds: [text('promise-1')] })
    expect(namesOf(recorded(after(openTicket(), promise(), waive()), resolve()))).toContain('ServiceTicketResolved')
    expect(namesOf(recorded(after(openTicket(), promise(), breakPromise()), resolve()))).toContain(
      'ServiceTicketResolved',
    )
  })

  it('breaks the promises first that were due before it, though nobody recorded that yet', () => {
    const late = promise({ promiseId: text('promise-2'), dueAt: tuesday('15:00') })
    expect(recorded(after(openTicket(), reply(), promise()), resolve()).slice(0, 2)).toStrictEqual([
      ['PromiseBroken', { promiseId: 'promise-1', brokenAt: monday('15:00') }],
      ['ServiceTicketResolved', { ...resolution, firstContact: true }],
    ])
    expect(recorded(after(openTicket(), promise()), close({ closedAt: monday('16:00') }))).toContainEqual([
      'PromiseBroken',
      { promiseId: 'promise-1', brokenAt: monday('15:00') },
    ])
    given(serviceTicket, after(openTicket(), promise(), late))
      .when(resolve())
      .rejects({ reason: 'OpenWork', promiseIds: [text('promise-2')] })
    given(serviceTicket, after(openTicket(), promise()))
      .when(resolve({ resolvedAt: monday('15:00') }))
      .rejects({ reason: 'OpenWork', promiseIds: [text('promise-1')] })
  })

  it('is refused where it happened before the last change', () => {
    given(serviceTicket, after(openTicket(), prioritise({ changedAt: monday('16:30') })))
      .when(resolve())
      .rejects({ reason: 'HappenedBeforeLastChange', lastChangedAt: monday('16:30') })
    given(serviceTicket, after(openTicket({ openedAt: monday('16:30') })))
      .when(resolve())
      .rejects({ reason: 'HappenedBeforeLastChange', lastChangedAt: monday('16:30') })
  })

  it.each([
    ['there was one session of contact', [openTicket()], true],
    ['nobody asked', [openUnasked()], false],
    ['there were two sessions', [openTicket(), contact({ channel: 'phone' })], false],
    ['two contacts were one session', [openTicket(), contact()], true],
    ['the second came after it', [openTicket(), contact({ channel: 'phone', contactedAt: monday('16:01') })], true],
    ['what came besides were thanks', [openTicket(), contact({ nature: 'no-action' })], true],
    ['a device had reported it', [openUnasked(), contact({ channel: 'device' })], false],
    ['a device reports besides', [openTicket(), contact({ channel: 'device', contactedBy: device })], true],
    ['a system asks besides', [openTicket(), contact({ channel: 'phone', contactedBy: system })], true],
    ['another ticket was merged into it', [openTicket(), absorb()], false],
  ])('is at first contact or not where %s', (_, history, firstContact) => {
    expect(recorded(after(...history), resolve())).toContainEqual([
      'ServiceTicketResolved',
      expect.objectContaining({ firstContact }),
    ])
  })

  it('is never at first contact in a later episode', () => {
    const reopened = after(openTicket(), resolve(), reopen())
    expect(recorded(reopened, resolve({ resolvedAt: tuesday('11:00') }))).toContainEqual([
      'ServiceTicketResolved',
      expect.objectContaining({ episode: 2, firstContact: false }),
    ])
  })

  it('is at first contact where a late contact shows two sessions to be one', () => {
    const chat = (time: string, contactId: string) =>
      contact({ channel: 'chat', contactId: text(contactId), contactedAt: monday(time) })
    const two = [openUnasked(), chat('10:00', 'a'), chat('10:50', 'b')]
    expect(recorded(after(...two), resolve())).toContainEqual([
      'ServiceTicketResolved',
      expect.objectContaining({ firstContact: false }),
    ])
    expect(recorded(after(...two, chat('10:25', 'c')), resolve())).toContainEqual([
      'ServiceTicketResolved',
      expect.objectContaining({ firstContact: true }),
    ])
  })
})

describe('CloseServiceTicket', () => {
  it('closes a resolved ticket, which can be reopened for as long as the policy says', () => {
    expect(recorded(after(openTicket(), resolve()), close())).toStrictEqual([
      [
        'ServiceTicketClosed',
        {
          episode: 1,
          outcome: 'resolved',
          closedBy: 'customer',
          closedAt: tuesday('09:00'),
          reopenableUntil: friday('09:00'),
        },
      ],
    ])
  })

  it('closes an unresolved ticket as not resolved, and gives up its clocks', () => {
    expect(
      recorded(after(openTicket(), ask({ askedAt: monday('10:00') })), close({ closedAt: monday('12:00') })),
    ).toStrictEqual([
      ['WaitingOnCustomerEnded', { endedAt: monday('12:00') }],
      ['ServiceTicketClosed', expect.objectContaining({ outcome: 'not-resolved' })],
      ['SlaClockWithdrawn', { clockId: 'first-response-1', withdrawnAt: monday('12:00'), elapsed: 'PT1H' }],
      ['SlaClockWithdrawn', { clockId: 'resolution-1', withdrawnAt: monday('12:00'), elapsed: 'PT1H' }],
    ])
  })

  it('leaves a breach that came before it', () => {
    expect(namesOf(recorded(after(openTicket()), close({ closedAt: monday('12:00') })))).toStrictEqual([
      'SlaBreached first-response-1',
      'ServiceTicketClosed',
      'SlaClockWithdrawn resolution-1',
    ])
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(openTicket(), resolve(), close()))
      .when(close())
      .recordsNothing()
  })

  it('is refused where the ticket was closed otherwise, or is spam', () => {
    given(serviceTicket, after(openTicket(), resolve(), close()))
      .when(close({ closedBy: 'agent' }))
      .rejects({ reason: 'TicketAlreadyClosed', closedAt: tuesday('09:00') })
    given(serviceTicket, after(openTicket(), spam())).when(close()).rejects({ reason: 'TicketIsSpam' })
  })

  it('is refused while promises are open, and where it happened before the resolution', () => {
    given(serviceTicket, after(openTicket(), promise()))
      .when(close({ closedAt: monday('14:00') }))
      .rejects({ reason: 'OpenWork', promiseIds: [text('promise-1')] })
    given(serviceTicket, after(openTicket(), resolve()))
      .when(close({ closedAt: monday('15:00') }))
      .rejects({ reason: 'HappenedBeforeLastChange', lastChangedAt: monday('16:00') })
  })
})

describe('CloseWhenUncontested', () => {
  const serviceLevel = { ...officeDesk, closeAfter: duration('PT24H') }
  const resolved = [openTicket({ serviceLevel }), resolve({ serviceLevel })]

  it('closes a resolved ticket once its time has come', () => {
    expect(recorded(after(...resolved), closeUncontested())).toStrictEqual([
      [
        'ServiceTicketClosed',
        {
          episode: 1,
          outcome: 'resolved',
          closedBy: 'timer',
          closedAt: tuesday('16:00'),
          reopenableUntil: friday('16:00'),
        },
      ],
    ])
  })

  it('records nothing when repeated, or where the ticket was closed or reopened meanwhile', () => {
    given(serviceTicket, after(...resolved, closeUncontested()))
      .when(closeUncontested())
      .recordsNothing()
    given(serviceTicket, after(...resolved, close({ serviceLevel })))
      .when(closeUncontested())
      .recordsNothing()
    given(serviceTicket, after(...resolved, reopen({ serviceLevel })))
      .when(closeUncontested())
      .recordsNothing()
    const again = resolve({ serviceLevel, resolvedAt: tuesday('11:00') })
    given(serviceTicket, after(...resolved, reopen({ serviceLevel }), again))
      .when(closeUncontested())
      .recordsNothing()
    given(serviceTicket, after(...resolved))
      .when(closeUncontested({ episode: count(2) }))
      .recordsNothing()
  })

  it('leaves a breach recorded while the ticket was open as it is', () => {
    const breached = after(
      openTicket({ serviceLevel }),
      breach({ clockId: text('first-response-1'), dueAt: monday('11:00') }),
      resolve({ serviceLevel }),
    )
    expect(namesOf(recorded(breached, closeUncontested()))).toStrictEqual(['ServiceTicketClosed'])
  })
})
