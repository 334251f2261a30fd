// What the stories about returns have in common: a shop on an embedded store, its processes at work beside it.

import { setTimeout } from 'node:timers/promises'
import { commandHandler, promised } from '@aftersale/command-handling'
import { replay } from '@aftersale/decider'
import {
  germanConsumerLaw2022,
  germanPublicHolidays,
  purchase,
  purchaseAggregate,
  retailDesk,
  thirtyDayReturns,
} from '@aftersale/domain'
import { inMemoryEventStore } from '@aftersale/event-store'
import { domainProcesses, followedAggregates, purchaseEvidenceOf, runProcesses } from '@aftersale/processes'

export const terms = { policy: thirtyDayReturns, law: germanConsumerLaw2022, calendars: [germanPublicHolidays] }
export const customer = { kind: 'customer', id: '01972f8c-5c00-7000-8000-00000000000c' }
export const clerk = { kind: 'agent', id: 'agent-17' }

/** `shows` names, by event type, what of its data is printed. */
export const openShop = (shows) => {
  const store = inMemoryEventStore()
  let clock = '2025-03-01T09:00:00.000Z'
  const now = () => clock
  const handle = promised(commandHandler(store, { now }))
  const templates = { delay: 'parcel-late', recovery: 'parcel-on-time-again', loss: 'parcel-lost' }
  const running = runProcesses(store, {
    processes: domainProcesses({
      termsOf: () => ({ terms }),
      notices: { channel: 'email', templates },
      desk: { serviceLevel: retailDesk, channel: 'email', priority: 'moderate' },
    }),
    aggregates: followedAggregates,
    now,
  })
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

  return {
    /** Sends a command, waits for its consequences, and prints what was recorded. */
    async send(at, aggregate, id, type, data, actor = clerk) {
      clock = at
      sent += 1
      const answer = await handle(aggregate, { id, command: { type, data }, commandId: `command-${sent}`, actor })
      if ('failure' in answer)
        console.log(`${type} → ${answer.failure} ${JSON.stringify(answer.rejection ?? answer, inWords)}`)
      await quiet()
      const all = await events()
      for (const event of all.slice(told)) {
        const { stream, type: name, data: of, metadata } = event
        const by = metadata.actor.id === actor.id ? '' : `  ← ${metadata.actor.id}`
        const shown = (shows[name] ?? []).map((field) => `${field} ${JSON.stringify(of[field])}`)
        console.log(`${stream.split('-')[0].padEnd(11)} ${name}${shown.length > 0 ? `: ${shown.join(', ')}` : ''}${by}`)
      }
      told = all.length
    },
    /** What a return is told of a purchase. */
    async evidenceOf(purchaseId) {
      const slice = await store.readStream(`purchase-${purchaseId}`)()
      const recorded = slice.right.events.map((event) => purchaseAggregate.catalogue.decode(event).right.event)
      return purchaseEvidenceOf({ state: replay(purchase, recorded), revision: recorded.length - 1 })
    },
    async close() {
      await running.stop()
      await store.close()
    },
  }
}

const inWords = (_, value) => (typeof value === 'bigint' ? String(value) : value)
