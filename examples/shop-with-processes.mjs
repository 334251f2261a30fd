// What the stories about returns have in common: a shop on an embedded store, its processes at work beside it.

import { setTimeout } from 'node:timers/promises'
import { commandHandler, promised } from '@aftersale/command-handling'
import { replay } from '@aftersale/decider'
import {
  germanConsumerLaw2022,
  germanPublicHolidays,
  purchaseAggregate,
  retailDesk,
  thirtyDayReturns,
} from '@aftersale/domain'
import { inMemoryEventStore } from '@aftersale/event-store'
import {
  domainProcesses,
  followedAggregates,
  purchaseEvidenceOf,
  runDeadlines,
  runProcesses,
  virtualClock,
} from '@aftersale/processes'

export const terms = { policy: thirtyDayReturns, law: germanConsumerLaw2022, calendars: [germanPublicHolidays] }
export const customer = { kind: 'customer', id: '01972f8c-5c00-7000-8000-00000000000c' }
export const clerk = { kind: 'agent', id: 'agent-17' }

/** `shows` names, by event type, what of its data is printed; `choices` is what the processes of warranties take. */
export const openShop = (shows, choices = {}) => {
  const store = inMemoryEventStore()
  const clock = virtualClock('2025-03-01T09:00:00.000Z')
  const { now } = clock
  const handle = promised(commandHandler(store, { now }))
  const templates = { delay: 'parcel-late', recovery: 'parcel-on-time-again', loss: 'parcel-lost' }
  const running = runProcesses(store, {
    processes: domainProcesses({
      termsOf: () => ({ terms }),
      notices: { channel: 'email', templates },
      desk: { serviceLevel: retailDesk, channel: 'email', priority: 'moderate' },
      ...choices,
    }),
    aggregates: followedAggregates,
    now,
  })
  const deadlines = runDeadlines(store, { aggregates: followedAggregates, clock })
  let told = 0
  let sent = 0

  const events = async () => {
    const page = await store.readAll()()
    return page._tag === 'Right' ? page.right.events.filter(({ stream }) => !stream.startsWith('process')) : []
  }

  /** Until the processes have nothing left to do. */
  const quiet = async () => {
    for (let same = 0, count = -1; same < 20; ) {
      await setTimeout(20)
      const next = (await events()).length
      same = next === count ? same + 1 : 0
      count = next
    }
  }

  /** Prints what was recorded since it last did. */
  const tell = async (actor) => {
    const all = await events()
    for (const event of all.slice(told)) {
      const { stream, type: name, data: of, metadata } = event
      const by = metadata.actor.id === actor?.id ? '' : `  ← ${metadata.actor.id}`
      const shown = (shows[name] ?? []).map((field) => `${field} ${JSON.stringify(of[field])}`)
      console.log(`${stream.split('-')[0].padEnd(19)} ${name}${shown.length > 0 ? `: ${shown.join(', ')}` : ''}${by}`)
    }
    told = all.length
  }

  return {
    /** Lets time pass, with what falls due on the way and what follows from it. */
    async passTimeUntil(at) {
      for (let next = clock.awaited(); next !== undefined && next <= at; next = clock.awaited()) {
        clock.setTo(next)
        await deadlines.settled()
        await quiet()
      }
      clock.setTo(at)
      await tell()
    },
    /** Sends a command, waits for its consequences, and prints what was recorded. */
    async send(at, aggregate, id, type, data, actor = clerk) {
      await this.passTimeUntil(at)
      sent += 1
      const answer = await handle(aggregate, { id, command: { type, data }, commandId: `command-${sent}`, actor })
      if ('failure' in answer)
        console.log(`${type} → ${answer.failure} ${JSON.stringify(answer.rejection ?? answer, inWords)}`)
      await quiet()
      await tell(actor)
    },
    /** An aggregate as it stands, and where that was read. */
    async stateOf({ category, catalogue, decider }, id) {
      const stream = `${category}-${id}`
      const slice = await store.readStream(stream)()
      const recorded = slice.right.events.map((event) => catalogue.decode(event).right.event)
      return { state: replay(decider, recorded), stream, revision: recorded.length - 1 }
    },
    /** What a return is told of a purchase. */
    async evidenceOf(purchaseId) {
      return purchaseEvidenceOf(await this.stateOf(purchaseAggregate, purchaseId))
    },
    /** The ticket that was opened last. */
    async latestTicket() {
      return (await events()).findLast(({ type }) => type === 'ServiceTicketOpened').data.serviceTicketId
    },
    /** Everything by when it happened; of what happened at one instant, in the order in which it was heard of. */
    async printTimeline() {
      const at = ({ metadata }) => metadata.occurredAt
      for (const event of (await events()).toSorted((one, other) =>
        at(one) < at(other) ? -1 : at(one) > at(other) ? 1 : 0,
      ))
        console.log(
          `${at(event).slice(0, 16).replace('T', ' ')}  ${event.stream.split('-')[0].padEnd(19)} ${event.type}`,
        )
    },
    async close() {
      await deadlines.stop()
      await running.stop()
      await store.close()
    },
  }
}

const inWords = (_, value) => (typeof value === 'bigint' ? String(value) : value)
