import { type LocalDate, startOfDay } from '@aftersale/domain/calendar'
import { type Actor, canonicalJson, type NonEmptyText } from '@aftersale/messages'
import { type AnyAggregate, domainProcesses } from '@aftersale/processes'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { HistoryEvent } from '../history-event.js'
import type { HistoryFault } from '../history-fault.js'
import type { HistoryTarget } from '../history-target.js'
import { Agenda } from './agenda.js'
import { arrivalsOf } from './arrivals.js'
import { Chance } from './chance.js'
import { consequencesOf } from './consequences.js'
import { applianceDesk } from './desk.js'
import { heldStreams } from './held-streams.js'
import { type CarriedOut, carriedOut, type KeptStream, nameOfStream, newEvents, newStream } from './kept-streams.js'
import { type Customer, type Life, newId, type Step, type StepTaken } from './life.js'
import { applianceShop, choicesOf } from './shop.js'

export interface Simulation {
  readonly seed: number
  readonly customers: number
  /** The first local day of the shop. */
  readonly from: LocalDate
  /** The day after the last one. */
  readonly until: LocalDate
  readonly target: HistoryTarget
  readonly onProgress?: (events: number) => void
}

export interface SimulationSummary {
  readonly tickets: number
  readonly purchases: number
  readonly returns: number
  readonly events: number
  /** Commands that were refused, and commands that were sent a second time. */
  readonly refused: number
  readonly repeated: number
}

/**
 * Writes what a shop and its help desk may have lived through. Every event comes from a command to the real aggregates,
 * on a clock of its own, and has the consequences that the real processes give it; the same seed, customers and days
 * give the same events. What is at rest is forgotten: memory holds open tickets, purchases and returns.
 */
export const simulateHistory =
  (asked: Simulation): TaskEither<HistoryFault, SimulationSummary> =>
  async () => {
    const { seed, customers, target, onProgress } = asked
    const desk = applianceDesk
    const shop = applianceShop
    const { zone } = desk.serviceLevel.calendar
    const from = Date.parse(startOfDay(asked.from, zone))
    const until = Date.parse(startOfDay(asked.until, zone))
    const chance = new Chance(seed)
    const processes = domainProcesses(choicesOf(shop, desk))
    const agenda = new Agenda<Entry>()
    const streams = new Map<string, KeptStream>()
    const summary = { tickets: 0, purchases: 0, returns: 0, events: 0, refused: 0, repeated: 0 }

    const streamOf = (aggregate: AnyAggregate, id: string): KeptStream => {
      const name = nameOfStream(aggregate, id)
      const known = streams.get(name)
      if (known !== undefined) return known
      const stream = newStream(aggregate, id)
      streams.set(name, stream)
      return stream
    }
    const arrivals = arrivalsOf({ desk, shop }, chance, customersOf(chance, customers, from), from, until)
    const putNextArrival = (): void => {
      const { value, done } = arrivals.next()
      if (done !== true) agenda.put(value.at, { kind: 'arrival', life: value.life })
    }
    let now = from
    const held = heldStreams((name) => streams.delete(name))
    const put = (at: number, entry: Exclude<Entry, { readonly kind: 'arrival' }>): void => {
      held.hold(nameOfStream(entry.step.aggregate, entry.step.id))
      agenda.put(at, entry)
    }
    const goOn = (life: Life, taken: StepTaken | undefined): void => {
      let answer = taken
      for (let next = life.next(answer); next.done !== true; next = life.next(answer)) {
        const wish = next.value
        answer = undefined
        if ('begins' in wish) goOn(wish.begins, undefined)
        else if ('looksAt' in wish) {
          const { aggregate, id } = wish.looksAt
          held.holdFor(life, nameOfStream(aggregate, id))
          const { state, revision } = streamOf(aggregate, id)
          answer = { ...nothingTaken, found: { state, revision } }
        } else {
          held.holdFor(life, nameOfStream(wish.aggregate, wish.id))
          put(Math.max(wish.at, now), { kind: 'step', step: wish, life })
          return
        }
      }
      held.releaseAllOf(life)
    }
    const count = (added: ReadonlyArray<HistoryEvent>): void => {
      summary.events += added.length
      for (const { type } of added) {
        if (type === 'ServiceTicketOpened') summary.tickets += 1
        if (type === 'PurchaseRecorded') summary.purchases += 1
        if (type === 'ReturnRequested') summary.returns += 1
      }
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
      const { step } = entry
      const stream = streamOf(step.aggregate, step.id)
      stream.commands += 1
      const sent = { ...step, commandId: `${step.id}/${stream.commands}` as NonEmptyText, at }
      const done = await carriedOut(stream, sent)
      if (done.outcome === 'refused') summary.refused += 1
      const added = [...(await newEvents(stream))]
      if (chance.happens(0.02)) {
        // The sender did not hear of it and tries again.
        await carriedOut(stream, { ...sent, at: at + 1000 })
        added.push(...(await newEvents(stream)))
        summary.repeated += 1
      }
      const recorded = done.outcome === 'done' ? done.recorded : []
      const { events, touched } = await consequencesOf(processes, streamOf, recorded, at)
      const all = [...added, ...events]
      count(all)
      const written = await target.write(all)()
      if (E.isLeft(written)) return written
      onProgress?.(summary.events)

      for (const one of new Set([stream, ...touched])) {
        held.hold(one.name)
        for (const { dueAt, command } of deadlinesOf(one)) {
          const name = canonicalJson(command)
          if (one.deadlines.has(name)) continue
          one.deadlines.add(name)
          put(Math.max(Date.parse(dueAt), at) + chance.between(0, 59) * 1000, {
            kind: 'deadline',
            step: { at: Date.parse(dueAt), aggregate: one.aggregate, id: one.id, command, actor: timer },
          })
        }
      }
      if (entry.kind === 'step') goOn(entry.life, takenOf(done))
      for (const one of new Set([stream, ...touched])) held.release(one.name)
      held.release(stream.name)
    }
    return E.right(summary)
  }

type Entry =
  | { readonly kind: 'arrival'; readonly life: Life }
  | { readonly kind: 'step'; readonly step: Step; readonly life: Life }
  | { readonly kind: 'deadline'; readonly step: Step }

const timer: Actor = { kind: 'system', id: 'timer' as NonEmptyText }

const nothingTaken: StepTaken = { events: [], firstRevision: -1 }

const takenOf = (done: CarriedOut): StepTaken => {
  const [first] = done.outcome === 'done' ? done.recorded : []
  if (done.outcome === 'refused' || first === undefined) return nothingTaken
  return { events: done.recorded.map(({ event }) => event), firstRevision: first.revision }
}

interface Due {
  readonly dueAt: string
  readonly command: Step['command']
}

/** Every aggregate of the domain knows what falls due; the types that differ are forgotten. */
const deadlinesOf = ({ aggregate, state }: KeptStream): ReadonlyArray<Due> =>
  (aggregate.decider as unknown as { readonly deadlines: (state: unknown) => ReadonlyArray<Due> }).deadlines(state)

const customersOf = (chance: Chance, count: number, from: number): ReadonlyArray<Customer> =>
  Array.from({ length: count }, () => ({ customerId: newId(chance, from) }))
