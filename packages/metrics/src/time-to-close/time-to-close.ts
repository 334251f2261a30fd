import type { Closing, IssueFact } from '@aftersale/read-models'
import { type Basis, basesOf } from '../answering/elapsed.js'
import { spanEvidenceOf } from '../answering/evidence.js'
import { type Measure, measured } from '../answering/measured.js'
import type { Metric } from '../answering/metric.js'
import { type Judged, pending } from '../answering/verdict.js'

const name = 'time-to-close'

export const timeToClose: Metric = {
  definition: {
    name,
    title: 'Time to close',
    question: 'How long does it take until an issue is closed for good?',
    numerator: 'The sum of the times from the opening to the last closing, in seconds (a median has none).',
    denominator: 'Issues closed, resolved or not.',
    population: 'Issues whose last closing lies in the period.',
    window: 'none',
    exclusions: 'test, spam, cancelled, merged, incomplete. Pending: reopened, and not closed again.',
    atZero: 'null',
    variants: {
      calendar: 'elapsed time, day and night',
      business: "in the working time of the question's calendar; only where it brings one",
      mean: 'arithmetic mean',
      median: 'exact median',
    },
    unit: 'seconds',
    source: 'Figures beside the numbered definitions of the after-sales metrics.',
  },
  figures: (facts, scope) => measured(facts.issues, basesOf(scope).map(closedInPeriod), scope),
}

const closedInPeriod = (basis: Basis): Measure<IssueFact> => ({
  metric: name,
  variants: { [`${basis.name}-mean`]: 'mean', [`${basis.name}-median`]: 'median' },
  judge: (issue) => judge(issue, basis),
  evidenceOf: spanEvidenceOf,
  parameters: basis.parameters,
})

const judge = (issue: IssueFact, basis: Basis): Judged | undefined => {
  const { episodes, exclusion, opened } = issue
  const at = lastClosingOf(issue)?.at
  if (at === undefined) return undefined
  if (exclusion !== undefined) return { at, verdict: { excluded: exclusion } }
  const isClosed = episodes[episodes.length - 1]?.closing !== undefined
  return { at, verdict: isClosed ? { adds: basis.elapsed([opened.at, at]) } : pending }
}

const lastClosingOf = ({ episodes }: IssueFact): Closing | undefined => {
  for (let index = episodes.length - 1; index >= 0; index -= 1) {
    const closing = episodes[index]?.closing
    if (closing !== undefined) return closing
  }
  return undefined
}
