import type { ReturnLabelFact } from '@aftersale/read-models'
import { currenciesOf } from '../answering/currencies.js'
import { evidenceOf } from '../answering/evidence.js'
import { type Measure, measured } from '../answering/measured.js'
import type { Metric } from '../answering/metric.js'
import type { Verdict } from '../answering/verdict.js'

/** What do returns cost us on their way back? */
export const returnCost: Metric = {
  definition: {
    name: 'return-cost',
    title: 'Return cost',
    question: 'What do the labels cost that the shop pays for?',
    numerator: 'Labels that the shop pays for, and what they cost.',
    denominator: 'Labels that the shop pays for, of which the cost is known.',
    population:
      'Returns authorised with a label in the period, whether or not it was used. Work, goods that lost their value and what the customer pays for are not in it.',
    window: 'none',
    exclusions: 'test, incomplete (the request is missing), paid-by-customer, cost-unknown.',
    atZero: 'null',
    variants: {
      labels: 'their number',
      'value-CUR': 'what they cost in minor units of that currency; one for each currency there is',
    },
    unit: 'count; minor for `value-CUR`',
    source: 'Definition 14 of the after-sales metrics.',
  },
  figures: ({ returnLabels }, scope) =>
    measured<ReturnLabelFact>(
      returnLabels,
      [
        measure('labels', 'count', () => 1),
        ...currenciesOf(returnLabels).map((currency): Measure<ReturnLabelFact> => {
          const inAll = measure(`value-${currency}`, { amountIn: currency }, Number)
          return { ...inAll, judge: (label) => (label.currency === currency ? inAll.judge(label) : undefined) }
        }),
      ],
      scope,
    ),
}

const measure = (
  variant: string,
  summary: Measure<ReturnLabelFact>['variants'][string],
  counted: (costMinor: bigint) => number,
): Measure<ReturnLabelFact> => ({
  metric: 'return-cost',
  variants: { [variant]: summary },
  judge: (label) => ({ at: label.authorised.at, verdict: verdictOn(label, counted) }),
  evidenceOf: ({ authorised }) => evidenceOf([authorised]),
})

const verdictOn = (
  { exclusion, paidBy, costMinor }: ReturnLabelFact,
  counted: (costMinor: bigint) => number,
): Verdict => {
  if (exclusion !== undefined) return { excluded: exclusion }
  if (paidBy === 'customer') return { excluded: 'paid-by-customer' }
  return costMinor === undefined ? { excluded: 'cost-unknown' } : { adds: counted(costMinor) }
}
