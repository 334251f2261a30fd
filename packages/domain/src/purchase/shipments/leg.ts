import type { Instant } from '@aftersale/messages'
import type { Scan } from './scan.js'

/** Where the carrier's scans say that a shipment is, as long as its journey goes on. */
export type Leg =
  | 'announced'
  | 'handed-over'
  | 'in-transit'
  | 'exception'
  | 'out-for-delivery'
  | 'attempt-failed'
  | 'available-for-pickup'

export interface LegSince {
  readonly leg: Leg
  /** Absent while it is only announced. */
  readonly since?: Instant
}

/**
 * The leg that the scans, in the order of scanning, lead to. The last of them rules, but for these: a printed label moves
 * nothing, and neither does a second hand-over once the shipment is on its way. What ends a journey is none of its legs.
 */
export const legOf = (scans: ReadonlyArray<Scan>): LegSince => scans.reduce<LegSince>(legAfter, { leg: 'announced' })

const legAfter = (before: LegSince, { code, scannedAt }: Scan): LegSince => {
  const on = (leg: Leg): LegSince => (before.leg === leg ? before : { leg, since: scannedAt })
  switch (code) {
    case 'label-created':
    case 'delivered':
    case 'returned-to-sender':
    case 'destroyed':
      return before
    case 'handed-over':
      return before.leg === 'announced' ? on('handed-over') : before
    case 'delivery-attempt-failed':
      return { leg: 'attempt-failed', since: scannedAt }
    case 'in-transit':
    case 'exception':
    case 'out-for-delivery':
    case 'available-for-pickup':
      return on(code)
  }
}
