import type { Figure } from '../answering/figure.js'
import { type Measure, measured } from '../answering/measured.js'
import type { Metric, MetricDefinition } from '../answering/metric.js'
import type { Scope } from '../answering/question.js'
import { failure, type Judged, pending, success, type Verdict } from '../answering/verdict.js'
import { servicesOf } from './contacts-on.js'
import { inSequence, type Service, type ServiceInSequence } from './service-repeats.js'

const common = {
  window: 'P14D by default, in elapsed time; its last instant is in it.',
  atZero: 'null',
  unit: 'ratio',
  source: 'Definition 7 of the after-sales metrics.',
} satisfies Partial<MetricDefinition>

const population =
  'Contacts (sessions the customer began) in the period. Another on the same thing is one on the same unit and topic; where the unit is not known, of the same customer on the same topic. At the same instant, the one recorded later repeats the other.'

const exclusions =
  'test, spam, cancelled, incomplete, unknown-key (neither the unit, nor both customer and topic, are known).'

/** Looking forward: is a service followed by another? */
export const repeatServiceRate: Metric = {
  definition: {
    name: 'repeat-service-rate',
    title: 'Repeat service rate',
    question: 'How often does the same thing need service again?',
    numerator: 'Contacts followed by another on the same thing within the window.',
    denominator: 'Those, and the ones whose window has passed without. A known repeat counts at once.',
    population,
    exclusions: `${exclusions} Pending: not followed yet, the window not over.`,
    variants: { forward: 'by the contact that was repeated' },
    ...common,
  },
  figures: (facts, scope) => repeatServiceRateOf(servicesOf(facts.contacts), scope),
}

/** Looking backward: is a service a repeat of an earlier one? Needs no time to pass. */
export const repeatShare: Metric = {
  definition: {
    name: 'repeat-share',
    title: 'Repeat share',
    question: 'How much of the service given is a repeat?',
    numerator: 'Contacts that another on the same thing precedes within the window, in the period or before it.',
    denominator: 'Contacts.',
    population,
    exclusions,
    variants: { backward: 'by the contact that repeats' },
    ...common,
  },
  figures: (facts, scope) => repeatShareOf(servicesOf(facts.contacts), scope),
}

/** The forward figure of any services: contacts, or visits. */
export const repeatServiceRateOf = (services: ReadonlyArray<Service>, scope: Scope): ReadonlyArray<Figure> =>
  ofServices('repeat-service-rate', 'forward', services, scope, ({ service, after }, window) => {
    if (after !== undefined && after.at - service.at <= window) return success
    return scope.asOf < service.at + window ? pending : failure
  })

/** The backward figure of any services: contacts, or visits. */
export const repeatShareOf = (services: ReadonlyArray<Service>, scope: Scope): ReadonlyArray<Figure> =>
  ofServices('repeat-share', 'backward', services, scope, ({ service, before }, window) =>
    before !== undefined && service.at - before.at <= window ? success : failure,
  )

const ofServices = (
  metric: string,
  variant: string,
  services: ReadonlyArray<Service>,
  scope: Scope,
  verdictOn: (inSequence: ServiceInSequence, window: number) => Verdict,
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
    evidenceOf: ({ service, before, after }) => {
      const neighbour = variant === 'forward' ? after : before
      const close = neighbour !== undefined && Math.abs(neighbour.at - service.at) <= milliseconds
      return [...service.eventIds, ...(close ? neighbour.eventIds : [])]
    },
    parameters: { window: text },
  }
  return measured(inSequence(services), [measure], scope)
}
