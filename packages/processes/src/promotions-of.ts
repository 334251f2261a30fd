import {
  type EvidenceLine,
  type LineId,
  noUnits,
  type Purchase,
  type PurchaseEvidence,
  type UnitRuns,
  union,
  without,
} from '@aftersale/domain'
import { type Instant, sameContent } from '@aftersale/messages'

// What a return must know of a purchase to say what the kept goods lose of its promotions. Nothing of one that tells none.

/** The promotions of the sale, and what refunds kept back since some were lost. */
export const promotionsOf = ({
  sale,
  money,
}: Pick<Purchase, 'sale' | 'money'>): Pick<PurchaseEvidence, 'promotions' | 'keptBack'> => {
  const { promotions } = sale.recorded
  if (promotions === undefined) return {}
  const keptBack = refundsThatCount([...money.refunds.values()]).flatMap(keptBackOf)
  return { promotions, ...(keptBack.length === 0 ? {} : { keptBack }) }
}

type Refund = Purchase['money']['refunds'] extends ReadonlyMap<unknown, infer One> ? One : never

/**
 * Those that hold, and those that failed and were not tried again. The next try is the same for the same holder, reserved
 * once the first had failed; two refunds may be of the same sums all the same, so that each is the next try of one at most.
 */
const refundsThatCount = (refunds: ReadonlyArray<Refund>): ReadonlyArray<Refund> => {
  const nextTries = new Set<Refund>()
  const lastFailedFirst = refunds
    .filter(({ status }) => status === 'failed')
    .sort((one, other) => (failedAtOf(one) < failedAtOf(other) ? 1 : -1))
  const notTriedAgain = lastFailedFirst.filter((failed) => {
    const next = refunds
      .slice(refunds.indexOf(failed) + 1)
      .find((other) => !nextTries.has(other) && other.status !== 'cancelled' && isNextTry(other, failed))
    if (next !== undefined) nextTries.add(next)
    return next === undefined
  })
  return [...refunds.filter(({ status }) => status === 'reserved' || status === 'settled'), ...notTriedAgain]
}

const isNextTry = (other: Refund, failed: Refund): boolean =>
  other.reserved.reservedAt >= failedAtOf(failed) && isSamePlan(other, failed)

const failedAtOf = ({ failures: [first], reserved }: Refund): Instant => first?.failedAt ?? reserved.reservedAt

const isSamePlan = ({ reserved: one }: Refund, { reserved: other }: Refund): boolean =>
  sameContent([one.holder, one.components], [other.holder, other.components])

const keptBackOf = ({ reserved: { refundId, components } }: Refund): NonNullable<PurchaseEvidence['keptBack']> => {
  const marked = components.filter(({ keptBack, lineId }) => keptBack !== undefined && lineId !== undefined)
  const sumOf = (lineId: LineId, account: 'goods' | 'goods-tax'): bigint =>
    marked
      .filter((part) => part.lineId === lineId && part.keptBack === account)
      .reduce((sum, { component, minor }) => (component === 'deduction' ? sum + minor : sum - minor), 0n)
  return [...new Set(marked.flatMap(({ lineId }) => lineId ?? []))].map((lineId) => ({
    refundId,
    lineId,
    netMinor: sumOf(lineId, 'goods'),
    taxMinor: sumOf(lineId, 'goods-tax'),
  }))
}

/** What a line of the sale cost before promotions, and which of its units are not with the customer any more, and why. */
export const soldUnderPromotions = (
  { sale, units }: Pick<Purchase, 'sale' | 'units'>,
  lineId: LineId,
): Pick<EvidenceLine, 'listMinor' | 'returned' | 'setAside'> => {
  const sold = sale.recorded.lines.find((line) => line.lineId === lineId)
  const account = units.accounts.get(lineId)
  if (sale.recorded.promotions === undefined || sold === undefined || account === undefined) return {}
  const givenBack = [...units.reservations.values()]
    .filter(({ reserved: { purpose } }) => purpose === 'return' || purpose === 'exchange')
    .reduce<UnitRuns>((all, { consumed }) => union(all, consumed.get(lineId) ?? noUnits), noUnits)
  const returned = without(givenBack, account.replaced)
  const setAside = without(union(account.cancelled, account.consumed), returned)
  return {
    listMinor: sold.netMinor,
    ...(returned.length === 0 ? {} : { returned }),
    ...(setAside.length === 0 ? {} : { setAside }),
  }
}
