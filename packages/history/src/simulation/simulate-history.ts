import { type CommandHandler, commandHandler } from '@aftersale/command-handling'
import { type ServiceTicketCommand, serviceTicketAggregate } from '@aftersale/domain'
import { type LocalDate, startOfDay } from '@aftersale/domain/calendar'
import { type EventStore, inMemoryEventStore, streamNameOf } from '@aftersale/event-store'
import { type Actor, canonicalJson, instantOf, type NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { HistoryFault } from '../history-fault.js'
import type { HistoryTarget } from '../history-target.js'
import { Agenda } from './agenda.js'
import { Chance } from './chance.js'
import { applianceDesk, type Desk, isWithinHours } from './desk.js'
import { heldTickets } from './held-tickets.js'
import { type Customer, type Life, newId, type Step, type StepTaken } from './ticket-at-desk.js'
import { TicketLife } from './ticket-life.js'

export interface Simulation {
  readonly seed: number
  readonly customers: number
  /** The first local day of the desk. */
  readonly from: LocalDate
  /** The day after the last one. */
  readonly until: LocalDate
  readonly target: HistoryTarget
  readonly onProgress?: (events: number) => void
}

export interface SimulationSummary {
  readonly tickets: number
  readonly events: number
  /** Commands that the tickets refused, and commands that were sent a second time. */
  readonly refused: number
  readonly repeated: number
}

/** Tickets that a customer opens in a year, on average. */
const TICKETS_A_YEAR = 7
const DAY = 86_400_000

/**
 * Writes what a help desk may have lived through. Every event comes from a command to the real ticket, on a clock of its
 * own; the same seed, customers and days give the same events. Tickets at rest are forgotten: memory holds open ones.
 */
export const simulateHistory =
  (asked: Simulation): TaskEither<HistoryFault, SimulationSummary> =>
  async () => {
    const { seed, customers, target, onProgress } = asked
    const desk = applianceDesk
    const { zone } = desk.serviceLevel.calendar
    const from = Date.parse(startOfDay(asked.from, zone))
    const until = Date.parse(startOfDay(asked.until, zone))
    const chance = new Chance(seed)
    const agenda = new Agenda<Entry>()
    const tickets = new Map<string, Ticket>()
    const summary = { tickets: 0, events: 0, refused: 0, repeated: 0 }

    const arrivals = arrivalsOf(desk, chance, customersOf(chance, customers, from), from, until)
    const putNextArrival = (): void => {
      const { value, done } = arrivals.next()
      if (done !== true) agenda.put(value.at, { kind: 'arrival', life: value.life })
    }
    let now = from
    const held = heldTickets((id) => tickets.delete(id))
    const put = (at: number, entry: Exclude<Entry, { readonly kind: 'arrival' }>): void => {
      held.hold(entry.step.serviceTicketId)
      agenda.put(at, entry)
    }
    const goOn = (life: Life, taken: StepTaken | undefined): void => {
      for (let next = life.next(taken); next.done !== true; next = life.next(undefined)) {
        if (!('begins' in next.value)) {
          held.holdFor(life, next.value.serviceTicketId)
          put(Math.max(next.value.at, now), { kind: 'step', step: next.value, life })
          return
        }
        goOn(next.value.begins, undefined)
      }
      held.releaseAllOf(life)
    }

    putNextArrival()
    for (let next = agenda.next(); next !== undefined && next.at < until; next = agenda.next()) {
      const { entry, at } = next
      now = at
      if (entry.kind === 'arrival') {
        putNextArrival()
        goOn(entry.life, undefined)
        continue
      }
      const { serviceTicketId } = entry.step
      const known = tickets.get(serviceTicketId)
      const ticket = known ?? newTicket(serviceTicketId)
      if (known === undefined) {
        tickets.set(serviceTicketId, ticket)
        summary.tickets += 1
      }
      const carried = await carriedOut(ticket, entry.step, at)
      if (carried.outcome === 'refused') summary.refused += 1
      const taken = carried.taken
      if (chance.happens(0.02)) {
        // The sender did not hear of it and tries again.
        await carriedOut(ticket, entry.step, at + 1000, ticket.commands)
        summary.repeated += 1
      }
      const added = await newEvents(ticket)
      summary.events += added.length
      const written = await target.write(added)()
      if (E.isLeft(written)) return written
      onProgress?.(summary.events)

      for (const { dueAt, command } of serviceTicketAggregate.decider.deadlines(ticket.state)) {
        const name = canonicalJson(command)
        if (ticket.deadlines.has(name)) continue
        ticket.deadlines.add(name)
        put(Math.max(Date.parse(dueAt), at) + chance.between(0, 59) * 1000, {
          kind: 'deadline',
          step: { at: Date.parse(dueAt), serviceTicketId, command, actor: timer },
        })
      }
      if (entry.kind === 'step') goOn(entry.life, taken)
      held.release(serviceTicketId)
    }
    return E.right(summary)
  }

type Entry =
  | { readonly kind: 'arrival'; readonly life: Life }
  | { readonly kind: 'step'; readonly step: Step; readonly life: Life }
  | { readonly kind: 'deadline'; readonly step: Step }

const timer: Actor = { kind: 'system', id: 'timer' as NonEmptyText }

interface Ticket {
  readonly stream: string
  readonly store: EventStore
  readonly handle: CommandHandler
  state: typeof serviceTicketAggregate.decider.initial
  written: number
  commands: number
  readonly deadlines: Set<string>
}

const newTicket = (serviceTicketId: string): Ticket => {
  const store = inMemoryEventStore()
  return {
    stream: streamNameOf({ category: serviceTicketAggregate.category, id: serviceTicketId }),
    store,
    handle: commandHandler(store),
    state: serviceTicketAggregate.decider.initial,
    written: 0,
    commands: 0,
    deadlines: new Set(),
  }
}

interface CarriedOut {
  readonly outcome: 'done' | 'refused'
  readonly taken: StepTaken
}

const nothingTaken: StepTaken = { events: [], firstRevision: -1 }

const carriedOut = async (
  ticket: Ticket,
  { serviceTicketId, command, actor, channel }: Step,
  at: number,
  number = ticket.commands + 1,
): Promise<CarriedOut> => {
  ticket.commands = number
  const handled = await ticket.handle<ServiceTicketCommand, Ticket['state'], never, never>(
    serviceTicketAggregate as never,
    {
      id: serviceTicketId,
      command,
      commandId: `${serviceTicketId}/${number}` as NonEmptyText,
      actor,
      ...(channel === undefined ? {} : { channel: channel as unknown as NonEmptyText }),
      recordedAt: instantOf(at),
    },
  )()
  if (E.isLeft(handled)) return { outcome: 'refused', taken: nothingTaken }
  const events = handled.right.events
  if (handled.right.outcome === 'recorded') {
    for (const { event } of events) ticket.state = serviceTicketAggregate.decider.evolve(ticket.state, event)
  }
  const [first] = events
  return {
    outcome: 'done',
    taken:
      first === undefined ? nothingTaken : { events: events.map(({ event }) => event), firstRevision: first.revision },
  }
}

const newEvents = async (ticket: Ticket) => {
  const slice = await ticket.store.readStream(ticket.stream, { from: ticket.written })()
  if (E.isLeft(slice)) return []
  ticket.written += slice.right.events.length
  return slice.right.events
}

const customersOf = (chance: Chance, count: number, from: number): ReadonlyArray<Customer> =>
  Array.from({ length: count }, () => ({ customerId: newId(chance, from) }))

interface Arrival {
  readonly at: number
  readonly life: Life
}

/** Customers come more often within the desk's hours than at night, and some come more often than others. */
function* arrivalsOf(
  desk: Desk,
  chance: Chance,
  customers: ReadonlyArray<Customer>,
  from: number,
  until: number,
): Generator<Arrival, void, undefined> {
  const meanGap = (365 * DAY) / (TICKETS_A_YEAR * customers.length)
  // Three of four would-be arrivals outside of the hours don't happen: the gaps are that much shorter.
  let at = from
  for (;;) {
    at += Math.max(1000, chance.wait(meanGap * 0.45))
    if (at >= until) return
    if (!isWithinHours(desk, at) && chance.happens(0.75)) continue
    const customer = customers[Math.floor(chance.fraction() * chance.fraction() * customers.length)] as Customer
    const life = new TicketLife(desk, chance, customer, chance.pick(desk.topics), chance.pick(desk.channels), at)
    yield { at, life: life.lived() }
  }
}
