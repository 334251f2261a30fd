import type { IssueFact } from '@aftersale/read-models'
import { type Basis, basesOf } from '../answering/elapsed.js'
import { spanEvidenceOf } from '../answering/evidence.js'
import { type Measure, measured } from '../answering/measured.js'
import type { Metric } from '../answering/metric.js'
import { type Judged, pending, type Verdict } from '../answering/verdict.js'

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
  figures: (facts, scope) => basesOf(scope).flatMap((basis) => measured(closedInPeriod(facts.issues, basis), scope)),
}

const closedInPeriod = (rows: ReadonlyArray<IssueFact>, basis: Basis): Measure<IssueFact> => ({
  metric: name,
  variants: { [`${basis.name}-mean`]: 'mean', [`${basis.name}-median`]: 'median' },
  rows,
  judge: (issue) => judge(issue, basis),
  evidenceOf: spanEvidenceOf,
  parameters: basis.parameters,
})

const judge = ({ episodes, exclusion, opened }: IssueFact, basis: Basis): Judged | undefined => {
  const closed = episodes.findLast(({ closing }) => closing !== undefined)?.closing
  if (closed === undefined) return undefined
  const at = (verdict: Verdict): Judged => ({ at: closed.at, verdict })
  if (exclusion !== undefined) return at({ excluded: exclusion })
  return at(episodes.at(-1)?.closing === undefined ? pending : { adds: basis.elapsed([opened.at, closed.at]) })
}
