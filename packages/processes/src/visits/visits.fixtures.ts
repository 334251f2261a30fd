import {
  type BookTechnician,
  type LocalDate,
  retailDesk,
  type ScheduleVisit,
  type ServiceTicketCommand,
  type ServiceTicketId,
  type StaffId,
  serviceTicketAggregate,
  type TechnicianDayCommand,
  type TechnicianDayState,
  technicianDayAggregate,
  technicianDayIdOf,
  type Visit,
  type VisitId,
  visitOf,
} from '@aftersale/domain'
import { drain, LedgerWorld, ModelRunner } from '../model/ledger-world.fixtures.js'
import type { AnyAggregate } from '../reaction.js'
import { holdTheTechnicianOfAScheduledVisit } from './hold-the-technician-of-a-scheduled-visit.js'
import { releaseTheTechnicianWhenAVisitMovesOrEnds } from './release-the-technician-when-a-visit-moves-or-ends.js'
import { tellTheTicketWhenItsTechnicianIsOut } from './tell-the-ticket-when-its-technician-is-out.js'

// Two tickets that want the same technician on the same days of June 2025. The world begins on Monday, the 2nd, at 9 in Berlin.

export const visitProcesses = [
  holdTheTechnicianOfAScheduledVisit,
  releaseTheTechnicianWhenAVisitMovesOrEnds,
  tellTheTicketWhenItsTechnicianIsOut,
]

export const ticketA = '0197290f-7777-7000-8000-000000000001' as ServiceTicketId
export const ticketB = '0197290f-7777-7000-8000-000000000002' as ServiceTicketId
export const visitA = '0197290f-4444-7000-8000-000000000001' as VisitId
export const visitB = '0197290f-4444-7000-8000-000000000002' as VisitId
export const petra = '0197290f-a1a1-7000-8000-000000000001' as StaffId
export const quentin = '0197290f-a1a1-7000-8000-000000000002' as StaffId
export const wednesday = '2025-06-04' as LocalDate
export const thursday = '2025-06-05' as LocalDate
const zone = 'Europe/Berlin'

export const agent = { kind: 'agent', id: 'agent-1' }
const customer = { kind: 'customer', id: 'customer-1' }

let counter = 0

const handle = (world: LedgerWorld, aggregate: unknown, id: string, command: unknown): void => {
  const answer = world.handle(aggregate as AnyAggregate, id, command, `act-${(counter += 1)}`)
  if (answer.kind === 'rejected') throw new Error(`Refused: ${JSON.stringify(answer.rejection)}`)
}

export const doTicket = (
  world: LedgerWorld,
  serviceTicketId: ServiceTicketId,
  type: ServiceTicketCommand['type'],
  data: object,
): void => handle(world, serviceTicketAggregate, serviceTicketId, { type, data: { serviceTicketId, ...data } })

export const doDay = (
  world: LedgerWorld,
  on: LocalDate,
  type: TechnicianDayCommand['type'],
  data: object,
  technicianId = petra,
): void => {
  const technicianDayId = technicianDayIdOf(technicianId, on)
  handle(world, technicianDayAggregate, technicianDayId, { type, data: { technicianDayId, ...data } })
}

/** Both tickets, opened. */
export const openedTickets = (): LedgerWorld => {
  const world = new LedgerWorld()
  for (const [serviceTicketId, number] of [
    [ticketA, 1],
    [ticketB, 2],
  ] as const) {
    doTicket(world, serviceTicketId, 'OpenServiceTicket', {
      issueId: `0197290f-8888-7000-8000-00000000000${number}`,
      channel: 'phone',
      kind: 'repair',
      priority: 'planning',
      openedBy: customer,
      openedAt: world.now(),
      serviceLevel: retailDesk,
    })
  }
  return world
}

const inHouse = (technicianId: StaffId) => ({ kind: 'in-house', technicianId })
export const provider = { kind: 'provider', providerId: 'hof', providerName: 'Hof' }

export const appointment = (
  on: LocalDate,
  from: string,
  to: string,
  performer: object = inHouse(petra),
): Pick<ScheduleVisit['data'], 'window' | 'performer' | 'requiredSkills'> =>
  ({ window: { on, from, to, zone }, performer, requiredSkills: [] }) as never

export const withQuentin = inHouse(quentin)

export const schedule = (world: LedgerWorld, serviceTicketId: ServiceTicketId, visitId: VisitId, when: object): void =>
  doTicket(world, serviceTicketId, 'ScheduleVisit', {
    visitId,
    purpose: 'repair',
    ...when,
    scheduledBy: agent,
    scheduledAt: world.now(),
    serviceLevel: retailDesk,
  })

export const reschedule = (
  world: LedgerWorld,
  serviceTicketId: ServiceTicketId,
  visitId: VisitId,
  when: object,
): void =>
  doTicket(world, serviceTicketId, 'RescheduleVisit', {
    visitId,
    ...when,
    because: 'customer-away',
    rescheduledBy: customer,
    rescheduledAt: world.now(),
  })

export const cancel = (world: LedgerWorld, serviceTicketId: ServiceTicketId, visitId: VisitId): void =>
  doTicket(world, serviceTicketId, 'CancelVisit', {
    visitId,
    because: 'no-longer-wanted',
    cancelledBy: customer,
    cancelledAt: world.now(),
    serviceLevel: retailDesk,
  })

/** All processes of visits do all that they have to do. */
export const everythingHappens = (world: LedgerWorld): void => drain(new ModelRunner(world, visitProcesses))

export const visitIn = (world: LedgerWorld, serviceTicketId: ServiceTicketId, visitId: VisitId): Visit => {
  const state = world.stateOf(serviceTicketAggregate, serviceTicketId) as Parameters<
    typeof serviceTicketAggregate.decider.decide
  >[1]
  const visit = state.status === 'not-opened' ? undefined : visitOf(state.ticket, visitId)
  if (visit === undefined) throw new Error(`${visitId} was never scheduled`)
  return visit
}

/** Which appointments of which visits a day has. */
export const bookedOn = (
  world: LedgerWorld,
  on: LocalDate,
  technicianId = petra,
): ReadonlyArray<Pick<BookTechnician['data'], 'visitId' | 'round'>> => {
  const state: TechnicianDayState = world.stateOf(technicianDayAggregate, technicianDayIdOf(technicianId, on))
  return state.status === 'untouched'
    ? []
    : state.bookings
        .filter(({ released }) => released === undefined)
        .map(({ booked: { visitId, round } }) => ({ visitId, round }))
}
