import type { ComplaintFact } from '@aftersale/read-models'
import { type Measure, measured } from '../answering/measured.js'
import type { Metric } from '../answering/metric.js'
import { failure, success, type Verdict } from '../answering/verdict.js'
import { findingEvidenceOf, lastFindingOf, unassessed } from './finding.js'

const name = 'complaints-founded'

/** Are customers right to complain? */
export const complaintsFounded: Metric = {
  definition: {
    name,
    title: 'Complaints founded',
    question: 'How many of the complaints that were assessed are founded?',
    numerator: 'Complaints found founded.',
    denominator: 'Complaints found founded or unfounded; how those founded in part are counted, the variant says.',
    population: 'Complaints registered in the period, by what was found last. An unfounded one stays a contact.',
    window: 'none',
    exclusions:
      'test, spam, cancelled, merged, incomplete (the registering is missing), withdrawn (before it was assessed), partly (of `separate` alone). Pending: not assessed yet.',
    atZero: 'null',
    variants: {
      'partly-half': 'founded in part counts half founded, half unfounded',
      separate: 'founded in part is left out, and counted by itself among what is left out',
    },
    unit: 'ratio',
    source: 'Definition 13 of the after-sales metrics.',
  },
  figures: ({ complaints }, scope) =>
    measured<ComplaintFact>(
      complaints,
      [measure('partly-half', { adds: 0.5 }), measure('separate', { excluded: 'partly' })],
      scope,
    ),
}

const measure = (variant: string, partly: Verdict): Measure<ComplaintFact> => ({
  metric: name,
  variants: { [variant]: 'share' },
  judge: (complaint) => ({ at: complaint.registered.at, verdict: verdictOn(complaint, partly) }),
  evidenceOf: findingEvidenceOf,
})

const verdictOn = (complaint: ComplaintFact, partly: Verdict): Verdict => {
  if (complaint.exclusion !== undefined) return { excluded: complaint.exclusion }
  const found = lastFindingOf(complaint)
  if (found === undefined) return unassessed(complaint)
  switch (found.value) {
    case 'founded':
      return success
    case 'partly':
      return partly
    case 'unfounded':
      return failure
  }
}
