import { given } from '@aftersale/decider/testing'
import type { ServiceTicketCommand } from '../commands.js'
import {
  after,
  cancel,
  count,
  friday,
  openTicket,
  recorded,
  text,
  tuesday,
  wednesday,
} from '../service-ticket.fixtures.js'
import { serviceTicket } from '../service-ticket.js'
import {
  arrive,
  arrived,
  cancelVisit,
  confirmTechnician,
  held,
  petra,
  provider,
  refuseTechnician,
  rescheduleVisit,
  scheduleVisit,
  setOut,
  visitId,
} from '../visits/visits.fixtures.js'

const opened = [openTicket({ priority: 'planning' })]
const scheduled = [...opened, scheduleVisit()]

const whenRefused = (history: ReadonlyArray<ServiceTicketCommand>, command: ServiceTicketCommand) =>
  given(serviceTicket, after(...history)).when(command)

describe('what the technician’s day answers', () => {
  it('holds the technician, named by the stream and the revision that says so', () => {
    const { serviceTicketId: _, ...answer } = confirmTechnician().data
    expect(recorded(after(...scheduled), confirmTechnician())).toStrictEqual([
      ['VisitTechnicianHeld', { ...answer, technicianId: petra }],
    ])
  })

  it('refuses them, and the visit waits for another appointment', () => {
    const { serviceTicketId: _, ...answer } = refuseTechnician().data
    expect(recorded(after(...scheduled), refuseTechnician())).toStrictEqual([
      ['VisitTechnicianRefused', { ...answer, technicianId: petra }],
    ])
    whenRefused([...scheduled, refuseTechnician()], arrive()).rejects({
      reason: 'TechnicianNotHeld',
      visitId,
      hold: 'refused',
    })
  })

  it('takes back who was held, and does not give back who was refused', () => {
    const sick = refuseTechnician({ because: text('technician-out'), refusedAt: tuesday('08:00') })
    expect(recorded(after(...opened, ...held), sick)).toMatchObject([['VisitTechnicianRefused', {}]])
    whenRefused([...scheduled, refuseTechnician()], confirmTechnician()).rejects({
      reason: 'TechnicianRefused',
      visitId,
      round: 1,
    })
  })

  it('is void once the visit was moved, and counts for the appointment that it names', () => {
    const moved = [...scheduled, rescheduleVisit()]
    whenRefused(moved, confirmTechnician()).rejects({ reason: 'VisitMovedSince', visitId, round: 2 })
    whenRefused(moved, refuseTechnician()).rejects({ reason: 'VisitMovedSince', visitId, round: 2 })
    const second = confirmTechnician({ round: count(2), heldAt: tuesday('09:01') })
    expect(recorded(after(...moved, second), arrive({ arrivedAt: friday('12:30') }))).toMatchObject([
      ['VisitArrived', { timing: 'in-window' }],
    ])
  })

  it('records nothing when repeated, also by another reading of the day, and after everything else', () => {
    whenRefused([...opened, ...held], confirmTechnician()).recordsNothing()
    whenRefused([...opened, ...held], confirmTechnician({ revision: 9 })).recordsNothing()
    whenRefused([...scheduled, refuseTechnician()], refuseTechnician({ refusedAt: tuesday('08:00') })).recordsNothing()
    whenRefused([...opened, ...held, rescheduleVisit(), cancel()], confirmTechnician()).recordsNothing()
  })

  it('is refused of a visit that ended, is under way, or is a provider’s', () => {
    whenRefused([...scheduled, cancelVisit()], confirmTechnician()).rejects({
      reason: 'VisitAlreadyEnded',
      visitId,
      outcome: 'cancelled',
    })
    whenRefused([...opened, ...arrived], refuseTechnician({ refusedAt: wednesday('09:31') })).rejects({
      reason: 'VisitUnderWay',
      visitId,
      arrivedAt: wednesday('09:30'),
    })
    whenRefused([...opened, scheduleVisit({ performer: provider })], confirmTechnician()).rejects({
      reason: 'TechnicianNotAsked',
      visitId,
    })
  })

  it('is needed by whoever of our own sets out or arrives, and by no provider', () => {
    for (const command of [setOut(), arrive()]) {
      whenRefused(scheduled, command).rejects({ reason: 'TechnicianNotHeld', visitId, hold: 'asked' })
      expect(recorded(after(...opened, ...held), command).length).toBe(1)
      expect(recorded(after(...opened, scheduleVisit({ performer: provider })), command).length).toBe(1)
    }
  })
})
