import { given } from '@aftersale/decider/testing'
import { berlin, calendar, hours } from '../../calendar/calendar.fixtures.js'
import {
  after,
  answered,
  ask,
  breach,
  changeServiceLevel,
  close,
  contact,
  count,
  duration,
  merge,
  monday,
  namesOf,
  officeDesk,
  officeDeskVersion2,
  openTicket,
  otherTicketId,
  prioritise,
  recorded,
  reopen,
  reply,
  requestMerge,
  resolve,
  text,
  tracesOf,
  tuesday,
} from '../service-ticket.fixtures.js'
import { serviceTicket } from '../service-ticket.js'

const replied = [openTicket(), reply()]

describe('ChangePriority', () => {
  it('lays the clocks on the new targets with what they had used', () => {
    expect(recorded(after(...replied), prioritise({ changedAt: monday('11:00') }))).toStrictEqual([
      ['PriorityChanged', { from: 'moderate', to: 'high', changedAt: monday('11:00') }],
      [
        'SlaReassigned',
        {
          clockId: 'resolution-1',
          target: 'PT4H',
          reassignedAt: monday('11:00'),
          elapsed: 'PT2H',
          dueAt: monday('13:00'),
        },
      ],
    ])
  })

  it('says by which rules a clock is due now', () => {
    expect(tracesOf(after(...replied), prioritise({ changedAt: monday('11:00') }))).toStrictEqual([
      [
        {
          ruleId: 'target-by-priority',
          facts: { clock: 'resolution', priority: 'high' },
          outcome: 'PT4H',
          policyRef: { policyId: 'office-desk', version: 1 },
        },
        {
          ruleId: 'due-once-target-has-elapsed',
          facts: { from: monday('11:00'), elapsed: 'PT2H', target: 'PT4H', zone: 'Europe/Berlin', holidays: 0 },
          outcome: monday('13:00'),
          policyRef: { policyId: 'desk', version: 1 },
        },
      ],
    ])
  })

  it('keeps the rests a clock had (S5: PT8H to PT4H after a rest from 10 to 12 is due on Monday at 15)', () => {
    const rested = after(openTicket(), ask({ askedAt: monday('10:00') }), answered({ answeredAt: monday('12:00') }))
    expect(recorded(rested, prioritise({ changedAt: monday('12:30') }))).toContainEqual([
      'SlaReassigned',
      {
        clockId: 'resolution-1',
        target: 'PT4H',
        reassignedAt: monday('12:30'),
        elapsed: 'PT1H30M',
        dueAt: monday('15:00'),
      },
    ])
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(...replied, prioritise()))
      .when(prioritise())
      .recordsNothing()
  })

  it('leaves a clock at rest, without a due instant, until it runs again', () => {
    const waiting = after(...replied, ask({ askedAt: monday('11:00') }))
    expect(recorded(waiting, prioritise({ changedAt: monday('12:00') }))).toStrictEqual([
      ['PriorityChanged', { from: 'moderate', to: 'high', changedAt: monday('12:00') }],
      ['SlaReassigned', { clockId: 'resolution-1', target: 'PT4H', reassignedAt: monday('12:00'), elapsed: 'PT2H' }],
    ])
    const prioritised = after(...replied, ask({ askedAt: monday('11:00') }), prioritise({ changedAt: monday('12:00') }))
    expect(recorded(prioritised, answered({ answeredAt: monday('13:00') }))[1]).toMatchObject([
      'SlaClockResumed',
      { clockId: 'resolution-1', dueAt: monday('15:00') },
    ])
  })

  it('breaches at its own instant a clock that has used more than the new target', () => {
    expect(recorded(after(...replied), prioritise({ changedAt: monday('14:00') })).slice(1)).toStrictEqual([
      [
        'SlaReassigned',
        {
          clockId: 'resolution-1',
          target: 'PT4H',
          reassignedAt: monday('14:00'),
          elapsed: 'PT5H',
          dueAt: monday('14:00'),
        },
      ],
      ['SlaBreached', { clockId: 'resolution-1', kind: 'resolution', breachedAt: monday('14:00') }],
    ])
  })

  it('breaches such a clock though it rests: with nothing left it rests no more', () => {
    const waiting = after(...replied, ask({ askedAt: monday('14:00') }))
    expect(recorded(waiting, prioritise({ changedAt: monday('15:00') })).slice(1)).toStrictEqual([
      [
        'SlaReassigned',
        {
          clockId: 'resolution-1',
          target: 'PT4H',
          reassignedAt: monday('15:00'),
          elapsed: 'PT5H',
          dueAt: monday('15:00'),
        },
      ],
      ['SlaBreached', { clockId: 'resolution-1', kind: 'resolution', breachedAt: monday('15:00') }],
    ])
  })

  it('promises no resolution anew where the one before the reopening was breached', () => {
    const reopened = after(
      ...replied,
      resolve({ resolvedAt: tuesday('10:00') }),
      reopen({ reopenedAt: tuesday('11:00') }),
    )
    expect(namesOf(recorded(reopened, prioritise({ changedAt: tuesday('11:30') })))).toStrictEqual([
      'PriorityChanged',
      'SlaReassigned first-response-2',
    ])
  })

  it('records breaches in the order in which the clocks were due', () => {
    const serviceLevel = {
      ...officeDesk,
      targets: { moderate: { 'first-response': duration('PT4H'), resolution: duration('PT2H') } },
    }
    const history = after(openTicket({ serviceLevel }))
    expect(namesOf(recorded(history, prioritise({ serviceLevel, changedAt: tuesday('09:00') })))).toStrictEqual([
      'SlaBreached resolution-1',
      'SlaBreached first-response-1',
      'PriorityChanged',
    ])
  })

  it('is laid on a clock from its start, where a contact after the change started it and was heard of first', () => {
    const asked = after(...replied, contact({ contactedAt: monday('10:30') }))
    expect(recorded(asked, prioritise({ changedAt: monday('10:15') })).at(-1)).toMatchObject([
      'SlaReassigned',
      { clockId: 'next-response-1', reassignedAt: monday('10:30'), elapsed: 'PT0S', dueAt: monday('11:30') },
    ])
    expect(recorded(asked, prioritise({ priority: 'planning', changedAt: monday('10:15') })).at(-1)).toMatchObject([
      'SlaClockWithdrawn',
      { clockId: 'next-response-1', withdrawnAt: monday('10:30'), elapsed: 'PT0S' },
    ])
  })

  it('leaves a clock its due instant that has used just the new target', () => {
    expect(namesOf(recorded(after(...replied), prioritise({ changedAt: monday('13:00') })))).toStrictEqual([
      'PriorityChanged',
      'SlaReassigned resolution-1',
    ])
  })

  it('leaves a breach at the old due instant where that had passed', () => {
    expect(recorded(after(...replied), prioritise({ changedAt: tuesday('09:00') }))).toStrictEqual([
      ['SlaBreached', { clockId: 'resolution-1', kind: 'resolution', breachedAt: monday('17:00') }],
      ['PriorityChanged', { from: 'moderate', to: 'high', changedAt: tuesday('09:00') }],
    ])
  })

  it('gives up clocks whose target holds no more, and goes on with them once it holds again', () => {
    const unpromised = after(openTicket(), prioritise({ priority: 'planning', changedAt: monday('10:00') }))
    expect(unpromised.slice(-2)).toMatchObject([
      { type: 'SlaClockWithdrawn', data: { clockId: 'first-response-1', elapsed: 'PT1H' } },
      { type: 'SlaClockWithdrawn', data: { clockId: 'resolution-1', elapsed: 'PT1H' } },
    ])
    expect(
      recorded(unpromised, prioritise({ priority: 'moderate', changedAt: monday('12:00') })).slice(1),
    ).toStrictEqual([
      [
        'SlaClockStarted',
        {
          clockId: 'first-response-1.2',
          kind: 'first-response',
          episode: 1,
          target: 'PT2H',
          startsAt: monday('12:00'),
          carried: 'PT1H',
          continues: 'first-response-1',
          dueAt: monday('13:00'),
        },
      ],
      [
        'SlaClockStarted',
        {
          clockId: 'resolution-1.2',
          kind: 'resolution',
          episode: 1,
          target: 'PT8H',
          startsAt: monday('12:00'),
          carried: 'PT1H',
          continues: 'resolution-1',
          dueAt: tuesday('11:00'),
        },
      ],
    ])
  })

  it('starts what was not promised before with the change', () => {
    const planned = after(openTicket({ priority: 'planning' }))
    expect(recorded(planned, prioritise({ changedAt: monday('12:00') })).slice(1)).toMatchObject([
      ['SlaClockStarted', { clockId: 'first-response-1', startsAt: monday('12:00'), dueAt: monday('13:00') }],
      ['SlaClockStarted', { clockId: 'resolution-1', startsAt: monday('12:00'), dueAt: monday('16:00') }],
    ])
  })

  it('leaves a clock alone whose target stays the same', () => {
    const serviceLevel = { ...officeDesk, targets: { ...officeDesk.targets, high: officeDesk.targets.moderate ?? {} } }
    const history = after(openTicket({ serviceLevel }))
    expect(namesOf(recorded(history, prioritise({ serviceLevel, changedAt: monday('10:00') })))).toStrictEqual([
      'PriorityChanged',
    ])
  })

  it('is told of a resolved or closed ticket too, whose clocks are over', () => {
    const late = prioritise({ changedAt: tuesday('12:00') })
    expect(namesOf(recorded(after(...replied, resolve()), late))).toStrictEqual(['PriorityChanged'])
    expect(namesOf(recorded(after(...replied, resolve(), close()), late))).toStrictEqual(['PriorityChanged'])
  })

  it('is refused where the calendar never has the time that the new priority is promised', () => {
    const serviceLevel = { ...officeDesk, targets: { high: { resolution: duration('PT100000000H') } } }
    given(serviceTicket, after(openTicket({ serviceLevel })))
      .when(prioritise({ serviceLevel }))
      .rejects({
        reason: 'TargetNeverDue',
        kind: 'resolution',
        target: duration('PT100000000H'),
        policyRef: { policyId: text('office-desk'), version: count(1) },
      })
  })
})

describe('ChangeServiceLevel', () => {
  const shortDays = {
    ...officeDeskVersion2,
    calendar: { ...calendar(berlin, { weekdays: [hours('09:00', '13:00')] }), version: count(2) },
  }

  it('measures what has elapsed by the old calendar, and what is left by the new one from then on', () => {
    const change = changeServiceLevel({ to: shortDays, changedAt: monday('11:00') })
    expect(recorded(after(...replied), change)).toStrictEqual([
      [
        'ServiceLevelChanged',
        {
          from: { policyId: 'office-desk', version: 1 },
          to: { policyId: 'office-desk', version: 2 },
          calendarRef: { policyId: 'desk', version: 2 },
          changedAt: monday('11:00'),
        },
      ],
      [
        'SlaReassigned',
        {
          clockId: 'resolution-1',
          target: 'PT8H',
          reassignedAt: monday('11:00'),
          elapsed: 'PT2H',
          dueAt: tuesday('13:00'),
        },
      ],
    ])
  })

  it('measures by the new calendar from then on, and by the old one before', () => {
    const changed = after(...replied, changeServiceLevel({ to: shortDays, changedAt: monday('15:00') }))
    expect(recorded(changed, resolve({ serviceLevel: shortDays, resolvedAt: tuesday('10:00') })).at(-1)).toStrictEqual([
      'SlaMet',
      { clockId: 'resolution-1', kind: 'resolution', metAt: tuesday('10:00'), elapsed: 'PT7H' },
    ])
  })

  it('keeps what a breached clock had used by the old calendar', () => {
    const change = changeServiceLevel({ to: shortDays, changedAt: tuesday('09:00') })
    expect(recorded(after(...replied), change)).toStrictEqual([
      ['SlaBreached', { clockId: 'resolution-1', kind: 'resolution', breachedAt: monday('17:00') }],
      [
        'ServiceLevelChanged',
        {
          from: { policyId: 'office-desk', version: 1 },
          to: { policyId: 'office-desk', version: 2 },
          calendarRef: { policyId: 'desk', version: 2 },
          changedAt: tuesday('09:00'),
          breachedClocks: [{ clockId: 'resolution-1', elapsed: 'PT8H' }],
        },
      ],
    ])
    const late = resolve({ serviceLevel: shortDays, resolvedAt: tuesday('16:00') })
    expect(recorded(after(...replied, change), late).at(-1)).toMatchObject(['SlaMissed', { elapsed: 'PT12H' }])
  })

  it('lets clocks run or rest as the new policy has it', () => {
    const neverResting = { ...officeDeskVersion2, pausedBy: {} }
    const waiting = after(...replied, ask({ askedAt: monday('11:00') }))
    expect(
      recorded(waiting, changeServiceLevel({ to: neverResting, changedAt: monday('12:00') })).slice(1),
    ).toStrictEqual([
      [
        'SlaReassigned',
        {
          clockId: 'resolution-1',
          target: 'PT8H',
          reassignedAt: monday('12:00'),
          elapsed: 'PT2H',
          dueAt: tuesday('10:00'),
        },
      ],
    ])
    const running = after(
      openTicket({ serviceLevel: neverResting }),
      ask({ serviceLevel: neverResting, askedAt: monday('11:00') }),
    )
    const restingAgain = changeServiceLevel({ from: neverResting, to: officeDesk, changedAt: monday('12:00') })
    expect(recorded(running, restingAgain).at(-1)).toStrictEqual([
      'SlaReassigned',
      { clockId: 'resolution-1', target: 'PT8H', reassignedAt: monday('12:00'), elapsed: 'PT3H' },
    ])
  })

  it('lets the commands after it bring the new version', () => {
    const changed = after(...replied, changeServiceLevel())
    expect(
      recorded(changed, contact({ contactedAt: monday('12:30'), serviceLevel: officeDeskVersion2 })),
    ).not.toHaveLength(0)
    given(serviceTicket, changed)
      .when(contact({ contactedAt: monday('12:30') }))
      .rejects({
        reason: 'ServiceLevelDiffers',
        inForce: { policyId: text('office-desk'), version: count(2) },
        calendarInForce: { policyId: text('desk'), version: count(1) },
      })
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(...replied, changeServiceLevel()))
      .when(changeServiceLevel())
      .recordsNothing()
  })

  it('is refused where the policy it changes from is not in force', () => {
    given(serviceTicket, after(...replied))
      .when(changeServiceLevel({ from: officeDeskVersion2, to: { ...officeDesk, version: count(3) } }))
      .rejects({
        reason: 'ServiceLevelDiffers',
        inForce: { policyId: text('office-desk'), version: count(1) },
        calendarInForce: { policyId: text('desk'), version: count(1) },
      })
  })

  it('is refused where it happened before the last change, or the ticket was merged away', () => {
    given(serviceTicket, after(...replied, ask()))
      .when(changeServiceLevel({ changedAt: monday('10:59') }))
      .rejects({ reason: 'HappenedBeforeLastChange', lastChangedAt: monday('11:00') })
    given(serviceTicket, after(openTicket(), requestMerge(), merge()))
      .when(changeServiceLevel())
      .rejects({ reason: 'TicketMergedAway', into: otherTicketId })
  })
})

describe('RecordSlaBreach', () => {
  const atDue = breach({ clockId: text('first-response-1'), dueAt: monday('11:00') })

  it('records the breach at the due instant, with its reason', () => {
    expect(recorded(after(openTicket()), atDue)).toStrictEqual([
      ['SlaBreached', { clockId: 'first-response-1', kind: 'first-response', breachedAt: monday('11:00') }],
    ])
    expect(tracesOf(after(openTicket()), atDue)).toStrictEqual([
      [
        {
          ruleId: 'breached-where-not-stopped-when-due',
          facts: { dueAt: monday('11:00'), target: 'PT2H' },
          outcome: 'breached',
          policyRef: { policyId: 'office-desk', version: 1 },
        },
      ],
    ])
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(openTicket(), atDue)).when(atDue).recordsNothing()
  })

  it('records nothing where the clock was met, rests, was moved or was given up', () => {
    given(serviceTicket, after(...replied))
      .when(atDue)
      .recordsNothing()
    given(serviceTicket, after(openTicket(), ask({ askedAt: monday('10:00') })))
      .when(atDue)
      .recordsNothing()
    given(serviceTicket, after(openTicket(), prioritise({ changedAt: monday('09:30') })))
      .when(atDue)
      .recordsNothing()
    given(serviceTicket, after(openTicket(), requestMerge(), merge()))
      .when(atDue)
      .recordsNothing()
  })

  it('is refused where the ticket has no such clock', () => {
    given(serviceTicket, after(openTicket()))
      .when(breach({ clockId: text('acknowledgement-1') }))
      .rejects({ reason: 'ClockUnknown', clockId: text('acknowledgement-1') })
  })
})
