import { derivedTax } from '../../money/cumulative-share.js'
import { lesserOf } from '../../money/lesser-of.js'
import {
  type Repriced,
  repriceAfterReturn,
  type SoldLine,
  type UnitsOfLine,
  worthOf,
} from '../../policy/return-policy/reprice-after-return.js'
import { repricingUnder } from '../../policy/return-policy/repricing-under.js'
import type { ReturnTerms } from '../../policy/return-policy/return-facts.js'
import { returnPolicyRefOf } from '../../policy/return-policy/return-policy.js'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import { isCountedOn } from '../../policy/return-policy/sale-promotion.js'
import type { RuleApplied } from '../../policy/rule-trace.js'
import { allUnits, type LineId, noUnits, overlap, union, without } from '../../units/index.js'
import type { CaseUnits } from '../case-units.js'
import type { Draw } from '../draw.js'
import type { PurchaseEvidence } from '../purchase-evidence.js'
import type { ReturnCase } from '../state.js'
import { drawOf } from './fees.js'
import { type MoneyLine, netLeftOf } from './money-line.js'
import { refundsAsked, unitsForGoods, unitsForMoney } from './own-legs.js'
import { type BearingLine, ownSharesFirst, sharesUpTo } from './shares-up-to.js'
import type { Paid } from './unit-values.js'

/** Of the units of one purchase that become money now. */
export interface Repricing {
  /** Of each line in their order, off its net value. */
  readonly keptBackMinor: ReadonlyArray<bigint>
  /** What was kept back before and is not any more, by the line whose accounts have it. */
  readonly givenBack: ReadonlyArray<Paid & { readonly lineId: LineId }>
  readonly trace: ReadonlyArray<RuleApplied>
}

type LineToReprice = Omit<MoneyLine, 'legId'>

/**
 * What the kept goods lose of the promotions of the sale is kept back of the units that come back, or given back where they
 * lose it no more: by all that came back of the purchase so far, in this case and in others, whatever the order. What was
 * kept back once counts until it is given back.
 */
export const repricingOf = (
  returnCase: ReturnCase,
  purchase: PurchaseEvidence,
  {
    lines,
    exchanged = [],
    termsOf,
    leftOf,
  }: {
    readonly lines: ReadonlyArray<LineToReprice>
    /** Units that other goods are given for at the same time. */
    readonly exchanged?: ReadonlyArray<CaseUnits>
    readonly termsOf: (draw: Draw) => ReturnTerms
    /** What the purchase has left of a line after those. */
    readonly leftOf: (lineId: LineId) => Paid
  },
): Repricing => {
  const nothing: Repricing = { keptBackMinor: lines.map(() => 0n), givenBack: [], trace: [] }
  const answerOn = (draw: Draw) => repricingUnder(termsOf(draw), { ...purchase, judgedAs: draw.judgedAs })
  const answers = lines.map(({ draw }) => answerOn(draw))
  const asked = lines.find((_, index) => answers[index] !== 'proportional')
  const policyRef = asked === undefined ? undefined : returnPolicyRefOf(termsOf(asked.draw).policy)
  const told = (facts: Parameters<typeof ruleApplied>[1], outcome: string) => [
    ruleApplied('promotions', { purchaseId: purchase.purchaseId, ...facts }, outcome, policyRef),
  ]
  if (purchase.promotions === undefined) {
    return asked === undefined ? nothing : { ...nothing, trace: told({}, 'not-repriced') }
  }

  const keptBefore = keptBackBefore(returnCase, purchase)
  const keptBeforeMinor = [...keptBefore.values()].reduce((sum, { netMinor }) => sum + netMinor, 0n)
  const repriced = repricedSale(
    returnCase,
    { ...purchase, promotions: purchase.promotions },
    {
      now: lines.map(({ units }) => units),
      exchanged,
      isRepriced: (units) => {
        const draw = drawOf(returnCase, units)
        return draw !== undefined && answerOn(draw) === 'reprice'
      },
      keptBeforeMinor,
    },
  )
  const facts = factsOf(repriced, purchase, keptBeforeMinor)
  if (repriced.deductionMinor < 0n) {
    const givenBack = splitBack(-repriced.deductionMinor, keptBefore, leftOf)
    const backMinor = givenBack.reduce((sum, { netMinor }) => sum + netMinor, 0n)
    return { ...nothing, givenBack, trace: told(facts, `given-back:${backMinor}`) }
  }
  if (asked === undefined) return nothing
  if (repriced.deductionMinor === 0n) {
    const outcome = answers.includes('reprice') ? 'nothing-to-reprice' : answerOn(asked.draw)
    return { ...nothing, trace: told(facts, outcome) }
  }

  const bearing = lines.map((line, index) => bearingOf(line, repriced, answers[index]))
  const keptBackMinor = ownSharesFirst(repriced.deductionMinor, bearing)
  const minor = keptBackMinor.reduce((sum, each) => sum + each, 0n)
  return {
    keptBackMinor,
    givenBack: [],
    trace: told(facts, minor > 0n ? `repriced:${minor}` : 'nothing-left-to-keep-back'),
  }
}

/** On the lines that a lost promotion is counted on, and on the others only what those cannot bear. */
const bearingOf = (
  line: LineToReprice,
  { promotionsLost }: Repriced,
  answer: ReturnType<typeof repricingUnder> | undefined,
): BearingLine => {
  const bearableMinor = answer === 'reprice' ? netLeftOf(line) : 0n
  const isOwn = promotionsLost.some((promotion) => isCountedOn(promotion, line.units))
  return { ownMinor: isOwn ? bearableMinor : 0n, bearableMinor }
}

const repricedSale = (
  returnCase: ReturnCase,
  purchase: PurchaseEvidence & Required<Pick<PurchaseEvidence, 'promotions'>>,
  {
    now,
    exchanged,
    isRepriced,
    keptBeforeMinor,
  }: {
    readonly now: ReadonlyArray<CaseUnits>
    readonly exchanged: ReadonlyArray<CaseUnits>
    /** Whether promotions may be lost by these units. By others none are, as by those that the customer never gave back. */
    readonly isRepriced: (units: CaseUnits) => boolean
    readonly keptBeforeMinor: bigint
  },
): Repriced => {
  const { purchaseId } = purchase
  const own = unitsForMoney(returnCase.settlement, purchaseId)
  const others = [
    ...unitsForGoods(returnCase.settlement, purchaseId),
    ...exchanged,
    ...[...own, ...now].filter((units) => !isRepriced(units)),
  ]
  const sold: Array<SoldLine> = []
  const returnedBefore: Array<UnitsOfLine> = []
  const returnedNow: Array<UnitsOfLine> = []
  const setAside: Array<UnitsOfLine> = []
  for (const line of purchase.lines) {
    const { lineId, quantity, netMinor, listMinor } = line
    if (listMinor === undefined) continue
    const here = (several: ReadonlyArray<UnitsOfLine>) =>
      several.reduce((units, one) => (one.lineId === lineId ? union(units, one.units) : units), noUnits)
    const of = (units: UnitsOfLine['units']): UnitsOfLine => ({ lineId, units: overlap(units, allUnits(quantity)) })
    const [back, gone] = [here(now.filter(isRepriced)), here(others)]
    sold.push({ lineId, quantity, listMinor, paidMinor: netMinor })
    returnedNow.push(of(back))
    returnedBefore.push(of(without(union(line.returned ?? noUnits, here(own)), union(back, gone))))
    setAside.push(of(union(line.setAside ?? noUnits, gone)))
  }
  return repriceAfterReturn({
    lines: sold,
    promotions: purchase.promotions,
    returnedBefore,
    returnedNow,
    setAside,
    refundedBeforeMinor: worthOf(sold, returnedBefore) - keptBeforeMinor,
  })
}

/** By line, of the refunds that the purchase tells and of those of this case that it has not heard of. */
const keptBackBefore = (returnCase: ReturnCase, purchase: PurchaseEvidence): ReadonlyMap<LineId, Paid> => {
  const { purchaseId, keptBack = [] } = purchase
  const kept = new Map<LineId, Paid>()
  const add = (lineId: LineId, netMinor: bigint, taxMinor: bigint): void => {
    const known = kept.get(lineId) ?? { netMinor: 0n, taxMinor: 0n }
    kept.set(lineId, { netMinor: known.netMinor + netMinor, taxMinor: known.taxMinor + taxMinor })
  }
  for (const { lineId, netMinor, taxMinor } of keptBack) add(lineId, netMinor, taxMinor)
  for (const { refundIds, components } of refundsAsked(returnCase.settlement, purchaseId)) {
    if (keptBack.some(({ refundId }) => refundIds.includes(refundId))) continue
    for (const { component, lineId, minor, keptBack: account } of components) {
      if (lineId === undefined || account === undefined) continue
      const signed = component === 'deduction' ? minor : -minor
      add(lineId, account === 'goods' ? signed : 0n, account === 'goods-tax' ? signed : 0n)
    }
  }
  return new Map([...kept].filter(([, { netMinor }]) => netMinor > 0n))
}

/** Of each line that keeps something its part, with the tax that was kept with it, as far as it is still there. */
const splitBack = (
  minor: bigint,
  kept: ReadonlyMap<LineId, Paid>,
  leftOf: (lineId: LineId) => Paid,
): Repricing['givenBack'] => {
  const entries = [...kept]
  const nets = sharesUpTo(
    minor,
    entries.map(([, { netMinor }]) => netMinor),
  )
  return entries.map(([lineId, { netMinor, taxMinor }], index) => {
    const left = leftOf(lineId)
    const takenMinor = nets[index] ?? 0n
    const takenTaxMinor = derivedTax({ taxMinor, netMinor, takenBeforeMinor: 0n, takenMinor })
    return { lineId, netMinor: lesserOf(takenMinor, left.netMinor), taxMinor: lesserOf(takenTaxMinor, left.taxMinor) }
  })
}

const factsOf = (
  { promotionsLost, keptPriceMinor }: Repriced,
  { currency }: PurchaseEvidence,
  keptBeforeMinor: bigint,
): Parameters<typeof ruleApplied>[1] => {
  const listed = (values: ReadonlyArray<string | number | bigint | undefined>): string | undefined =>
    values.every((value) => value === undefined) ? undefined : values.map((value) => `${value ?? 0}`).join(' ')
  return {
    promotionsLost: listed(promotionsLost.map(({ promotionId }) => promotionId)),
    leastMinor: listed(promotionsLost.map(({ leastMinor }) => leastMinor)),
    leastQuantity: listed(promotionsLost.map(({ leastQuantity }) => leastQuantity)),
    keptPriceMinor: `${keptPriceMinor}`,
    keptBackBeforeMinor: keptBeforeMinor === 0n ? undefined : `${keptBeforeMinor}`,
    currency,
  }
}
