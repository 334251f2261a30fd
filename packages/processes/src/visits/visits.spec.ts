import { domainEventCatalogue, retailDesk, technicianDayIdOf } from '@aftersale/domain'
import { InMemoryEvents, inMemoryEventStore, type RecordedEvent } from '@aftersale/event-store'
import { eventIdOf, type Instant, type NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { followedAggregates } from '../domain-processes.js'
import type { LedgerWorld } from '../model/ledger-world.fixtures.js'
import { reactionTo, shortly } from '../model/scene.fixtures.js'
import { parkedReactions } from '../running/parked-reactions.js'
import { runProcesses } from '../running/run-processes.js'
import { stepsOf } from '../steps-of.js'
import { holdTheTechnicianOfAScheduledVisit as hold } from './hold-the-technician-of-a-scheduled-visit.js'
import { releaseTheTechnicianWhenAVisitMovesOrEnds as release } from './release-the-technician-when-a-visit-moves-or-ends.js'
import { tellTheTicketWhenItsTechnicianIsOut as tell } from './tell-the-ticket-when-its-technician-is-out.js'
import {
  agent,
  appointment,
  bookedOn,
  cancel,
  doDay,
  doTicket,
  everythingHappens,
  openedTickets,
  petra,
  provider,
  quentin,
  reschedule,
  schedule,
  thursday,
  ticketA,
  ticketB,
  visitA,
  visitB,
  visitIn,
  visitProcesses,
  wednesday,
  withQuentin,
} from './visits.fixtures.js'

const nine = appointment(wednesday, '09:00', '11:00')
const ten = appointment(wednesday, '10:00', '12:00')
const one = appointment(wednesday, '13:00', '15:00')
const next = appointment(thursday, '09:00', '11:00')

const sick = (world: LedgerWorld, on = wednesday) =>
  doDay(world, on, 'BlockTechnician', {
    technicianId: petra,
    on,
    zone: 'Europe/Berlin',
    blockId: 'sick-note',
    because: 'sick',
    blockedAt: world.now(),
  })

const held = () => {
  const world = openedTickets()
  schedule(world, ticketA, visitA, nine)
  everythingHappens(world)
  return world
}

/** Wednesday, 9:30 in Berlin. */
const onSite = (world: LedgerWorld) => {
  world.minutes = 2 * 24 * 60 + 30
  doTicket(world, ticketA, 'ArriveAtVisit', { visitId: visitA, arrivedAt: world.now(), serviceLevel: retailDesk })
}

/** The commands by which the visit scheduled last is held, where something happens once it is booked. */
const holding = (world: LedgerWorld, onceBooked: () => void): ReadonlyArray<string> => {
  const scheduled = world.log.at(-1)?.occurrence
  if (scheduled === undefined) throw new Error('Nothing was scheduled')
  const steps = stepsOf(hold, scheduled)
  const asked: Array<string> = []
  for (let at = steps.next(); at.done !== true; ) {
    const step = at.value
    if (step.kind === 'command') asked.push((step.command as { readonly type: string }).type)
    const answer = world.answer(step)
    if (step.kind === 'command' && asked.length === 1) onceBooked()
    at = steps.next(answer)
  }
  return asked
}

describe('a visit that is scheduled', () => {
  it('takes its time of the technician’s day, and knows the stream and revision that hold it', () => {
    const world = openedTickets()
    schedule(world, ticketA, visitA, { ...nine, travelMinutes: 20 })
    const technicianDayId = technicianDayIdOf(petra, wednesday)

    expect(reactionTo(world, hold, 'VisitScheduled')).toMatchObject([
      {
        to: 'technicianDay',
        type: 'BookTechnician',
        became: 'done',
        data: {
          technicianDayId,
          technicianId: petra,
          on: '2025-06-04',
          zone: 'Europe/Berlin',
          round: 1,
          from: '2025-06-04T07:00:00.000Z',
          until: '2025-06-04T09:00:00.000Z',
          travelMinutes: 20,
        },
      },
      {
        to: 'serviceTicket',
        type: 'ConfirmTechnician',
        became: 'done',
        data: { round: 1, dayStream: `technicianDay-${technicianDayId}`, revision: 0 },
      },
    ])
    expect(visitIn(world, ticketA, visitA).hold).toBe('held')
  })

  it('is told where the technician has another visit by then, and what refuses it', () => {
    const world = held()
    schedule(world, ticketB, visitB, ten)
    expect(reactionTo(world, hold, 'VisitScheduled')).toMatchObject([
      { type: 'BookTechnician', became: 'TechnicianBusy' },
      { type: 'RefuseTechnician', became: 'done', data: { because: 'TechnicianBusy', round: 1 } },
    ])
    expect(visitIn(world, ticketB, visitB).hold).toBe('refused')
    expect(bookedOn(world, wednesday)).toEqual([{ visitId: visitA, round: 1 }])
  })

  it('is told where the technician is away, or the day is kept in another zone', () => {
    const world = openedTickets()
    sick(world)
    schedule(world, ticketA, visitA, nine)
    expect(shortly(reactionTo(world, hold, 'VisitScheduled'))).toEqual([
      'technicianDay: BookTechnician TechnicianOut',
      'serviceTicket: RefuseTechnician done',
    ])
    schedule(world, ticketB, visitB, { ...ten, window: { ...ten.window, zone: 'Europe/London' } })
    expect(shortly(reactionTo(world, hold, 'VisitScheduled'))).toEqual([
      'technicianDay: BookTechnician DayKeptInAnotherZone',
      'serviceTicket: RefuseTechnician done',
    ])
  })

  it('asks no day where a provider comes', () => {
    const world = openedTickets()
    schedule(world, ticketA, visitA, { ...nine, performer: provider })
    expect(reactionTo(world, hold, 'VisitScheduled')).toEqual([])
    cancel(world, ticketA, visitA)
    expect(reactionTo(world, release, 'VisitCancelled')).toEqual([])
  })

  it('asks for nothing where it was moved or cancelled before that was heard', () => {
    const world = openedTickets()
    schedule(world, ticketA, visitA, nine)
    reschedule(world, ticketA, visitA, next)
    expect(reactionTo(world, hold, 'VisitScheduled')).toEqual([])
    cancel(world, ticketA, visitA)
    expect(reactionTo(world, hold, 'VisitRescheduled')).toEqual([])
    expect(shortly(reactionTo(world, release, 'VisitCancelled'))).toEqual([
      'technicianDay: ReleaseTechnician BookingUnknown',
    ])
  })
})

describe('a visit that is moved', () => {
  it('to another day leaves the one and takes the other', () => {
    const world = held()
    reschedule(world, ticketA, visitA, next)
    everythingHappens(world)
    expect(bookedOn(world, wednesday)).toEqual([])
    expect(bookedOn(world, thursday)).toEqual([{ visitId: visitA, round: 2 }])
    expect(visitIn(world, ticketA, visitA)).toMatchObject({ hold: 'held', round: 2 })
  })

  it('by an hour does not stand in its own way', () => {
    const world = held()
    reschedule(world, ticketA, visitA, ten)
    everythingHappens(world)
    expect(bookedOn(world, wednesday)).toEqual([{ visitId: visitA, round: 2 }])
    expect(visitIn(world, ticketA, visitA)).toMatchObject({ hold: 'held', round: 2 })
    expect(world.parked).toEqual([])
  })

  it('to another technician frees the one and holds the other', () => {
    const world = held()
    reschedule(world, ticketA, visitA, { ...nine, performer: withQuentin })
    everythingHappens(world)
    expect(bookedOn(world, wednesday)).toEqual([])
    expect(bookedOn(world, wednesday, quentin)).toEqual([{ visitId: visitA, round: 2 }])
  })

  it('to a time that another visit has, frees its own all the same, and is told the no', () => {
    const world = held()
    schedule(world, ticketB, visitB, one)
    everythingHappens(world)
    reschedule(world, ticketA, visitA, one)
    everythingHappens(world)
    expect(visitIn(world, ticketA, visitA).hold).toBe('refused')
    expect(bookedOn(world, wednesday)).toEqual([{ visitId: visitB, round: 1 }])
    schedule(world, ticketB, visitA, ten)
    everythingHappens(world)
    expect(visitIn(world, ticketB, visitA).hold).toBe('held')
  })

  it('while it is being held gives back at once what was booked for it', () => {
    const world = openedTickets()
    schedule(world, ticketA, visitA, nine)
    const asked = holding(world, () => reschedule(world, ticketA, visitA, next))
    expect(asked).toEqual(['BookTechnician', 'ConfirmTechnician', 'ReleaseTechnician'])
    expect(bookedOn(world, wednesday)).toEqual([])
  })

  it('is not asked for again once it was refused, though the time came free meanwhile', () => {
    const world = held()
    schedule(world, ticketB, visitB, ten)
    expect(shortly(reactionTo(world, hold, 'VisitScheduled'))).toEqual([
      'technicianDay: BookTechnician TechnicianBusy',
      'serviceTicket: RefuseTechnician done',
    ])
    cancel(world, ticketA, visitA)
    everythingHappens(world)
    expect(reactionTo(world, hold, 'VisitScheduled')).toEqual([])
    expect(bookedOn(world, wednesday)).toEqual([])
  })
})

describe('a visit that ends', () => {
  it('gives its time back where it is cancelled, also with its ticket', () => {
    const world = held()
    cancel(world, ticketA, visitA)
    expect(reactionTo(world, release, 'VisitCancelled')).toMatchObject([
      { type: 'ReleaseTechnician', became: 'done', data: { because: 'cancelled', round: 1 } },
    ])
    schedule(world, ticketB, visitB, ten)
    everythingHappens(world)
    expect(visitIn(world, ticketB, visitB).hold).toBe('held')
    doTicket(world, ticketB, 'CancelServiceTicket', {
      because: 'withdrawn-by-customer',
      cancelledBy: agent,
      cancelledAt: world.now(),
    })
    everythingHappens(world)
    expect(bookedOn(world, wednesday)).toEqual([])
  })

  it('gives back what is left of it where it is completed', () => {
    const world = held()
    onSite(world)
    world.minutes += 30
    doTicket(world, ticketA, 'CompleteVisit', {
      visitId: visitA,
      outcome: 'done',
      parts: [],
      labourMinutes: 30,
      completedAt: world.now(),
    })
    everythingHappens(world)
    schedule(world, ticketB, visitB, ten)
    everythingHappens(world)
    expect(visitIn(world, ticketB, visitB).hold).toBe('held')
  })

  it('gives its time back where somebody was not there', () => {
    const world = held()
    world.minutes = 2 * 24 * 60 + 30
    doTicket(world, ticketA, 'RecordNoShow', {
      visitId: visitA,
      party: 'customer',
      recordedBy: agent,
      noShowAt: world.now(),
      serviceLevel: retailDesk,
    })
    expect(reactionTo(world, release, 'VisitNoShowRecorded')).toMatchObject([
      { became: 'done', data: { because: 'no-show' } },
    ])
  })
})

describe('a technician who falls sick', () => {
  it('is held by no visit of that day any more, and each ticket is told', () => {
    const world = held()
    sick(world)
    expect(reactionTo(world, tell, 'TechnicianReleased')).toMatchObject([
      {
        to: 'serviceTicket',
        type: 'RefuseTechnician',
        became: 'done',
        data: { because: 'technician-out', dayStream: `technicianDay-${technicianDayIdOf(petra, wednesday)}` },
      },
    ])
    expect(visitIn(world, ticketA, visitA).hold).toBe('refused')
    reschedule(world, ticketA, visitA, { ...nine, performer: withQuentin })
    everythingHappens(world)
    expect(visitIn(world, ticketA, visitA).hold).toBe('held')
  })

  it('before the ticket heard that they are held, is told as out alone', () => {
    const world = openedTickets()
    schedule(world, ticketA, visitA, nine)
    expect(holding(world, () => sick(world))).toEqual(['BookTechnician'])
    expect(visitIn(world, ticketA, visitA).hold).toBe('asked')
    everythingHappens(world)
    expect(visitIn(world, ticketA, visitA).hold).toBe('refused')
  })

  it('is nothing to a visit that is under way or was moved by then, or that gave its time up itself', () => {
    const world = held()
    onSite(world)
    sick(world)
    expect(shortly(reactionTo(world, tell, 'TechnicianReleased'))).toEqual([
      'serviceTicket: RefuseTechnician VisitUnderWay',
    ])
    const moved = held()
    reschedule(moved, ticketA, visitA, next)
    everythingHappens(moved)
    expect(reactionTo(moved, tell, 'TechnicianReleased')).toEqual([])
  })
})

describe('over a store, the processes of visits', () => {
  const stored = async (world: LedgerWorld): Promise<InMemoryEvents> => {
    const events = new InMemoryEvents()
    const store = inMemoryEventStore({ events })
    for (const [index, { occurrence }] of world.log.entries()) {
      const { type, data, schemaVersion } = domainEventCatalogue.encode(occurrence.event as never)
      const commandId = `told-${index}` as NonEmptyText
      const metadata = {
        eventId: eventIdOf(occurrence.stream, commandId, 0),
        schemaVersion,
        occurredAt: occurrence.metadata.occurredAt,
        recordedAt: occurrence.metadata.recordedAt,
        actor: agent,
        commandId,
        correlationId: commandId,
        causationId: commandId,
        commandHash: eventIdOf('hash', commandId, 0),
      }
      const appended = await store.append(occurrence.stream, [{ type, data, metadata: metadata as never }], 'any')()
      if (E.isLeft(appended)) throw new Error(appended.left.failure)
    }
    return events
  }

  const isOfTheDomain = ({ stream }: RecordedEvent): boolean => !/^(processCheckpoint|parkedReaction)-/.test(stream)

  const run = async (events: InMemoryEvents, from: 'checkpoint' | 'beginning') => {
    const running = runProcesses(inMemoryEventStore({ events }), {
      processes: visitProcesses,
      aggregates: followedAggregates,
      now: () => '2025-06-30T12:00:00.000Z' as Instant,
      waitMilliseconds: () => 0,
      from,
    })
    for (;;) {
      const last = events.all.findLast(isOfTheDomain)
      const upTo = running.handledUpTo()
      if (last === undefined || (upTo?.kind === 'all' && upTo.position.commit >= last.position.commit)) break
      await new Promise(setImmediate)
    }
    await running.stop()
  }

  it('have the same effect once, heard from the beginning again and again', async () => {
    const world = openedTickets()
    schedule(world, ticketA, visitA, nine)
    schedule(world, ticketB, visitB, ten)
    const events = await stored(world)
    await run(events, 'checkpoint')
    const once = events.all.filter(isOfTheDomain)
    // Two tickets are heard side by side: whichever asks first has the technician.
    const told = once.slice(world.log.length).map(({ type }) => type)
    expect(told.toSorted()).toEqual(['TechnicianBooked', 'VisitTechnicianHeld', 'VisitTechnicianRefused'])

    await run(events, 'beginning')
    await run(events, 'beginning')

    expect(events.all.filter(isOfTheDomain)).toEqual(once)
    expect(await parkedReactions(inMemoryEventStore({ events }))).toEqual(E.right([]))
  })

  it('leave no booking that no visit knows of, however the visit was moved before they heard of it', async () => {
    const world = openedTickets()
    schedule(world, ticketA, visitA, nine)
    reschedule(world, ticketA, visitA, next)
    reschedule(world, ticketA, visitA, one)
    cancel(world, ticketA, visitA)
    const events = await stored(world)
    await run(events, 'checkpoint')
    expect(events.all.filter(isOfTheDomain)).toHaveLength(world.log.length)
    expect(await parkedReactions(inMemoryEventStore({ events }))).toEqual(E.right([]))
  })
})
