import type { NonEmptyText } from '@aftersale/messages'
import { derivedTax } from '../../money/cumulative-share.js'
import type { Currency } from '../../money/currency.js'
import { greaterOf, lesserOf } from '../../money/lesser-of.js'
import { type FeesUnder, feesUnder } from '../../policy/return-policy/fees-under.js'
import type { ReturnTerms } from '../../policy/return-policy/return-facts.js'
import type { WayBackPayer } from '../../policy/return-policy/return-vocabulary.js'
import type { RuleTrace } from '../../policy/rule-trace.js'
import { type LineId, valueOf } from '../../units/index.js'
import type { CaseUnits } from '../case-units.js'
import type { Draw } from '../draw.js'
import type { PreviewComponent } from '../events.js'
import type { EvidenceLine, PurchaseEvidence } from '../purchase-evidence.js'
import { isSellersFault } from '../return-case-kind.js'
import { repricingOf } from '../settlement/repricing.js'
import { ownSharesFirst } from '../settlement/shares-up-to.js'
import type { ReturnCase } from '../state.js'
import { heldUnits } from '../units-held.js'

/** What would be refunded if all that is held came back as declared, and what of it the customer bears. */
export interface Preview {
  readonly currency: Currency
  readonly components: ReadonlyArray<PreviewComponent>
  readonly deductionsMinor: bigint
  readonly totalMinor: bigint
  readonly wayBackPaidBy: WayBackPayer
  readonly trace: RuleTrace
}

/** A line of held units with what it was judged as; lines of one purchase and judgement have their fees together. */
interface JudgedLine {
  readonly purchase: PurchaseEvidence
  readonly sold: EvidenceLine
  readonly draw: Draw
  readonly units: CaseUnits
  /** Paid for the units that are still held, as far as it was not refunded otherwise. */
  readonly netMinor: bigint
  readonly taxMinor: bigint
}

/** `termsOf` gives the version that a draw was judged under. */
export const previewOf = (
  returnCase: ReturnCase,
  currency: Currency,
  labelIssued: boolean,
  termsOf: (draw: Draw) => ReturnTerms,
): Preview => {
  const lines = judgedLines(returnCase)
  const groups = groupedBy(lines, ({ purchase, draw: { policyRef, judgedAs, by } }) =>
    JSON.stringify([purchase.purchaseId, policyRef.policyId, policyRef.version, judgedAs, by]),
  )
  const fees = groups.map((group, index) => ({
    group,
    fees: feesOf(returnCase, group, currency, labelIssued && index === 0, termsOf),
  }))
  const repriced = repricedPurchases(returnCase, lines, termsOf)
  const givenBack = repriced.flatMap((one) => one.givenBack)
  const owed = [...lines.flatMap(goodsOf), ...givenBack, ...deliveryOf(returnCase)]
  const deducted =
    returnCase.request.kind === 'trade-in'
      ? []
      : withFees([...lines.flatMap(goodsOf), ...givenBack], {
          fees,
          promotions: repriced.flatMap(({ deductions }) => deductions),
          keptBack: new Map(repriced.flatMap(({ keptBack }) => [...keptBack])),
        })
  const components = returnCase.request.kind === 'trade-in' ? [] : [...owed, ...deducted]
  const sum = (some: ReadonlyArray<PreviewComponent>): bigint => some.reduce((total, { minor }) => total + minor, 0n)
  const deductionsMinor = sum(deducted)
  const gross = sum(components) - deductionsMinor
  return {
    currency,
    components,
    deductionsMinor,
    totalMinor: greaterOf(gross - deductionsMinor, 0n),
    wayBackPaidBy: fees.every((one) => one.fees.wayBackPaidBy === 'customer') ? 'customer' : 'merchant',
    trace: [...repriced.flatMap(({ trace }) => trace), ...fees.flatMap((one) => one.fees.trace)],
  }
}

/** Purchase by purchase what is kept back for promotions that the kept goods lose, or given back after all. */
const repricedPurchases = (
  returnCase: ReturnCase,
  lines: ReadonlyArray<JudgedLine>,
  termsOf: (draw: Draw) => ReturnTerms,
) =>
  groupedBy(lines, ({ purchase }) => purchase.purchaseId).flatMap((own) => {
    const [first] = own
    if (first === undefined) return []
    const { purchase } = first
    const { purchaseId } = purchase
    const minorOf = (lineId: LineId, of: (line: JudgedLine) => bigint): bigint =>
      own.reduce((sum, line) => (line.sold.lineId === lineId ? sum + of(line) : sum), 0n)
    const { keptBackMinor, givenBack, trace } = repricingOf(returnCase, purchase, {
      lines: own.map((line) => ({ ...line, lossMinor: 0n, keptBackMinor: 0n })),
      termsOf,
      leftOf: (lineId) => {
        const sold = purchase.lines.find((line) => line.lineId === lineId)
        return {
          netMinor: (sold?.netLeftMinor ?? 0n) - minorOf(lineId, ({ netMinor }) => netMinor),
          taxMinor: (sold?.taxLeftMinor ?? 0n) - minorOf(lineId, ({ taxMinor }) => taxMinor),
        }
      },
    })
    return [
      {
        trace,
        keptBack: new Map(own.map((line, index) => [line, keptBackMinor[index] ?? 0n] as const)),
        givenBack: givenBack.flatMap(({ lineId, netMinor, taxMinor }) =>
          withoutNothing([
            { component: 'goods', purchaseId, lineId, minor: netMinor, because: PROMOTION },
            { component: 'goods-tax', purchaseId, lineId, minor: taxMinor, because: PROMOTION },
          ]),
        ),
        deductions: own.flatMap(({ sold: { lineId }, netMinor, taxMinor }, index) => {
          const minor = keptBackMinor[index] ?? 0n
          const paid = { netMinor, taxMinor }
          const tax = taxOn(netMinor, paid) - taxOn(netMinor - minor, paid)
          return withoutNothing([
            { component: 'deduction', purchaseId, lineId, minor: minor + tax, because: PROMOTION },
          ])
        }),
      },
    ]
  })

const PROMOTION = 'promotion' as NonEmptyText

const taxOn = (leftMinor: bigint, { netMinor, taxMinor }: Pick<JudgedLine, 'netMinor' | 'taxMinor'>): bigint =>
  derivedTax({ taxMinor, netMinor, takenBeforeMinor: 0n, takenMinor: leftMinor })

const judgedLines = (returnCase: ReturnCase): ReadonlyArray<JudgedLine> =>
  heldUnits(returnCase).flatMap(({ purchaseId, lineId, reservationId, units }) => {
    const purchase = returnCase.request.evidence.find((one) => one.purchaseId === purchaseId)
    const sold = purchase?.lines.find((one) => one.lineId === lineId)
    const draw = returnCase.draws.find((one) => one.reservationId === reservationId && one.lineId === lineId)
    if (purchase === undefined || sold === undefined || draw === undefined) return []
    const { quantity, netLeftMinor, taxLeftMinor } = sold
    const netMinor = lesserOf(valueOf({ totalMinor: sold.netMinor, quantity }, units), netLeftMinor)
    const taxMinor = lesserOf(valueOf({ totalMinor: sold.taxMinor, quantity }, units), taxLeftMinor)
    return [{ purchase, sold, draw, units: { purchaseId, lineId, reservationId, units }, netMinor, taxMinor }]
  })

const goodsOf = ({ purchase: { purchaseId }, sold: { lineId }, netMinor, taxMinor }: JudgedLine) =>
  withoutNothing([
    { component: 'goods', purchaseId, lineId, minor: netMinor },
    { component: 'goods-tax', purchaseId, lineId, minor: taxMinor },
  ])

/** With the last of a purchase, where the law takes the contract back whole or the seller did not deliver what was owed. */
const deliveryOf = ({ request: { evidence, wholePurchases, kind }, draws, cancellations }: ReturnCase) =>
  evidence
    .filter(
      ({ purchaseId }) =>
        wholePurchases.includes(purchaseId) &&
        !cancellations.some(({ lines }) => lines.some((line) => line.purchaseId === purchaseId)) &&
        draws
          .filter((draw) => draw.purchaseId === purchaseId)
          .every(({ judgedAs, by }) => isSellersFault(kind) || (judgedAs === 'withdrawal' && by === 'law')),
    )
    .flatMap(({ purchaseId, shipping }) =>
      shipping.flatMap(({ shippingId, netLeftMinor, taxLeftMinor }) =>
        withoutNothing([
          { component: 'shipping', purchaseId, shippingId, minor: netLeftMinor },
          { component: 'shipping-tax', purchaseId, shippingId, minor: taxLeftMinor },
        ]),
      ),
    )

const feesOf = (
  { request: { requestedAt } }: ReturnCase,
  group: ReadonlyArray<JudgedLine>,
  currency: Currency,
  labelIssued: boolean,
  termsOf: (draw: Draw) => ReturnTerms,
): FeesUnder => {
  const [{ purchase, draw }] = group as readonly [JudgedLine, ...JudgedLine[]]
  const deliveries = group.flatMap(({ sold }) => (sold.deliveredAt === undefined ? [] : [sold.deliveredAt])).sort()
  return feesUnder(termsOf(draw), {
    judgedAs: draw.judgedAs,
    by: draw.by,
    currency,
    purchasedAt: purchase.purchasedAt,
    requestedAt,
    zone: purchase.zone,
    deliveredAt: deliveries.at(-1),
    firstGoodDeliveredAt: purchase.firstGoodDeliveredAt,
    lastGoodDeliveredAt: purchase.lastGoodDeliveredAt,
    disclosures: purchase.disclosures,
    lines: group.map(({ sold, netMinor, taxMinor }) => ({
      requestLineId: sold.lineId,
      category: sold.category,
      netMinor,
      taxMinor,
    })),
    labelIssued,
  })
}

interface FeesOfGroup {
  readonly group: ReadonlyArray<JudgedLine>
  readonly fees: FeesUnder
}

/** What is kept back for promotions, and of what is left then the fees, as a settlement takes them. */
const withFees = (
  goods: ReadonlyArray<PreviewComponent>,
  {
    fees,
    promotions,
    keptBack,
  }: {
    readonly fees: ReadonlyArray<FeesOfGroup>
    readonly promotions: ReadonlyArray<PreviewComponent>
    readonly keptBack: ReadonlyMap<JudgedLine, bigint>
  },
): ReadonlyArray<PreviewComponent> => {
  const withRestocking = fees.map((one) => ({ one, restocking: restockingOf(one, keptBack) }))
  const taken = [...promotions, ...withRestocking.flatMap(({ restocking }) => restocking)]
  const left = new Map<string | undefined, bigint>()
  for (const { purchaseId, minor } of goods) left.set(purchaseId, (left.get(purchaseId) ?? 0n) + minor)
  for (const { purchaseId, minor } of taken) left.set(purchaseId, (left.get(purchaseId) ?? 0n) - minor)
  const mostMinor = [...left.values()].reduce(greaterOf, 0n)
  return [
    ...promotions,
    ...withRestocking.flatMap(({ one, restocking }) => [...restocking, ...labelOf(one, mostMinor)]),
  ]
}

/** On each line its own, at most what is left of its net value; what a line cannot bear falls on the others that owe one. */
const restockingOf = (
  { group, fees }: FeesOfGroup,
  keptBack: ReadonlyMap<JudgedLine, bigint>,
): ReadonlyArray<PreviewComponent> => {
  const owing = group.flatMap((line) => {
    const due = fees.deductions.filter(
      ({ because, requestLineId }) => because === 'restocking' && requestLineId === line.sold.lineId,
    )
    const owedMinor = sumOf(due.map(({ netMinor }) => netMinor))
    const leftMinor = line.netMinor - (keptBack.get(line) ?? 0n)
    return owedMinor === 0n ? [] : [{ line, ownMinor: owedMinor, bearableMinor: leftMinor }]
  })
  const shares = ownSharesFirst(sumOf(owing.map(({ ownMinor }) => ownMinor)), owing)
  return withoutNothing(
    owing.map(({ line, bearableMinor }, index) => {
      const feeMinor = shares[index] ?? 0n
      const taxMinor = taxOn(bearableMinor, line) - taxOn(bearableMinor - feeMinor, line)
      const { purchase, sold } = line
      return deduction('restocking', { ...purchase, lineId: sold.lineId, minor: feeMinor + taxMinor })
    }),
  )
}

const labelOf = ({ group, fees }: FeesOfGroup, mostMinor: bigint): ReadonlyArray<PreviewComponent> => {
  const [{ purchase }] = group as readonly [JudgedLine, ...JudgedLine[]]
  const label = fees.deductions.filter(({ because }) => because === 'label').map(({ netMinor }) => netMinor)
  return withoutNothing(label.map((minor) => deduction('label', { ...purchase, minor: lesserOf(minor, mostMinor) })))
}

const deduction = (
  because: string,
  { purchaseId, lineId, minor }: Pick<PreviewComponent, 'purchaseId' | 'lineId' | 'minor'>,
): PreviewComponent => ({
  component: 'deduction',
  purchaseId,
  ...(lineId === undefined ? {} : { lineId }),
  minor,
  because: because as NonEmptyText,
})

const sumOf = (amounts: ReadonlyArray<bigint>): bigint => amounts.reduce((sum, minor) => sum + minor, 0n)

const withoutNothing = (components: ReadonlyArray<PreviewComponent>): ReadonlyArray<PreviewComponent> =>
  components.filter(({ minor }) => minor > 0n)

const groupedBy = <Item>(
  items: ReadonlyArray<Item>,
  keyOf: (item: Item) => string,
): ReadonlyArray<ReadonlyArray<Item>> => {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return [...groups.values()]
}
