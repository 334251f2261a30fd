import type {
  ComplaintFinding,
  ComplaintImportance,
  ComplaintSeverity,
  MomentOfUse,
  PriceBand,
  RedressKind,
} from '@aftersale/domain/events'
import type { Circumstances, Exclusion } from '../circumstances.js'
import type { Moment, Told } from '../moment.js'

/** What was found when a complaint was looked into, with the causes by the desk's own list. */
export interface ComplaintAssessment extends Told<ComplaintFinding> {
  readonly causes: ReadonlyArray<string>
}

/**
 * One complaint with all that became of it, a row a complaint: a ticket has one at most. What it is about is told as it
 * was assessed last, and as it was alleged until then.
 */
export interface ComplaintFact {
  readonly serviceTicketId: string
  readonly registered: Moment
  readonly allegedDefect: string
  readonly sku?: string | undefined
  readonly batch?: string | undefined
  readonly severity: ComplaintSeverity
  readonly importance?: ComplaintImportance | undefined
  readonly priceBand?: PriceBand | undefined
  readonly momentOfUse?: MomentOfUse | undefined
  readonly acknowledged?: Moment | undefined
  /** As it was assessed, in order of time: the last one rules. */
  readonly assessments: ReadonlyArray<ComplaintAssessment>
  /** The first response. */
  readonly responded?: Moment | undefined
  /** The first decision that the customer was told. */
  readonly decided?: Moment | undefined
  readonly answers: ReadonlyArray<Told<'accepted' | 'disputed'>>
  readonly redress: ReadonlyArray<Told<RedressKind>>
  /** The first time that somebody outside the house was called upon. */
  readonly escalated?: Moment | undefined
  readonly closed?: Told<'accepted' | 'options-exhausted' | 'withdrawn'> | undefined
  /** Those of the ticket, with the product that is complained about. */
  readonly circumstances: Circumstances
  readonly exclusion?: Exclusion | undefined
  readonly excludedBy: ReadonlyArray<Moment>
}
