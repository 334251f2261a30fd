import type { Delivery, Subscription } from '@aftersale/event-store'
import { Signal } from './signal.js'
import { sizeOfEvent } from './size-of-event.js'
import type { Batch } from './target.js'
import type { Timers } from './timers.js'

export interface BatchLimits {
  /** Deliveries written in one transaction, at most. */
  readonly events: number
  /** About how many bytes of events are held before they are written. */
  readonly bytes: number
  /** How long a batch that isn't full waits for more while catching up. Live, nothing is waited for. */
  readonly lingerMilliseconds: number
}

export type Received = Pick<Batch, 'deliveries' | 'caughtUp'>

/**
 * What a subscription delivers, in groups: pulled one after the other while the group before is written, and held up
 * where as much as a batch is waiting.
 */
export class ReceivedDeliveries {
  private deliveries: Array<Exclude<Delivery, { readonly kind: 'caught-up' }>> = []
  private bytes = 0
  private caughtUp = false
  private isLive = false
  private ended: { readonly threw?: unknown } | undefined
  private readonly arrived = new Signal()
  private readonly taken = new Signal()

  constructor(
    private readonly subscription: Subscription,
    private readonly limits: BatchLimits,
    private readonly timers: Timers,
  ) {
    void this.pull()
  }

  /** Whether something was delivered that was not taken yet. */
  get isWaiting(): boolean {
    return this.deliveries.length > 0
  }

  /** The next group; nothing where the subscription has ended and everything was taken. Throws what its loop threw. */
  async next(): Promise<Received | undefined> {
    while (!this.isWaiting && !this.caughtUp && this.ended === undefined) await this.arrived.next()
    // Whatever else is there already comes along.
    await new Promise(setImmediate)
    if (!this.isLive && !this.isEnough()) await this.filled()
    if (!this.isWaiting && !this.caughtUp) {
      if (this.ended !== undefined && 'threw' in this.ended) throw this.ended.threw
      return undefined
    }
    const received = { deliveries: this.deliveries, caughtUp: this.caughtUp }
    this.deliveries = []
    this.bytes = 0
    this.caughtUp = false
    this.taken.tell()
    return received
  }

  private isFull(): boolean {
    return this.deliveries.length >= this.limits.events || this.bytes >= this.limits.bytes
  }

  private isEnough(): boolean {
    return this.isFull() || this.caughtUp || this.ended !== undefined
  }

  private async filled(): Promise<void> {
    const waiting = { isOver: false }
    const callOff = this.timers.after(this.limits.lingerMilliseconds, () => {
      waiting.isOver = true
      this.arrived.tell()
    })
    while (!waiting.isOver && !this.isEnough()) await this.arrived.next()
    callOff()
  }

  private async pull(): Promise<void> {
    try {
      for await (const delivery of this.subscription) {
        if (delivery.kind === 'caught-up') {
          this.caughtUp = true
          this.isLive = true
        } else {
          this.deliveries.push(delivery)
          this.bytes += delivery.kind === 'event' ? sizeOfEvent(delivery.event) : 100
        }
        this.arrived.tell()
        while (this.isFull()) await this.taken.next()
      }
      this.ended = {}
    } catch (threw) {
      this.ended = { threw }
    }
    this.arrived.tell()
  }
}
