import type { DeliveredUnitsFact, UnitsBack } from '@aftersale/read-models'
import { evidenceOf } from '../answering/evidence.js'
import { type Measure, measured } from '../answering/measured.js'
import type { Metric } from '../answering/metric.js'
import type { Verdict } from '../answering/verdict.js'

/** How much of what is delivered comes back? */
export const returnRate: Metric = {
  definition: {
    name: 'return-rate',
    title: 'Return rate',
    question: 'How many of the units delivered come back?',
    numerator: 'Units of these that were received back.',
    denominator: 'Units delivered.',
    population: 'Units delivered in the period, replacements among them.',
    window:
      'from delivery, end included; P30D unless asked otherwise, for `within`. A unit that came back within it counts at once.',
    exclusions:
      'test, incomplete (the purchase is missing). Pending: delivered less than the window before, and not back.',
    atZero: 'null',
    variants: {
      within: 'received back within the window after the delivery',
      ever: 'received back so far, without a window: later deliveries had less time to come back',
    },
    unit: 'ratio, of units',
    source: 'Definition 14 of the after-sales metrics.',
  },
  figures: ({ deliveredUnits }, scope) => {
    const { text, milliseconds } = scope.windowOr('P30D')
    const parts = deliveredUnits.flatMap((row) => partsOf(row, (back) => back.at - row.delivered.at <= milliseconds))
    const ever = deliveredUnits.flatMap((row) => partsOf(row, () => true))
    return [
      ...measured<Part>(
        parts,
        [
          measure('within', { window: text }, ({ row, outOf }) =>
            scope.asOf - row.delivered.at < milliseconds ? { pending: true, outOf } : { adds: 0, outOf },
          ),
        ],
        scope,
      ),
      ...measured<Part>(ever, [measure('ever', {}, ({ outOf }) => ({ adds: 0, outOf }))], scope),
    ]
  },
}

/** Units of a delivery that fared alike: those that came back, or the rest. */
interface Part {
  readonly row: DeliveredUnitsFact
  readonly back: ReadonlyArray<UnitsBack>
  readonly outOf: number
  readonly isBack: boolean
  readonly circumstances: DeliveredUnitsFact['circumstances']
  readonly exclusion: DeliveredUnitsFact['exclusion']
}

const partsOf = (row: DeliveredUnitsFact, counts: (back: UnitsBack) => boolean): ReadonlyArray<Part> => {
  const { circumstances, exclusion } = row
  const back = row.cameBack.filter(counts)
  const units = back.reduce((sum, { quantity }) => sum + quantity, 0)
  const both = { row, back, circumstances, exclusion }
  return [
    ...(units === 0 ? [] : [{ ...both, outOf: units, isBack: true }]),
    ...(units === row.quantity ? [] : [{ ...both, outOf: row.quantity - units, isBack: false }]),
  ]
}

const measure = (
  variant: string,
  parameters: Readonly<Record<string, string>>,
  notBack: (part: Part) => Verdict,
): Measure<Part> => ({
  metric: 'return-rate',
  variants: { [variant]: 'share' },
  parameters,
  judge: (part) => {
    const { row, outOf, isBack, exclusion } = part
    const at = row.delivered.at
    if (exclusion !== undefined) return { at, verdict: { excluded: exclusion, outOf } }
    return { at, verdict: isBack ? { adds: outOf, outOf } : notBack(part) }
  },
  evidenceOf: ({ row, back, isBack }) => evidenceOf([row.delivered, ...(isBack ? back : [])]),
})
