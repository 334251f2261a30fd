import type { RefundFact } from '@aftersale/read-models'
import { currenciesOf } from '../answering/currencies.js'
import { evidenceOf } from '../answering/evidence.js'
import { type Measure, measured } from '../answering/measured.js'
import type { Metric } from '../answering/metric.js'
import { pending, type Verdict } from '../answering/verdict.js'

/** What went back to customers, and how long it took. */
export const refunds: Metric = {
  definition: {
    name: 'refunds',
    title: 'Refunds',
    question: 'How much money went back?',
    numerator: 'Refunds that were paid out, to where the money came from or as store credit, and their amounts.',
    denominator: 'The same.',
    population: 'Refunds that money was set aside for in the period.',
    window: 'none',
    exclusions:
      'test, incomplete (the purchase is missing), not-paid (it failed or was called off). Pending: neither paid nor failed.',
    atZero: 'null',
    variants: {
      count: 'their number',
      median: 'median time from setting the money aside to its being paid out, in seconds',
      'value-CUR': 'their sum in minor units of that currency; one for each currency there is',
    },
    unit: 'count; seconds for `median`; minor for `value-CUR`',
    source: 'Figures beside the numbered definitions of the after-sales metrics.',
  },
  figures: (facts, scope) =>
    measured<RefundFact>(
      facts.refunds,
      [
        measure({ count: 'count' }, () => ({ adds: 1 })),
        measure({ median: 'median' }, ({ reserved }, settledAt) => ({ adds: settledAt - reserved.at })),
        ...currenciesOf(facts.refunds).map((currency) => {
          const inAll = measure({ [`value-${currency}`]: { amountIn: currency } }, ({ minor }) => ({
            adds: Number(minor),
          }))
          return {
            ...inAll,
            judge: (refund: RefundFact) => (refund.currency === currency ? inAll.judge(refund) : undefined),
          }
        }),
      ],
      scope,
    ),
}

const measure = (
  variants: Measure<RefundFact>['variants'],
  paid: (refund: RefundFact, settledAt: number) => Verdict,
): Measure<RefundFact> => ({
  metric: 'refunds',
  variants,
  judge: (refund) => ({ at: refund.reserved.at, verdict: notPaid(refund) ?? paid(refund, refund.settled?.at ?? 0) }),
  evidenceOf: ({ reserved, settled, ended }) => evidenceOf([reserved, settled, ended]),
})

const notPaid = ({ exclusion, settled, ended }: RefundFact): Verdict | undefined => {
  if (exclusion !== undefined) return { excluded: exclusion }
  if (settled !== undefined) return undefined
  return ended === undefined ? pending : { excluded: 'not-paid' }
}
