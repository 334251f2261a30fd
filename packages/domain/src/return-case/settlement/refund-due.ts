import { type Instant, laterOf } from '@aftersale/messages'
import { endOfDay, localDateOf } from '../../calendar/local-date.js'
import { anchoredPeriodEnd, type Period } from '../../calendar/period.js'
import { type CaseUnits, unitsInBoth, unitsWithout } from '../case-units.js'
import type { ReturnCase } from '../state.js'
import { heldUnits, receivedUnits } from '../units-held.js'
import { isLive, isRefund } from './settlement-state.js'

export interface RefundDue {
  readonly dueAt: Instant
  /** What is still owed for then. */
  readonly lines: ReadonlyArray<CaseUnits>
  /** Of the withdrawal. */
  readonly noticeAt: Instant
  /** When it was shown first that the goods come: received, or handed to a carrier. */
  readonly provedAt: Instant
}

/** Directive 2011/83, article 13(1). */
const REFUND_WITHIN = 'P14D' as Period

/** Its end, at 24:00, can't be written. */
const LAST_DAY = '9999-12-31'

/**
 * By when the money of a withdrawal is owed: 14 days from the notice, the day of the notice not counted, and not before
 * the goods came or it was proved that they were sent, whichever was first (article 13(3)). Nothing where there is no
 * withdrawal by law, none of that was shown yet, all was paid, or it was told already. A last day that holidays would
 * move stays: it is told too early rather than too late.
 */
export const refundDue = (returnCase: ReturnCase): RefundDue | undefined => {
  const { draws, request, handovers, receipts, settlement } = returnCase
  const withdrawn = draws.filter(({ judgedAs, by }) => judgedAs === 'withdrawal' && by === 'law')
  const zone = request.evidence.find(({ purchaseId }) => withdrawn.some((draw) => draw.purchaseId === purchaseId))?.zone
  const provedAt = [
    ...handovers.map(({ handedOverAt }) => handedOverAt),
    ...receipts.map(({ receivedAt }) => receivedAt),
  ].sort()[0]
  if (zone === undefined || provedAt === undefined || settlement.refundOverdue || settlement.closed !== undefined) {
    return undefined
  }
  const noticeAt = request.requestedAt
  const lastOn = anchoredPeriodEnd({
    anchor: localDateOf(noticeAt, zone),
    period: REFUND_WITHIN,
    rule: 'event-day-excluded-no-roll',
  })
  const there = handovers.length === 0 ? receivedUnits(returnCase) : heldUnits(returnCase)
  const lines = unitsWithout(
    unitsInBoth(
      there.filter(({ purchaseId, lineId }) =>
        withdrawn.some((draw) => draw.purchaseId === purchaseId && draw.lineId === lineId),
      ),
      heldUnits(returnCase),
    ),
    madeGood(returnCase),
  )
  if (lines.length === 0 || lastOn >= LAST_DAY) return undefined
  return { dueAt: laterOf(endOfDay(lastOn, zone), provedAt), lines, noticeAt, provedAt }
}

/** Units that were paid, or are made good otherwise with the customer's consent. */
const madeGood = ({ settlement: { legs, advances } }: ReturnCase): ReadonlyArray<CaseUnits> => [
  ...legs
    .filter((state) => isLive(state) && (isRefund(state) ? state.status === 'settled' : state.status !== 'proposed'))
    .flatMap(({ leg }) => leg.lines),
  ...advances.filter(({ status }) => status !== 'replacement-returned').flatMap(({ sent }) => sent.lines),
]
