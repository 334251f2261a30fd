import type { Circumstances, Exclusion } from '../circumstances.js'
import type { Moment } from '../moment.js'

/** One row a delay of a shipment, whether or not anybody recorded it: what the customer was told of it, and when. */
export interface DelayFact {
  readonly purchaseId: string
  readonly shipmentId: string
  /** Counts the delays of the shipment from 1. */
  readonly delayNumber: number
  /**
   * When the delay was detected, or the promise had passed without a word of it. Of one that nobody recorded, when the
   * promise had passed without a delivery, or what is tolerated beyond it of a shipment that was expected so: an instant
   * that may not have come yet.
   */
  readonly began: Moment
  readonly isRecorded: boolean
  /** Epoch milliseconds. */
  readonly promisedBy: number
  /** The last estimate of the delay, epoch milliseconds; absent where there was none. */
  readonly expectedAt?: number | undefined
  /** By when the customer had to be told of it first. */
  readonly noticeDueAt: number
  readonly slips: ReadonlyArray<Moment>
  /** When the customer was told, by when it was sent. */
  readonly notices: ReadonlyArray<Moment>
  /** When it was recorded that the customer had not been told in time: at that instant. */
  readonly missed?: Moment | undefined
  readonly recovered?: Moment | undefined
  /** When the last of the shipment arrived. */
  readonly arrived?: Moment | undefined
  /**
   * When the customer first asked about it: the first contact on a ticket of the purchase, or report of non-receipt, from
   * the announcement of the shipment, or the end of its delay before, until it arrived.
   */
  readonly firstAsked?: Moment | undefined
  readonly circumstances: Circumstances
  readonly exclusion?: Exclusion | undefined
}
