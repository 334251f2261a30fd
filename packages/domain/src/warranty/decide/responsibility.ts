import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type NonEmptyText, sameContent } from '@aftersale/messages'
import type { ClarifyResponsibleParty } from '../commands/responsibility.js'
import type { Warranty } from '../state.js'
import type { WarrantyDecision } from './warranty-decision.js'

/** Said in another contact than the first about it, it comes late: that is recorded with it, never refused. */
export const clarifyResponsibleParty = ({ data }: ClarifyResponsibleParty, warranty: Warranty): WarrantyDecision => {
  const { failureModes, party, contact, channel, contactId, firstContact, informedAt } = data
  const said = [failureModes, party, contact, contactId]
  if (
    warranty.clarifications.some((one) => sameContent(said, [one.failureModes, one.party, one.contact, one.contactId]))
  ) {
    return alreadyDone
  }
  if (!warranty.layers.some(({ terms }) => terms.obligor.party === party)) {
    return reject({ reason: 'NotAnObligor', party })
  }
  if (firstContact !== undefined && informedAt < firstContact.contactedAt) {
    return reject({ reason: 'InformedBeforeFirstContact', contactedAt: firstContact.contactedAt })
  }
  const late = firstContact !== undefined && firstContact.contactId !== contactId
  return accept([
    {
      type: 'ResponsiblePartyClarified',
      data: {
        ...data,
        late,
        trace: [
          {
            ruleId: 'responsible-party-at-first-contact' as NonEmptyText,
            facts: {
              party,
              contact,
              channel,
              contactId,
              firstContactId: firstContact?.contactId ?? contactId,
              ...(firstContact === undefined ? {} : { firstContactedAt: firstContact.contactedAt }),
            },
            outcome: (late ? 'late' : 'at-first-contact') as NonEmptyText,
            policyRef: warranty.registered.termsRef,
          },
        ],
      },
    },
  ])
}
