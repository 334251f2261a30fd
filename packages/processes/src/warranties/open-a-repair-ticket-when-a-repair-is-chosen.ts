import { warrantyAggregate } from '@aftersale/domain'
import type { Desk } from '../desk.js'
import { onDomainEvents } from '../on-domain-events.js'
import type { Process } from '../process.js'
import { lookAt, nothing } from '../reaction.js'
import { claimIn, isGoingOn } from './claim-of-a-warranty.js'
import { openTicketAboutAClaim } from './ticket-about-a-claim.js'

const NAME = 'open-a-repair-ticket-when-a-repair-is-chosen'

/** A repair has a ticket of its own, for its visit: one for each time that it is chosen, once the unit is held for it. */
export const openARepairTicketWhenARepairIsChosen = (desk: Desk): Process =>
  onDomainEvents({
    name: NAME,
    reactsTo: ['RemedyChosen', 'ClaimUnitHeld'],
    react: ({ event: { data }, metadata: { recordedAt } }) =>
      lookAt(warrantyAggregate, data.warrantyId, ({ state }) => {
        const found = claimIn(state, data.claimId)
        if (found === undefined || !isGoingOn(found.claim)) return nothing
        const { chosen, held } = found.claim.remedy ?? {}
        if (chosen === undefined || (chosen.remedy !== 'repair' && chosen.remedy !== 'replace-part')) return nothing
        if (chosen.reservationId !== undefined && held === undefined) return nothing
        return openTicketAboutAClaim(desk, {
          process: NAME,
          claimId: data.claimId,
          part: `${found.claim.choices.length}`,
          warranty: found.warranty,
          kind: 'repair',
          subcategory: chosen.remedy,
          openedAt: recordedAt,
        })
      }),
  })
