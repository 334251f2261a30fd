import type { DeliveryFact } from '@aftersale/read-models'
import { evidenceOf } from '../answering/evidence.js'
import type { Figure } from '../answering/figure.js'
import { measured } from '../answering/measured.js'
import type { Metric } from '../answering/metric.js'
import type { Scope } from '../answering/question.js'
import type { Summary } from '../answering/summary.js'
import { failure, pending, success, type Verdict } from '../answering/verdict.js'

const population = 'Shipments announced in the period with a promised time.'
const exclusions =
  'test, incomplete (the announcement or the purchase is missing), cancelled (before it was handed over).'
const source = 'Definition 9 of the after-sales metrics, of the promise that every shipment makes.'

/** Does what was sent come when it was promised? */
export const deliveryAsPromised: Metric = {
  definition: {
    name: 'delivery-as-promised',
    title: 'Delivery as promised',
    question: 'How many shipments come when they were promised?',
    numerator: 'Shipments of which all was with the customer, or could be fetched, no later than promised.',
    denominator:
      'Shipments that came, or did not by the promised time. One that was returned, destroyed or lost before it did not come.',
    population,
    window: 'none: each shipment has its promised time',
    exclusions: `${exclusions} Pending: neither come nor due.`,
    atZero: 'null',
    variants: { share: 'by the time promised when it was announced; nothing is tolerated beyond it' },
    unit: 'ratio',
    source,
  },
  figures: (facts, scope) =>
    deliveries(facts.deliveries, scope, 'delivery-as-promised', { share: 'share' }, (delivery, promisedBy) => {
      const came = cameAt(delivery)
      if (came !== undefined) return came <= promisedBy ? success : failure
      return isOver(delivery) || scope.asOf >= promisedBy ? failure : pending
    }),
}

/** By how much shipments miss, or beat, the promised time. */
export const deliveryAccuracy: Metric = {
  definition: {
    name: 'delivery-accuracy',
    title: 'Delivery accuracy',
    question: 'By how much do shipments miss, or beat, the promised time?',
    numerator: 'none: it is a median',
    denominator: 'Shipments of which all was with the customer, or could be fetched.',
    population,
    window: 'none',
    exclusions: `${exclusions} never-came (it was returned, destroyed or lost). Pending: not come yet.`,
    atZero: 'null',
    variants: { median: 'median of the time it came minus the promised time; below zero is early' },
    unit: 'seconds',
    source,
  },
  figures: (facts, scope) =>
    deliveries(facts.deliveries, scope, 'delivery-accuracy', { median: 'median' }, (delivery, promisedBy) => {
      const came = cameAt(delivery)
      if (came !== undefined) return { adds: came - promisedBy }
      return isOver(delivery) ? { excluded: 'never-came' } : pending
    }),
}

const deliveries = (
  rows: ReadonlyArray<DeliveryFact>,
  scope: Scope,
  metric: string,
  variants: Readonly<Record<string, Summary>>,
  verdictOn: (delivery: DeliveryFact, promisedBy: number) => Verdict,
): ReadonlyArray<Figure> =>
  measured<DeliveryFact>(
    rows,
    [
      {
        metric,
        variants,
        judge: (delivery) => {
          const { by, begun, promisedBy, exclusion, cancelled } = delivery
          if (by !== 'shipment') return undefined
          const at = begun.at
          if (exclusion !== undefined) return { at, verdict: { excluded: exclusion } }
          if (promisedBy === undefined) return undefined
          return { at, verdict: cancelled !== undefined ? { excluded: 'cancelled' } : verdictOn(delivery, promisedBy) }
        },
        evidenceOf: ({ begun, arrived, fetchable, cancelled, returned, destroyed, lost }) =>
          evidenceOf([begun, fetchable, arrived, cancelled, returned, destroyed, lost]),
      },
    ],
    scope,
  )

/** With the customer, or where they are to fetch it, whichever was first. */
const cameAt = ({ arrived, fetchable }: DeliveryFact): number | undefined => {
  if (arrived === undefined || fetchable === undefined) return arrived?.at ?? fetchable?.at
  return Math.min(arrived.at, fetchable.at)
}

const isOver = ({ returned, destroyed, lost }: DeliveryFact): boolean =>
  returned !== undefined || destroyed !== undefined || lost !== undefined
