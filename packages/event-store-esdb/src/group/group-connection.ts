import { setTimeout as wait } from 'node:timers/promises'
import type { ResolvedEvent } from '@eventstore/db-client'
import { type Drop, dropOf } from '../subscribing/dropped.js'
import type { SentToGroup } from './sent-event.js'

/** What is used of the client's persistent subscriptions. */
export interface WireGroup {
  on(told: 'data', heard: (sent: SentToGroup) => void): unknown
  on(told: 'confirmation' | 'end', heard: () => void): unknown
  on(told: 'error', heard: (thrown: Error) => void): unknown
  readonly ack: (...events: Array<ResolvedEvent>) => Promise<void>
  readonly nack: (action: 'retry' | 'park', why: string, ...events: Array<ResolvedEvent>) => Promise<void>
  readonly unsubscribe: () => Promise<void>
}

export interface GroupOver {
  readonly drop: Drop
  readonly thrown?: unknown
}

/** Ending a call throws away what it has not sent yet, and nothing tells when the last answer arrived: so it ends a little later. */
const LAST_ANSWERS_MILLISECONDS = 250

/** One persistent subscription of the client's. The server sends no more than may be unanswered, so that it needs no bound. */
export class GroupConnection {
  private readonly sent: Array<SentToGroup> = []
  private confirmed = false
  private ended: GroupOver | undefined
  private answeredAt = Number.NEGATIVE_INFINITY
  private wake: () => void = () => undefined
  private tellOver: () => void = () => undefined
  private readonly untilOver = new Promise<void>((resolve) => {
    this.tellOver = resolve
  })

  constructor(private readonly wire: WireGroup) {
    wire.on('error', (thrown) => this.end({ drop: dropOf(thrown), thrown }))
    wire.on('end', () => this.end({ drop: { fault: 'ended', why: 'the server ended the subscription' } }))
    wire.on('confirmation', () => {
      this.confirmed = true
      this.wake()
    })
    wire.on('data', (sent) => {
      this.sent.push(sent)
      this.wake()
    })
  }

  get isConfirmed(): boolean {
    return this.confirmed
  }

  get over(): GroupOver | undefined {
    return this.ended
  }

  /** The next that was sent, as long as it can be answered. */
  take(): SentToGroup | undefined {
    return this.ended === undefined ? this.sent.shift() : undefined
  }

  /** Calls once when something came, was confirmed, or is over. Gives the way to call it off. */
  onNews(wake: () => void): () => void {
    const nothing = (): void => undefined
    this.wake = () => {
      this.wake = nothing
      wake()
    }
    return () => {
      this.wake = nothing
    }
  }

  /** An answer to a lost connection reaches nobody: the event comes again. The client's own promise may then never settle. */
  async answer(sent: SentToGroup, answer: 'ack' | 'retry' | 'park', why: string): Promise<void> {
    if (this.ended !== undefined) return
    this.answeredAt = performance.now()
    const answered = answer === 'ack' ? this.wire.ack(sent) : this.wire.nack(answer, why, sent)
    await Promise.race([answered.catch(() => undefined), this.untilOver])
  }

  /** Resolves when the server will send nothing more; what is still here can't be answered from now on. */
  async close(): Promise<void> {
    const isLost = this.ended !== undefined
    this.end({ drop: { fault: 'ended', why: 'it was closed' } })
    const left = this.answeredAt + LAST_ANSWERS_MILLISECONDS - performance.now()
    if (!isLost && left > 0) await wait(left)
    // Where the client has no connection yet, it waits for one, or rejects: there is nothing to end then.
    const unsubscribed = this.wire.unsubscribe().catch(() => undefined)
    if (this.confirmed) await unsubscribed
  }

  private end(over: GroupOver): void {
    this.ended ??= over
    this.tellOver()
    this.wake()
  }
}
