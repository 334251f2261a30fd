import type { IssueFact } from '@aftersale/read-models'
import { type Basis, basesOf } from '../answering/elapsed.js'
import { evidenceOf, spanEvidenceOf } from '../answering/evidence.js'
import { type Measure, measured } from '../answering/measured.js'
import type { Metric } from '../answering/metric.js'
import type { Scope } from '../answering/question.js'
import { type Judged, onceEach, pending, type Verdict } from '../answering/verdict.js'
import { firstResolutionOf } from '../first-contact-resolution/first-contact.js'
import { humanSpanOf, lastResolutionOf, noStretches, settledAt, settledSpansOf, waitingSpansOf } from './spans.js'

const name = 'average-resolution-time'

/** How long issues took, of those resolved in the period; and of those opened in it, open ones included. */
export const averageResolutionTime: Metric = {
  definition: {
    name,
    title: 'Average resolution time',
    question: 'How long does it take until an issue is resolved?',
    numerator: 'The sum of the times, in seconds (a median has none).',
    denominator: 'Issues resolved.',
    population:
      'Issues whose resolution (the first for `first`, the first by a person for `human`, else the last) lies in the period; for `opened` and the Kaplan–Meier median, issues opened in it. A follow-up ticket goes on the issue of the first; a merged ticket is no issue of its own.',
    window: 'none',
    exclusions:
      'test, spam, cancelled, merged, incomplete (for `handling` and `requester-wait` also where a reopening is missing), bot-resolved (of `human`). Pending: reopened and not settled again, except for `first`; of the issues opened in the period, every issue not resolved, for Kaplan–Meier with the time it lasted until the time asked about or until it was given up.',
    atZero: 'null',
    variants: {
      first: 'opening to first resolution',
      full: 'opening to last resolution',
      handling: 'full, without the time between a resolution (or closing) and the reopening',
      'requester-wait': 'handling, without the time in which the desk waited for the customer; holds for others count',
      human:
        'from where persons had it (the hand-over by a bot, or the opening, or the reopening of what a bot had resolved) to the first resolution by a person',
      opened:
        'the same of issues opened in the period, by their opening: `opened-first-calendar-mean` and so on. Those still open are not in it, which makes the time of a recent period look shorter than it is',
      calendar: 'elapsed time, day and night',
      business: "in the working time of the question's calendar; only where it brings one",
      mean: 'arithmetic mean',
      median: 'exact median; the mean of the middle two of an even number',
      'kaplan-meier-median':
        'least time by which half of the issues opened in the period are resolved (`first` and `full`), those still open taken as lasting at least as long as they have; null where fewer than half are known to be',
    },
    unit: 'seconds',
    source: 'Definition 4 of the after-sales metrics.',
  },

  figures: (facts, scope) =>
    measured(
      facts.issues,
      basesOf(scope).flatMap((basis) => measuresBy(basis, scope)),
      scope,
    ),
}

const spans = ['first', 'full', 'handling', 'requester-wait', 'human'] as const
type SpanName = (typeof spans)[number]
const openSpans = ['first', 'full'] as const

const measuresBy = (basis: Basis, scope: Scope): ReadonlyArray<Measure<IssueFact>> => {
  const resolved = spans.map((span) => resolvedInPeriod(span, basis, scope))
  return [...resolved, ...resolved.map(ofOpened), ...openSpans.map((span) => openedInPeriod(span, basis, scope))]
}

const resolvedInPeriod = (span: SpanName, basis: Basis, scope: Scope): Measure<IssueFact> => ({
  metric: name,
  variants: { [`${span}-${basis.name}-mean`]: 'mean', [`${span}-${basis.name}-median`]: 'median' },
  judge: onceEach((issue) => judgeResolved(issue, span, basis, scope)),
  evidenceOf: (issue) => [...spanEvidenceOf(issue), ...furtherEvidenceOf(issue, span)],
  parameters: basis.parameters,
})

const judgeResolved = (issue: IssueFact, span: SpanName, basis: Basis, scope: Scope): Judged | undefined => {
  const last = lastResolutionOf(issue)
  if (last === undefined) return undefined
  const { at } = last
  if (issue.exclusion !== undefined) return { at, verdict: { excluded: issue.exclusion } }

  switch (span) {
    case 'first': {
      const first = firstResolutionOf(issue) ?? last
      return { at: first.at, verdict: { adds: basis.elapsed([issue.opened.at, first.at]) } }
    }
    case 'human': {
      const human = humanSpanOf(issue)
      return typeof human === 'string'
        ? { at, verdict: { excluded: human } }
        : { at: human[1], verdict: { adds: basis.elapsed(human) } }
    }
    case 'full':
    case 'handling':
    case 'requester-wait': {
      if (settledAt(issue) === undefined) return { at, verdict: pending }
      const settled = span === 'full' ? noStretches : settledSpansOf(issue)
      if (settled === undefined) return { at, verdict: { excluded: 'incomplete' } }
      const waiting = span === 'requester-wait' ? waitingSpansOf(issue, scope.asOf) : noStretches
      const left = waiting.length === 0 ? settled : [...settled, ...waiting]
      return { at, verdict: { adds: basis.elapsed([issue.opened.at, at], left) } }
    }
  }
}

/** The same spans, of the issues opened in the period: one without an outcome is pending. */
const ofOpened = ({ variants, judge, ...rest }: Measure<IssueFact>): Measure<IssueFact> => ({
  ...rest,
  variants: Object.fromEntries(Object.entries(variants).map(([variant, summary]) => [`opened-${variant}`, summary])),
  judge: (issue) => ({ at: issue.opened.at, verdict: judge(issue)?.verdict ?? unresolved(issue) }),
})

const unresolved = ({ exclusion }: IssueFact): Verdict => (exclusion === undefined ? pending : { excluded: exclusion })

const openedInPeriod = (span: (typeof openSpans)[number], basis: Basis, scope: Scope): Measure<IssueFact> => ({
  metric: name,
  variants: { [`${span}-${basis.name}-kaplan-meier-median`]: 'kaplan-meier-median' },
  judge: (issue) => ({ at: issue.opened.at, verdict: lastedSoFar(issue, span, basis, scope) }),
  evidenceOf: spanEvidenceOf,
  parameters: basis.parameters,
})

const lastedSoFar = (issue: IssueFact, span: 'first' | 'full', basis: Basis, scope: Scope): Verdict => {
  if (issue.exclusion !== undefined) return { excluded: issue.exclusion }
  const opened = issue.opened.at
  const settled = settledAt(issue)
  const resolved =
    span === 'first' ? firstResolutionOf(issue) : settled === undefined ? undefined : lastResolutionOf(issue)
  if (resolved !== undefined) return { adds: basis.elapsed([opened, resolved.at]) }
  return { pending: true, soFar: basis.elapsed([opened, Math.max(opened, settled ?? scope.asOf)]) }
}

const furtherEvidenceOf = ({ waits, handOvers }: IssueFact, span: SpanName): ReadonlyArray<string> => {
  switch (span) {
    case 'first':
    case 'full':
    case 'handling':
      return []
    case 'requester-wait':
      return evidenceOf(waits.flatMap(({ from, until }) => [from, until]))
    case 'human':
      return evidenceOf(handOvers)
  }
}
