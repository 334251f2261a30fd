import type { NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { allocate } from '../../money/allocation.js'
import type { LineId } from '../../units/index.js'
import type { SettlementComponent } from './money-plan.js'
import type { OfferedReplacement, PricedReplacement } from './replacement.js'
import type { SettlementRejection } from './settlement-rejections.js'

/**
 * What the replacement costs: the price it is offered at, or what was paid for the units given back, without deductions,
 * unit for unit. Split over its lines by their quantities.
 */
export const pricedReplacement = (
  legId: NonEmptyText,
  offered: ReadonlyArray<OfferedReplacement>,
  {
    components,
    unitsGivenBack,
  }: { readonly components: ReadonlyArray<SettlementComponent>; readonly unitsGivenBack: number },
): E.Either<SettlementRejection, ReadonlyArray<PricedReplacement>> => {
  if (offered.length === 0) return E.left({ reason: 'ReplacementMissing', legId })
  const priced = offered.flatMap(({ price, ...line }) => (price === undefined ? [] : [{ ...line, ...price }]))
  if (priced.length === offered.length) return E.right(priced)
  if (priced.length > 0) return E.left({ reason: 'ReplacementPricesMixed', legId })

  const unitsOffered = offered.reduce((sum, { quantity }) => sum + quantity, 0)
  if (unitsOffered !== unitsGivenBack) {
    return E.left({ reason: 'ReplacementQuantityDiffers', legId, unitsGivenBack, unitsOffered })
  }
  const weights = offered.map(({ quantity }) => BigInt(quantity))
  const nets = shares(minorOf(components, 'goods'), weights)
  const taxes = shares(minorOf(components, 'goods-tax'), weights)
  return E.right(
    offered.map(({ price: _, ...line }, index) => ({
      ...line,
      netMinor: nets[index] ?? 0n,
      taxMinor: taxes[index] ?? 0n,
    })),
  )
}

/** What the replacement comes to, with tax. */
export const priceOf = (lines: ReadonlyArray<PricedReplacement>): bigint =>
  lines.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0n)

/**
 * Of what the units are made of, the part that goes back to the customer where the replacement costs less: tax as far as
 * it bears less tax, the rest from the net value, by the lines' own values; and all that is taken off.
 */
export const differenceComponents = (
  components: ReadonlyArray<SettlementComponent>,
  { dueMinor, replacementTaxMinor }: { readonly dueMinor: bigint; readonly replacementTaxMinor: bigint },
): ReadonlyArray<SettlementComponent> => {
  const deductions = components.filter(({ component }) => component === 'deduction')
  const deductedMinor = deductions.reduce((sum, { minor }) => sum + minor, 0n)
  const backMinor = dueMinor + deductedMinor
  const lessTax = minorOf(components, 'goods-tax') - replacementTaxMinor
  const taxMinor = lessTax < 0n ? 0n : lessTax < backMinor ? lessTax : backMinor
  return [
    ...spread(components, 'goods', backMinor - taxMinor),
    ...spread(components, 'goods-tax', taxMinor),
    ...deductions,
  ]
}

const spread = (
  components: ReadonlyArray<SettlementComponent>,
  component: 'goods' | 'goods-tax',
  minor: bigint,
): ReadonlyArray<SettlementComponent> => {
  const lines = components.filter((each) => each.component === component)
  const parts = shares(
    minor,
    lines.map((each) => each.minor),
  )
  return lines.flatMap(({ lineId }, index) => {
    const part = parts[index] ?? 0n
    return part === 0n ? [] : [{ component, ...of(lineId), minor: part }]
  })
}

const of = (lineId: LineId | undefined) => (lineId === undefined ? {} : { lineId })

const shares = (totalMinor: bigint, weights: ReadonlyArray<bigint>): ReadonlyArray<bigint> => {
  const split = allocate(totalMinor, weights)
  return E.isRight(split) ? split.right : weights.map(() => 0n)
}

const minorOf = (components: ReadonlyArray<SettlementComponent>, component: SettlementComponent['component']): bigint =>
  components.reduce((sum, each) => (each.component === component ? sum + each.minor : sum), 0n)
