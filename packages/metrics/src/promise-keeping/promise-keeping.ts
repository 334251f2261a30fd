import type { PromiseFact } from '@aftersale/read-models'
import { evidenceOf } from '../answering/evidence.js'
import type { Figure } from '../answering/figure.js'
import { measured } from '../answering/measured.js'
import type { Metric } from '../answering/metric.js'
import type { Scope } from '../answering/question.js'
import type { Summary } from '../answering/summary.js'
import { failure, pending, success, type Verdict } from '../answering/verdict.js'

const population = 'Promises made in the period. One that was moved, however often, is one promise.'
const exclusions =
  'test, spam, cancelled, merged, incomplete (the making is missing), waived (the customer no longer wants it), void-by-customer (the customer withdrew the whole request before it was due).'
const source = 'Definition 9 of the after-sales metrics.'

/** Does the desk do what it said it would, when it said it would? */
export const promiseKeeping: Metric = {
  definition: {
    name: 'promise-keeping',
    title: 'Promise-keeping',
    question: 'How many promises to customers are kept?',
    numerator: 'Promises kept no later than due.',
    denominator:
      'Promises kept or broken. One is broken at its due instant whether or not that was recorded by then; done later, it stays broken.',
    population,
    window: 'none: each promise has its due instant',
    exclusions: `${exclusions} Pending: neither done nor due.`,
    atZero: 'null',
    variants: {
      lenient:
        'moved with consent before it was due, a promise is judged by its new due instant; moved later, it is broken',
      strict: 'a promise that was moved is broken',
    },
    unit: 'ratio',
    source,
  },
  figures: (facts, scope) => [
    ...promises(facts.promises, scope, 'promise-keeping', { lenient: 'share' }, (promise) =>
      lenient(promise, scope.asOf),
    ),
    ...promises(facts.promises, scope, 'promise-keeping', { strict: 'share' }, (promise) =>
      promise.renegotiations.length > 0 ? failure : lenient(promise, scope.asOf),
    ),
  ],
}

/** By how much promises are missed, or beaten. */
export const promiseAccuracy: Metric = {
  definition: {
    name: 'promise-accuracy',
    title: 'Promise accuracy',
    question: 'By how much does the desk miss, or beat, what it promised?',
    numerator: 'none: it is a median',
    denominator: 'Promises done, in time or late.',
    population,
    window: 'none',
    exclusions: `${exclusions} Pending: not done yet.`,
    atZero: 'null',
    variants: { median: 'median of the time done minus the due instant last agreed on; below zero is early' },
    unit: 'seconds',
    source,
  },
  figures: (facts, scope) =>
    promises(facts.promises, scope, 'promise-accuracy', { median: 'median' }, ({ kept, fulfilledLate, dueAt }) => {
      const done = kept ?? fulfilledLate
      return done === undefined ? pending : { adds: done.at - dueAt }
    }),
}

const promises = (
  rows: ReadonlyArray<PromiseFact>,
  scope: Scope,
  metric: string,
  variants: Readonly<Record<string, Summary>>,
  verdictOn: (promise: PromiseFact) => Verdict,
): ReadonlyArray<Figure> =>
  measured<PromiseFact>(
    rows,
    [
      {
        metric,
        variants,
        judge: (promise) => ({ at: promise.made.at, verdict: notOwed(promise) ?? verdictOn(promise) }),
        evidenceOf: ({ made, renegotiations, kept, broken, fulfilledLate, waived, voided }) =>
          evidenceOf([made, ...renegotiations, kept, broken, fulfilledLate, waived, voided]),
      },
    ],
    scope,
  )

/** Why a promise is owed to nobody; undefined where it is. */
const notOwed = ({ exclusion, waived, voided, kept, dueAt }: PromiseFact): Verdict | undefined => {
  if (exclusion !== undefined) return { excluded: exclusion }
  if (waived !== undefined) return { excluded: 'waived' }
  if (voided !== undefined && voided.at < dueAt && kept === undefined) return { excluded: 'void-by-customer' }
  return undefined
}

const lenient = ({ renegotiations, kept, broken, fulfilledLate, dueAt }: PromiseFact, asOf: number): Verdict => {
  if (renegotiations.some(({ at, previousDueAt }) => at > previousDueAt)) return failure
  if (kept !== undefined) return kept.at <= dueAt ? success : failure
  // A breaking recorded before it was heard that the promise had been moved is of the former due instant.
  const isBroken = broken !== undefined && broken.at >= dueAt
  if (isBroken || fulfilledLate !== undefined || asOf >= dueAt) return failure
  return pending
}
