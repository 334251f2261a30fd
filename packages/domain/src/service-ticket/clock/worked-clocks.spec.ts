import type { BusinessCalendar } from '../../calendar/business-calendar.js'
import { aroundTheClock } from '../../calendar/business-calendar.js'
import { at, berlin, calendar, hours, newYork, nightShift, wholeDays } from '../../calendar/calendar.fixtures.js'
import type { ServiceTicketCommand } from '../commands.js'
import {
  after,
  answered,
  ask,
  duration,
  monday,
  officeDesk,
  openTicket,
  openUnasked,
  prioritise,
  reply,
  resolutionIn,
  resolve,
} from '../service-ticket.fixtures.js'

// The worked figures of a clock, told by the ticket's own events.

/** When the last event about a clock says that it is due. */
const dueAfter = (...commands: ReadonlyArray<ServiceTicketCommand>): string | undefined =>
  after(...commands)
    .flatMap(({ data }) => ('dueAt' in data && 'clockId' in data ? [data.dueAt] : []))
    .at(-1)

const opened = (target: string, business: BusinessCalendar, openedAt: string): ServiceTicketCommand =>
  openUnasked({ openedAt: at(openedAt), serviceLevel: resolutionIn(target, { calendar: business }) })

const eightHours = resolutionIn('PT8H')
const open = openUnasked({ serviceLevel: eightHours })
const from = (askedAt: string) => ask({ askedAt: at(askedAt), serviceLevel: eightHours })
const until = (answeredAt: string) => answered({ answeredAt: at(answeredAt), serviceLevel: eightHours })

describe('a clock of a ticket is due', () => {
  it('S1: at the end of the day that has just enough time', () => {
    expect(dueAfter(open)).toBe(monday('17:00'))
  })

  it('S2: at the end of that day still where it waited only while the desk was closed', () => {
    expect(dueAfter(open, from('2025-06-02T17:00+02:00'))).toBe(monday('17:00'))
    const waited = after(open, from('2025-06-02T17:00+02:00'), until('2025-06-03T09:00+02:00'))
    expect(waited.map(({ type }) => type)).toStrictEqual([
      'ServiceTicketOpened',
      'SlaClockStarted',
      'WaitingOnCustomerStarted',
      'SlaBreached',
      'WaitingOnCustomerEnded',
    ])
    expect(waited[3]).toMatchObject({ data: { breachedAt: monday('17:00') } })
  })

  it('S3: as much later in working time as it waited', () => {
    expect(dueAfter(open, from('2025-06-02T11:00+02:00'), until('2025-06-02T13:00+02:00'))).toBe(
      at('2025-06-03T11:00+02:00'),
    )
  })

  it('S4: after every wait, not only the last', () => {
    expect(
      dueAfter(
        open,
        from('2025-06-02T11:00+02:00'),
        until('2025-06-02T12:00+02:00'),
        from('2025-06-02T14:00+02:00'),
        until('2025-06-02T15:00+02:00'),
      ),
    ).toBe(at('2025-06-03T11:00+02:00'))
  })

  it('S5: with its waits kept where the target is changed', () => {
    const serviceLevel = {
      ...officeDesk,
      targets: { moderate: { resolution: duration('PT8H') }, high: { resolution: duration('PT4H') } },
    }
    expect(
      dueAfter(
        openUnasked({ serviceLevel }),
        ask({ askedAt: monday('10:00'), serviceLevel }),
        answered({ answeredAt: monday('12:00'), serviceLevel }),
        prioritise({ changedAt: monday('12:00'), serviceLevel }),
      ),
    ).toBe(monday('15:00'))
  })

  it('S6: on Monday where the ticket was opened at the weekend, and a reply then took half an hour', () => {
    const serviceLevel = { ...officeDesk, targets: { moderate: { 'first-response': duration('PT2H') } } }
    const saturday = openTicket({ openedAt: at('2025-05-31T12:00+02:00'), serviceLevel })
    expect(dueAfter(saturday)).toBe(monday('11:00'))
    expect(after(saturday, reply({ repliedAt: monday('09:30'), serviceLevel })).at(-1)).toMatchObject({
      type: 'SlaMet',
      data: { elapsed: 'PT30M' },
    })
  })

  it('S7: past the weekend and the holiday after it', () => {
    const withWhitMonday = calendar(berlin, { weekdays: [hours('09:00', '17:00')] }, '2025-06-09')
    expect(dueAfter(opened('PT2H', withWhitMonday, '2025-06-06T16:00+02:00'))).toBe(at('2025-06-10T10:00+02:00'))
  })

  it('S8: after the hours that passed in the night the clocks went forward', () => {
    expect(dueAfter(opened('PT8H', aroundTheClock(berlin), '2025-03-29T22:00+01:00'))).toBe(
      at('2025-03-30T07:00+02:00'),
    )
  })

  it('S9: after the hours that passed in the night the clocks went back', () => {
    expect(dueAfter(opened('PT8H', aroundTheClock(berlin), '2025-10-25T22:00+02:00'))).toBe(
      at('2025-10-26T05:00+01:00'),
    )
  })

  it("S10: by the desk's own clocks where they change over the weekend", () => {
    const inNewYork = calendar(newYork, { weekdays: [hours('09:00', '17:00')] })
    expect(dueAfter(opened('PT4H', inNewYork, '2025-03-07T16:00-05:00'))).toBe(at('2025-03-10T12:00-04:00'))
  })

  it('S11: within a night shift that is an hour shorter or longer', () => {
    const beforeShort = (target: string) => dueAfter(opened(target, nightShift, '2025-03-29T22:00+01:00'))
    expect(beforeShort('PT7H')).toBe(at('2025-03-30T06:00+02:00'))
    expect(beforeShort('PT7H0.001S')).toBe(at('2025-03-30T22:00:00.001+02:00'))
    const beforeLong = (target: string) => dueAfter(opened(target, nightShift, '2025-10-25T22:00+02:00'))
    expect(beforeLong('PT9H')).toBe(at('2025-10-26T06:00+01:00'))
    expect(beforeLong('PT9H0.001S')).toBe(at('2025-10-26T22:00:00.001+01:00'))
  })

  it('S12: exactly two days later where every minute counts, whenever it starts', () => {
    expect(dueAfter(opened('PT48H', wholeDays, '2025-06-04T13:37:42.123+02:00'))).toBe(
      at('2025-06-06T13:37:42.123+02:00'),
    )
    expect(dueAfter(opened('PT48H', wholeDays, '2025-03-29T12:00+01:00'))).toBe(at('2025-03-31T13:00+02:00'))
  })
})

it('tells how long it took without the waits', () => {
  expect(
    after(
      open,
      from('2025-06-02T11:00+02:00'),
      until('2025-06-02T12:00+02:00'),
      resolve({ resolvedAt: monday('13:00'), serviceLevel: eightHours }),
    ).at(-1),
  ).toMatchObject({ type: 'SlaMet', data: { elapsed: 'PT3H' } })
})
