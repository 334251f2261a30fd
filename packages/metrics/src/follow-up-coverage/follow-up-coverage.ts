import type { FollowUpFact } from '@aftersale/read-models'
import { evidenceOf } from '../answering/evidence.js'
import type { Figure } from '../answering/figure.js'
import { measured } from '../answering/measured.js'
import type { Metric } from '../answering/metric.js'
import type { Scope } from '../answering/question.js'
import { failure, pending, success, type Verdict } from '../answering/verdict.js'

const name = 'follow-up-coverage'

/** Does the desk come back to its customers when it meant to? */
export const followUpCoverage: Metric = {
  definition: {
    name,
    title: 'Follow-up coverage',
    question: 'How many follow-ups were done on time, and which are missing?',
    numerator: 'Follow-ups done no later than due.',
    denominator: 'Follow-ups done or due.',
    population: 'Follow-ups due in the period.',
    window: 'none: each follow-up has its due instant',
    exclusions: 'test, spam, cancelled, merged, incomplete (the request is missing). Pending: neither done nor due.',
    atZero: 'null',
    variants: {
      'on-time': 'as above; one done late is not on time',
      missing: 'a count: due, and not done to this day. Its events are the list of what is missing',
    },
    unit: 'ratio; count for `missing`',
    source: 'Definition 11 of the after-sales metrics.',
  },

  figures: (facts, scope) => [
    ...followUps('on-time', 'share', facts.followUps, scope, ({ completed, dueAt }) =>
      completed !== undefined && completed.at <= dueAt ? success : failure,
    ),
    ...followUps('missing', 'count', facts.followUps, scope, ({ completed }) =>
      completed === undefined ? success : failure,
    ),
  ],
}

const followUps = (
  variant: string,
  summary: 'share' | 'count',
  rows: ReadonlyArray<FollowUpFact>,
  scope: Scope,
  verdictOn: (followUp: FollowUpFact) => Verdict,
): ReadonlyArray<Figure> =>
  measured<FollowUpFact>(
    rows,
    [
      {
        metric: name,
        variants: { [variant]: summary },
        judge: (followUp) => {
          const { dueAt, exclusion, completed, missed } = followUp
          const at = (verdict: Verdict) => ({ at: dueAt, verdict })
          if (exclusion !== undefined) return at({ excluded: exclusion })
          if (completed === undefined && missed === undefined && scope.asOf < dueAt) return at(pending)
          return at(verdictOn(followUp))
        },
        evidenceOf: ({ requested, completed, missed }) => evidenceOf([requested, completed, missed]),
      },
    ],
    scope,
  )
