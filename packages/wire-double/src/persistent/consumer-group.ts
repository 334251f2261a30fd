import { randomUUID } from 'node:crypto'
import type { ServiceError } from '@grpc/grpc-js'
import type { LogRecord } from '../log/log-record.js'
import type { ServerLog } from '../log/server-log.js'
import type { LoggedEvent } from '../protocol/event-messages.js'
import { groupDropped } from '../protocol/refusal.js'
import type { GroupSettings } from './group-settings.js'
import type { GroupSource } from './group-source.js'
import { ParkedStream } from './parked-stream.js'

/** One who reads a group's events. */
export interface Consumer {
  readonly name: string
  /** How many events it takes before it has answered any. */
  readonly slots: number
  readonly send: (event: LoggedEvent, retries: number) => void
  readonly drop: (why: ServiceError) => void
}

interface Message {
  /** By which it is answered: the link's where it came by one. */
  readonly id: string
  readonly event: LoggedEvent
  /** None where it was parked and is replayed. */
  readonly place: number | undefined
  readonly retries: number
}

interface Outstanding {
  readonly message: Message
  readonly consumer: Consumer
  readonly expiresAt: number
}

/** A persistent subscription: sends events to its consumers, keeps what they did not answer, parks what fails too often. */
export class ConsumerGroup {
  readonly parked: ParkedStream
  readonly consumers: Array<Consumer> = []
  private readonly outstanding = new Map<string, Outstanding>()
  private retries: Array<Message> = []
  private next: number
  private checkpoint: number | undefined
  private checkpointedAt = 0
  private turn = 0
  private total = 0

  constructor(
    private readonly log: ServerLog,
    readonly source: GroupSource,
    readonly name: string,
    private start: { readonly place: number; readonly inWords: string },
    private given: GroupSettings,
  ) {
    this.parked = new ParkedStream(log, source.name, name)
    this.next = start.place
  }

  get settings(): GroupSettings {
    return this.given
  }

  get figures() {
    const { checkpoint, next, start, total } = this
    return {
      startFrom: start.inWords,
      total,
      outstanding: this.outstanding.size,
      retries: this.retries.length,
      parked: this.parked.links().length,
      checkpointed: checkpoint === undefined ? '' : this.source.inWords(checkpoint),
      known: next === 0 ? '' : this.source.inWords(next - 1),
      isLive: this.source.next(next) === undefined,
    }
  }

  inFlight(consumer: Consumer): number {
    let count = 0
    for (const { consumer: holder } of this.outstanding.values()) if (holder === consumer) count += 1
    return count
  }

  join(consumer: Consumer): void {
    this.consumers.push(consumer)
    this.push()
  }

  /** What a consumer had not answered when it left goes to others, as a retry. */
  leave(consumer: Consumer): void {
    const index = this.consumers.indexOf(consumer)
    if (index === -1) return
    this.consumers.splice(index, 1)
    for (const { message, consumer: holder } of this.outstanding.values()) {
      if (holder === consumer) this.retry(message)
    }
    this.push()
  }

  acknowledge(ids: ReadonlyArray<string>): void {
    for (const id of ids) this.outstanding.delete(id)
    this.writeCheckpoint(false)
    this.push()
  }

  reject(ids: ReadonlyArray<string>, action: 'park' | 'retry' | 'skip', reason: string): void {
    for (const id of ids) {
      const message = this.outstanding.get(id)?.message
      if (message === undefined) continue
      if (action === 'retry') this.retryOrPark(message)
      else if (action === 'park') this.parked.park(message.event, `Client explicitly NAK'ed message.\n${reason}`)
    }
    this.acknowledge(ids)
  }

  replayParked(stopAt: number | undefined): void {
    for (const link of this.parked.takeOut(stopAt)) {
      this.retries.push({ id: link.id, event: this.log.targetOf(link), place: undefined, retries: 0 })
    }
    this.push()
  }

  /** Retries or parks what was not answered in time. */
  tick(now: number): void {
    for (const [id, { message, expiresAt }] of this.outstanding) {
      if (expiresAt > now) continue
      this.outstanding.delete(id)
      this.retryOrPark(message)
    }
    this.writeCheckpoint(true)
    this.push()
  }

  update(start: { readonly place: number; readonly inWords: string }, settings: GroupSettings): void {
    this.start = start
    this.given = settings
    this.restart()
  }

  /** Drops its consumers, and sends what follows the checkpoint once more. */
  restart(): void {
    const consumers = this.consumers.splice(0)
    this.outstanding.clear()
    this.retries = []
    this.next = this.checkpoint === undefined ? this.start.place : this.checkpoint + 1
    for (const consumer of consumers) consumer.drop(groupDropped(this.source.name, this.name))
  }

  delete(): void {
    this.restart()
    this.parked.delete()
    this.log.delete(this.checkpointStream, 'any')
  }

  /** Sends what there is to whom takes it. */
  push(): void {
    while (this.consumers.length > 0) {
      const [retry] = this.retries
      const message = retry ?? this.nextMessage()
      const consumer = message === undefined ? undefined : this.consumerFor(message)
      if (message === undefined || consumer === undefined) return
      if (retry !== undefined) this.retries.shift()
      else this.next = (message.place ?? 0) + 1
      const expiresAt = Date.now() + this.given.messageTimeoutMs
      this.outstanding.set(message.id, { message, consumer, expiresAt })
      this.total += 1
      consumer.send(message.event, message.retries)
    }
  }

  private nextMessage(): Message | undefined {
    const placed = this.source.next(this.next)
    if (placed === undefined) return undefined
    const { record, place } = placed
    const event = this.given.resolveLinks ? this.log.targetOf(record) : { event: record }
    return { id: record.id, event, place, retries: 0 }
  }

  private consumerFor({ event }: Message): Consumer | undefined {
    const isFree = (consumer: Consumer | undefined): consumer is Consumer =>
      consumer !== undefined && this.inFlight(consumer) < consumer.slots
    switch (this.given.strategy) {
      case 'DispatchToSingle':
        return this.consumers.find(isFree)
      case 'Pinned': {
        const pinned = this.consumers[bucketOf(event.event ?? event.link) % this.consumers.length]
        return isFree(pinned) ? pinned : undefined
      }
      case 'RoundRobin': {
        const { consumers } = this
        const inTurn = consumers.map((_, index) => consumers[(this.turn + index) % consumers.length])
        const free = inTurn.find(isFree)
        if (free !== undefined) this.turn = (consumers.indexOf(free) + 1) % consumers.length
        return free
      }
    }
  }

  private retryOrPark(message: Message): void {
    const { maxRetryCount } = this.given
    if (message.retries < maxRetryCount) this.retry(message)
    else this.parked.park(message.event, `Reached retry count of ${maxRetryCount}`)
  }

  private retry(message: Message): void {
    this.outstanding.delete(message.id)
    this.retries.push({ ...message, retries: message.retries + 1 })
  }

  private writeCheckpoint(isTick: boolean): void {
    const { minCheckpointCount, maxCheckpointCount, checkpointAfterMs } = this.given
    const unanswered = [...this.retries, ...[...this.outstanding.values()].map(({ message }) => message)]
    const places = unanswered.flatMap(({ place }) => (place === undefined ? [] : [place]))
    const reached = Math.min(this.next, ...places) - 1
    const count = reached - (this.checkpoint ?? this.start.place - 1)
    const isTime = isTick && count >= minCheckpointCount && Date.now() - this.checkpointedAt >= checkpointAfterMs
    if (count < 1 || !(isTime || count >= maxCheckpointCount)) return
    this.checkpoint = reached
    this.checkpointedAt = Date.now()
    const data = Buffer.from(JSON.stringify(this.source.inWords(reached)))
    const event = { id: randomUUID(), type: 'SubscriptionCheckpoint', isJson: true, data, metadata: new Uint8Array() }
    this.log.append(this.checkpointStream, 'any', [event])
  }

  private get checkpointStream(): string {
    return `$persistentsubscription-${this.source.name}::${this.name}-checkpoint`
  }
}

/** Events of one stream are always in the same. */
const bucketOf = (record: LogRecord | undefined): number => {
  let hash = 0
  for (const character of record?.stream ?? '') hash = (hash * 31 + character.charCodeAt(0)) >>> 0
  return hash
}
