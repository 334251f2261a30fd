import { given } from '@aftersale/decider/testing'
import { calendar, hours } from '../../calendar/calendar.fixtures.js'
import type { Zone } from '../../calendar/zone.js'
import {
  after,
  agent,
  contact,
  count,
  customer,
  duration,
  issueId,
  monday,
  officeDesk,
  officeDeskVersion2,
  openTicket,
  openUnasked,
  otherTicketId,
  recorded,
  resolutionIn,
  text,
  ticketId,
  tracesOf,
} from '../service-ticket.fixtures.js'
import { serviceTicket } from '../service-ticket.js'

describe('OpenServiceTicket', () => {
  it('records the opening, the contact that opened it and the clocks of its priority', () => {
    expect(recorded([], openTicket())).toStrictEqual([
      [
        'ServiceTicketOpened',
        {
          issueId,
          channel: 'email',
          kind: 'question',
          priority: 'moderate',
          openedBy: customer,
          openedAt: monday('09:00'),
          serviceLevelRef: { policyId: 'office-desk', version: 1 },
          calendarRef: { policyId: 'desk', version: 1 },
        },
      ],
      [
        'ContactRecorded',
        {
          contactId: 'contact-1',
          sessionId: 'contact-1',
          direction: 'inbound',
          channel: 'email',
          nature: 'request',
          contactedBy: customer,
          contactedAt: monday('09:00'),
          episode: 1,
        },
      ],
      [
        'SlaClockStarted',
        {
          clockId: 'first-response-1',
          kind: 'first-response',
          episode: 1,
          target: 'PT2H',
          startsAt: monday('09:00'),
          dueAt: monday('11:00'),
        },
      ],
      [
        'SlaClockStarted',
        {
          clockId: 'resolution-1',
          kind: 'resolution',
          episode: 1,
          target: 'PT8H',
          startsAt: monday('09:00'),
          dueAt: monday('17:00'),
        },
      ],
    ])
  })

  it('says by which rules, target and calendar each clock is due', () => {
    const withHoliday = calendar('Europe/Berlin' as Zone, { weekdays: [hours('09:00', '17:00')] }, '2025-06-09')
    const open = openUnasked({
      serviceLevel: resolutionIn('PT2H', { calendar: withHoliday }),
      openedAt: monday('09:00'),
    })
    expect(tracesOf([], open)).toStrictEqual([
      [
        {
          ruleId: 'target-by-priority',
          facts: { clock: 'resolution', priority: 'moderate' },
          outcome: 'PT2H',
          policyRef: { policyId: 'resolution-in-PT2H', version: 1 },
        },
        {
          ruleId: 'due-once-target-has-elapsed',
          facts: { from: monday('09:00'), elapsed: 'PT0S', target: 'PT2H', zone: 'Europe/Berlin', holidays: 1 },
          outcome: monday('11:00'),
          policyRef: { policyId: 'desk', version: 1 },
        },
      ],
    ])
  })

  it('starts only the clocks that the priority is promised', () => {
    expect(recorded([], openUnasked({ priority: 'low' })).map(([type, { clockId }]) => clockId ?? type)).toStrictEqual([
      'ServiceTicketOpened',
      'resolution-1',
    ])
    expect(recorded([], openUnasked({ priority: 'planning' }))).toHaveLength(1)
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(openTicket())).when(openTicket()).recordsNothing()
    given(serviceTicket, after(openUnasked())).when(openUnasked()).recordsNothing()
    given(serviceTicket, after(openTicket(), contact())).when(openTicket()).recordsNothing()
  })

  it('is refused where the ticket was opened with other content', () => {
    const rejection = { reason: 'TicketAlreadyOpened', openedAt: monday('09:00') } as const
    const history = after(openTicket())
    given(serviceTicket, history)
      .when(openTicket({ priority: 'high' }))
      .rejects(rejection)
    given(serviceTicket, history)
      .when(openTicket({ serviceLevel: officeDeskVersion2 }))
      .rejects(rejection)
    given(serviceTicket, history).when(openUnasked()).rejects(rejection)
    given(serviceTicket, history)
      .when(
        openTicket({
          contact: {
            contactId: text('contact-1'),
            direction: 'inbound',
            channel: 'phone',
            nature: 'request',
            contactedBy: customer,
          },
        }),
      )
      .rejects(rejection)
  })

  it('is refused where the calendar never has the time that is promised', () => {
    const neverOpen = calendar('Europe/Berlin' as Zone, { weekdays: [] })
    given(serviceTicket)
      .when(openTicket({ serviceLevel: resolutionIn('PT1H', { calendar: neverOpen }) }))
      .rejects({
        reason: 'TargetNeverDue',
        kind: 'resolution',
        target: duration('PT1H'),
        policyRef: { policyId: text('resolution-in-PT1H'), version: count(1) },
      })
  })

  it('keeps the session that the channel gave the first contact', () => {
    const chat = openTicket({
      contact: {
        contactId: text('contact-1'),
        direction: 'inbound',
        channel: 'chat',
        nature: 'request',
        contactedBy: customer,
        sessionId: text('chat-7'),
      },
    })
    expect(recorded([], chat)[1]).toMatchObject(['ContactRecorded', { sessionId: 'chat-7' }])
  })
})

describe('any command', () => {
  it('is refused before the ticket is opened', () => {
    given(serviceTicket).when(contact()).rejects({ reason: 'TicketNotOpened' })
  })

  it('is refused where it names another ticket', () => {
    given(serviceTicket, after(openTicket()))
      .when(contact({ serviceTicketId: otherTicketId }))
      .rejects({ reason: 'AddressedToAnotherTicket', serviceTicketId: ticketId })
  })

  it('is refused where it touches clocks under another version of the policy, or of its calendar', () => {
    const rejection = {
      reason: 'ServiceLevelDiffers',
      inForce: { policyId: text('office-desk'), version: count(1) },
      calendarInForce: { policyId: text('desk'), version: count(1) },
    } as const
    given(serviceTicket, after(openTicket()))
      .when(contact({ serviceLevel: officeDeskVersion2 }))
      .rejects(rejection)
    const otherHours = { ...officeDesk, calendar: { ...officeDesk.calendar, version: count(2) } }
    given(serviceTicket, after(openTicket({ openedBy: agent })))
      .when(contact({ serviceLevel: otherHours }))
      .rejects(rejection)
  })
})
