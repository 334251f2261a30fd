import { given } from '@aftersale/decider/testing'
import type { ServiceTicketCommand } from '../commands.js'
import {
  after,
  agent,
  cancel,
  count,
  friday,
  namesOf,
  openTicket,
  partner,
  recorded,
  spam,
  tracesOf,
  tuesday,
  wednesday,
} from '../service-ticket.fixtures.js'
import { serviceTicket } from '../service-ticket.js'
import {
  arrive,
  arrived,
  completeVisit,
  confirmTechnician,
  drums,
  held,
  inHouse,
  missVisitWindow,
  recordNoShow,
  rescheduleVisit,
  scheduleVisit,
  setOut,
  visitId,
  washer,
  wednesdayMorning,
} from '../visits/visits.fixtures.js'

const opened = [openTicket({ priority: 'planning' })]
const scheduled = [...opened, scheduleVisit()]
const ready = [...opened, ...held]
const there = [...opened, ...arrived]

const whenRefused = (history: ReadonlyArray<ServiceTicketCommand>, command: ServiceTicketCommand) =>
  given(serviceTicket, after(...history)).when(command)

describe('SetOutForVisit', () => {
  it('is told once for an appointment', () => {
    expect(recorded(after(...ready), setOut())).toStrictEqual([
      ['VisitEnRoute', { visitId, setOutAt: wednesday('08:30') }],
    ])
    whenRefused([...ready, setOut()], setOut()).recordsNothing()
    whenRefused([...ready, setOut()], setOut({ setOutAt: wednesday('08:40') })).rejects({
      reason: 'AlreadySetOut',
      visitId,
      setOutAt: wednesday('08:30'),
    })
    whenRefused(there, setOut({ setOutAt: wednesday('09:40') })).rejects({
      reason: 'VisitUnderWay',
      visitId,
      arrivedAt: wednesday('09:30'),
    })
  })

  it('is told anew once the visit was moved on the way', () => {
    const moved = rescheduleVisit({ rescheduledAt: wednesday('08:45') })
    const second = confirmTechnician({ round: count(2), heldAt: wednesday('08:46') })
    const again = setOut({ setOutAt: friday('11:30') })
    expect(namesOf(recorded(after(...ready, setOut(), moved, second), again))).toStrictEqual(['VisitEnRoute'])
  })
})

describe('ArriveAtVisit', () => {
  it.each([
    ['08:59', { timing: 'early', outsideBy: 'PT1M' }],
    ['09:00', { timing: 'in-window' }],
    ['11:00', { timing: 'in-window' }],
  ])('says whether somebody came within the window: %s', (time, told) => {
    const command = arrive({ arrivedAt: wednesday(time) })
    expect(recorded(after(...ready), command)).toStrictEqual([
      ['VisitArrived', { visitId, ...told, arrivedAt: wednesday(time) }],
    ])
    expect(tracesOf(after(...ready), command)).toMatchObject([
      [
        {
          ruleId: 'arrival-within-the-window',
          facts: { startsAt: '2025-06-04T07:00:00.000Z', endsAt: '2025-06-04T09:00:00.000Z' },
          outcome: told.timing,
        },
      ],
    ])
  })

  it('tells first that the window was missed, where somebody comes after it', () => {
    expect(recorded(after(...ready), arrive({ arrivedAt: wednesday('11:20') }))).toStrictEqual([
      ['VisitWindowMissed', { visitId, round: 1, missedAt: wednesday('11:00') }],
      ['VisitArrived', { visitId, timing: 'late', outsideBy: 'PT20M', arrivedAt: wednesday('11:20') }],
    ])
    expect(
      namesOf(recorded(after(...ready, missVisitWindow()), arrive({ arrivedAt: wednesday('11:20') }))),
    ).toStrictEqual(['VisitArrived'])
  })

  it('in time corrects a window that was told to have been missed before it was heard of', () => {
    expect(recorded(after(...ready, missVisitWindow()), arrive())).toStrictEqual([
      ['VisitArrived', { visitId, timing: 'in-window', arrivedAt: wednesday('09:30') }],
    ])
  })

  it('records nothing when repeated, and is refused at another instant', () => {
    whenRefused(there, arrive()).recordsNothing()
    whenRefused(there, arrive({ arrivedAt: wednesday('09:45') })).rejects({
      reason: 'VisitUnderWay',
      visitId,
      arrivedAt: wednesday('09:30'),
    })
  })
})

describe('CompleteVisit', () => {
  it('tells the work, the parts with their serials, and where photos and signature are kept', () => {
    const { serviceTicketId: _, ...told } = completeVisit().data
    expect(recorded(after(...there), completeVisit())).toStrictEqual([
      [
        'VisitCompleted',
        {
          ...told,
          purpose: 'repair',
          assetId: washer,
          round: 1,
          appointment: { window: wednesdayMorning, performer: inHouse(), requiredSkills: [drums] },
        },
      ],
    ])
  })

  it('is refused before anybody arrived, and before the arrival', () => {
    whenRefused(ready, completeVisit()).rejects({ reason: 'VisitNotArrived', visitId })
    whenRefused(there, completeVisit({ completedAt: wednesday('09:29') })).rejects({
      reason: 'HappenedBeforeVisitStep',
      visitId,
      step: 'arrival',
      takenAt: wednesday('09:30'),
    })
  })

  it('records nothing when repeated, with whatever photos', () => {
    whenRefused([...there, completeVisit()], completeVisit({ photos: [] })).recordsNothing()
    whenRefused([...there, completeVisit()], completeVisit({ outcome: 'not-done' })).rejects({
      reason: 'VisitAlreadyEnded',
      visitId,
      outcome: 'completed',
    })
  })
})

describe('RecordNoShow', () => {
  it('of the customer is told by who stood there, from the beginning of the window on', () => {
    expect(recorded(after(...ready), recordNoShow())).toStrictEqual([
      [
        'VisitNoShowRecorded',
        {
          visitId,
          purpose: 'repair',
          assetId: washer,
          round: 1,
          appointment: { window: wednesdayMorning, performer: inHouse(), requiredSkills: [drums] },
          party: 'customer',
          recordedBy: partner,
          noShowAt: wednesday('09:30'),
        },
      ],
    ])
    expect(namesOf(recorded(after(...ready), recordNoShow({ noShowAt: wednesday('09:00') })))).toHaveLength(1)
    whenRefused(ready, recordNoShow({ noShowAt: wednesday('08:59') })).rejects({
      reason: 'VisitWindowNotYetOpen',
      visitId,
      opensAt: wednesday('09:00'),
    })
    whenRefused(scheduled, recordNoShow()).rejects({ reason: 'TechnicianNotHeld', visitId, hold: 'asked' })
  })

  it('of the technician is told once the window is over, and not of one who came', () => {
    const absent = recordNoShow({ party: 'technician', recordedBy: agent, noShowAt: wednesday('11:00') })
    expect(namesOf(recorded(after(...scheduled), absent))).toStrictEqual(['VisitNoShowRecorded'])
    const later = recordNoShow({ party: 'technician', recordedBy: agent, noShowAt: wednesday('15:00') })
    expect(recorded(after(...ready), later)).toMatchObject([
      ['VisitWindowMissed', { missedAt: wednesday('11:00') }],
      ['VisitNoShowRecorded', { party: 'technician' }],
    ])
    whenRefused(ready, recordNoShow({ party: 'technician', noShowAt: wednesday('10:59') })).rejects({
      reason: 'VisitWindowStillOpen',
      visitId,
      openUntil: wednesday('11:00'),
    })
    whenRefused(there, later).rejects({ reason: 'VisitUnderWay', visitId, arrivedAt: wednesday('09:30') })
  })

  it('of the customer may follow an arrival, not precede it', () => {
    expect(namesOf(recorded(after(...there), recordNoShow({ noShowAt: wednesday('09:45') })))).toStrictEqual([
      'VisitNoShowRecorded',
    ])
    whenRefused(there, recordNoShow({ noShowAt: wednesday('09:29') })).rejects({
      reason: 'HappenedBeforeVisitStep',
      visitId,
      step: 'arrival',
      takenAt: wednesday('09:30'),
    })
  })

  it('records nothing when repeated', () => {
    whenRefused([...ready, recordNoShow()], recordNoShow()).recordsNothing()
  })
})

describe('the window of a visit', () => {
  it('is missed by its deadline, once, and the visit goes on', () => {
    const history = after(...ready)
    expect(given(serviceTicket, history).deadlines).toStrictEqual([
      { dueAt: wednesday('11:00'), command: missVisitWindow() },
    ])
    expect(recorded(history, missVisitWindow())).toStrictEqual([
      ['VisitWindowMissed', { visitId, round: 1, missedAt: wednesday('11:00') }],
    ])
    const missed = after(...ready, missVisitWindow())
    expect(given(serviceTicket, missed).deadlines).toStrictEqual([])
    given(serviceTicket, missed).when(missVisitWindow()).recordsNothing()
    expect(namesOf(recorded(missed, arrive({ arrivedAt: wednesday('12:00') })))).toStrictEqual(['VisitArrived'])
  })

  it('moves with the visit: the deadline is that of the last appointment', () => {
    const moved = after(...scheduled, rescheduleVisit())
    const second = missVisitWindow({ round: count(2), dueAt: friday('14:00') })
    expect(given(serviceTicket, moved).deadlines).toStrictEqual([{ dueAt: friday('14:00'), command: second }])
    given(serviceTicket, moved).when(missVisitWindow()).recordsNothing()
    const afterMissing = after(...scheduled, missVisitWindow(), rescheduleVisit({ rescheduledAt: wednesday('12:00') }))
    expect(given(serviceTicket, afterMissing).deadlines).toStrictEqual([{ dueAt: friday('14:00'), command: second }])
  })

  it('is missed by nobody once somebody came, the visit ended or the ticket was removed', () => {
    for (const history of [there, [...there, completeVisit()], [...ready, cancel({ cancelledAt: tuesday('12:00') })]]) {
      whenRefused(history, missVisitWindow()).recordsNothing()
      expect(given(serviceTicket, after(...history)).deadlines).toStrictEqual([])
    }
    whenRefused([...scheduled, spam()], missVisitWindow()).recordsNothing()
    whenRefused(opened, missVisitWindow()).rejects({ reason: 'VisitUnknown', visitId })
    whenRefused(opened, setOut({ visitId })).rejects({ reason: 'VisitUnknown', visitId })
  })
})
