import type { Position, RecordedEvent } from '@aftersale/event-store'
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js'
import type { ReadCall } from '../wire/client-connection.js'
import { eventFrom } from '../wire/wire-event.js'
import { type Drop, dropOf } from './dropped.js'

/** What came over the wire, in the order in which it came. */
export type Arrival =
  | {
      readonly kind: 'event'
      /** Absent where a link leads to an event that is no more. */
      readonly event: RecordedEvent | undefined
      /** Where the event stands in what is followed, as a revision: the link's own where it is one. */
      readonly revision: number
    }
  /** Everything up to here that the server's filter lets through has come. */
  | { readonly kind: 'checkpoint'; readonly position: Position }
  | { readonly kind: 'caught-up' }
  /** The server reads again what it could not hand over in time, and says so when it is done. */
  | { readonly kind: 'fell-behind' }

/** Arrivals held at most before the server is made to wait: enough to keep it busy, little to hold. */
const HELD_AT_MOST = 1000
const HELD_WHEN_RESUMED = 500

/**
 * One subscription of the server's, as a row of arrivals to take one by one. Messages are put into it as they come and
 * nothing is handled on the way. (Beside the client's own iterator, `caught-up` and checkpoints would lose their place
 * between the events, and leaving it would not end the call.)
 */
export class Connection {
  private held: Array<Arrival> = []
  private nextHeld = 0
  private isPaused = false
  private confirmed = false
  private ended: Drop | undefined
  private call: ReadCall | undefined
  private wake: () => void = () => undefined

  /** `onFellBehind` is called at once, whatever is still to be taken before it: who is behind may take long to get there. */
  constructor(
    opening: Promise<ReadCall>,
    private readonly onFellBehind: () => void = () => undefined,
  ) {
    opening.then(
      (call) => this.listen(call),
      (thrown: unknown) => this.end(dropOf(thrown)),
    )
  }

  /** Whether the server has said that it subscribes us. */
  get isConfirmed(): boolean {
    return this.confirmed
  }

  /** Whether there is something to take. */
  get hasArrivals(): boolean {
    return this.nextHeld < this.held.length
  }

  /** Why nothing more will come; what has come can be taken all the same. */
  get over(): Drop | undefined {
    return this.ended
  }

  /** The next arrival; nothing where none is here. */
  take(): Arrival | undefined {
    const arrival = this.held[this.nextHeld]
    if (arrival === undefined) return undefined
    this.nextHeld += 1
    const left = this.held.length - this.nextHeld
    if (left === 0 || this.nextHeld === HELD_AT_MOST) {
      this.held = left === 0 ? [] : this.held.slice(this.nextHeld)
      this.nextHeld = 0
    }
    if (this.isPaused && left <= HELD_WHEN_RESUMED) {
      this.isPaused = false
      this.call?.resume()
    }
    return arrival
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

  /** Ends the call: leaving it alone would not. */
  close(): void {
    this.end({ fault: 'ended', why: 'it was closed' })
    this.held = []
    this.nextHeld = 0
    this.call?.cancel()
    // What still stands in the call is let go of, so that it comes to its end.
    this.call?.resume()
  }

  private listen(call: ReadCall): void {
    this.call = call
    // Stays when the call is over: a cancelled call still says so.
    call.on('error', (thrown: unknown) => this.end(dropOf(thrown)))
    call.on('end', () => this.end({ fault: 'ended', why: 'the server ended the subscription' }))
    call.on('data', (message: ReadResp) => {
      try {
        this.receive(message)
      } catch (thrown) {
        this.end({ fault: 'failed', why: `an event cannot be read: ${dropOf(thrown).why}` })
        call.cancel()
      }
    })
    if (this.ended !== undefined) call.cancel()
  }

  private receive(message: ReadResp): void {
    if (this.ended !== undefined) return
    const read = message.getEvent()
    if (read !== undefined) {
      const place = read.getLink() ?? read.getEvent()
      if (place === undefined) return
      this.hold({ kind: 'event', event: eventFrom(read), revision: Number(place.getStreamRevision()) })
    } else if (message.hasConfirmation()) {
      this.confirmed = true
      this.wake()
    } else if (message.hasCaughtUp()) {
      this.hold({ kind: 'caught-up' })
    } else if (message.hasFellBehind()) {
      this.onFellBehind()
      this.hold({ kind: 'fell-behind' })
    } else {
      const reached = message.getCheckpoint()
      if (reached === undefined) return
      const position = { commit: Number(reached.getCommitPosition()), prepare: Number(reached.getPreparePosition()) }
      this.hold({ kind: 'checkpoint', position })
    }
  }

  private hold(arrival: Arrival): void {
    this.held.push(arrival)
    if (!this.isPaused && this.held.length - this.nextHeld >= HELD_AT_MOST) {
      this.isPaused = true
      this.call?.pause()
    }
    this.wake()
  }

  private end(drop: Drop): void {
    this.ended ??= drop
    this.wake()
  }
}
