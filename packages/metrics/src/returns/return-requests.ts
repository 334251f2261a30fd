import type { ReturnRequestFact } from '@aftersale/read-models'
import { evidenceOf } from '../answering/evidence.js'
import { type Measure, measured } from '../answering/measured.js'
import type { Metric } from '../answering/metric.js'

/** What customers ask to give back, and what is said to it. */
export const returnRequests: Metric = {
  definition: {
    name: 'return-requests',
    title: 'Return requests',
    question: 'What do customers ask to give back, and how much of it is accepted?',
    numerator: 'Lines of requests, or their units, of which the variant speaks.',
    denominator: 'Lines of requests.',
    population: 'Lines of requests made in the period.',
    window: 'none',
    exclusions: 'test.',
    atZero: 'null',
    variants: {
      lines: 'lines asked back',
      requests: 'requests; those that share a reference are one',
      'accepted-whole': 'lines of which every unit was accepted',
      'accepted-in-part': 'lines of which some units were accepted and others refused',
      refused: 'lines of which no unit was accepted',
      'refused-never-bought': 'lines refused because the customer never bought it',
      'refused-nothing-left': 'lines refused because every unit had come back before, or was asked for elsewhere',
      'exceeds-what-is-left': 'lines of which more was asked back than was left',
      'units-accepted': 'units accepted',
      'units-in-excess': 'units refused because they were more than was left',
      'customers-and-products-in-excess': 'customers with a product of which they asked back more than was left',
      'drawn-on-several-lines': 'lines that took units of more than one purchase line',
      'drawn-on-several-purchases': 'lines that took units of more than one purchase',
    },
    unit: 'count',
    source: 'Figures beside the numbered definitions of the after-sales metrics.',
  },
  figures: ({ returnRequests: rows }, scope) =>
    measured<ReturnRequestFact>(
      rows,
      [
        counting('lines', () => 1),
        counting(
          'requests',
          firstOf(
            rows,
            () => true,
            ({ reference, returnCaseId }) => reference ?? returnCaseId,
          ),
        ),
        counting('accepted-whole', (row) => one(acceptedOf(row) === row.quantity)),
        counting('accepted-in-part', (row) => one(acceptedOf(row) > 0 && acceptedOf(row) < row.quantity)),
        counting('refused', (row) => one(acceptedOf(row) === 0)),
        counting('refused-never-bought', (row) => one(acceptedOf(row) === 0 && isFor(row, 'NeverBought'))),
        counting('refused-nothing-left', (row) => one(acceptedOf(row) === 0 && isFor(row, EXCESS))),
        counting('exceeds-what-is-left', (row) => one(isFor(row, EXCESS))),
        counting('units-accepted', acceptedOf),
        counting('units-in-excess', excessOf),
        counting(
          'customers-and-products-in-excess',
          firstOf(
            rows,
            (row) => excessOf(row) > 0,
            ({ circumstances: { customerId, sku } }) => JSON.stringify([customerId, sku]),
          ),
        ),
        counting('drawn-on-several-lines', ({ draws }) =>
          one(new Set(draws.map(({ purchaseId, lineId }) => `${purchaseId} ${lineId}`)).size > 1),
        ),
        counting('drawn-on-several-purchases', ({ draws }) =>
          one(new Set(draws.map(({ purchaseId }) => purchaseId)).size > 1),
        ),
      ],
      scope,
    ),
}

const EXCESS = 'QuantityExceedsAvailable'

const counting = (variant: string, adds: (row: ReturnRequestFact) => number): Measure<ReturnRequestFact> => ({
  metric: 'return-requests',
  variants: { [variant]: 'count' },
  judge: (row) => ({
    at: row.requested.at,
    verdict: row.exclusion === undefined ? { adds: adds(row) } : { excluded: row.exclusion },
  }),
  evidenceOf: ({ requested, changes, authorised, refusedLater }) =>
    evidenceOf([requested, ...changes, authorised, refusedLater]),
})

const one = (holds: boolean): number => (holds ? 1 : 0)

const acceptedOf = ({ draws, refusedLater }: ReturnRequestFact): number =>
  refusedLater === undefined ? draws.reduce((sum, { quantity }) => sum + quantity, 0) : 0

const isFor = ({ refused }: ReturnRequestFact, reason: string): boolean =>
  refused.some(({ reasons }) => reasons.includes(reason))

const excessOf = ({ refused }: ReturnRequestFact): number =>
  refused.reduce((sum, { quantity, reasons }) => (reasons.includes(EXCESS) ? sum + quantity : sum), 0)

/** 1 for the first row of each name among those that count, 0 for every other: adds up to how many names there are. */
const firstOf = (
  rows: ReadonlyArray<ReturnRequestFact>,
  counts: (row: ReturnRequestFact) => boolean,
  nameOf: (row: ReturnRequestFact) => string,
): ((row: ReturnRequestFact) => number) => {
  const seen = new Set<string>()
  const firsts = new Set<ReturnRequestFact>()
  for (const row of rows) {
    if (row.exclusion !== undefined || !counts(row) || seen.has(nameOf(row))) continue
    seen.add(nameOf(row))
    firsts.add(row)
  }
  return (row) => one(firsts.has(row))
}
