import { given } from '@aftersale/decider/testing'
import type { ServiceTicketCommand } from '../commands.js'
import {
  after,
  agent,
  ask,
  assign,
  cancel,
  count,
  customer,
  friday,
  hold,
  monday,
  namesOf,
  officeDeskVersion2,
  openTicket,
  otherTicketId,
  recorded,
  reply,
  requestMerge,
  resolve,
  spam,
  text,
  tracesOf,
  tuesday,
  wednesday,
  withdrawMerge,
} from '../service-ticket.fixtures.js'
import { serviceTicket } from '../service-ticket.js'
import { deskStatusOf } from '../visits/desk-status.js'
import {
  arrive,
  arrived,
  cancelVisit,
  completeVisit,
  confirmTechnician,
  confirmVisit,
  drumCertificate,
  drums,
  evidenceOf,
  fridayNoon,
  gas,
  held,
  inHouse,
  otherVisitId,
  petra,
  provider,
  quentin,
  recordNoShow,
  refuseTechnician,
  rescheduleVisit,
  scheduleVisit,
  visitId,
  washer,
  wednesdayMorning,
  windowOn,
} from '../visits/visits.fixtures.js'

const opened = [openTicket({ priority: 'planning' })]
const scheduled = [...opened, scheduleVisit()]
const maintenance = { assetId: washer, scheduleId: text('yearly'), slot: count(2) }

const whenRefused = (history: ReadonlyArray<ServiceTicketCommand>, command: ServiceTicketCommand) =>
  given(serviceTicket, after(...history)).when(command)

describe('ScheduleVisit', () => {
  it('tells the window as it was said, and by which rules somebody may come then', () => {
    const history = after(...opened)
    const { serviceTicketId: _, serviceLevel: __, ...told } = scheduleVisit().data
    expect(recorded(history, scheduleVisit())).toStrictEqual([['VisitScheduled', told]])
    expect(tracesOf(history, scheduleVisit())).toStrictEqual([
      [
        {
          ruleId: 'technician-certified-on-the-day',
          facts: {
            on: '2025-06-04',
            skills: 'drum-bearings',
            stream: `staffCertification-${petra}`,
            revision: 2,
            certificates: 'certificate-1',
          },
          outcome: 'certified',
        },
        {
          ruleId: 'window-by-the-clocks-of-its-day',
          facts: { on: '2025-06-04', from: '09:00', to: '11:00', zone: 'Europe/Berlin' },
          outcome: '2025-06-04T07:00:00.000Z/2025-06-04T09:00:00.000Z',
        },
      ],
    ])
  })

  it.each([
    ['on the last day of the certificate', '2025-06-30', true],
    ['the day after', '2025-07-01', false],
    ['on its first day', '2025-01-01', true],
    ['the day before', '2024-12-31', false],
  ])('takes a technician who is certified on the day of the visit: %s', (_, on, certified) => {
    const command = scheduleVisit({ window: windowOn(on, '09:00', '11:00') })
    const decision = whenRefused(opened, command)
    if (certified) expect(namesOf(recorded(after(...opened), command))).toStrictEqual(['VisitScheduled'])
    else
      decision.rejects({
        reason: 'TechnicianNotCertified',
        technicianId: petra,
        missing: [drums],
        on: command.data.window.on,
      })
  })

  it.each([
    ['asks for a skill that no certificate has', scheduleVisit({ requiredSkills: [drums, gas] }), [gas]],
    [
      'brings the evidence of somebody else',
      scheduleVisit({ certification: evidenceOf([drumCertificate], quentin) }),
      [drums],
    ],
    ['brings evidence without any certificate', scheduleVisit({ certification: evidenceOf([]) }), [drums]],
    [
      'is about a product that the certificate is not for',
      scheduleVisit({
        product: { sku: text('WASHER-9') },
        certification: evidenceOf([{ ...drumCertificate, skus: [text('WASHER-7')] }]),
      }),
      [drums],
    ],
    [
      'names no product, where the certificate is for certain ones',
      scheduleVisit({ certification: evidenceOf([{ ...drumCertificate, brands: [text('Hof')] }]) }),
      [drums],
    ],
  ])('is refused where it %s', (_, command, missing) => {
    whenRefused(opened, command).rejects({
      reason: 'TechnicianNotCertified',
      technicianId: petra,
      missing,
      on: wednesdayMorning.on,
    })
  })

  it('is refused without any evidence where skills are asked for, and needs none where none are', () => {
    const { certification: _, ...data } = scheduleVisit().data
    const unproven: ServiceTicketCommand = { type: 'ScheduleVisit', data }
    whenRefused(opened, unproven).rejects({
      reason: 'TechnicianNotCertified',
      technicianId: petra,
      missing: [drums],
      on: wednesdayMorning.on,
    })
    const simple: ServiceTicketCommand = { type: 'ScheduleVisit', data: { ...data, requiredSkills: [] } }
    expect(tracesOf(after(...opened), simple)).toMatchObject([[{ outcome: 'nothing-asked' }, {}]])
  })

  it('takes a product by its brand, and a named provider without evidence, who answers for their own', () => {
    const byBrand = scheduleVisit({
      product: { sku: text('WASHER-9'), brand: text('Hof') },
      certification: evidenceOf([{ ...drumCertificate, brands: [text('Hof')] }]),
    })
    expect(namesOf(recorded(after(...opened), byBrand))).toStrictEqual(['VisitScheduled'])
    const { certification: _, ...data } = scheduleVisit({ performer: provider }).data
    const byProvider: ServiceTicketCommand = { type: 'ScheduleVisit', data }
    expect(tracesOf(after(...opened), byProvider)).toMatchObject([[{ outcome: 'provider-answers' }, {}]])
  })

  it('is refused for a window without time', () => {
    const window = windowOn('2025-03-30', '02:10', '02:50')
    whenRefused(opened, scheduleVisit({ window })).rejects({ reason: 'VisitWindowEmpty', visitId, window })
  })

  it('takes a new ticket up, which counts as scheduled until the visit ends', () => {
    const statusAfter = (...commands: ReadonlyArray<ServiceTicketCommand>) =>
      deskStatusOf(given(serviceTicket, after(...commands)).state)
    expect(statusAfter(...opened)).toBe('new')
    expect(statusAfter(...scheduled)).toBe('scheduled')
    expect(statusAfter(...scheduled, hold())).toBe('on-hold')
    expect(statusAfter(...scheduled, ask())).toBe('waiting-on-customer')
    expect(statusAfter(...opened, ...arrived, completeVisit())).toBe('open')
    expect(statusAfter(...scheduled, cancelVisit())).toBe('open')
    expect(given(serviceTicket, after(...scheduled)).state.status).toBe('open')
  })

  it('is refused while the ticket asks to be merged, and the ticket does not ask while a visit is open', () => {
    whenRefused([...opened, requestMerge({ requestedAt: monday('09:30') })], scheduleVisit()).rejects({
      reason: 'MergeAlreadyRequested',
      into: otherTicketId,
    })
    whenRefused(scheduled, requestMerge()).rejects({ reason: 'OpenWork', promiseIds: [], visitIds: [visitId] })
    expect(namesOf(recorded(after(...scheduled, cancelVisit()), requestMerge()))).toStrictEqual([
      'ServiceTicketMergeRequested',
    ])
    const withdrawn = [...opened, requestMerge({ requestedAt: monday('09:30') }), withdrawMerge()]
    expect(namesOf(recorded(after(...withdrawn), scheduleVisit()))).toStrictEqual(['VisitScheduled'])
  })

  it('is refused under another service level than the one in force', () => {
    whenRefused(opened, scheduleVisit({ serviceLevel: officeDeskVersion2 })).rejects({
      reason: 'ServiceLevelDiffers',
      inForce: { policyId: text('office-desk'), version: count(1) },
      calendarInForce: { policyId: text('desk'), version: count(1) },
    })
  })

  it('records nothing when repeated, whatever became of the visit, and is refused with other content', () => {
    for (const history of [scheduled, [...scheduled, rescheduleVisit()], [...scheduled, cancelVisit(), spam()]]) {
      whenRefused(history, scheduleVisit()).recordsNothing()
    }
    whenRefused(scheduled, scheduleVisit({ window: fridayNoon })).rejects({ reason: 'VisitIdReused', visitId })
  })

  it('does not compare the name of a provider, which is personal', () => {
    const named = scheduleVisit({ performer: provider })
    const renamed = scheduleVisit({
      performer: { ...provider, kind: 'provider', providerId: text('hof-service'), providerName: text('Hof') },
    })
    whenRefused([...opened, named], renamed).recordsNothing()
  })
})

describe('ConfirmVisit', () => {
  it('tells that the customer will be there', () => {
    expect(recorded(after(...scheduled), confirmVisit())).toStrictEqual([
      ['VisitConfirmed', { visitId, confirmedBy: customer, confirmedAt: monday('11:00') }],
    ])
    whenRefused([...scheduled, confirmVisit(), rescheduleVisit()], confirmVisit()).recordsNothing()
  })

  it('is refused before the appointment was made that it confirms', () => {
    whenRefused([...scheduled, rescheduleVisit()], confirmVisit()).rejects({
      reason: 'HappenedBeforeVisitStep',
      visitId,
      step: 'scheduling',
      takenAt: tuesday('09:00'),
    })
  })
})

describe('RescheduleVisit', () => {
  it('makes the next appointment, and tells the one before', () => {
    const { serviceTicketId: _, ...told } = rescheduleVisit().data
    expect(recorded(after(...scheduled), rescheduleVisit())).toStrictEqual([
      [
        'VisitRescheduled',
        {
          ...told,
          round: 2,
          previous: { window: wednesdayMorning, performer: inHouse(), requiredSkills: [drums] },
        },
      ],
    ])
    const again = rescheduleVisit({ performer: provider, rescheduledAt: tuesday('10:00') })
    expect(recorded(after(...scheduled, rescheduleVisit()), again)).toMatchObject([['VisitRescheduled', { round: 3 }]])
  })

  it('asks for a technician anew, and is judged by the certificates of the new day', () => {
    whenRefused([...opened, ...held, rescheduleVisit()], arrive({ arrivedAt: friday('12:30') })).rejects({
      reason: 'TechnicianNotHeld',
      visitId,
      hold: 'asked',
    })
    const july = windowOn('2025-07-01', '09:00', '11:00')
    whenRefused(scheduled, rescheduleVisit({ window: july })).rejects({
      reason: 'TechnicianNotCertified',
      technicianId: petra,
      missing: [drums],
      on: july.on,
    })
  })

  it('remembers the product that the visit is about', () => {
    const certification = evidenceOf([{ ...drumCertificate, skus: [text('WASHER-7')] }])
    const aboutWasher = scheduleVisit({ product: { sku: text('WASHER-7') }, certification })
    expect(namesOf(recorded(after(...opened, aboutWasher), rescheduleVisit({ certification })))).toStrictEqual([
      'VisitRescheduled',
    ])
    whenRefused(scheduled, rescheduleVisit({ certification })).rejects({
      reason: 'TechnicianNotCertified',
      technicianId: petra,
      missing: [drums],
      on: fridayNoon.on,
    })
  })

  it('records nothing where that is the appointment already, but makes it anew where the technician was refused', () => {
    const same = rescheduleVisit({ window: wednesdayMorning })
    whenRefused(scheduled, same).recordsNothing()
    const refused = [...scheduled, refuseTechnician()]
    expect(recorded(after(...refused), same)).toMatchObject([['VisitRescheduled', { round: 2 }]])
    whenRefused([...refused, same], same).recordsNothing()
  })

  it('is refused once somebody is there, and once the visit ended', () => {
    whenRefused([...opened, ...arrived], rescheduleVisit({ rescheduledAt: wednesday('09:40') })).rejects({
      reason: 'VisitUnderWay',
      visitId,
      arrivedAt: wednesday('09:30'),
    })
    whenRefused([...scheduled, cancelVisit()], rescheduleVisit({ rescheduledAt: tuesday('11:00') })).rejects({
      reason: 'VisitAlreadyEnded',
      visitId,
      outcome: 'cancelled',
    })
  })
})

describe('CancelVisit', () => {
  it('tells who was to come when and what the visit was for, so that slot and plan have it back', () => {
    const booked = scheduleVisit({ purpose: 'maintenance', maintenance })
    expect(recorded(after(...opened, booked, rescheduleVisit()), cancelVisit())).toStrictEqual([
      [
        'VisitCancelled',
        {
          visitId,
          purpose: 'maintenance',
          assetId: washer,
          maintenance,
          round: 2,
          appointment: { window: fridayNoon, performer: inHouse(), requiredSkills: [drums] },
          because: 'no-longer-wanted',
          cancelledBy: customer,
          cancelledAt: tuesday('10:00'),
        },
      ],
    ])
  })

  it('records nothing when repeated, and is refused of a visit that ended otherwise or is under way', () => {
    whenRefused([...scheduled, cancelVisit()], cancelVisit()).recordsNothing()
    whenRefused([...opened, ...arrived], cancelVisit({ cancelledAt: wednesday('09:40') })).rejects({
      reason: 'VisitUnderWay',
      visitId,
      arrivedAt: wednesday('09:30'),
    })
    whenRefused([...opened, ...held, recordNoShow()], cancelVisit({ cancelledAt: friday('09:00') })).rejects({
      reason: 'VisitAlreadyEnded',
      visitId,
      outcome: 'no-show',
    })
    whenRefused(opened, cancelVisit()).rejects({ reason: 'VisitUnknown', visitId })
  })
})

describe('the end of a ticket with an open visit', () => {
  it('is refused, until somebody said what became of it', () => {
    const over = { resolvedAt: friday('15:00') }
    for (const history of [scheduled, [...scheduled, confirmTechnician()], [...opened, ...arrived]]) {
      whenRefused(history, resolve(over)).rejects({ reason: 'OpenWork', promiseIds: [], visitIds: [visitId] })
    }
    const both = [...scheduled, scheduleVisit({ visitId: otherVisitId })]
    whenRefused(both, resolve(over)).rejects({ reason: 'OpenWork', promiseIds: [], visitIds: [visitId, otherVisitId] })
    for (const history of [
      [...scheduled, cancelVisit()],
      [...opened, ...arrived, completeVisit()],
      [...opened, ...held, recordNoShow()],
    ]) {
      expect(namesOf(recorded(after(...history), resolve(over)))).toContain('ServiceTicketResolved')
    }
  })

  it('takes the visits with it where the ticket is cancelled or spam, each told as cancelled first', () => {
    const taken = [assign(), reply(), scheduleVisit(), scheduleVisit({ visitId: otherVisitId })]
    expect(recorded(after(...opened, ...taken), cancel())).toMatchObject([
      ['VisitCancelled', { visitId, because: 'ticket-cancelled', cancelledBy: agent, cancelledAt: wednesday('09:00') }],
      ['VisitCancelled', { visitId: otherVisitId, because: 'ticket-cancelled' }],
      ['ServiceTicketCancelled', {}],
    ])
    expect(recorded(after(...scheduled), spam())).toMatchObject([
      ['VisitCancelled', { visitId, because: 'spam' }],
      ['ServiceTicketMarkedAsSpam', {}],
    ])
    whenRefused([...scheduled, spam()], rescheduleVisit()).rejects({ reason: 'TicketIsSpam' })
  })

  it('is refused while somebody is at the customer’s', () => {
    const late = wednesday('10:00')
    for (const command of [cancel({ cancelledAt: late }), spam({ markedAt: late })]) {
      whenRefused([...opened, ...arrived], command).rejects({ reason: 'OpenWork', promiseIds: [], visitIds: [visitId] })
    }
  })
})
