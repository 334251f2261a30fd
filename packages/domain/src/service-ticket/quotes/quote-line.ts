import { Instant, NonEmptyText, optional, Revision, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { MinorUnits } from '../../money/index.js'

/** A piece of work, or a part, with its price in minor units of the currency that stands beside the lines. */
export const QuoteLine = record(
  {
    lineId: NonEmptyText,
    /** A code of the desk's list: `labour`, `pump`, `way-there`. */
    work: NonEmptyText,
    netMinor: MinorUnits,
    taxMinor: MinorUnits,
  },
  'QuoteLine',
)
export type QuoteLine = t.TypeOf<typeof QuoteLine>

/**
 * What another stream (a warranty, a service plan) says it pays for: which lines of the bill, and from when until when
 * (exclusive). Evidence, named with the stream and the revision that it was read at.
 */
export const CoverageEvidence = record(
  {
    stream: NonEmptyText,
    revision: Revision,
    layer: optional(NonEmptyText),
    lineIds: t.readonlyArray(NonEmptyText),
    startsAt: Instant,
    endsAtExclusive: Instant,
  },
  'CoverageEvidence',
)
export type CoverageEvidence = t.TypeOf<typeof CoverageEvidence>

/** Net and tax of all lines. */
export const totalOf = (lines: ReadonlyArray<QuoteLine>): bigint =>
  lines.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0n)
