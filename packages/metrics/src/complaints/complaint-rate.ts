import type { AfterSalesFacts, ComplaintFact, DeliveredUnitsFact } from '@aftersale/read-models'
import { evidenceOf } from '../answering/evidence.js'
import { type Measure, measured } from '../answering/measured.js'
import type { Metric } from '../answering/metric.js'
import type { Verdict } from '../answering/verdict.js'
import { findingEvidenceOf, lastFindingOf, unassessed } from './finding.js'

const name = 'complaint-rate'

/** How much of what is delivered is complained about? */
export const complaintRate: Metric = {
  definition: {
    name,
    title: 'Complaint rate',
    question: 'How many complaints are there to 1,000 units delivered?',
    numerator: 'Complaints, times 1,000. A ticket has one at most.',
    denominator: 'Units delivered.',
    population:
      'Complaints registered in the period, and units delivered in it: of one period, though not of the same units. Segments that both have are product, category and month; the channel of a unit is that of its sale.',
    window: 'none',
    exclusions:
      'test, spam, cancelled, merged, incomplete (the registering is missing), withdrawn (before it was assessed; of `defects` alone), and of units delivered-test, delivered-incomplete (the purchase is missing). Pending, of `defects`: not assessed yet.',
    atZero: 'null',
    variants: {
      registered: 'every complaint that was registered, whatever was found',
      defects: 'those found founded, wholly or partly: what was found unfounded is no defect',
    },
    unit: 'per 1,000 units',
    source: 'Definition 13 of the after-sales metrics.',
  },
  figures: (facts, scope) => {
    const rows = rowsOf(facts)
    return measured<Row>(
      rows,
      [
        measure('registered', () => complaint),
        measure('defects', (about) => {
          const found = lastFindingOf(about)
          if (found === undefined) return unassessed(about)
          return found.value === 'unfounded' ? { adds: 0, outOf: 0 } : complaint
        }),
      ],
      scope,
    )
  },
}

/** Adds to the numerator and is no unit of the denominator. */
const complaint: Verdict = { adds: 1, outOf: 0 }

type Row =
  | { readonly complaint: ComplaintFact; readonly circumstances: ComplaintFact['circumstances'] }
  | { readonly delivered: DeliveredUnitsFact; readonly circumstances: DeliveredUnitsFact['circumstances'] }

const rowsOf = ({ complaints, deliveredUnits }: AfterSalesFacts): ReadonlyArray<Row> => [
  ...complaints.map((about) => ({
    complaint: about,
    circumstances: about.circumstances,
    excludedBy: about.excludedBy,
  })),
  ...deliveredUnits.map((delivered) => ({ delivered, circumstances: delivered.circumstances })),
]

const measure = (variant: string, verdictOn: (complaint: ComplaintFact) => Verdict): Measure<Row> => ({
  metric: name,
  variants: { [variant]: 'per-thousand' },
  judge: (row) => {
    if ('delivered' in row) {
      const { delivered, quantity: outOf, exclusion } = row.delivered
      const verdict: Verdict =
        exclusion === undefined ? { adds: 0, outOf } : { excluded: `delivered-${exclusion}`, outOf }
      return { at: delivered.at, verdict }
    }
    const { registered, exclusion } = row.complaint
    return {
      at: registered.at,
      verdict: exclusion === undefined ? verdictOn(row.complaint) : { excluded: exclusion },
    }
  },
  evidenceOf: (row) => ('delivered' in row ? evidenceOf([row.delivered.delivered]) : findingEvidenceOf(row.complaint)),
})
