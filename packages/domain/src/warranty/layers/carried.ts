import { Instant, NonEmptyText, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { LocalDate } from '../../calendar/local-date.js'
import { WarrantyId } from '../warranty-id.js'
import { TermPolicy } from './term-policy.js'

/** 0, 1, 2 … */
const Count = t.refinement(t.number, (value) => Number.isSafeInteger(value) && value >= 0, 'Count')

/** What the warranty of a unit that was replaced hands on to that of the unit in its place. */
export const Carried = record(
  {
    warrantyId: WarrantyId,
    termPolicy: TermPolicy,
    replacedAt: Instant,
    /** Of each layer that had started: the last day it would have covered; of `fresh` none counts. */
    layers: t.readonlyArray(record({ layerId: NonEmptyText, lastOn: LocalDate })),
    /** Claims that count against the limits of layers. */
    claimCount: Count,
    /** The extension that a law gives once, after a repair, was given: it is not given again but on fresh terms. */
    repairExtensionGiven: t.boolean,
  },
  'Carried',
)
export type Carried = t.TypeOf<typeof Carried>
