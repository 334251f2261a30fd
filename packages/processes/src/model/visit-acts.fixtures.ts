import {
  openVisitsOf,
  type ServiceTicketId,
  type ServiceTicketState,
  serviceTicketAggregate,
  technicianDayIdOf,
  type Visit,
} from '@aftersale/domain'
import {
  agent,
  CUSTOMER,
  customer,
  type Dice,
  desk,
  oneOf,
  send,
  TECHNICIANS,
  TICKETS,
} from './after-sales-shop.fixtures.js'
import { assetsIn } from './asset-acts.fixtures.js'
import { berlinDayOf, plusDays } from './berlin.fixtures.js'
import type { Act } from './claim-acts.fixtures.js'
import { certificationOf } from './evidence.fixtures.js'
import type { LedgerWorld } from './ledger-world.fixtures.js'
import { soldPlansIn } from './plan-acts.fixtures.js'
import { PURCHASES, uuid } from './shop.fixtures.js'

const zone = 'Europe/Berlin'

export const ticketsIn = (world: LedgerWorld): ReadonlyArray<ServiceTicketId> =>
  [...world.streams.keys()]
    .filter((name) => name.startsWith('serviceTicket-'))
    .map((name) => name.slice('serviceTicket-'.length) as ServiceTicketId)

type Ticket = Exclude<ServiceTicketState, { readonly status: 'not-opened' }>['ticket']

export const ticketOf = (world: LedgerWorld, id: ServiceTicketId): Ticket | undefined => {
  const state: ServiceTicketState = world.stateOf(serviceTicketAggregate, id)
  return state.status === 'not-opened' ? undefined : state.ticket
}

export const doTicket = (world: LedgerWorld, serviceTicketId: string, type: string, data: object): void => {
  send(world, 'serviceTicket', serviceTicketId, type, { serviceTicketId, ...data })
}

export const openTicket: Act = (world, dice) => {
  const serviceTicketId = TICKETS[dice(TICKETS.length)] ?? ''
  const asset = oneOf(assetsIn(world), dice)
  doTicket(world, serviceTicketId, 'OpenServiceTicket', {
    issueId: serviceTicketId,
    customerId: CUSTOMER,
    channel: 'phone',
    kind: 'technical',
    priority: dice(2) === 0 ? 'high' : 'moderate',
    ...(asset === undefined ? {} : { assetId: asset.assetId }),
    purchaseId: PURCHASES[0],
    openedBy: customer,
    openedAt: world.now(),
    serviceLevel: desk,
  })
}

/** On one of a few days, within few hours: many want the same technician. */
const appointment = (world: LedgerWorld, dice: Dice): object => {
  const technicianId = TECHNICIANS[dice(2)] ?? TECHNICIANS[0]
  const from = 8 + dice(6)
  const two = (hour: number): string => `${String(hour).padStart(2, '0')}:00`
  const certification = certificationOf(world, technicianId)
  return {
    window: {
      on: plusDays(berlinDayOf(world.now()), dice(3)),
      from: two(from),
      to: two(from + 2 + dice(2)),
      zone,
    },
    performer:
      dice(8) === 0 ? { kind: 'provider', providerId: 'hof', providerName: 'Hof' } : { kind: 'in-house', technicianId },
    requiredSkills: dice(2) === 0 ? ['drums'] : [],
    ...(dice(3) === 0 ? { travelMinutes: 30 } : {}),
    ...(certification === undefined ? {} : { certification }),
  }
}

const purposes = ['installation', 'installation', 'repair', 'maintenance', 'follow-up'] as const

/** Now and then it is drawn from a plan; from one that was sold, whatever became of it. */
const entitlement = (world: LedgerWorld, dice: Dice): object => {
  const servicePlanId = oneOf(soldPlansIn(world), dice)
  return servicePlanId === undefined || dice(2) === 0 ? {} : { entitlement: { servicePlanId } }
}

/** One that the ticket may know already; of another ticket none has that id. */
const visitAgain = (serviceTicketId: string): number => 900_000 + Number.parseInt(serviceTicketId.slice(-4), 16)

/** Maintenance is rare enough: wherever some is owed, that is what a visit is for. */
const isOwed = ({ slots }: MaintenanceSchedule): boolean => slots.some(({ standing }) => standing.status === 'due')

type MaintenanceSchedule = ReturnType<typeof assetsIn>[number]['schedules'][number]

const scheduleVisit: Act = (world, dice) => {
  const serviceTicketId = oneOf(ticketsIn(world), dice)
  if (serviceTicketId === undefined) return openTicket(world, dice)
  const assets = assetsIn(world)
  const owed = assets.filter(({ schedules }) => schedules.some(isOwed))
  const asset = oneOf(owed.length > 0 ? owed : assets, dice)
  const slot = asset?.schedules.flatMap((schedule) =>
    schedule.slots
      .filter(({ standing }) => !isOwed(schedule) || standing.status === 'due')
      .map(({ slot: number }) => ({ assetId: asset.assetId, scheduleId: schedule.setUp.scheduleId, slot: number })),
  )
  const maintenance = slot === undefined || dice(2) === 0 ? undefined : oneOf(slot, dice)
  doTicket(world, serviceTicketId, 'ScheduleVisit', {
    visitId: uuid('4444', dice(8) === 0 ? visitAgain(serviceTicketId) : world.log.length),
    purpose: maintenance === undefined ? purposes[dice(purposes.length)] : 'maintenance',
    ...(asset === undefined ? {} : { assetId: asset.assetId }),
    ...(maintenance === undefined ? {} : { maintenance }),
    ...entitlement(world, dice),
    ...appointment(world, dice),
    scheduledBy: agent,
    scheduledAt: world.now(),
    serviceLevel: desk,
  })
}

interface Visited {
  readonly serviceTicketId: ServiceTicketId
  readonly visit: Visit
}

const openVisitsIn = (world: LedgerWorld): ReadonlyArray<Visited> =>
  ticketsIn(world).flatMap((serviceTicketId) => {
    const ticket = ticketOf(world, serviceTicketId)
    return ticket === undefined ? [] : openVisitsOf(ticket).map((visit) => ({ serviceTicketId, visit }))
  })

const doVisit = (world: LedgerWorld, { serviceTicketId, visit }: Visited, type: string, data: object): void =>
  doTicket(world, serviceTicketId, type, { visitId: visit.scheduled.visitId, ...data })

const complete = (world: LedgerWorld, visited: Visited, dice: Dice): void => {
  const at = world.now()
  if (visited.visit.arrived === undefined)
    doVisit(world, visited, 'ArriveAtVisit', { arrivedAt: at, serviceLevel: desk })
  doVisit(world, visited, 'CompleteVisit', {
    outcome: dice(4) === 0 ? 'partly-done' : 'done',
    parts: [],
    labourMinutes: 30,
    completedAt: at,
  })
}

const cancel = (world: LedgerWorld, visited: Visited): void =>
  doVisit(world, visited, 'CancelVisit', {
    because: 'no-longer-wanted',
    cancelledBy: customer,
    cancelledAt: world.now(),
    serviceLevel: desk,
  })

const visitNews: Act = (world, dice) => {
  const visited = oneOf(openVisitsIn(world), dice)
  if (visited === undefined) return scheduleVisit(world, dice)
  const at = world.now()
  switch (dice(8)) {
    case 0:
    case 1:
      return doVisit(world, visited, 'RescheduleVisit', {
        ...appointment(world, dice),
        because: 'other-day',
        rescheduledBy: customer,
        rescheduledAt: at,
      })
    case 2:
      return cancel(world, visited)
    case 3:
      return doVisit(world, visited, 'RecordNoShow', {
        party: dice(2) === 0 ? 'customer' : 'technician',
        recordedBy: agent,
        noShowAt: at,
        serviceLevel: desk,
      })
    case 4:
      doVisit(world, visited, 'ConfirmVisit', { confirmedBy: customer, confirmedAt: at })
      return doVisit(world, visited, 'SetOutForVisit', { setOutAt: at })
    default:
      return complete(world, visited, dice)
  }
}

/** Visits that are to be made are, or are cancelled. */
export const endAllVisits = (world: LedgerWorld, dice: Dice): void => {
  for (const visited of openVisitsIn(world)) {
    complete(world, visited, dice)
    cancel(world, visited)
  }
}

/** Sick on a day, or back again. */
const technicianNews: Act = (world, dice) => {
  const technicianId = TECHNICIANS[dice(2)] ?? TECHNICIANS[0]
  const on = plusDays(berlinDayOf(world.now()), dice(3))
  const technicianDayId = technicianDayIdOf(technicianId as never, on as never)
  const blockId = `block-${dice(2)}`
  if (dice(3) > 0) {
    send(world, 'technicianDay', technicianDayId, 'BlockTechnician', {
      technicianDayId,
      technicianId,
      on,
      zone,
      blockId,
      because: ['sick', 'holiday'][dice(2)],
      blockedAt: world.now(),
    })
  } else {
    send(world, 'technicianDay', technicianDayId, 'UnblockTechnician', {
      technicianDayId,
      blockId,
      unblockedAt: world.now(),
    })
  }
}

const certificationNews: Act = (world, dice) => {
  const index = dice(2)
  const staffId = TECHNICIANS[index] ?? TECHNICIANS[0]
  const certificationId = `certificate-${index}`
  const at = world.now()
  if (dice(6) === 0) {
    send(world, 'staffCertification', staffId, 'WithdrawCertification', {
      staffId,
      certificationId,
      because: 'failed-the-test',
      withdrawnAt: at,
    })
  } else {
    send(world, 'staffCertification', staffId, 'RenewCertification', {
      staffId,
      certificationId,
      renewalId: `renewal-${world.log.length}`,
      lastOn: plusDays(berlinDayOf(at), 200),
      renewedAt: at,
    })
  }
}

/** Each as often as it is to happen. */
export const visitActs: ReadonlyArray<Act> = [
  openTicket,
  scheduleVisit,
  scheduleVisit,
  scheduleVisit,
  scheduleVisit,
  visitNews,
  visitNews,
  visitNews,
  visitNews,
  visitNews,
  technicianNews,
  certificationNews,
]
