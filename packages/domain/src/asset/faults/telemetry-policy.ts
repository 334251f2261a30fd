import { NonEmptyText, type PolicyRef, PositiveInteger, record } from '@aftersale/messages'
import type * as t from 'io-ts'
import { Duration } from '../../calendar/duration.js'

/**
 * When readings of one fault code are a fault, at one version: `threshold` readings that count, the last at most `within`
 * after the first. A reading counts once `debounce` has passed since the last that counted; none counts for `cooldown`
 * after a fault of the code was closed.
 */
export const TelemetryPolicy = record(
  {
    policyId: NonEmptyText,
    version: PositiveInteger,
    threshold: PositiveInteger,
    within: Duration,
    debounce: Duration,
    cooldown: Duration,
  },
  'TelemetryPolicy',
)
export type TelemetryPolicy = t.TypeOf<typeof TelemetryPolicy>

export const telemetryRefOf = ({ policyId, version }: TelemetryPolicy): PolicyRef => ({ policyId, version })
