import { NonEmptyText, record } from '@aftersale/messages'
import type * as t from 'io-ts'
import { MinorUnits } from '../../money/minor-units.js'
import { lineFields } from '../sale/sold-line.js'

/** A line that was given in the place of others. Its amounts are what was paid for those, and on top of it. */
export const ReplacementLine = record({ ...lineFields, netMinor: MinorUnits, taxMinor: MinorUnits }, 'ReplacementLine')
export type ReplacementLine = t.TypeOf<typeof ReplacementLine>

/** Of a payment, what went into a replacement that costs more. */
export const PaidOnTop = record({ paymentId: NonEmptyText, minor: MinorUnits }, 'PaidOnTop')
export type PaidOnTop = t.TypeOf<typeof PaidOnTop>
