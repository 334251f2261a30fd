import type { Instant } from '@aftersale/messages'
import { lesserOf } from '../../money/lesser-of.js'
import { type Deduction, type FeeLine, feesUnder } from '../../policy/return-policy/fees-under.js'
import type { ReturnTerms } from '../../policy/return-policy/return-facts.js'
import type { RuleApplied } from '../../policy/rule-trace.js'
import { type CaseUnits, isSamePlace } from '../case-units.js'
import type { Draw } from '../draw.js'
import type { PurchaseEvidence } from '../purchase-evidence.js'
import type { ReturnCase } from '../state.js'
import { type MoneyLine, netLeftOf } from './money-line.js'
import type { SettlementComponent } from './money-plan.js'
import type { ExchangeLeg, RefundLeg } from './settlement-leg.js'
import { isExchange, isLive, isRefund, type Settlement } from './settlement-state.js'
import { ownSharesFirst, sharesUpTo } from './shares-up-to.js'

/** What a settlement takes off for restocking, of each money line in their order, and for the label, once. */
export interface FeesTaken {
  readonly restockingMinor: ReadonlyArray<bigint>
  readonly labelMinor: bigint
  readonly trace: ReadonlyArray<RuleApplied>
}

/**
 * The fees of the terms on everything the case has settled so far and settles now, less what was taken in earlier rounds:
 * so a fee on the return as a whole is taken once, however many parcels it came in. Fees of several purchases, and of
 * different rights, are reckoned apart.
 */
export const feesOn = (
  returnCase: ReturnCase,
  terms: ReturnTerms,
  { evidence, lines }: { readonly evidence: ReadonlyArray<PurchaseEvidence>; readonly lines: ReadonlyArray<MoneyLine> },
): FeesTaken => {
  const taken = new Map<MoneyLine, bigint>()
  const trace: Array<RuleApplied> = []
  let labelMinor = 0n
  for (const first of lines.filter(isFirstOfGroup)) {
    const { units, draw } = first
    const purchase = evidence.find(({ purchaseId }) => purchaseId === units.purchaseId)
    if (purchase === undefined) continue
    const own = lines.filter((line) => groupOf(line) === groupOf(first))
    const before = moneyLegsOf(returnCase.settlement).filter(({ purchaseId }) => purchaseId === purchase.purchaseId)
    const fees = feesUnder(terms, {
      judgedAs: draw.judgedAs,
      by: draw.by,
      purchasedAt: purchase.purchasedAt,
      disclosures: purchase.disclosures,
      currency: purchase.currency,
      requestedAt: returnCase.request.requestedAt,
      zone: purchase.zone,
      deliveredAt: lastDeliveryOf(purchase, own),
      firstGoodDeliveredAt: purchase.firstGoodDeliveredAt,
      lastGoodDeliveredAt: purchase.lastGoodDeliveredAt,
      lines: feeLinesOf(purchase, { own, before, isOfRight: isOfGroup(returnCase, groupOf(first)) }),
      labelIssued: labelMinor === 0n && isLabelDue(returnCase),
    })
    trace.push(...fees.trace)
    for (const [line, minor] of restockingOwed(own, before, fees.deductions)) taken.set(line, minor)
    labelMinor += sumOf(fees.deductions.filter(({ because }) => because === 'label').map(({ netMinor }) => netMinor))
  }
  const costMinor = returnCase.authorisation?.label?.costMinor
  return {
    restockingMinor: lines.map((line) => taken.get(line) ?? 0n),
    labelMinor: lesserOf(costMinor ?? labelMinor, labelMinor),
    trace,
  }
}

const groupOf = ({ units, draw }: Pick<MoneyLine, 'units' | 'draw'>): string =>
  `${units.purchaseId} ${draw.judgedAs} ${draw.by}`

const isFirstOfGroup = (line: MoneyLine, index: number, lines: ReadonlyArray<MoneyLine>): boolean =>
  lines.findIndex((other) => groupOf(other) === groupOf(line)) === index

/** The customer was told to pay for the label, and did not yet. */
const isLabelDue = ({ authorisation, settlement }: ReturnCase): boolean =>
  authorisation?.label?.paidBy === 'customer' &&
  !moneyLegsOf(settlement).some(({ components }) => components.some(({ because }) => because === 'label'))

const lastDeliveryOf = (purchase: PurchaseEvidence, own: ReadonlyArray<MoneyLine>): Instant | undefined =>
  purchase.lines
    .filter(({ lineId }) => own.some(({ units }) => units.lineId === lineId))
    .flatMap(({ deliveredAt }) => (deliveredAt === undefined ? [] : [deliveredAt]))
    .sort()
    .at(-1)

/** Legs that turned units to money or goods. The difference of an exchange is part of that. */
const moneyLegsOf = ({ legs }: Settlement): ReadonlyArray<RefundLeg | ExchangeLeg> =>
  legs
    .filter(isLive)
    .flatMap((state) =>
      isExchange(state) || (isRefund(state) && state.leg.differenceOf === undefined) ? [state.leg] : [],
    )

/** Each purchase line once, with all that was settled of it by the same right, and is now. */
const feeLinesOf = (
  purchase: PurchaseEvidence,
  {
    own,
    before,
    isOfRight,
  }: {
    readonly own: ReadonlyArray<MoneyLine>
    readonly before: ReadonlyArray<RefundLeg | ExchangeLeg>
    readonly isOfRight: (units: CaseUnits) => boolean
  },
): ReadonlyArray<FeeLine> =>
  purchase.lines
    .filter(({ lineId }) =>
      [...own.map(({ units }) => units), ...before.flatMap(({ lines }) => lines.filter(isOfRight))].some(
        (units) => units.lineId === lineId,
      ),
    )
    .map(({ lineId, category }) => ({
      requestLineId: lineId,
      category,
      netMinor:
        // What is given back after all was counted when it was kept back.
        minorOf(before, (each) => each.component === 'goods' && each.lineId === lineId && each.keptBack === undefined) +
        sumOf(own.filter(({ units }) => units.lineId === lineId).map(({ netMinor }) => netMinor)),
      // The tax of what is taken off is found line by line, with that of lost value.
      taxMinor: 0n,
    }))

const isOfGroup =
  (returnCase: ReturnCase, group: string) =>
  (units: CaseUnits): boolean => {
    const draw = drawOf(returnCase, units)
    return draw !== undefined && groupOf({ units, draw }) === group
  }

/** Under which right the units are asked back. */
export const drawOf = ({ draws }: ReturnCase, units: CaseUnits): Draw | undefined =>
  draws.find((draw) => isSamePlace(draw, units))

/**
 * What is owed on all rounds, less what was taken in earlier ones: on each line its own fee, at most what is left of its
 * net value. What earlier lines owe by now, or a line cannot bear, falls on the others that owe a fee.
 */
const restockingOwed = (
  own: ReadonlyArray<MoneyLine>,
  before: ReadonlyArray<RefundLeg | ExchangeLeg>,
  deductions: ReadonlyArray<Deduction>,
): ReadonlyArray<readonly [MoneyLine, bigint]> => {
  const restocking = deductions.filter(({ because }) => because === 'restocking')
  const owedBy = (lineId: string | undefined): bigint =>
    sumOf(restocking.filter(({ requestLineId }) => requestLineId === lineId).map(({ netMinor }) => netMinor)) -
    minorOf(before, (each) => each.because === 'restocking' && each.lineId === lineId)
  // On a line that bore a part before and by now bears none, too: the others owe so much less.
  const owedMinor = sumOf([...new Set(restocking.map(({ requestLineId }) => requestLineId))].map(owedBy))
  const owing = own.filter(({ units }) => owedBy(units.lineId) > 0n)
  const shares = ownSharesFirst(
    owedMinor,
    owing.map((line) => {
      const sameLine = owing.filter(({ units }) => units.lineId === line.units.lineId)
      const ofSameLine = sharesUpTo(owedBy(line.units.lineId), sameLine.map(netLeftOf))
      return { ownMinor: ofSameLine[sameLine.indexOf(line)] ?? 0n, bearableMinor: netLeftOf(line) }
    }),
  )
  return owing.map((line, index) => [line, shares[index] ?? 0n] as const)
}

const minorOf = (
  legs: ReadonlyArray<RefundLeg | ExchangeLeg>,
  isMeant: (component: SettlementComponent) => boolean,
): bigint => sumOf(legs.flatMap(({ components }) => components.filter(isMeant).map(({ minor }) => minor)))

const sumOf = (amounts: ReadonlyArray<bigint>): bigint => amounts.reduce((sum, minor) => sum + minor, 0n)
