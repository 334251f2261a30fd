import type { ClockFact } from '@aftersale/read-models'
import { measured } from '../answering/measured.js'
import type { Metric } from '../answering/metric.js'
import { clockEvidenceOf, verdictOn } from '../sla-attainment/clock-verdict.js'

const name = 'complaints-acknowledged'

/** Do those who complain hear in time that they were heard? */
export const complaintsAcknowledged: Metric = {
  definition: {
    name,
    title: 'Complaints acknowledged in time',
    question: 'How many complaints are acknowledged within what the service level promises?',
    numerator: 'Acknowledgement clocks met: the complaint was acknowledged no later than due.',
    denominator:
      'Acknowledgement clocks met or breached. A clock is breached at its due instant whether or not the breach was recorded by then.',
    population: 'Acknowledgement clocks started in the period: complaints that the service level promises this for.',
    window: 'none: each clock has its own target',
    exclusions:
      'test, spam, cancelled, merged, incomplete (the start is missing), withdrawn (the complaint was, or the promise), continued (another clock took its place). Pending: paused or not due yet, and not met.',
    atZero: 'null',
    variants: { 'in-time': 'as above' },
    unit: 'ratio',
    source: 'Definition 13 of the after-sales metrics, by the clocks of definition 6.',
  },
  figures: ({ clocks }, scope) =>
    measured<ClockFact>(
      clocks,
      [
        {
          metric: name,
          variants: { 'in-time': 'share' },
          judge: (clock) =>
            clock.kind === 'acknowledgement'
              ? { at: clock.started.at, verdict: verdictOn(clock, scope.asOf) }
              : undefined,
          evidenceOf: clockEvidenceOf,
        },
      ],
      scope,
    ),
}
