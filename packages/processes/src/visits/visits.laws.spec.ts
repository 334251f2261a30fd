import {
  openVisitsOf,
  serviceTicketAggregate,
  type TechnicianDayState,
  technicianDayAggregate,
} from '@aftersale/domain'
import * as fc from 'fast-check'
import { drain, type LedgerWorld, ModelRunner, type StepFault } from '../model/ledger-world.fixtures.js'
import {
  appointment,
  cancel,
  doDay,
  openedTickets,
  petra,
  provider,
  reschedule,
  schedule,
  thursday,
  ticketA,
  ticketB,
  visitA,
  visitB,
  visitProcesses,
  wednesday,
  withQuentin,
} from './visits.fixtures.js'

type Act = (world: LedgerWorld, runner: ModelRunner) => void

const anyAppointment = fc
  .tuple(
    fc.constantFrom(wednesday, wednesday, thursday),
    fc.constantFrom(9, 10, 11, 13),
    fc.constantFrom(undefined, undefined, undefined, withQuentin, provider),
  )
  .map(([on, hour, performer]) =>
    appointment(on, `${String(hour).padStart(2, '0')}:00`, `${String(hour + 2).padStart(2, '0')}:00`, performer),
  )
const anyVisit = fc.constantFrom([ticketA, visitA] as const, [ticketA, visitB] as const, [ticketB, visitB] as const)

/** What makes no sense at that moment is refused, and nothing happens. */
const tried =
  (act: Act): Act =>
  (world, runner) => {
    try {
      act(world, runner)
    } catch (refused) {
      if (!(refused instanceof Error && refused.message.startsWith('Refused'))) throw refused
    }
  }

const anyAct: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(anyVisit, anyAppointment).map(
      ([of, when]): Act =>
        (world) =>
          schedule(world, ...of, when),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(anyVisit, anyAppointment).map(
      ([of, when]): Act =>
        (world) =>
          reschedule(world, ...of, when),
    ),
  },
  {
    weight: 1,
    arbitrary: anyVisit.map(
      (of): Act =>
        (world) =>
          cancel(world, ...of),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(wednesday, thursday).map(
      (on): Act =>
        (world) =>
          doDay(world, on, 'BlockTechnician', {
            technicianId: petra,
            on,
            zone: 'Europe/Berlin',
            blockId: `sick-${on}`,
            because: 'sick',
            blockedAt: world.now(),
          }),
    ),
  },
  {
    weight: 12,
    arbitrary: fc.tuple(fc.nat(), fc.constantFrom<StepFault>('none', 'none', 'none', 'unanswered', 'unavailable')).map(
      ([which, fault]): Act =>
        (_, runner) => {
          const waiting = runner.waiting()
          const name = waiting[which % Math.max(waiting.length, 1)]
          if (name !== undefined) runner.step(name, fault)
        },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 4 }).map(
      (again): Act =>
        (_, runner) =>
          runner.crash(again),
    ),
  },
)

/** The appointments that days have, and those that tickets say are held: each as one text. */
const booked = (world: LedgerWorld): ReadonlyArray<string> =>
  [...world.streams].flatMap(([name, { state }]) => {
    if (!name.startsWith(technicianDayAggregate.category)) return []
    const day = state as TechnicianDayState
    return day.status === 'untouched'
      ? []
      : day.bookings
          .filter(({ released }) => released === undefined)
          .map(({ booked: { serviceTicketId, visitId, round } }) => `${serviceTicketId} ${visitId} ${round}`)
  })

const visitsIn = (world: LedgerWorld) =>
  [ticketA, ticketB].flatMap((id) => {
    const state: Parameters<typeof serviceTicketAggregate.decider.decide>[1] = world.stateOf(serviceTicketAggregate, id)
    return state.status === 'not-opened' ? [] : openVisitsOf(state.ticket)
  })

const afterAll = (law: (world: LedgerWorld) => void): void =>
  fc.assert(
    fc.property(fc.array(anyAct, { maxLength: 60 }), (acts) => {
      const world = openedTickets()
      const runner = new ModelRunner(world, visitProcesses)
      for (const act of acts) tried(act)(world, runner)
      drain(runner)
      law(world)
    }),
    { numRuns: 150 },
  )

describe('the visits and the days of technicians, however the processes were disturbed', () => {
  it('agree in the end about who is held for what', () => {
    afterAll((world) => {
      const held = visitsIn(world)
        .filter(({ hold }) => hold === 'held')
        .map(({ scheduled: { serviceTicketId, visitId }, round }) => `${serviceTicketId} ${visitId} ${round}`)
      expect([...booked(world)].toSorted()).toEqual(held.toSorted())
    })
  })

  it('leave no visit without an answer, and nothing to people', () => {
    afterAll((world) => {
      expect(visitsIn(world).filter(({ hold }) => hold === 'asked')).toEqual([])
      expect(world.parked).toEqual([])
    })
  })
})
