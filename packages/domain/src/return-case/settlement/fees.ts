import type { Instant } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { allocate } from '../../money/allocation.js'
import { type Deduction, type FeeLine, feesUnder } from '../../policy/return-policy/fees-under.js'
import type { ReturnTerms } from '../../policy/return-policy/return-facts.js'
import type { RuleApplied } from '../../policy/rule-trace.js'
import type { LineId } from '../../units/index.js'
import { type CaseUnits, isSamePlace } from '../case-units.js'
import type { Draw } from '../draw.js'
import type { PurchaseEvidence } from '../purchase-evidence.js'
import type { ReturnCase } from '../state.js'
import { type MoneyLine, netLeftOf } from './money-line.js'
import type { SettlementComponent } from './money-plan.js'
import type { ExchangeLeg, RefundLeg } from './settlement-leg.js'
import { isExchange, isLive, isRefund, type Settlement } from './settlement-state.js'

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
  for (const group of new Set(lines.map(groupOf))) {
    const own = lines.filter((line) => groupOf(line) === group)
    const [{ draw, units } = {}] = own
    const purchase = evidence.find(({ purchaseId }) => purchaseId === units?.purchaseId)
    if (draw === undefined || purchase === undefined) continue
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
      lines: feeLinesOf(returnCase, purchase, own),
      labelIssued: labelMinor === 0n && isLabelDue(returnCase),
    })
    trace.push(...fees.trace)
    for (const [line, minor] of restockingOwed(returnCase.settlement, own, fees.deductions)) taken.set(line, minor)
    labelMinor += sumOf(fees.deductions.filter(({ because }) => because === 'label').map(({ netMinor }) => netMinor))
  }
  const costMinor = returnCase.authorisation?.label?.costMinor
  return {
    restockingMinor: lines.map((line) => taken.get(line) ?? 0n),
    labelMinor: costMinor !== undefined && costMinor < labelMinor ? costMinor : labelMinor,
    trace,
  }
}

const groupOf = ({ units, draw }: Pick<MoneyLine, 'units' | 'draw'>): string =>
  `${units.purchaseId} ${draw.judgedAs} ${draw.by}`

/** The customer was told to pay for the label, and did not yet. */
const isLabelDue = ({ authorisation, settlement }: ReturnCase): boolean =>
  authorisation?.label?.paidBy === 'customer' &&
  authorisation.wayBackPaidBy === 'customer' &&
  !moneyLegsOf(settlement).some(({ components }) => components.some(({ because }) => because === 'label'))

const lastDeliveryOf = (purchase: PurchaseEvidence, own: ReadonlyArray<MoneyLine>): Instant | undefined =>
  purchase.lines
    .filter(({ lineId }) => own.some(({ units }) => units.lineId === lineId))
    .flatMap(({ deliveredAt }) => (deliveredAt === undefined ? [] : [deliveredAt]))
    .sort()
    .at(-1)

/** Legs that turn units to money or goods. The difference of an exchange is part of that. */
const moneyLegsOf = ({ legs }: Settlement): ReadonlyArray<RefundLeg | ExchangeLeg> =>
  legs
    .filter(isLive)
    .flatMap((state) => (isRefund(state) || isExchange(state) ? [state.leg] : []))
    .filter((leg) => leg.kind === 'exchange' || leg.differenceOf === undefined)

/** Each purchase line once, with all that was settled of it by the same right, and is now. */
const feeLinesOf = (
  returnCase: ReturnCase,
  purchase: PurchaseEvidence,
  own: ReadonlyArray<MoneyLine>,
): ReadonlyArray<FeeLine> => {
  const [first] = own
  const group = first === undefined ? '' : groupOf(first)
  const before = moneyLegsOf(returnCase.settlement).filter(({ purchaseId }) => purchaseId === purchase.purchaseId)
  const isOfGroup = (lineId: LineId): boolean =>
    own.some(({ units }) => units.lineId === lineId) ||
    before.some(({ lines }) =>
      lines.some((units) => {
        const draw = drawOf(returnCase, units)
        return units.lineId === lineId && draw !== undefined && groupOf({ units, draw }) === group
      }),
    )
  return purchase.lines
    .filter(({ lineId }) => isOfGroup(lineId))
    .map(({ lineId, category }) => {
      const now = own.filter(({ units }) => units.lineId === lineId)
      const paid = (component: SettlementComponent['component']) =>
        minorOf(before, (each) => each.component === component && each.lineId === lineId)
      return {
        requestLineId: lineId,
        category,
        netMinor: paid('goods') + sumOf(now.map(({ netMinor }) => netMinor)),
        taxMinor: paid('goods-tax') + sumOf(now.map(({ taxMinor }) => taxMinor)),
      }
    })
}

/** Under which right the units are asked back. */
export const drawOf = ({ draws }: ReturnCase, units: CaseUnits): Draw | undefined =>
  draws.find((draw) => isSamePlace(draw, units))

/** What is owed on all rounds, less what was taken in earlier ones; on each line at most what is left of its net value. */
const restockingOwed = (
  settlement: Settlement,
  own: ReadonlyArray<MoneyLine>,
  deductions: ReadonlyArray<Deduction>,
): ReadonlyArray<readonly [MoneyLine, bigint]> => {
  const [first] = own
  if (first === undefined) return []
  const before = moneyLegsOf(settlement).filter(({ purchaseId }) => purchaseId === first.units.purchaseId)
  const restocking = deductions.filter(({ because }) => because === 'restocking')
  const lineIds = [...new Set(restocking.map(({ requestLineId }) => requestLineId))]
  const owedBy = (lineId: string | undefined): bigint =>
    sumOf(restocking.filter(({ requestLineId }) => requestLineId === lineId).map(({ netMinor }) => netMinor)) -
    minorOf(before, (each) => each.because === 'restocking' && each.lineId === lineId)
  const owedMinor = sumOf(lineIds.map(owedBy))
  if (owedMinor <= 0n) return []

  const weights = own.map((line) => {
    const owed = owedBy(line.units.lineId)
    return owed <= 0n ? 0n : netLeftOf(line)
  })
  const bearableMinor = sumOf(weights)
  const shares = allocate(owedMinor < bearableMinor ? owedMinor : bearableMinor, weights)
  return E.isLeft(shares) ? [] : own.map((line, index) => [line, shares.right[index] ?? 0n] as const)
}

const minorOf = (
  legs: ReadonlyArray<RefundLeg | ExchangeLeg>,
  isMeant: (component: SettlementComponent) => boolean,
): bigint => sumOf(legs.flatMap(({ components }) => components.filter(isMeant).map(({ minor }) => minor)))

const sumOf = (amounts: ReadonlyArray<bigint>): bigint => amounts.reduce((sum, minor) => sum + minor, 0n)
