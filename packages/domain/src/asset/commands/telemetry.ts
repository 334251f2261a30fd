import { Instant, message, NonEmptyText, optional } from '@aftersale/messages'
import type * as t from 'io-ts'
import { AssetId } from '../asset-id.js'
import { FaultClosure, ReadingSeverity } from '../asset-vocabulary.js'
import { FaultId } from '../fault-id.js'
import { MeasuredValue } from '../faults/measured-value.js'
import { TelemetryPolicy } from '../faults/telemetry-policy.js'

/** A device reports a fault code; readings may come twice, late and in any order. `value` is what it measured, if it did. */
export const RecordTelemetry = message('RecordTelemetry', {
  assetId: AssetId,
  readingId: NonEmptyText,
  faultCode: NonEmptyText,
  severity: ReadingSeverity,
  value: optional(MeasuredValue),
  measuredAt: Instant,
  policy: TelemetryPolicy,
})

/** The device reports the code no more. An open fault stays open: that it went away by itself is no repair. */
export const RecoverFault = message('RecoverFault', {
  assetId: AssetId,
  faultCode: NonEmptyText,
  recoveredAt: Instant,
})

/** `cooldown` of the policy runs from `closedAt` on. */
export const CloseFault = message('CloseFault', {
  assetId: AssetId,
  faultId: FaultId,
  because: FaultClosure,
  closedAt: Instant,
})

/** Every command about what a device tells of itself, in the order of this file. */
export const telemetryCommands = [RecordTelemetry, RecoverFault, CloseFault] as const

export type RecordTelemetry = t.TypeOf<typeof RecordTelemetry>
export type RecoverFault = t.TypeOf<typeof RecoverFault>
export type CloseFault = t.TypeOf<typeof CloseFault>
export type TelemetryCommand = t.TypeOf<(typeof telemetryCommands)[number]>
