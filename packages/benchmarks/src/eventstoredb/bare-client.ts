import type { EventToAppend } from '@aftersale/event-store'
import {
  type AppendExpectedRevision,
  BACKWARDS,
  END,
  type EventStoreDBClient,
  jsonEvent,
  type Position,
  type ReadPosition,
  type RecordedEvent,
  streamNameFilter,
} from '@eventstore/db-client'

/** What is given of an event, or of a link: `event` is absent where it is gone. */
interface Given {
  readonly event?: Pick<RecordedEvent, 'type' | 'streamId' | 'id'>
}

/** What a read and a subscription of the client have in common. */
interface Emitting {
  on(event: 'data', listener: (given: Given) => void): unknown
  on(event: 'end', listener: () => void): unknown
  on(event: 'error', listener: (thrown: Error) => void): unknown
  destroy(): unknown
}

interface Subscription extends Emitting {
  on(event: 'data', listener: (given: Given) => void): unknown
  on(event: 'end' | 'confirmation', listener: () => void): unknown
  on(event: 'error', listener: (thrown: Error) => void): unknown
  readonly unsubscribe: () => Promise<void>
}

/** What the store is measured beside: the client as it is given out, in its fastest form. Nothing is decoded or checked. */
export class BareClient {
  constructor(private readonly client: EventStoreDBClient) {}

  async append(
    stream: string,
    events: ReadonlyArray<EventToAppend>,
    expectedRevision: AppendExpectedRevision,
  ): Promise<Position | undefined> {
    const { position } = await this.client.appendToStream(stream, events.map(bareEvent), { expectedRevision })
    return position
  }

  readStream(stream: string): Promise<number> {
    return counted(this.client.readStream(stream), Number.POSITIVE_INFINITY, () => true)
  }

  /** The client asks for no filter; reads until so many events of this tenant have come. */
  readAll(fromPosition: ReadPosition, tenant: string, count: number): Promise<number> {
    return counted(this.client.readAll({ fromPosition }), count, ({ type, streamId }) => isOf(tenant, type, streamId))
  }

  followStream(stream: string, count: number): Promise<number> {
    return counted(this.client.subscribeToStream(stream), count, () => true)
  }

  followCategory(tenant: string, count: number): Promise<number> {
    const links = this.client.subscribeToStream(linkStreamOf(tenant), { resolveLinkTos: true })
    return counted(links, count, () => true)
  }

  followAll(fromPosition: ReadPosition, tenant: string, count: number): Promise<number> {
    const filter = streamNameFilter({ prefixes: [`${tenant}.serviceTicket-`] })
    return counted(this.client.subscribeToAll({ fromPosition, filter }), count, () => true)
  }

  /** Calls back for each new event of the tenant, once the server has said that it subscribes. */
  onNew(tenant: string, by: 'all' | 'category', heard: (eventId: string) => void): Promise<() => Promise<void>> {
    const subscription: Subscription =
      by === 'all'
        ? this.client.subscribeToAll({
            fromPosition: END,
            filter: streamNameFilter({ prefixes: [`${tenant}.serviceTicket-`] }),
          })
        : this.client.subscribeToStream(linkStreamOf(tenant), { fromRevision: END, resolveLinkTos: true })
    return new Promise((resolve, reject) => {
      subscription.on('error', reject)
      subscription.on('data', ({ event }) => {
        if (event !== undefined) heard(event.id)
      })
      subscription.on('confirmation', () => resolve(() => subscription.unsubscribe()))
    })
  }

  /** Links in the category's stream; none where the server runs no by-category projection. */
  async linksOf(tenant: string): Promise<number> {
    try {
      for await (const { link } of this.client.readStream(linkStreamOf(tenant), {
        direction: BACKWARDS,
        fromRevision: END,
        maxCount: 1,
        resolveLinkTos: true,
      })) {
        return link === undefined ? 0 : Number(link.revision) + 1
      }
    } catch {
      // There is no such stream.
    }
    return 0
  }

  async endOfAll(): Promise<bigint> {
    const read = this.client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 })
    for await (const { event } of read) return event?.position.commit ?? 0n
    return 0n
  }
}

const linkStreamOf = (tenant: string): string => `$ce-${tenant}.serviceTicket`

const isOf = (tenant: string, type: string, stream: string): boolean =>
  !type.startsWith('$') && stream.startsWith(`${tenant}.`)

const bareEvent = ({ type, data, metadata }: EventToAppend) =>
  jsonEvent({ id: metadata.eventId, type, data: data as Record<string, unknown>, metadata: { ...metadata } })

/** Counts the events that come, until there are so many or the end is reached. */
const counted = (
  events: Emitting,
  count: number,
  isCounted: (event: Pick<RecordedEvent, 'type' | 'streamId'>) => boolean,
): Promise<number> =>
  new Promise((resolve, reject) => {
    let heard = 0
    let isOver = false
    events.on('error', (thrown) => {
      if (!isOver) reject(thrown)
    })
    events.on('end', () => resolve(heard))
    events.on('data', ({ event }) => {
      if (isOver || event === undefined || !isCounted(event)) return
      heard += 1
      if (heard < count) return
      isOver = true
      resolve(heard)
      if ('unsubscribe' in events) (events as Subscription).unsubscribe().catch(() => undefined)
      else events.destroy()
    })
  })
