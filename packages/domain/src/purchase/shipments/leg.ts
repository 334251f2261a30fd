import type { Instant } from '@aftersale/messages'
import type { Scan } from './scan.js'

/** What the carrier's scans alone say of where a shipment is. */
export type Leg =
  | 'announced'
  | 'handed-over'
  | 'in-transit'
  | 'exception'
  | 'out-for-delivery'
  | 'attempt-failed'
  | 'available-for-pickup'
  | 'delivered'
  | 'returned-to-sender'
  | 'destroyed'

export interface LegSince {
  readonly leg: Leg
  /** Absent while it is only announced. */
  readonly since?: Instant
}

/**
 * The leg that the scans, in the order of scanning, lead to. The last of them rules, but for these: a label that was
 * printed moves nothing, and neither does a second hand-over once the shipment is on its way. Delivered, returned and
 * destroyed are ends: a carrier's `delivered` after a return says that the sender has it back.
 */
export const legOf = (scans: ReadonlyArray<Scan>): LegSince => scans.reduce<LegSince>(legAfter, { leg: 'announced' })

export const isEnd = (leg: Leg): boolean => leg === 'delivered' || leg === 'returned-to-sender' || leg === 'destroyed'

const legAfter = (before: LegSince, { code, scannedAt }: Scan): LegSince => {
  if (isEnd(before.leg)) return before
  const on = (leg: Leg): LegSince => (before.leg === leg ? before : { leg, since: scannedAt })
  switch (code) {
    case 'label-created':
      return before
    case 'handed-over':
      return before.leg === 'announced' ? on('handed-over') : before
    case 'delivery-attempt-failed':
      return { leg: 'attempt-failed', since: scannedAt }
    case 'in-transit':
    case 'exception':
    case 'out-for-delivery':
    case 'available-for-pickup':
    case 'delivered':
    case 'returned-to-sender':
    case 'destroyed':
      return on(code)
  }
}
