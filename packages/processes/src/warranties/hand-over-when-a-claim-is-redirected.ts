import { serviceTicketAggregate, warrantyAggregate } from '@aftersale/domain'
import { type Actor, millisecondsAfter, type NonEmptyText } from '@aftersale/messages'
import type { Desk } from '../desk.js'
import { onDomainEvents } from '../on-domain-events.js'
import type { Process } from '../process.js'
import { inTurn, issue, lookAt, nothing } from '../reaction.js'
import { claimIn } from './claim-of-a-warranty.js'
import { openTicketAboutAClaim } from './ticket-about-a-claim.js'

const NAME = 'hand-over-when-a-claim-is-redirected'

/** Asked after so long whether the other party has helped. */
const ASKED_AFTER_MILLISECONDS = 7 * 86_400_000

/**
 * A claim that another party is to make good is handed over with a ticket that says whom the customer was sent to, and the
 * desk asks a week later what became of it.
 */
export const handOverWhenAClaimIsRedirected = (desk: Desk): Process =>
  onDomainEvents({
    name: NAME,
    reactsTo: ['ClaimRedirected'],
    react: ({ event: { data }, metadata: { recordedAt } }) =>
      lookAt(warrantyAggregate, data.warrantyId, ({ state }) => {
        const found = claimIn(state, data.claimId)
        if (found === undefined) return nothing
        return openTicketAboutAClaim(
          desk,
          {
            process: NAME,
            claimId: data.claimId,
            part: `${data.toParty}-${data.decidedAt}`,
            warranty: found.warranty,
            kind: 'claim',
            subcategory: `redirected-to-${data.toParty}`,
            openedAt: recordedAt,
          },
          (serviceTicketId) =>
            inTurn([
              issue(
                serviceTicketAggregate,
                serviceTicketId,
                {
                  type: 'AddNote',
                  data: {
                    serviceTicketId,
                    noteId: 'contact' as NonEmptyText,
                    text: `${data.toParty}: ${data.contact}`,
                    notedBy: { kind: 'system', id: NAME } as Actor,
                    notedAt: recordedAt,
                  },
                },
                { whenRejected: () => nothing },
              ),
              issue(
                serviceTicketAggregate,
                serviceTicketId,
                {
                  type: 'RequestFollowUp',
                  data: {
                    serviceTicketId,
                    followUpId: 'handover' as NonEmptyText,
                    channel: desk.channel,
                    dueAt: millisecondsAfter(recordedAt, ASKED_AFTER_MILLISECONDS),
                    requestedAt: recordedAt,
                  },
                },
                { whenRejected: () => nothing },
              ),
            ]),
        )
      }),
  })
