import { given } from '@aftersale/decider/testing'
import { wholeDays } from '../../calendar/calendar.fixtures.js'
import {
  after,
  agent,
  ask,
  assign,
  bot,
  breach,
  changeServiceLevel,
  classify,
  close,
  contact,
  count,
  customer,
  duration,
  friday,
  merge,
  monday,
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
  resolve,
  spam,
  system,
  text,
  tuesday,
  wednesday,
} from '../service-ticket.fixtures.js'
import { serviceTicket } from '../service-ticket.js'

describe('ReplyToCustomer', () => {
  it('meets the first response, and not the resolution', () => {
    expect(recorded(after(openTicket(), assign()), reply({ text: 'Have you tried the other cable?' }))).toStrictEqual([
      [
        'CustomerReplied',
        {
          messageId: 'message-1',
          channel: 'email',
          repliedBy: agent,
          automated: false,
          text: 'Have you tried the other cable?',
          repliedAt: monday('10:00'),
          team: 'first-line',
          episode: 1,
        },
      ],
      ['SlaMet', { clockId: 'first-response-1', kind: 'first-response', metAt: monday('10:00'), elapsed: 'PT1H' }],
    ])
  })

  it('records nothing when repeated, whoever has the ticket since', () => {
    given(serviceTicket, after(openTicket(), reply())).when(reply()).recordsNothing()
    given(serviceTicket, after(openTicket(), reply({ text: 'Hello' }), assign(), resolve()))
      .when(reply())
      .recordsNothing()
  })

  it('is refused where the message is known with other content', () => {
    given(serviceTicket, after(openTicket(), reply()))
      .when(reply({ repliedAt: monday('10:01') }))
      .rejects({ reason: 'MessageIdReused', messageId: text('message-1') })
  })

  it('is refused from a customer: what they write is a contact', () => {
    given(serviceTicket, after(openTicket()))
      .when(reply({ repliedBy: customer }))
      .rejects({ reason: 'ReplyFromCustomer' })
  })

  it('meets a clock at its due instant, and not after it', () => {
    expect(recorded(after(openTicket()), reply({ repliedAt: monday('11:00') })).slice(1)).toStrictEqual([
      ['SlaMet', { clockId: 'first-response-1', kind: 'first-response', metAt: monday('11:00'), elapsed: 'PT2H' }],
    ])
    expect(recorded(after(openTicket()), reply({ repliedAt: monday('12:30') }))).toStrictEqual([
      ['SlaBreached', { clockId: 'first-response-1', kind: 'first-response', breachedAt: monday('11:00') }],
      ['CustomerReplied', expect.anything()],
      [
        'SlaMissed',
        { clockId: 'first-response-1', kind: 'first-response', stoppedAt: monday('12:30'), elapsed: 'PT3H30M' },
      ],
    ])
  })

  it('tells by how much it was too late where the breach was recorded before', () => {
    const breached = after(openTicket(), breach({ clockId: text('first-response-1'), dueAt: monday('11:00') }))
    expect(recorded(breached, reply({ repliedAt: tuesday('09:30') })).slice(-1)).toStrictEqual([
      [
        'SlaMissed',
        { clockId: 'first-response-1', kind: 'first-response', stoppedAt: tuesday('09:30'), elapsed: 'PT8H30M' },
      ],
    ])
  })

  it('leaves out of that what the clock would have rested, had it not been breached', () => {
    const breached = after(
      openTicket(),
      breach({ clockId: text('first-response-1'), dueAt: monday('11:00') }),
      ask({ askedAt: monday('12:00') }),
    )
    expect(recorded(breached, reply({ repliedAt: tuesday('09:30') })).slice(1)).toStrictEqual([
      [
        'SlaMissed',
        { clockId: 'first-response-1', kind: 'first-response', stoppedAt: tuesday('09:30'), elapsed: 'PT3H' },
      ],
    ])
  })

  it('corrects a breach where it was sent in time and is heard of late', () => {
    const breached = after(openTicket(), breach({ clockId: text('first-response-1'), dueAt: monday('11:00') }))
    const missed = after(openTicket(), reply({ messageId: text('message-2'), repliedAt: monday('12:00') }))
    for (const history of [breached, missed]) {
      expect(recorded(history, reply({ repliedAt: monday('10:00') })).slice(1)).toStrictEqual([
        ['SlaMet', { clockId: 'first-response-1', kind: 'first-response', metAt: monday('10:00'), elapsed: 'PT1H' }],
      ])
    }
  })

  it('counts from when it was sent where the clock has rested or been reassigned since', () => {
    const waiting = after(openTicket(), ask({ askedAt: monday('10:30') }))
    expect(recorded(waiting, reply({ repliedAt: monday('10:00') })).slice(1)).toStrictEqual([
      ['SlaMet', { clockId: 'first-response-1', kind: 'first-response', metAt: monday('10:00'), elapsed: 'PT1H' }],
    ])
    const reassigned = after(openTicket(), prioritise({ changedAt: monday('09:45') }))
    expect(recorded(reassigned, reply({ repliedAt: monday('09:30') })).slice(1)).toStrictEqual([
      ['SlaMet', { clockId: 'first-response-1', kind: 'first-response', metAt: monday('09:30'), elapsed: 'PT30M' }],
    ])
  })

  it('meets a clock at the instant it starts, and none that started after it', () => {
    expect(recorded(after(openTicket()), reply({ repliedAt: monday('09:00') })).slice(1)).toStrictEqual([
      ['SlaMet', { clockId: 'first-response-1', kind: 'first-response', metAt: monday('09:00'), elapsed: 'PT0S' }],
    ])
    expect(namesOf(recorded(after(openTicket()), reply({ repliedAt: monday('08:59') })))).toStrictEqual([
      'CustomerReplied',
    ])
  })

  it('answers a contact of the same instant that was heard of before it', () => {
    const asked = after(openTicket(), reply(), contact())
    const atOnce = reply({ messageId: text('message-2'), repliedAt: monday('10:30') })
    expect(namesOf(recorded(asked, atOnce))).toStrictEqual(['CustomerReplied', 'SlaMet next-response-1'])
  })

  it('gives up a clock that was promised only after it was sent', () => {
    const promisedLate = after(openTicket({ priority: 'planning' }), prioritise({ changedAt: monday('12:00') }))
    expect(recorded(promisedLate, reply({ repliedAt: monday('10:00') })).slice(1)).toStrictEqual([
      ['SlaClockWithdrawn', { clockId: 'first-response-1', withdrawnAt: monday('12:00'), elapsed: 'PT0S' }],
    ])
  })

  it('meets a clock with no more used than it had at a change of the calendar since', () => {
    const aroundTheWeek = { ...officeDesk, version: count(2), calendar: { ...wholeDays, version: count(2) } }
    const patient = { ...officeDesk, targets: { moderate: { 'first-response': duration('PT40H') } } }
    const changed = after(
      openTicket({ serviceLevel: patient }),
      changeServiceLevel({
        from: patient,
        to: { ...aroundTheWeek, targets: patient.targets },
        changedAt: tuesday('10:00'),
      }),
    )
    const late = reply({ repliedAt: monday('20:00'), serviceLevel: { ...aroundTheWeek, targets: patient.targets } })
    expect(recorded(changed, late).at(-1)).toMatchObject(['SlaMet', { metAt: monday('20:00'), elapsed: 'PT9H' }])
  })

  it('meets a clock that rests', () => {
    const waiting = after(openTicket(), ask({ askedAt: monday('10:00') }))
    expect(recorded(waiting, reply({ repliedAt: tuesday('15:00') })).slice(1)).toStrictEqual([
      ['SlaMet', { clockId: 'first-response-1', kind: 'first-response', metAt: tuesday('15:00'), elapsed: 'PT1H' }],
    ])
  })

  it('records other clocks that were due before it as breached', () => {
    const replied = after(openTicket(), reply())
    const late = reply({ messageId: text('message-2'), repliedAt: tuesday('09:00') })
    expect(recorded(replied, late).at(0)).toStrictEqual([
      'SlaBreached',
      { clockId: 'resolution-1', kind: 'resolution', breachedAt: monday('17:00') },
    ])
  })

  it.each([
    ['an automatic message', { automated: true }],
    ['a message of a system', { repliedBy: system }],
    ['a bot, unless the policy says so', { repliedBy: bot }],
  ])('is no response where it is from %s', (_, differing) => {
    expect(namesOf(recorded(after(openTicket()), reply(differing)))).toStrictEqual(['CustomerReplied'])
  })

  it('is a response of a bot where the policy says so', () => {
    const serviceLevel = { ...officeDesk, botReplyIsFirstResponse: true }
    expect(
      namesOf(recorded(after(openTicket({ serviceLevel })), reply({ repliedBy: bot, serviceLevel }))),
    ).toStrictEqual(['CustomerReplied', 'SlaMet first-response-1'])
  })

  it('starts the next-response clock for a contact that came after it, where it is heard of late', () => {
    const history = after(openTicket(), contact({ contactedAt: monday('10:30') }))
    expect(recorded(history, reply({ repliedAt: monday('10:00') })).slice(2)).toStrictEqual([
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
    ])
  })

  it('belongs to the episode it was sent in', () => {
    const reopened = after(openTicket(), resolve(), reopen())
    expect(recorded(reopened, reply({ repliedAt: monday('15:00') }))).toStrictEqual([
      ['CustomerReplied', expect.objectContaining({ episode: 1 })],
      ['SlaMissed', expect.objectContaining({ clockId: 'first-response-1', stoppedAt: monday('15:00') })],
    ])
    expect(namesOf(recorded(reopened, reply({ repliedAt: tuesday('10:10') })))).toStrictEqual([
      'CustomerReplied',
      'SlaMet first-response-2',
    ])
  })

  it('is taken while the ticket is resolved or closed', () => {
    const late = reply({ repliedAt: tuesday('15:00') })
    expect(namesOf(recorded(after(openTicket(), resolve()), late))).toStrictEqual(['CustomerReplied'])
    expect(namesOf(recorded(after(openTicket(), resolve(), close()), late))).toStrictEqual(['CustomerReplied'])
  })

  it('is refused once the ticket was merged away or is spam', () => {
    given(serviceTicket, after(openTicket(), requestMerge(), merge()))
      .when(reply({ repliedAt: friday('09:00') }))
      .rejects({ reason: 'TicketMergedAway', into: otherTicketId })
    given(serviceTicket, after(openTicket(), spam()))
      .when(reply({ repliedAt: friday('09:00') }))
      .rejects({ reason: 'TicketIsSpam' })
  })
})

describe('the first response of a ticket that an agent opened', () => {
  const second = reply({ messageId: text('message-2'), repliedAt: monday('10:30') })

  it('is the second reply where nobody had asked', () => {
    const opened = openUnasked({ openedBy: agent })
    expect(namesOf(recorded(after(opened), reply()))).toStrictEqual(['CustomerReplied'])
    expect(recorded(after(opened, reply()), second).slice(1)).toStrictEqual([
      ['SlaMet', { clockId: 'first-response-1', kind: 'first-response', metAt: monday('10:30'), elapsed: 'PT1H30M' }],
    ])
  })

  it('is the second in time, however they are heard of', () => {
    const opened = after(openUnasked({ openedBy: agent }), second)
    expect(recorded(opened, reply()).slice(1)).toStrictEqual([
      ['SlaMet', { clockId: 'first-response-1', kind: 'first-response', metAt: monday('10:30'), elapsed: 'PT1H30M' }],
    ])
  })

  it('is the first reply where a request came at the instant of the opening, recorded with it or not', () => {
    const asked = contact({ contactedAt: monday('09:00') })
    const opened = openUnasked({ openedBy: agent })
    for (const history of [
      [opened, asked],
      [opened, classify(), asked],
    ]) {
      expect(namesOf(recorded(after(...history), reply()))).toStrictEqual([
        'CustomerReplied',
        'SlaMet first-response-1',
      ])
    }
    expect(recorded(after(opened, reply()), asked).slice(1)).toStrictEqual([
      ['SlaMet', { clockId: 'first-response-1', kind: 'first-response', metAt: monday('10:00'), elapsed: 'PT1H' }],
    ])
  })

  it.each([
    ['later', contact({ contactedAt: monday('09:01') })],
    ['of a device', contact({ contactedAt: monday('09:00'), channel: 'device' })],
    ['outbound', contact({ contactedAt: monday('09:00'), direction: 'outbound' })],
    ['automatic', contact({ contactedAt: monday('09:00'), nature: 'automated' })],
  ])('is the second reply where the contact is %s', (_, asked) => {
    expect(namesOf(recorded(after(openUnasked({ openedBy: agent }), asked), reply()))).not.toContain(
      'SlaMet first-response-1',
    )
  })

  it('is the first reply where an agent took down what a customer asked, and in later episodes', () => {
    expect(namesOf(recorded(after(openTicket({ openedBy: agent })), reply()))).toStrictEqual([
      'CustomerReplied',
      'SlaMet first-response-1',
    ])
    const reopened = after(openUnasked({ openedBy: agent }), reply(), resolve(), reopen())
    expect(
      namesOf(recorded(reopened, reply({ messageId: text('message-3'), repliedAt: tuesday('10:30') }))),
    ).toStrictEqual(['CustomerReplied', 'SlaMet first-response-2'])
  })
})

describe('AddNote', () => {
  it('records the note and touches no clock', () => {
    expect(recorded(after(openTicket()), note({ text: 'Knows the way to the office.' }))).toStrictEqual([
      [
        'NoteAdded',
        { noteId: 'note-1', notedBy: agent, notedAt: monday('09:15'), text: 'Knows the way to the office.' },
      ],
    ])
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(openTicket(), note())).when(note()).recordsNothing()
  })

  it('is refused where the note is known with other content', () => {
    given(serviceTicket, after(openTicket(), note()))
      .when(note({ notedAt: monday('09:16') }))
      .rejects({ reason: 'NoteIdReused', noteId: text('note-1') })
  })

  it('is taken whatever became of the ticket', () => {
    expect(namesOf(recorded(after(openTicket(), spam()), note({ notedAt: wednesday('10:00') })))).toStrictEqual([
      'NoteAdded',
    ])
  })
})
