import type { DelayFact, Moment } from '@aftersale/read-models'
import { evidenceOf } from '../answering/evidence.js'
import type { Figure } from '../answering/figure.js'
import { measured } from '../answering/measured.js'
import type { Metric } from '../answering/metric.js'
import type { Scope } from '../answering/question.js'
import type { Summary } from '../answering/summary.js'
import { failure, pending, success, type Verdict } from '../answering/verdict.js'

const population =
  'Delays that began in the period: by being detected or, where nobody did, by the passing of the promise. A shipment may have several, one after the other.'
const exclusions =
  'test, incomplete (the announcement or the purchase is missing), in-time-after-all (it had come when the promise passed, and was heard of later), made-up-for (it came, or was expected in time again, before the customer had to be told, and nobody was).'
const source = 'Definition 12 of the after-sales metrics.'

/** Are customers told of delays before they notice? */
export const proactivity: Metric = {
  definition: {
    name: 'proactivity',
    title: 'Proactivity',
    question: 'How many delays are customers told of before they have to ask?',
    numerator:
      'Delays that the customer was told of before the promised time, and before their first contact about it.',
    denominator:
      'Delays told of, and those that were not in time. One is not told in time as soon as the promised time passes, the customer asks or the delay is over.',
    population,
    window: 'none: each delay has its promised time',
    exclusions: `${exclusions} Pending: neither told of, nor asked about, nor is the promised time past.`,
    atZero: 'null',
    variants: {
      share:
        'contact: the first one on a ticket of the purchase, or report of non-receipt, since the shipment was announced',
    },
    unit: 'ratio',
    source,
  },
  figures: (facts, scope) => delays(facts.delays, scope, 'proactivity', { share: 'share' }, toldFirst),
}

/** How far ahead of the promised time customers hear of a delay. */
export const noticeLeadTime: Metric = {
  definition: {
    name: 'notice-lead-time',
    title: 'Lead time of delay notices',
    question: 'How long before the promised time are customers told of a delay?',
    numerator: 'none: it is a median',
    denominator: 'Delays that customers were told of.',
    population,
    window: 'none',
    exclusions: `${exclusions} never-told (it was over before anybody told the customer). Pending: not told of yet, and not over.`,
    atZero: 'null',
    variants: { median: 'median of the promised time minus the time of the first notice; below zero is too late' },
    unit: 'seconds',
    source,
  },
  figures: (facts, scope) => delays(facts.delays, scope, 'notice-lead-time', { median: 'median' }, leadTime),
}

const delays = (
  rows: ReadonlyArray<DelayFact>,
  scope: Scope,
  metric: string,
  variants: Readonly<Record<string, Summary>>,
  verdictOn: (delay: DelayFact, asOf: number) => Verdict,
): ReadonlyArray<Figure> =>
  measured<DelayFact>(
    rows,
    [
      {
        metric,
        variants,
        // A promise that has not passed yet is no delay, though a shipment that is still to come has a row for it.
        judge: (delay) =>
          delay.began.at > scope.asOf
            ? undefined
            : { at: delay.began.at, verdict: noDelay(delay) ?? verdictOn(delay, scope.asOf) },
        evidenceOf: ({ began, notices, firstAsked, recovered, arrived }) =>
          evidenceOf([began, notices[0], firstAsked, recovered, arrived]),
      },
    ],
    scope,
  )

/** Why the customer had to be told of nothing; undefined where they had to. */
const noDelay = (delay: DelayFact): Verdict | undefined => {
  const { exclusion, expectedAt, arrived, promisedBy, notices, firstAsked, noticeDueAt } = delay
  if (exclusion !== undefined) return { excluded: exclusion }
  if (expectedAt === undefined && arrived !== undefined && arrived.at <= promisedBy) {
    return { excluded: 'in-time-after-all' }
  }
  const over = overSince(delay)
  const wasNobodyTold = notices.length === 0 && firstAsked === undefined
  return wasNobodyTold && over !== undefined && over.at < noticeDueAt ? { excluded: 'made-up-for' } : undefined
}

const overSince = ({ recovered, arrived }: DelayFact): Moment | undefined => recovered ?? arrived

const toldFirst = (delay: DelayFact, asOf: number): Verdict => {
  const { notices, firstAsked, promisedBy } = delay
  const [notice] = notices
  if (notice !== undefined) {
    const isFirst = firstAsked === undefined || notice.at < firstAsked.at
    return notice.at < promisedBy && isFirst ? success : failure
  }
  return firstAsked !== undefined || overSince(delay) !== undefined || asOf >= promisedBy ? failure : pending
}

const leadTime = (delay: DelayFact): Verdict => {
  const [notice] = delay.notices
  if (notice !== undefined) return { adds: delay.promisedBy - notice.at }
  return overSince(delay) === undefined ? pending : { excluded: 'never-told' }
}
