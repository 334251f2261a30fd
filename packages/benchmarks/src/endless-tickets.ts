import {
  type Delivery,
  type EventStore,
  endableSubscription,
  type Position,
  type RecordedEvent,
  subscriptionLife,
} from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { typicalEvents } from './typical-events.js'

interface Template {
  readonly type: string
  readonly data: object
  readonly metadata: object
}

const templates = typicalEvents.map((text) => JSON.parse(text) as Template)

export interface EndlessTickets extends Pick<EventStore, 'subscribe'> {
  /** Delivers so many more events, as fast as they are taken. Gives the position of the last one. */
  readonly deliver: (events: number) => Position
}

/**
 * A store that keeps nothing: it makes the events of one ticket after the other as they are asked for, so that whatever
 * memory is held is its reader's. It is at its end from the start, and again after each delivery of events.
 */
export const endlessTickets = (): EndlessTickets & EventStore => {
  let until = 0
  let wake: () => void = () => undefined

  async function* deliveries(isStopped: () => boolean): AsyncGenerator<Delivery, void, undefined> {
    let position = 0
    while (!isStopped()) {
      for (; position < until; position += 1) {
        if (isStopped()) return
        const event = eventAt(position)
        yield { kind: 'event', event, checkpoint: { kind: 'all', position: event.position } }
      }
      yield { kind: 'caught-up' }
      if (position === until && !isStopped()) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
  }

  return {
    deliver: (events) => {
      until += events
      wake()
      return { commit: until - 1, prepare: until - 1 }
    },
    subscribe: () => {
      const life = subscriptionLife(() => wake())
      return endableSubscription(life, () => deliveries(life.isStopped))
    },
    append: () => TE.left({ failure: 'StoreClosed' }),
    readStream: () => TE.left({ failure: 'StoreClosed' }),
    readAll: () => async () => E.right({ events: [] }),
    close: async () => undefined,
  }
}

const eventAt = (position: number): RecordedEvent => {
  const revision = position % templates.length
  const template = templates[revision]
  if (template === undefined) throw new Error('There are no typical events')
  const serviceTicketId = `018f2a10-5c00-7000-8000-${hex((position - revision) / templates.length)}`
  return {
    stream: `serviceTicket-${serviceTicketId}`,
    revision,
    position: { commit: position, prepare: position },
    type: template.type,
    data: { ...template.data, serviceTicketId },
    metadata: { ...template.metadata, eventId: `7d1c0b5e-0000-5000-8000-${hex(position)}` },
  }
}

const hex = (value: number): string => value.toString(16).padStart(12, '0')
