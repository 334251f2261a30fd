import { type Checkpoint, comparePositions, type Delivery, type RecordedEvent } from '@aftersale/event-store'
import type { Arrival } from './connection.js'
import { type EventArrival, type Followed, isAfter, type Place } from './followed.js'

/** Events left out here after which a checkpoint tells how far the subscription has come. */
const LEFT_OUT_A_CHECKPOINT = 1000

/** Delivered places that are remembered, to tell what is sent twice from what is sent too late. */
const REMEMBERED = 1024

/** What an arrival is for the reader; `nothing` where it is not for it, or was had before. */
export type Judgement =
  | { readonly is: 'delivery'; readonly delivery: Exclude<Delivery, { readonly kind: 'caught-up' }> }
  | { readonly is: 'nothing' }
  /** Something may have been lost before it. */
  | { readonly is: 'doubtful'; readonly arrival: EventArrival; readonly place: Place }
  /** It stands before what was delivered, and was not delivered. */
  | { readonly is: 'too-late'; readonly place: Place }

const NOTHING: Judgement = { is: 'nothing' }

/** How far a subscription has come. Its places only move forward, whatever the wire brings. */
export class Progress {
  private leftOut: Place | undefined
  private countLeftOut = 0
  private readonly delivered: Array<Place> = []
  private countDelivered = 0
  private connectedAfter: Place | undefined

  /** `told`: the last place that the reader knows of. */
  constructor(
    private readonly followed: Followed,
    private readonly isWanted: (event: RecordedEvent) => boolean,
    private told: Place | undefined,
  ) {}

  /** The last place that was seen. Whoever connects again goes on behind it. */
  get reached(): Place | undefined {
    return this.leftOut ?? this.told
  }

  /** What stands before where a connection began may come again, and is known. */
  connects(): void {
    this.connectedAfter = this.reached
  }

  /** `isComplete` where nothing is missing before it, by what the store says. */
  judge(arrival: Extract<Arrival, { readonly kind: 'event' | 'checkpoint' }>, isComplete = false): Judgement {
    if (arrival.kind === 'checkpoint') return this.passes(arrival.position) ? this.tellsLeftOut() : NOTHING
    const place = this.followed.placeOf(arrival)
    if (place === undefined) return NOTHING
    const { event } = arrival
    const isWanted = event !== undefined && this.isWanted(event)
    if (!isAfter(place, this.reached)) return isWanted ? this.judgeLate(place) : NOTHING
    if (!isComplete && this.followed.leavesDoubt(arrival, this.reached)) return { is: 'doubtful', arrival, place }
    this.followed.saw(arrival)
    if (!isWanted) {
      this.leftOut = place
      this.countLeftOut += 1
      return this.countLeftOut < LEFT_OUT_A_CHECKPOINT ? NOTHING : this.tellsLeftOut()
    }
    this.tells(place)
    this.delivered[this.countDelivered % REMEMBERED] = place
    this.countDelivered += 1
    return { is: 'delivery', delivery: { kind: 'event', event, checkpoint: this.followed.checkpointAt(place) } }
  }

  /** Nothing up to here is for the reader. False where it has come further already. */
  passes(place: Place): boolean {
    if (!isAfter(place, this.reached)) return false
    this.leftOut = place
    return true
  }

  /** The checkpoint of what was left out since the reader was last told. */
  tellsLeftOut(): Judgement {
    const place = this.leftOut
    if (place === undefined) return NOTHING
    this.tells(place)
    return { is: 'delivery', delivery: { kind: 'checkpoint', checkpoint: this.followed.checkpointAt(place) } }
  }

  private tells(place: Place): void {
    this.told = place
    this.leftOut = undefined
    this.countLeftOut = 0
  }

  private judgeLate(place: Place): Judgement {
    // Of a stream, nothing is passed over unless the store has nothing there.
    const isKnown =
      this.followed.checkpointAt(place).kind !== 'all' ||
      !isAfter(place, this.connectedAfter) ||
      this.delivered.some((delivered) => comparePositions(delivered, place) === 0)
    return isKnown ? NOTHING : { is: 'too-late', place }
  }
}

/** For people: where a checkpoint stands. */
export const placeInWords = (checkpoint: Checkpoint): string =>
  checkpoint.kind === 'all' ? `position ${checkpoint.position.commit}` : `revision ${checkpoint.revision}`
