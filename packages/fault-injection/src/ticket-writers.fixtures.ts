import { commandHandler, type Handled, type HandlingFailure } from '@aftersale/command-handling'
import { serviceTicketAggregate } from '@aftersale/domain'
import type { ServiceTicketId } from '@aftersale/domain/events'
import { type EventStore, type EventToAppend, type ExpectedRevision, streamNameOf } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import type { Answer, AskedAppend } from './asked-appends.fixtures.js'
import { milliseconds, type SeededRandom, seededRandom } from './seeded-random.fixtures.js'
import {
  anyCommand,
  notesTogether,
  openTicket,
  type TicketRequest,
  text,
  ticketNumber,
} from './ticket-commands.fixtures.js'

export interface WritersOrders {
  /** Taken in turn by the writers. */
  readonly stores: ReadonlyArray<EventStore>
  readonly tenant: string | undefined
  readonly writers: number
  readonly seed: number
  /** The longest pause of a writer between two turns. */
  readonly restMilliseconds: number
}

export interface TicketWriters {
  /** Appends that were acknowledged so far. */
  readonly acknowledged: () => number
  /** Answers so far that the outcome is not known. */
  readonly unknown: () => number
  /** Lets every writer end its turn, and find out what it does not know. */
  readonly stop: () => Promise<ReadonlyArray<AskedAppend>>
  /** Lets every writer go, whatever it does not know. */
  readonly giveUp: () => Promise<void>
}

/** The owner of the tickets that all of them write to. */
const EVERYBODY = 0xfff
/** A ticket or stream is left after so many turns: handling a command reads it whole. */
const TURNS_A_TICKET = 20
/** Several write to one of so many at any time. */
const SHARED_TICKETS = 3

/**
 * Help desk agents who all write at once, each to tickets of its own and to tickets that others write to as well: by
 * commands to the ticket, and by appends at a revision that was read. What is not known is asked again, mostly.
 */
export const ticketWriters = (orders: WritersOrders): TicketWriters => {
  const asked: Array<AskedAppend> = []
  const counts = { acknowledged: 0, unknown: 0, shared: 0 }
  let stopped = false
  let givenUp = false
  const noteTurn = (): number => {
    counts.shared += 1
    return counts.shared
  }
  const writing = Array.from({ length: orders.writers }, (_, number) =>
    writer(number, orders, {
      asked,
      counts,
      isStopped: () => stopped,
      isGivenUp: () => givenUp,
      sharedTurn: noteTurn,
    }),
  )
  return {
    acknowledged: () => counts.acknowledged,
    unknown: () => counts.unknown,
    stop: async () => {
      stopped = true
      await Promise.all(writing)
      return asked
    },
    giveUp: async () => {
      stopped = true
      givenUp = true
      await Promise.all(writing)
    },
  }
}

interface Together {
  readonly asked: Array<AskedAppend>
  readonly counts: { acknowledged: number; unknown: number }
  readonly isStopped: () => boolean
  readonly isGivenUp: () => boolean
  /** Counts the turns on tickets that all write to, so that all move on to the next ones together. */
  readonly sharedTurn: () => number
}

const writer = async (number: number, orders: WritersOrders, together: Together): Promise<void> => {
  const random = seededRandom(orders.seed + 7919 * (number + 1))
  const { stores, tenant } = orders
  const appender = appenderOf(stores[number % stores.length] as EventStore, tenant, together, random)
  let turn = 0
  let own = { id: ticketNumber(number, 0), turns: 0, tickets: 0 }
  let notes = {
    id: ticketNumber(number, 0x800000),
    turns: 0,
    streams: 0,
    tail: 'no-stream' as number | 'no-stream' | undefined,
  }

  while (!together.isStopped()) {
    turn += 1
    const called = `writer-${number}/${turn}`
    const kind = random.below(10)
    if (kind < 4) {
      if (own.turns === TURNS_A_TICKET) {
        own = { id: ticketNumber(number, own.tickets + 1), turns: 0, tickets: own.tickets + 1 }
      }
      const asking = { serviceTicketId: own.id, called, turn }
      await appender.command(own.turns === 0 ? openTicket(asking) : anyCommand(random, asking))
      own = { ...own, turns: own.turns + 1 }
    } else if (kind < 7) {
      const shared = together.sharedTurn()
      const generation = Math.floor(shared / (SHARED_TICKETS * TURNS_A_TICKET))
      const serviceTicketId = ticketNumber(EVERYBODY, generation * SHARED_TICKETS + random.below(SHARED_TICKETS))
      const asking = { serviceTicketId, called, turn }
      if (random.happens(0.5)) await appender.command(openOrGoOn(random, asking))
      else await appender.notesAtTail({ ...asking, count: 1 + random.below(3) })
    } else {
      if (notes.turns === TURNS_A_TICKET) {
        const streams = notes.streams + 1
        notes = { id: ticketNumber(number, 0x800000 + streams), turns: 0, streams, tail: 'no-stream' }
      }
      const asking = { serviceTicketId: notes.id, called, turn, count: 1 + random.below(4) }
      const tail = await appender.notes(asking, notes.tail)
      notes = { ...notes, turns: notes.turns + 1, tail }
    }
    await milliseconds(random.next() * orders.restMilliseconds)
  }
}

/** Whoever comes first opens it; all others are told that it is opened, or go on with it. */
const openOrGoOn = (random: SeededRandom, asking: Parameters<typeof openTicket>[0]): TicketRequest =>
  random.happens(0.3) ? openTicket(asking) : anyCommand(random, asking)

interface NotesAsked {
  readonly serviceTicketId: ServiceTicketId
  readonly called: string
  readonly turn: number
  readonly count: number
}

const appenderOf = (
  store: EventStore,
  tenant: string | undefined,
  { asked, counts, isGivenUp }: Together,
  random: SeededRandom,
) => {
  const handle = commandHandler(store, tenant === undefined ? {} : { tenant: text(tenant) })
  const streamOf = (id: string): string =>
    streamNameOf({ category: serviceTicketAggregate.category, id, ...(tenant === undefined ? {} : { tenant }) })

  /** Asks until it is known what became of it, or gives up and leaves it to the inspection. */
  const ask = async (append: Pick<AskedAppend, 'stream' | 'commandId' | 'count'>, once: () => Promise<Answer>) => {
    let answer = await once()
    let wasUnknown = false
    const givesUp = random.happens(0.2)
    while (answer.is === 'unknown' || (wasUnknown && answer.is === 'not-written' && saysNothingOfBefore(answer))) {
      if (answer.is === 'unknown') counts.unknown += 1
      wasUnknown = true
      if (givesUp || isGivenUp()) {
        answer = { is: 'unknown' }
        break
      }
      await milliseconds(1 + random.next() * 20)
      answer = await once()
    }
    if (answer.is === 'acknowledged') {
      counts.acknowledged += 1
      // The sender did not hear of it and asks again: where there is an answer, it is the same.
      if (random.happens(0.1)) {
        const again = await once()
        if (again.is === 'not-written' && !saysNothingOfBefore(again)) answer = again
        if (again.is === 'acknowledged') answer = again
      }
    }
    asked.push({ ...append, answer, wasUnknown })
    if (answer.is === 'not-written') await milliseconds(random.next() * 10)
    return answer
  }

  const command = async (request: TicketRequest): Promise<void> => {
    const stream = streamOf(request.id)
    await ask({ stream, commandId: request.commandId, count: undefined }, async () => {
      const handled = await handle(serviceTicketAggregate, request)()
      return E.isLeft(handled) ? answerOf(handled.left) : answerOfHandled(handled.right)
    })
  }

  const append = (stream: string, commandId: string, events: ReadonlyArray<EventToAppend>, at: ExpectedRevision) =>
    ask({ stream, commandId, count: events.length }, async () => {
      const appended = await store.append(stream, events, at)()
      if (E.isLeft(appended)) return answerOf(appended.left)
      const first = Number(appended.right.revision) - events.length + 1
      return {
        is: 'acknowledged',
        events: events.map(({ metadata }, index) => ({ revision: first + index, eventId: metadata.eventId })),
      }
    })

  const tailOf = async (stream: string): Promise<number | 'no-stream' | undefined> => {
    const tail = await store.readStream(stream, { direction: 'backwards', maxCount: 1 })()
    return E.isLeft(tail) ? undefined : tail.right.lastRevision
  }

  return {
    command,
    /** At the revision that stands there now: another may be faster. */
    notesAtTail: async (asking: NotesAsked): Promise<void> => {
      const stream = streamOf(asking.serviceTicketId)
      const tail = await tailOf(stream)
      if (tail === undefined) return
      await append(stream, asking.called, notesTogether({ ...asking, stream, tenant }), tail)
    },
    /** Where nobody else writes: at the revision that is known, and now and then at any. Gives the revision after it. */
    notes: async (asking: NotesAsked, known: number | 'no-stream' | undefined) => {
      const stream = streamOf(asking.serviceTicketId)
      const tail = known ?? (await tailOf(stream))
      if (tail === undefined) return undefined
      const expected = random.happens(0.1) ? 'any' : tail
      const answer = await append(stream, asking.called, notesTogether({ ...asking, stream, tenant }), expected)
      switch (answer.is) {
        case 'acknowledged':
          return answer.events[answer.events.length - 1]?.revision
        case 'not-written':
          return answer.because === 'StreamMovedOn' ? undefined : tail
        case 'unknown':
          return undefined
      }
    },
  }
}

/** That the store can't be asked now says nothing of what it was asked before. */
const saysNothingOfBefore = ({ because }: Extract<Answer, { readonly is: 'not-written' }>): boolean =>
  because === 'StoreUnavailable'

const answerOf = ({ failure }: HandlingFailure<unknown>): Answer =>
  failure === 'OutcomeUnknown' ? { is: 'unknown' } : { is: 'not-written', because: failure }

const answerOfHandled = ({ events }: Handled<unknown>): Answer => ({
  is: 'acknowledged',
  events: events.map(({ revision, metadata }) => ({ revision, eventId: metadata.eventId })),
})
