import type { NonEmptyText, PositiveInteger } from '@aftersale/messages'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import type { RuleApplied } from '../../policy/rule-trace.js'
import type { RequestReturn } from '../commands.js'
import type { Counterfactual, RefusedPart } from '../draw.js'
import type { LedgerReason } from '../refusal-reason.js'
import type { RequestLine } from '../request-line.js'
import { type Candidate, exchangedCount, isDelivered, knownSerials } from './candidates.js'

/** A part that is refused, what would have turned it, and the rule behind it. */
export interface Shortage {
  readonly part: RefusedPart
  readonly counterfactual: Counterfactual
  readonly trace: RuleApplied
}

/** Why there are no units for the `missing` last of a request line, of which `drawn` are there. */
export const shortageOf = (
  request: RequestReturn['data'],
  line: RequestLine,
  candidates: ReadonlyArray<Candidate>,
  { drawn, missing, serials }: { drawn: number; missing: number; serials: ReadonlyArray<NonEmptyText> | undefined },
): ReadonlyArray<Shortage> => {
  const refusal = refusalBy(request, line, drawn)
  if (candidates.length === 0) return [refusal('NeverBought', missing, serials)]
  if (serials !== undefined) {
    const [bought, unknown] = [true, false].map((isKnown) =>
      serials.filter((serial) => candidates.some((one) => knownSerials(one.line, [serial]).length > 0) === isKnown),
    )
    const undelivered = (bought ?? []).filter((serial) =>
      candidates.some((one) => !isDelivered(one.line, request) && knownSerials(one.line, [serial]).length > 0),
    )
    const held = (bought ?? []).filter((serial) => !undelivered.includes(serial))
    return [
      refusal('NeverBought', (unknown ?? []).length, unknown),
      refusal('NotDelivered', undelivered.length, undelivered),
      refusal('QuantityExceedsAvailable', held.length, held),
    ].filter(isThere)
  }
  const notDelivered = Math.min(
    missing,
    sum(candidates.map((one) => (isDelivered(one.line, request) ? 0 : one.line.quantity))),
  )
  const exchanged = Math.min(missing - notDelivered, sum(candidates.map(exchangedCount)))
  return [
    refusal('NotDelivered', notDelivered),
    refusal('AlreadyExchanged', exchanged),
    refusal('QuantityExceedsAvailable', missing - notDelivered - exchanged),
  ].filter(isThere)
}

const isThere = ({ part }: Shortage): boolean => part.quantity > 0

const sum = (counts: ReadonlyArray<number>): number => counts.reduce((total, count) => total + count, 0)

const refusalBy =
  ({ requestedAt }: RequestReturn['data'], { requestLineId, sku, quantity }: RequestLine, drawn: number) =>
  (reason: LedgerReason, count: number, serials?: ReadonlyArray<NonEmptyText>): Shortage => ({
    part: {
      requestLineId,
      quantity: count as PositiveInteger,
      reasons: [reason],
      ...(serials === undefined ? {} : { serials }),
    },
    counterfactual: { requestLineId, ...turnedBy(reason, drawn, requestedAt) },
    trace: ruleApplied(
      RULE_OF[reason],
      { requestLineId, sku, requestedQuantity: quantity, drawnQuantity: drawn, refusedQuantity: count },
      reason,
    ),
  })

const RULE_OF: Readonly<Record<LedgerReason, string>> = {
  NeverBought: 'bought-by-then',
  NotDelivered: 'delivered-by-then',
  AlreadyExchanged: 'not-exchanged',
  QuantityExceedsAvailable: 'units-available',
}

const turnedBy = (
  reason: LedgerReason,
  quantityAtMost: number,
  boughtBy: RequestReturn['data']['requestedAt'],
): Counterfactual => {
  switch (reason) {
    case 'NeverBought':
      return { boughtBy }
    case 'NotDelivered':
      return { wouldHaveTurned: { delivered: true } }
    case 'AlreadyExchanged':
    case 'QuantityExceedsAvailable':
      return { quantityAtMost }
  }
}
