import type { HelpDeskFacts } from '@aftersale/read-models'
import { type Case, measured } from '../answering/measured.js'
import type { Metric } from '../answering/metric.js'
import { success } from '../answering/verdict.js'

/** What devices report, which is no contact of a customer's. */
export const deviceAlerts: Metric = {
  definition: {
    name: 'device-alerts',
    title: 'Device alerts',
    question: 'How often did devices report something?',
    numerator: 'Alerts: what came in from a device, on the device channel or by a device as the sender.',
    denominator: 'The same.',
    population: 'Alerts in the period. No other figure counts one as a contact.',
    window: 'none',
    exclusions:
      'test, spam, cancelled, incomplete (of the issue; an alert on a ticket that was merged away counts on the one that stayed).',
    atZero: 'null',
    variants: { count: 'their number' },
    unit: 'count',
    source: 'The definition of a contact, which has devices counted on their own.',
  },
  figures: (facts, scope) =>
    measured<Alert>(
      alertsIn(facts),
      [
        {
          metric: 'device-alerts',
          variants: { count: 'count' },
          judge: ({ at, exclusion }) => ({ at, verdict: exclusion === undefined ? success : { excluded: exclusion } }),
          evidenceOf: ({ eventId }) => [eventId],
        },
      ],
      scope,
    ),
}

interface Alert extends Case {
  readonly at: number
  readonly eventId: string
}

const alertsIn = ({ issues }: HelpDeskFacts): ReadonlyArray<Alert> =>
  issues
    // What was reported on a merged ticket is told by the issue that stayed.
    .filter(({ exclusion, deviceAlerts: alerts }) => exclusion !== 'merged' && alerts.length > 0)
    .flatMap(({ deviceAlerts: alerts, circumstances, exclusion, excludedBy }) =>
      alerts.map(({ at, eventId }) => ({
        at,
        eventId,
        circumstances,
        ...(exclusion !== undefined && { exclusion }),
        excludedBy,
      })),
    )
