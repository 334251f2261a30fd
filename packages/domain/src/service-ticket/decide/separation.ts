import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type Instant, type NonEmptyText, sameContent } from '@aftersale/messages'
import { reconsiderNextResponse } from '../clock/responses.js'
import { restoreClocks } from '../clock/restore-clocks.js'
import { breachesBefore } from '../clock/run-clocks.js'
import type { ReleaseAbsorbedTicket, ReturnContacts, SplitServiceTicket, UnmergeServiceTicket } from '../commands.js'
import { contactsInTime, idsOf, type MovedContact } from '../contacts/moved-contact.js'
import type { ContactRecorded, ServiceTicketEvent } from '../events.js'
import { inSteps, recording, type Step } from '../in-steps.js'
import { isLiving, type OpenedTicket, type ServiceTicketState, type Ticket } from '../state.js'
import { takeUpRequest } from './contact.js'
import { gone, isInForce, type ServiceTicketDecision, serviceLevelDiffers } from './refusals.js'
import { closeWhereUncontested } from './reopen.js'

// Both ways of taking apart what was one: a ticket with two issues is split, a merge by mistake is undone. Each ticket
// records its part by a command of its own, which may be repeated; neither step adds a merge, so no circle can arise.

export const split = ({ data }: SplitServiceTicket, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status === 'not-opened') return gone(state)
  const { serviceLevel, contactIds, ...rest } = data
  const { serviceTicketId, intoServiceTicketId, issueId, splitAt } = rest
  const { ticket } = state
  const known = ticket.splits?.find((one) => one.intoServiceTicketId === intoServiceTicketId)
  if (known !== undefined) {
    const { contacts, ...told } = known
    return sameContent(told, rest) && isSameSet(idsOf(contacts), contactIds)
      ? alreadyDone
      : reject({ reason: 'SplitTicketIdReused', intoServiceTicketId })
  }
  if (!isLiving(state)) return gone(state)
  if (!isInForce(ticket, serviceLevel)) return serviceLevelDiffers(ticket)
  if (intoServiceTicketId === serviceTicketId || issueId === ticket.issueId)
    return reject({ reason: 'SplitIntoItself' })
  if (contactIds.length === 0) return reject({ reason: 'SplitWithoutContacts' })
  const opening = ticket.openingContact?.contactId
  if (opening !== undefined && contactIds.includes(opening)) {
    return reject({ reason: 'OpeningContactStays', contactId: opening })
  }
  const moved = contactsNamed(ticket, contactIds)
  if ('unknown' in moved) return reject({ reason: 'ContactUnknown', contactId: moved.unknown })
  return accept(
    inSteps(state, [
      breachesBefore(splitAt),
      recording({ type: 'ServiceTicketSplit', data: { ...rest, contacts: moved.contacts.map(movedContact) } }),
      reconsiderNextResponse(splitAt, serviceLevel),
    ]),
  )
}

/**
 * The ticket is again as it was: its status, its promises, and its clocks, which run on from the instant of the merge as
 * though they had never been given up; so a merge buys no time. What was passed on and comes back counts from when it came.
 */
export const unmerge = ({ data }: UnmergeServiceTicket, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status === 'not-opened') return gone(state)
  if (wasUnmerged(data, state)) return alreadyDone
  if (isLiving(state)) return reject({ reason: 'TicketNotMerged' })
  if (state.status !== 'merged') return gone(state)
  const { serviceTicketId, from, returned, unmergedBy, unmergedAt, serviceLevel } = data
  const { ticket, into, mergedAt, requestedAtRevision } = state
  if (from !== into) return reject({ reason: 'TicketMergedAway', into })
  if (requestedAtRevision !== undefined && (data.requestedAtRevision ?? requestedAtRevision) !== requestedAtRevision) {
    return reject({ reason: 'MergeRequestOutdated', requestedAtRevision })
  }
  if (!isInForce(ticket, serviceLevel)) return serviceLevelDiffers(ticket)
  if (unmergedAt < mergedAt) return reject({ reason: 'HappenedBeforeLastChange', lastChangedAt: mergedAt })
  const own = returned.find(({ contactId }) => !isPassedOn(ticket, contactId))
  if (own !== undefined) return reject({ reason: 'ContactUnknown', contactId: own.contactId })

  const contacts = contactsInTime(returned)
  const request = requestedAtRevision === undefined ? {} : { requestedAtRevision }
  return accept(
    inSteps(state, [
      recording({
        type: 'ServiceTicketUnmerged',
        data: { serviceTicketId, from, ...request, returnedContactIds: idsOf(contacts), unmergedBy, unmergedAt },
      }),
      restoreClocks(state, serviceLevel),
      ...contacts.flatMap(
        (contact): ReadonlyArray<Step> => [
          closeWhereUncontested(contact.contactedAt),
          takeUpRequest({ serviceTicketId, ...contact, serviceLevel }),
        ],
      ),
      breachesBefore(unmergedAt),
    ]),
  )
}

/**
 * Sent again, what came back may be fewer: the others were given back since. Where the merge is not named and the ticket is
 * merged again, only the same words are the same unmerging.
 */
const wasUnmerged = (asked: UnmergeServiceTicket['data'], { status, ticket }: OpenedTicket): boolean => {
  const { from, requestedAtRevision, unmergedAt } = asked
  const returnedIds = idsOf(asked.returned)
  return (ticket.unmergings ?? []).some((known) => {
    if (known.from !== from) return false
    const isWithin = returnedIds.every((contactId) => known.returnedContactIds.includes(contactId))
    if (requestedAtRevision !== undefined) return known.requestedAtRevision === requestedAtRevision && isWithin
    const isSame = status === 'merged' ? isSameSet(known.returnedContactIds, returnedIds) : isWithin
    return known.unmergedAt === unmergedAt && isSame
  })
}

/** Whatever became of the ticket since, even that it was merged itself. */
export const releaseAbsorbed = ({ data }: ReleaseAbsorbedTicket, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status === 'not-opened') return gone(state)
  const { absorbedTicketId, requestedAtRevision } = data
  const isHeld = state.ticket.absorbed.some(
    (one) =>
      one.ticketId === absorbedTicketId &&
      one.requestedAtRevision === requestedAtRevision &&
      one.isReleased === undefined,
  )
  return isHeld
    ? accept([{ type: 'AbsorbedTicketReleased', data }])
    : reject({ reason: 'TicketNotAbsorbed', absorbedTicketId })
}

export const returnContacts = ({ data }: ReturnContacts, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status === 'not-opened') return gone(state)
  const { serviceLevel, ...returning } = data
  const { contactIds, returnedAt } = returning
  const { ticket } = state
  if (contactIds.length === 0) return alreadyDone
  const named = contactsNamed(ticket, contactIds)
  if ('unknown' in named) return reject({ reason: 'ContactUnknown', contactId: named.unknown })
  if (isLiving(state) && !isInForce(ticket, serviceLevel)) return serviceLevelDiffers(ticket)
  return accept(inSteps(state, returned({ type: 'ContactsReturned', data: returning }, returnedAt, data)))
}

const returned = (
  event: ServiceTicketEvent,
  returnedAt: Instant,
  { serviceLevel }: ReturnContacts['data'],
): ReadonlyArray<Step> => [
  (state: OpenedTicket) => (isLiving(state) ? breachesBefore(returnedAt)(state) : []),
  recording(event),
  reconsiderNextResponse(returnedAt, serviceLevel),
]

const contactsNamed = (
  { conversation }: Ticket,
  contactIds: ReadonlyArray<NonEmptyText>,
): { readonly contacts: ReadonlyArray<ContactRecorded['data']> } | { readonly unknown: NonEmptyText } => {
  const contacts = conversation.flatMap((said) =>
    said.type === 'ContactRecorded' && contactIds.includes(said.data.contactId) ? [said.data] : [],
  )
  const known = new Set(contacts.map(({ contactId }) => contactId))
  const unknown = contactIds.find((contactId) => !known.has(contactId))
  return unknown === undefined ? { contacts } : { unknown }
}

/** And did not come back since, nor was split off after that. */
const isPassedOn = (ticket: Ticket, contactId: NonEmptyText): boolean =>
  ticket.rerouted.includes(contactId) &&
  !(ticket.movedAway ?? []).includes(contactId) &&
  'unknown' in contactsNamed(ticket, [contactId])

const movedContact = ({
  serviceTicketId: _,
  episode: __,
  joins: ___,
  ...contact
}: ContactRecorded['data']): MovedContact => contact

const isSameSet = (one: ReadonlyArray<string>, other: ReadonlyArray<string>): boolean => {
  const [left, right] = [new Set(one), new Set(other)]
  return left.size === right.size && [...left].every((item) => right.has(item))
}
