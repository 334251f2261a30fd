import type { PurchaseFact } from '@aftersale/read-models'
import { currenciesOf } from '../answering/currencies.js'
import { evidenceOf } from '../answering/evidence.js'
import { type Measure, measured } from '../answering/measured.js'
import type { Metric } from '../answering/metric.js'
import type { Verdict } from '../answering/verdict.js'

/** What was sold, as far as after-sales knows of it. */
export const purchases: Metric = {
  definition: {
    name: 'purchases',
    title: 'Purchases',
    question: 'How much was bought?',
    numerator: 'Purchases, their lines, the units of these, and what was to be paid for them.',
    denominator: 'Purchases.',
    population: 'Purchases made in the period. What was given in place of something is no purchase.',
    window: 'none',
    exclusions: 'test.',
    atZero: 'null',
    variants: {
      count: 'their number',
      lines: 'the number of their lines',
      units: 'the number of the units on these lines',
      'value-CUR':
        'lines, shipping and fees with tax, after discounts, in minor units of that currency; one for each currency there is',
    },
    unit: 'count; minor for `value-CUR`',
    source: 'Figures beside the numbered definitions of the after-sales metrics.',
  },
  figures: (facts, scope) =>
    measured<PurchaseFact>(
      facts.purchases,
      [
        measure('count', () => 1),
        measure('lines', ({ lines }) => lines),
        measure('units', ({ units }) => units),
        ...currenciesOf(facts.purchases).map(
          (currency): Measure<PurchaseFact> => ({
            metric: 'purchases',
            variants: { [`value-${currency}`]: { amountIn: currency } },
            judge: (purchase) =>
              purchase.currency === currency
                ? { at: purchase.purchased.at, verdict: verdictOn(purchase, Number(purchase.totalMinor)) }
                : undefined,
            evidenceOf: told,
          }),
        ),
      ],
      scope,
    ),
}

const measure = (variant: string, counted: (purchase: PurchaseFact) => number): Measure<PurchaseFact> => ({
  metric: 'purchases',
  variants: { [variant]: 'count' },
  judge: (purchase) => ({ at: purchase.purchased.at, verdict: verdictOn(purchase, counted(purchase)) }),
  evidenceOf: told,
})

const verdictOn = ({ exclusion }: PurchaseFact, adds: number): Verdict =>
  exclusion === undefined ? { adds } : { excluded: exclusion }

const told = ({ purchased }: PurchaseFact): ReadonlyArray<string> => evidenceOf([purchased])
