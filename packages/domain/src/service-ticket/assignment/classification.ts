import type { Instant } from '@aftersale/messages'
import { latestBy } from '../latest.js'
import type { Ticket } from '../state.js'
import type { BeyondFirstContact, TicketKind, Topic } from '../topic.js'

/** What kind of request a ticket is held to be. */
export interface Classification {
  readonly kind: TicketKind
  readonly topic: Topic | undefined
  readonly beyondFirstContact: BeyondFirstContact | undefined
}

/** What was said of the ticket by that instant, however late it was heard of; each part as it was said last. */
export const classificationAt = ({ opening, classifications }: Ticket, instant: Instant): Classification => {
  const said = classifications.filter(({ classifiedAt }) => classifiedAt <= instant)
  const latest = <Part extends 'kind' | 'topic' | 'beyondFirstContact'>(part: Part) =>
    latestBy(
      said.filter((one) => one[part] !== undefined),
      ({ classifiedAt }) => classifiedAt,
    )?.[part] ?? opening[part]
  return {
    kind: latest('kind'),
    topic: latest('topic'),
    beyondFirstContact: latest('beyondFirstContact'),
  }
}
