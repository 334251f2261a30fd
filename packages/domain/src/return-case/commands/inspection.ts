import { Actor, Instant, message, NonEmptyText, optional, PositiveInteger, personal } from '@aftersale/messages'
import * as t from 'io-ts'
import { MinorUnits } from '../../money/minor-units.js'
import { ReturnTerms } from '../../policy/return-policy/return-facts.js'
import { ValueLossBasis } from '../../policy/return-policy/return-vocabulary.js'
import { ReturnCaseId } from '../return-case-id.js'
import { ConditionGrade, Disposition } from '../return-case-kind.js'

/** Of a received item, the units not inspected yet: so many of them, the lowest first, or those with the serials. */
export const InspectItem = message('InspectItem', {
  returnCaseId: ReturnCaseId,
  inspectionId: NonEmptyText,
  itemId: NonEmptyText,
  quantity: PositiveInteger,
  serials: optional(t.readonlyArray(NonEmptyText)),
  grade: ConditionGrade,
  finding: optional(personal(t.string)),
  /** What these units lost in value by the customer's doing, all of them together; of the net value, its tax follows. */
  deductionMinor: optional(MinorUnits),
  /** Needed for a deduction. */
  legalBasis: optional(ValueLossBasis),
  /** Needed for a deduction: a version that these units were judged under. */
  terms: optional(ReturnTerms),
  inspectedBy: Actor,
  inspectedAt: Instant,
})

/** Of a received item, the units that nothing was decided of yet: so many of them, or those with the serials. */
export const DecideDisposition = message('DecideDisposition', {
  returnCaseId: ReturnCaseId,
  dispositionId: NonEmptyText,
  itemId: NonEmptyText,
  quantity: PositiveInteger,
  serials: optional(t.readonlyArray(NonEmptyText)),
  disposition: Disposition,
  decidedBy: Actor,
  decidedAt: Instant,
})

export const inspectionCommands = [InspectItem, DecideDisposition] as const

export type InspectItem = t.TypeOf<typeof InspectItem>
export type DecideDisposition = t.TypeOf<typeof DecideDisposition>
