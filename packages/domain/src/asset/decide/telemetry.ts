import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type NonEmptyText, type PositiveInteger, sameFields } from '@aftersale/messages'
import type { ReadingSeverity } from '../asset-vocabulary.js'
import type { CloseFault, RecordTelemetry, RecoverFault } from '../commands/telemetry.js'
import type { AssetFaultRaised } from '../events.js'
import { faultIdOf } from '../fault-id.js'
import {
  type FaultHistory,
  faultOfReading,
  isRecovered,
  nothingReported,
  openFaultOf,
  type Reading,
  readingsThatMakeAFault,
} from '../faults/fault-history.js'
import { type TelemetryPolicy, telemetryRefOf } from '../faults/telemetry-policy.js'
import type { Asset } from '../state.js'
import { type AssetDecision, type RegisteredState, retirementOf } from './asset-decision.js'

/** One fault of a code is open at a time: who reports it again while it is, adds to it. */
export const recordTelemetry = ({ data }: RecordTelemetry, state: RegisteredState): AssetDecision => {
  const { assetId, readingId, faultCode, measuredAt, policy } = data
  const known = readingOf(state.asset, readingId)
  if (known !== undefined) {
    return sameFields(data, known, ['faultCode', 'severity', 'value', 'measuredAt'])
      ? alreadyDone
      : reject({ reason: 'ReadingIdReused', readingId })
  }
  const retirement = retirementOf(state)
  if (retirement !== undefined) return reject(retirement)

  const history = state.asset.faults.get(faultCode) ?? nothingReported
  const { policy: _, ...reading } = data
  const recorded = { ...reading, policyRef: telemetryRefOf(policy) }
  const fault = faultOfReading(history, measuredAt)
  if (fault !== undefined) {
    return accept([{ type: 'FaultReadingRecorded', data: { ...recorded, faultId: fault.raised.faultId } }])
  }
  const counted = readingsThatMakeAFault([...notYetAFault(history), reading], policy)
  if (counted === undefined) return accept([{ type: 'FaultReadingRecorded', data: recorded }])
  const faultNumber = (history.faults.length + 1) as PositiveInteger
  const faultId = faultIdOf(assetId, faultCode, faultNumber)
  return accept([
    { type: 'FaultReadingRecorded', data: { ...recorded, faultId } },
    raised({ assetId, faultId, faultCode, faultNumber }, counted, policy),
  ])
}

const readingOf = ({ faults }: Asset, readingId: string): Reading | undefined =>
  [...faults.values()].flatMap(({ readings }) => readings).find((one) => one.readingId === readingId)

const notYetAFault = (history: FaultHistory): ReadonlyArray<Reading> =>
  history.readings.filter(({ measuredAt }) => faultOfReading(history, measuredAt) === undefined)

const raised = (
  fault: Pick<AssetFaultRaised['data'], 'assetId' | 'faultId' | 'faultCode' | 'faultNumber'>,
  counted: readonly [Reading, ...ReadonlyArray<Reading>],
  policy: TelemetryPolicy,
): AssetFaultRaised => {
  const [first] = counted
  const last = counted.at(-1) ?? first
  const { threshold, within, debounce, cooldown } = policy
  return {
    type: 'AssetFaultRaised',
    data: {
      ...fault,
      severity: SEVERITIES.findLast((severity) => counted.some((one) => one.severity === severity)) ?? last.severity,
      cooldown,
      raisedAt: last.measuredAt,
      trace: [
        {
          ruleId: 'fault-threshold' as NonEmptyText,
          facts: {
            threshold,
            within,
            debounce,
            firstMeasuredAt: first.measuredAt,
            lastMeasuredAt: last.measuredAt,
          },
          outcome: 'fault' as NonEmptyText,
          policyRef: telemetryRefOf(policy),
        },
      ],
    },
  }
}

const SEVERITIES: ReadonlyArray<ReadingSeverity> = ['info', 'warning', 'critical']

/** Of what is not open there is nothing to say. The same recovery, however often, is told once. */
export const recoverFault = ({ data }: RecoverFault, { asset }: RegisteredState): AssetDecision => {
  const { assetId, faultCode, recoveredAt } = data
  const history = asset.faults.get(faultCode) ?? nothingReported
  const fault = openFaultOf(history)
  if (fault === undefined || recoveredAt < fault.raised.raisedAt) return alreadyDone
  if (fault.recoveries.includes(recoveredAt) || isRecovered(history, fault)) return alreadyDone
  const { faultId } = fault.raised
  return accept([{ type: 'AssetFaultRecovered', data: { assetId, faultId, faultCode, recoveredAt } }])
}

export const closeFault = ({ data }: CloseFault, { asset }: RegisteredState): AssetDecision => {
  const { assetId, faultId, because, closedAt } = data
  const fault = [...asset.faults.values()].flatMap(({ faults }) => faults).find((one) => one.raised.faultId === faultId)
  if (fault === undefined) return reject({ reason: 'FaultUnknown', faultId })
  if (fault.closed !== undefined) return alreadyDone
  const { faultCode, raisedAt } = fault.raised
  if (closedAt < raisedAt) return reject({ reason: 'FaultRaisedLater', raisedAt })
  return accept([{ type: 'AssetFaultClosed', data: { assetId, faultId, faultCode, because, closedAt } }])
}
