import type { Figure } from '../answering/figure.js'
import { type Measure, measured } from '../answering/measured.js'
import type { Metric, MetricDefinition } from '../answering/metric.js'
import type { Scope } from '../answering/question.js'
import { failure, type Judged, pending, success, type Verdict } from '../answering/verdict.js'
import { servicesOf } from './contacts-on.js'
import { repairsOf } from './repairs-of.js'
import { inSequence, type Service, type ServiceInSequence } from './service-repeats.js'
import { visitsOf } from './visits-of.js'

const common = {
  window: 'P14D by default, in elapsed time; its last instant is in it.',
  atZero: 'null',
  unit: 'ratio',
  source: 'Definition 7 of the after-sales metrics.',
} satisfies Partial<MetricDefinition>

const population =
  'Contacts (sessions the customer began) in the period; on their own, visits that were made for a repair, and repairs of units. Another contact on the same thing is one on the same unit and topic; where the unit is not known, of the same customer on the same topic. Another visit is one to the same unit on the same topic, another repair one of the same unit for the same failure mode. At the same instant, the one recorded later repeats the other, though definition 7 has the window (t, t+W]: times are often told to the minute or the day alone, and the published repeats of the valve-seat log are counted so.'

const exclusions =
  'test, spam, cancelled, incomplete, unknown-key (neither the unit, nor both customer and topic, are known; of visits, the unit).'

/** Looking forward: is a service followed by another? */
export const repeatServiceRate: Metric = {
  definition: {
    name: 'repeat-service-rate',
    title: 'Repeat service rate',
    question: 'How often does the same thing need service again?',
    numerator: 'Contacts, visits or repairs followed by another on the same thing within the window.',
    denominator: 'Those, and the ones whose window has passed without. A known repeat counts at once.',
    population,
    exclusions: `${exclusions} no-longer-watched (of repairs: the unit was retired before the window was over, and not repaired again). Pending: not followed yet, the window not over.`,
    variants: {
      forward: 'by the contact that was repeated',
      'visits-forward': 'by the visit that was repeated',
      'repairs-forward': 'by the repair that was repeated',
    },
    ...common,
  },
  figures: (facts, scope) => [
    ...repeatServiceRateOf(servicesOf(facts.contacts), scope),
    ...repeatServiceRateOf(visitsOf(facts.visits), scope, 'visits-forward'),
    ...repeatServiceRateOf(repairsOf(facts.units), scope, 'repairs-forward'),
  ],
}

/** Looking backward: is a service a repeat of an earlier one? Needs no time to pass. */
export const repeatShare: Metric = {
  definition: {
    name: 'repeat-share',
    title: 'Repeat share',
    question: 'How much of the service given is a repeat?',
    numerator:
      'Contacts, visits or repairs that another on the same thing precedes within the window, in the period or before it.',
    denominator: 'Contacts, visits or repairs.',
    population,
    exclusions,
    variants: {
      backward: 'by the contact that repeats',
      'visits-backward': 'by the visit that repeats',
      'repairs-backward': 'by the repair that repeats',
    },
    ...common,
  },
  figures: (facts, scope) => [
    ...repeatShareOf(servicesOf(facts.contacts), scope),
    ...repeatShareOf(visitsOf(facts.visits), scope, 'visits-backward'),
    ...repeatShareOf(repairsOf(facts.units), scope, 'repairs-backward'),
  ],
}

/** The forward figure of any services: contacts, repairs, or visits. */
export const repeatServiceRateOf = (
  services: ReadonlyArray<Service>,
  scope: Scope,
  variant = 'forward',
): ReadonlyArray<Figure> =>
  ofServices(
    {
      metric: 'repeat-service-rate',
      variant,
      neighbourOf: ({ after }) => after,
      verdictOn: ({ service: { at, watchedUntil }, after }, window) => {
        if (after !== undefined && after.at - at <= window) return success
        if (watchedUntil !== undefined && watchedUntil < at + window && watchedUntil <= scope.asOf) {
          return { excluded: 'no-longer-watched' }
        }
        return scope.asOf < at + window ? pending : failure
      },
    },
    services,
    scope,
  )

/** The backward figure of any services: contacts, repairs, or visits. */
export const repeatShareOf = (
  services: ReadonlyArray<Service>,
  scope: Scope,
  variant = 'backward',
): ReadonlyArray<Figure> =>
  ofServices(
    {
      metric: 'repeat-share',
      variant,
      neighbourOf: ({ before }) => before,
      verdictOn: ({ service, before }, window) =>
        before !== undefined && service.at - before.at <= window ? success : failure,
    },
    services,
    scope,
  )

interface Looking {
  readonly metric: string
  readonly variant: string
  readonly neighbourOf: (inSequence: ServiceInSequence) => Service | undefined
  readonly verdictOn: (inSequence: ServiceInSequence, window: number) => Verdict
}

const ofServices = (
  { metric, variant, neighbourOf, verdictOn }: Looking,
  services: ReadonlyArray<Service>,
  scope: Scope,
): ReadonlyArray<Figure> => {
  const { text, milliseconds } = scope.windowOr('P14D')
  const judge = (row: ServiceInSequence): Judged => {
    const { at, key, exclusion } = row.service
    if (exclusion !== undefined) return { at, verdict: { excluded: exclusion } }
    if (key === undefined) return { at, verdict: { excluded: 'unknown-key' } }
    return { at, verdict: verdictOn(row, milliseconds) }
  }
  const measure: Measure<ServiceInSequence> = {
    metric,
    variants: { [variant]: 'share' },
    judge,
    evidenceOf: (row) => {
      const neighbour = neighbourOf(row)
      const close = neighbour !== undefined && Math.abs(neighbour.at - row.service.at) <= milliseconds
      return [...row.service.eventIds, ...(close ? neighbour.eventIds : [])]
    },
    parameters: { window: text },
  }
  return measured(inSequence(services), [measure], scope)
}
