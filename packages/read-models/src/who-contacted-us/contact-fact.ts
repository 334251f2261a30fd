import type { Channel } from '@aftersale/domain/events'
import type { Circumstances, Exclusion } from '../circumstances.js'
import type { Moment } from '../moment.js'

/** An issue that a contact was about. */
export interface ContactSubject {
  readonly issueId: string
  readonly assetId?: string | undefined
  readonly category?: string | undefined
  readonly subcategory?: string | undefined
}

/**
 * One session in which a customer asked the desk for something. One row a session, whatever the number of issues it was
 * about. Thanks, automatic mail, bounces, devices' alerts and what the desk itself sent are none.
 */
export interface ContactFact extends Moment {
  readonly sessionId: string
  readonly customerId?: string | undefined
  /** By which way the customer came: not always the way the ticket was opened. */
  readonly channel?: Channel | undefined
  readonly contacts: ReadonlyArray<Moment>
  readonly about: ReadonlyArray<ContactSubject>
  /** Those of the first issue it was about, with the contact's own channel. */
  readonly circumstances: Circumstances
  readonly exclusion?: Exclusion | undefined
  readonly excludedBy: ReadonlyArray<Moment>
}
