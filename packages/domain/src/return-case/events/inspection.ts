import { Actor, Instant, message, NonEmptyText, optional, personal } from '@aftersale/messages'
import * as t from 'io-ts'
import { MinorUnits } from '../../money/minor-units.js'
import { ValueLossBasis } from '../../policy/return-policy/return-vocabulary.js'
import { RuleTrace } from '../../policy/rule-trace.js'
import { CaseUnits } from '../case-units.js'
import { ReturnCaseId } from '../return-case-id.js'
import { ConditionGrade, Disposition } from '../return-case-kind.js'

export const ItemInspected = message('ItemInspected', {
  returnCaseId: ReturnCaseId,
  inspectionId: NonEmptyText,
  itemId: NonEmptyText,
  lines: t.readonlyArray(CaseUnits),
  grade: ConditionGrade,
  finding: optional(personal(t.string)),
  /** For all these units together, of their net value; 0 where nothing is deducted. */
  deductionMinor: MinorUnits,
  legalBasis: optional(ValueLossBasis),
  trace: RuleTrace,
  inspectedBy: Actor,
  inspectedAt: Instant,
})

export const DispositionDecided = message('DispositionDecided', {
  returnCaseId: ReturnCaseId,
  dispositionId: NonEmptyText,
  itemId: NonEmptyText,
  lines: t.readonlyArray(CaseUnits),
  disposition: Disposition,
  decidedBy: Actor,
  decidedAt: Instant,
})

export const inspectionEvents = [ItemInspected, DispositionDecided] as const

export type ItemInspected = t.TypeOf<typeof ItemInspected>
export type DispositionDecided = t.TypeOf<typeof DispositionDecided>
