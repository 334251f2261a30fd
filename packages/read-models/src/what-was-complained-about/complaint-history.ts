import type { ComplaintAssessed, ComplaintRegistered, RedressKind } from '@aftersale/domain/events'
import type { Moment, Told } from '../moment.js'
import type { ComplaintAssessment } from './complaint-fact.js'

/** With what it says of the complaint beside the finding. */
export type Assessed = ComplaintAssessment & Pick<ComplaintAssessed['data'], AboutIt>
type AboutIt = 'severity' | 'importance' | 'priceBand' | 'momentOfUse'

/** What was told of a ticket's complaint. */
export interface ComplaintHistory {
  readonly firstHeardOf: Moment
  alleged?: ComplaintRegistered['data']
  registered?: Moment
  acknowledged?: Moment
  assessments: ReadonlyArray<Assessed>
  responded?: Moment
  decided?: Moment
  answers: ReadonlyArray<Told<'accepted' | 'disputed'>>
  redress: ReadonlyArray<Told<RedressKind>>
  escalated?: Moment
  closed?: Told<'accepted' | 'options-exhausted' | 'withdrawn'>
}

/** A ticket that may have one. */
export interface ComplaintOfTicket {
  complaint: ComplaintHistory | undefined
}
