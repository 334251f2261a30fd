import { epochMillisecondsOf, type Instant, type NonEmptyText } from '@aftersale/messages'
import { type Duration, millisecondsOf } from '../../calendar/duration.js'
import type { AssetFaultClosed, AssetFaultRaised, FaultReadingRecorded } from '../events.js'
import type { TelemetryPolicy } from './telemetry-policy.js'

export type Reading = Pick<
  FaultReadingRecorded['data'],
  'readingId' | 'faultCode' | 'severity' | 'value' | 'measuredAt'
>

export interface Fault {
  readonly raised: AssetFaultRaised['data']
  /** As they were heard of. */
  readonly recoveries: ReadonlyArray<Instant>
  readonly closed?: AssetFaultClosed['data']
}

/** What was told of one fault code. */
export interface FaultHistory {
  /** As they were heard of. */
  readonly readings: ReadonlyArray<Reading>
  /** As they were raised; of these the last alone may be open. */
  readonly faults: ReadonlyArray<Fault>
}

export const nothingReported: FaultHistory = { readings: [], faults: [] }

export const openFaultOf = ({ faults }: FaultHistory): Fault | undefined => {
  const last = faults.at(-1)
  return last?.closed === undefined ? last : undefined
}

/**
 * The fault that a reading is part of: the first that was not over by then, its cooldown included. So a late one is never
 * counted towards a fault after that which it tells of. None: it counts towards the next.
 */
export const faultOfReading = ({ faults }: FaultHistory, measuredAt: Instant): Fault | undefined =>
  faults.find(
    ({ raised, closed }) =>
      closed === undefined ||
      epochMillisecondsOf(measuredAt) < epochMillisecondsOf(closed.closedAt) + millisecondsOf(raised.cooldown),
  )

/** The device said that it is well again, and nothing else since. */
export const isRecovered = ({ readings, faults }: FaultHistory, fault: Fault): boolean => {
  const recoveredAt = fault.recoveries.reduce<Instant | undefined>(
    (last, one) => (last === undefined || one > last ? one : last),
    undefined,
  )
  return (
    recoveredAt !== undefined &&
    !readings.some(
      ({ measuredAt }) =>
        measuredAt > recoveredAt &&
        faultOfReading({ readings, faults }, measuredAt)?.raised.faultId === fault.raised.faultId,
    )
  )
}

/**
 * The first readings that make a fault under the policy, in order of time; none where they don't. From whichever reading
 * one begins: then another that comes late never undoes a fault, and the order of arrival does not decide whether there
 * is one.
 */
export const readingsThatMakeAFault = (
  readings: ReadonlyArray<Reading>,
  { threshold, within, debounce }: Pick<TelemetryPolicy, 'threshold' | 'within' | 'debounce'>,
): readonly [Reading, ...ReadonlyArray<Reading>] | undefined => {
  const inTime = readings.toSorted(byTime)
  for (const [index, first] of inTime.entries()) {
    const counted: [Reading, ...Reading[]] = [first]
    for (const reading of inTime.slice(index + 1)) {
      if (counted.length === threshold || isLongerAfter(first, reading, within)) break
      const last = counted.at(-1) ?? first
      if (isAtLeastAfter(last, reading, debounce)) counted.push(reading)
    }
    if (counted.length === threshold) return counted
  }
  return undefined
}

const byTime = (one: Reading, other: Reading): number =>
  one.measuredAt < other.measuredAt
    ? -1
    : one.measuredAt > other.measuredAt
      ? 1
      : orderOf(one.readingId, other.readingId)

const orderOf = (one: NonEmptyText, other: NonEmptyText): number => (one < other ? -1 : one > other ? 1 : 0)

const elapsedBetween = (one: Reading, other: Reading): number =>
  epochMillisecondsOf(other.measuredAt) - epochMillisecondsOf(one.measuredAt)

const isLongerAfter = (one: Reading, other: Reading, duration: Duration): boolean =>
  elapsedBetween(one, other) > millisecondsOf(duration)

const isAtLeastAfter = (one: Reading, other: Reading, duration: Duration): boolean =>
  elapsedBetween(one, other) >= millisecondsOf(duration)
