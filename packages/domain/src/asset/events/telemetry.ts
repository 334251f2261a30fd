import { Instant, message, NonEmptyText, optional, PolicyRef, PositiveInteger } from '@aftersale/messages'
import type * as t from 'io-ts'
import { Duration } from '../../calendar/duration.js'
import { RuleTrace } from '../../policy/rule-trace.js'
import { AssetId } from '../asset-id.js'
import { FaultClosure, ReadingSeverity } from '../asset-vocabulary.js'
import { FaultId } from '../fault-id.js'
import { MeasuredValue } from '../faults/measured-value.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).

/** `faultId`: the fault that it belongs to, open or closed. Without one it may yet become one, with others. */
export const FaultReadingRecorded = message('FaultReadingRecorded', {
  assetId: AssetId,
  readingId: NonEmptyText,
  faultCode: NonEmptyText,
  severity: ReadingSeverity,
  value: optional(MeasuredValue),
  faultId: optional(FaultId),
  policyRef: PolicyRef,
  measuredAt: Instant,
})

/**
 * The readings of a code are a fault: from the reading on that made it one, however late that was heard of. One fault of
 * a code is open at a time, and until it is closed all readings of the code are its own. `severity`: the worst of those
 * that were counted.
 */
export const AssetFaultRaised = message('AssetFaultRaised', {
  assetId: AssetId,
  faultId: FaultId,
  faultCode: NonEmptyText,
  faultNumber: PositiveInteger,
  severity: ReadingSeverity,
  cooldown: Duration,
  raisedAt: Instant,
  trace: RuleTrace,
})

/** The device says so. The fault stays open, and open again with the next reading. */
export const AssetFaultRecovered = message('AssetFaultRecovered', {
  assetId: AssetId,
  faultId: FaultId,
  faultCode: NonEmptyText,
  recoveredAt: Instant,
})

/** No reading of the code counts until the cooldown that it was raised under has passed. */
export const AssetFaultClosed = message('AssetFaultClosed', {
  assetId: AssetId,
  faultId: FaultId,
  faultCode: NonEmptyText,
  because: FaultClosure,
  closedAt: Instant,
})

/** Every event about what a device tells of itself, in the order of this file. */
export const telemetryEvents = [FaultReadingRecorded, AssetFaultRaised, AssetFaultRecovered, AssetFaultClosed] as const

export type FaultReadingRecorded = t.TypeOf<typeof FaultReadingRecorded>
export type AssetFaultRaised = t.TypeOf<typeof AssetFaultRaised>
export type AssetFaultRecovered = t.TypeOf<typeof AssetFaultRecovered>
export type AssetFaultClosed = t.TypeOf<typeof AssetFaultClosed>
export type TelemetryEvent = t.TypeOf<(typeof telemetryEvents)[number]>
