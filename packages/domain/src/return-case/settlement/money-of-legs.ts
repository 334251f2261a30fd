import type { NonEmptyText } from '@aftersale/messages'
import { derivedTax } from '../../money/cumulative-share.js'
import { greaterOf, lesserOf } from '../../money/lesser-of.js'
import type { ReturnTerms } from '../../policy/return-policy/return-facts.js'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import type { RuleApplied } from '../../policy/rule-trace.js'
import { countOf, type LineId } from '../../units/index.js'
import type { CaseUnits } from '../case-units.js'
import type { PurchaseEvidence } from '../purchase-evidence.js'
import type { ReturnCase } from '../state.js'
import { drawOf, feesOn } from './fees.js'
import { type MoneyLine, netLeftOf } from './money-line.js'
import type { Rounding, SettlementComponent } from './money-plan.js'
import { repricingOf } from './repricing.js'
import { paidFor } from './unit-values.js'
import { lossOf } from './value-loss.js'

/** A leg that turns units to money or goods, once it is known which units they are. */
export interface LegOfUnits {
  readonly legId: NonEmptyText
  readonly units: ReadonlyArray<CaseUnits>
  /** Of money alone something is kept back for lost promotions. */
  readonly kind: 'refund' | 'exchange'
}

export interface MoneyOfLegs {
  /** Of each leg by its id: goods and their tax, what is taken off, and what is given back that was kept back before. */
  readonly componentsOf: ReadonlyMap<NonEmptyText, ReadonlyArray<SettlementComponent>>
  /** Of each purchase line, by `lineKey`, what is left of its net value after these legs. */
  readonly netLeftMinor: ReadonlyMap<string, bigint>
  readonly trace: ReadonlyArray<RuleApplied>
  readonly roundings: ReadonlyArray<Rounding>
}

export const lineKey = ({ purchaseId, lineId }: Pick<CaseUnits, 'purchaseId' | 'lineId'>): string =>
  `${purchaseId} ${lineId}`

/**
 * What the units of each leg are worth: what was paid for exactly those units and the tax stored with them, at most what
 * the purchase has left of it; less lost value, what the kept goods lose of promotions, restocking fee and label. Tax
 * follows the net value that is left.
 */
export const moneyOfLegs = (
  returnCase: ReturnCase,
  terms: ReturnTerms,
  { legs, evidence }: { readonly legs: ReadonlyArray<LegOfUnits>; readonly evidence: ReadonlyArray<PurchaseEvidence> },
): MoneyOfLegs => {
  const valued = valuedLines(returnCase, legs, evidence)
  const { netLeftMinor, roundings } = valued
  const { lines, givenBack, trace } = repricedLines(returnCase, terms, { legs, evidence, valued })
  const fees = feesOn(returnCase, terms, { evidence, lines })
  const componentsOf = new Map<NonEmptyText, ReadonlyArray<SettlementComponent>>()
  const add = (legId: NonEmptyText, components: ReadonlyArray<SettlementComponent>): void => {
    const kept = components.filter(({ minor }) => minor > 0n)
    componentsOf.set(legId, [...(componentsOf.get(legId) ?? []), ...kept])
  }

  lines.forEach((line, index) => {
    const taken = takenOff(line, fees.restockingMinor[index] ?? 0n)
    add(line.legId, taken.components)
    roundings.push(...taken.roundings)
  })
  for (const { legId, components } of givenBack) add(legId, components)
  const label = labelOn(legs, componentsOf, fees.labelMinor)
  if (label !== undefined) add(label.legId, [{ component: 'deduction', minor: label.minor, because: text('label') }])
  return { componentsOf, netLeftMinor, trace: [...valued.trace, ...trace, ...fees.trace], roundings }
}

const text = (words: string): NonEmptyText => words as NonEmptyText

const valuedLines = (
  returnCase: ReturnCase,
  legs: ReadonlyArray<LegOfUnits>,
  evidence: ReadonlyArray<PurchaseEvidence>,
) => {
  const netLeftMinor = new Map<string, bigint>()
  const taxLeftMinor = new Map<string, bigint>()
  for (const { purchaseId, lines } of evidence) {
    for (const line of lines) {
      netLeftMinor.set(lineKey({ purchaseId, lineId: line.lineId }), line.netLeftMinor)
      taxLeftMinor.set(lineKey({ purchaseId, lineId: line.lineId }), line.taxLeftMinor)
    }
  }
  const take = (left: Map<string, bigint>, key: string, wanted: bigint): bigint => {
    const there = left.get(key) ?? 0n
    const taken = lesserOf(wanted, there)
    left.set(key, there - taken)
    return taken
  }

  const lines: Array<MoneyLine> = []
  const trace: Array<RuleApplied> = []
  const roundings: Array<Rounding> = []
  for (const { legId, units: several } of legs) {
    for (const units of several) {
      const line = evidence
        .find(({ purchaseId }) => purchaseId === units.purchaseId)
        ?.lines.find(({ lineId }) => lineId === units.lineId)
      const draw = drawOf(returnCase, units)
      if (line === undefined || draw === undefined) continue
      const worth = paidFor(line, units.units)
      const netMinor = take(netLeftMinor, lineKey(units), worth.paid.netMinor)
      const taxMinor = take(taxLeftMinor, lineKey(units), worth.paid.taxMinor)
      roundings.push(...worth.roundings)
      const isCut = netMinor < worth.paid.netMinor || taxMinor < worth.paid.taxMinor
      trace.push(
        ruleApplied(
          'paid-for-units',
          {
            legId,
            lineId: units.lineId,
            units: countOf(units.units),
            netMinor: `${worth.paid.netMinor}`,
            taxMinor: `${worth.paid.taxMinor}`,
          },
          isCut ? `what-is-left:${netMinor}+${taxMinor}` : 'all-of-it',
          draw.policyRef,
        ),
      )
      const loss = lossOf(returnCase, units, { draw, netMinor })
      trace.push(...loss.trace)
      lines.push({ legId, units, draw, netMinor, taxMinor, lossMinor: loss.lossMinor, keptBackMinor: 0n })
    }
  }
  return { lines, netLeftMinor, taxLeftMinor, trace, roundings }
}

/** Purchase by purchase what is kept back of the lines of refunds, and what its first refund gives back. */
const repricedLines = (
  returnCase: ReturnCase,
  terms: ReturnTerms,
  {
    legs,
    evidence,
    valued: { lines, netLeftMinor, taxLeftMinor },
  }: {
    readonly legs: ReadonlyArray<LegOfUnits>
    readonly evidence: ReadonlyArray<PurchaseEvidence>
    readonly valued: ReturnType<typeof valuedLines>
  },
) => {
  const keptBack = new Map<MoneyLine, bigint>()
  const givenBack: Array<LegComponents> = []
  const trace: Array<RuleApplied> = []
  const add = (left: Map<string, bigint>, key: string, minor: bigint) => left.set(key, (left.get(key) ?? 0n) + minor)
  for (const purchase of evidence) {
    const { purchaseId } = purchase
    const ofKind = (kind: LegOfUnits['kind']) =>
      lines.filter(
        ({ legId, units }) =>
          units.purchaseId === purchaseId && legs.some((leg) => leg.kind === kind && leg.legId === legId),
      )
    const own = ofKind('refund')
    const [first] = own
    if (first === undefined) continue
    const keyOf = (lineId: LineId): string => lineKey({ purchaseId, lineId })
    const repricing = repricingOf(returnCase, purchase, {
      lines: own,
      exchanged: ofKind('exchange').map(({ units }) => units),
      termsOf: () => terms,
      leftOf: (lineId) => ({
        netMinor: netLeftMinor.get(keyOf(lineId)) ?? 0n,
        taxMinor: taxLeftMinor.get(keyOf(lineId)) ?? 0n,
      }),
    })
    trace.push(...repricing.trace)
    own.forEach((line, index) => {
      const minor = repricing.keptBackMinor[index] ?? 0n
      keptBack.set(line, minor)
      add(netLeftMinor, lineKey(line.units), minor)
    })
    for (const { lineId, netMinor, taxMinor } of repricing.givenBack) {
      add(netLeftMinor, keyOf(lineId), -netMinor)
      givenBack.push({
        legId: first.legId,
        components: [
          { component: 'goods', lineId, minor: netMinor, because: text('promotion'), keptBack: 'goods' },
          { component: 'goods-tax', lineId, minor: taxMinor, because: text('promotion-tax'), keptBack: 'goods-tax' },
        ],
      })
    }
  }
  return {
    lines: lines.map((line): MoneyLine => ({ ...line, keptBackMinor: keptBack.get(line) ?? 0n })),
    givenBack,
    trace,
  }
}

interface LegComponents {
  readonly legId: NonEmptyText
  readonly components: ReadonlyArray<SettlementComponent>
}

/** Goods and tax whole, and what is taken off them, each with the tax that goes with it. */
const takenOff = (
  line: MoneyLine,
  feeMinor: bigint,
): { readonly components: ReadonlyArray<SettlementComponent>; readonly roundings: ReadonlyArray<Rounding> } => {
  const { netMinor, taxMinor, lossMinor, keptBackMinor } = line
  const { lineId } = line.units
  const taxOn = (leftMinor: bigint): bigint =>
    leftMinor === netMinor ? taxMinor : derivedTax({ taxMinor, netMinor, takenBeforeMinor: 0n, takenMinor: leftMinor })
  const afterLoss = netMinor - lossMinor
  const afterKept = netLeftOf(line)
  const lossTaxMinor = taxMinor - taxOn(afterLoss)
  const keptTaxMinor = taxOn(afterLoss) - taxOn(afterKept)
  const feeTaxMinor = taxOn(afterKept) - taxOn(afterKept - feeMinor)
  const rounding = (what: string, leftMinor: bigint): Rounding => ({
    what: text(what),
    lineId,
    by: 'cumulative-half-up',
    totalMinor: taxMinor,
    part: leftMinor,
    whole: netMinor,
    minor: taxOn(leftMinor),
  })
  return {
    components: [
      { component: 'goods', lineId, minor: netMinor },
      { component: 'goods-tax', lineId, minor: taxMinor },
      { component: 'deduction', lineId, minor: lossMinor, because: text('diminished-value') },
      { component: 'deduction', lineId, minor: lossTaxMinor, because: text('diminished-value-tax') },
      { component: 'deduction', lineId, minor: keptBackMinor, because: text('promotion'), keptBack: 'goods' },
      { component: 'deduction', lineId, minor: keptTaxMinor, because: text('promotion-tax'), keptBack: 'goods-tax' },
      { component: 'deduction', lineId, minor: feeMinor, because: text('restocking') },
      { component: 'deduction', lineId, minor: feeTaxMinor, because: text('restocking-tax') },
    ],
    roundings: [
      ...(lossMinor > 0n ? [rounding('goods-tax-after-loss', afterLoss)] : []),
      ...(keptBackMinor > 0n ? [rounding('goods-tax-after-promotion', afterKept)] : []),
      ...(feeMinor > 0n ? [rounding('goods-tax-after-fee', afterKept - feeMinor)] : []),
    ],
  }
}

/** On the first leg that can bear it whole, else on the one that can bear most of it. */
const labelOn = (
  legs: ReadonlyArray<LegOfUnits>,
  componentsOf: ReadonlyMap<NonEmptyText, ReadonlyArray<SettlementComponent>>,
  labelMinor: bigint,
): { readonly legId: NonEmptyText; readonly minor: bigint } | undefined => {
  const bearable = legs.map(({ legId }) => ({ legId, minor: sumOfComponents(componentsOf.get(legId) ?? []) }))
  const most = bearable.reduce<bigint>((best, { minor }) => greaterOf(best, minor), 0n)
  const wanted = lesserOf(labelMinor, most)
  const bearer = bearable.find(({ minor }) => minor >= wanted)
  return bearer === undefined ? undefined : { legId: bearer.legId, minor: wanted }
}

/** What they come to, deductions taken off; never below 0 by how they are made. */
export const sumOfComponents = (components: ReadonlyArray<SettlementComponent>): bigint =>
  components.reduce((sum, { component, minor }) => (component === 'deduction' ? sum - minor : sum + minor), 0n)
