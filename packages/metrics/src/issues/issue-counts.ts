import type { IssueFact } from '@aftersale/read-models'
import { evidenceOf, spanEvidenceOf } from '../answering/evidence.js'
import type { Figure } from '../answering/figure.js'
import { measured } from '../answering/measured.js'
import type { Metric, MetricDefinition } from '../answering/metric.js'
import type { Scope } from '../answering/question.js'
import type { Summary } from '../answering/summary.js'
import { failure, pending, success, type Verdict } from '../answering/verdict.js'
import { lastResolutionOf, settledAt } from '../average-resolution-time/spans.js'

const opened = {
  population:
    'Issues opened in the period. A follow-up ticket belongs to the issue of the first; a merged ticket is no issue of its own.',
  window: 'none',
  exclusions: 'test, spam, cancelled (opened by mistake), merged, incomplete (the opening is missing).',
  atZero: 'null',
  source: 'Figures beside the numbered definitions of the after-sales metrics.',
} satisfies Partial<MetricDefinition>

export const issues: Metric = {
  definition: {
    name: 'issues',
    title: 'Issues',
    question: 'How many troubles did customers bring?',
    numerator: 'Issues.',
    denominator: 'The same.',
    variants: { count: 'their number' },
    unit: 'count',
    ...opened,
  },
  figures: (facts, scope) => counts('issues', { count: 'count' }, facts.issues, scope, () => success),
}

export const reopenings: Metric = {
  definition: {
    name: 'reopenings',
    title: 'Reopenings',
    question: 'How often did a resolved or closed ticket have to be taken up again?',
    numerator:
      'Reopenings of these issues, whenever they were. However many signals tell of one (a status, a contact), it is one per episode that began.',
    denominator: 'Issues.',
    variants: { count: 'their number' },
    unit: 'count',
    ...opened,
  },
  figures: (facts, scope) =>
    counts('reopenings', { count: 'count' }, facts.issues, scope, (issue) => ({ adds: reopeningsOf(issue) })),
}

export const reopenedIssues: Metric = {
  definition: {
    name: 'reopened-issues',
    title: 'Reopened issues',
    question: 'How many issues were reopened at least once?',
    numerator: 'Issues with a reopening.',
    denominator: 'Issues.',
    variants: { count: 'their number', share: 'their share' },
    unit: 'count; ratio for `share`',
    ...opened,
  },
  figures: (facts, scope) =>
    counts('reopened-issues', { count: 'count', share: 'share' }, facts.issues, scope, (issue) =>
      reopeningsOf(issue) > 0 ? success : failure,
    ),
}

export const untouchedIssues: Metric = {
  definition: {
    name: 'untouched-issues',
    title: 'Untouched issues',
    question: 'How many issues were neither reopened nor passed on?',
    numerator: 'Issues with neither a reopening nor a transfer from one team to another.',
    denominator: 'Issues.',
    variants: { share: 'their share', count: 'their number' },
    unit: 'ratio; count for `count`',
    ...opened,
  },
  figures: (facts, scope) =>
    counts('untouched-issues', { share: 'share', count: 'count' }, facts.issues, scope, (issue) =>
      reopeningsOf(issue) > 0 || issue.transfers.length > 0 ? failure : success,
    ),
}

export const neverResolved: Metric = {
  definition: {
    name: 'never-resolved',
    title: 'Never resolved',
    question: 'How many issues ended without ever being resolved?',
    numerator: 'Issues closed, or withdrawn by the customer, without any resolution.',
    denominator: 'Issues resolved at least once, closed or withdrawn.',
    variants: { count: 'their number' },
    unit: 'count',
    ...opened,
    exclusions: `${opened.exclusions} Pending: open, and never resolved so far.`,
  },
  figures: (facts, scope) =>
    counts('never-resolved', { count: 'count' }, facts.issues, scope, (issue) => {
      if (lastResolutionOf(issue) !== undefined) return failure
      return settledAt(issue) === undefined ? pending : success
    }),
}

const reopeningsOf = ({ episodes }: IssueFact): number => {
  let reopenings = 0
  for (const { beganBy, began } of episodes) if (beganBy === 'reopening' && began !== undefined) reopenings += 1
  return reopenings
}

const counts = (
  metric: string,
  variants: Readonly<Record<string, Summary>>,
  rows: ReadonlyArray<IssueFact>,
  scope: Scope,
  verdictOn: (issue: IssueFact) => Verdict,
): ReadonlyArray<Figure> =>
  measured<IssueFact>(
    rows,
    [
      {
        metric,
        variants,
        judge: (issue) => ({
          at: issue.opened.at,
          verdict: issue.exclusion === undefined ? verdictOn(issue) : { excluded: issue.exclusion },
        }),
        evidenceOf: (issue) => [...spanEvidenceOf(issue), ...evidenceOf(issue.transfers)],
      },
    ],
    scope,
  )
