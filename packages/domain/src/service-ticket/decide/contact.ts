import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type Instant, type NonEmptyText, type PositiveInteger, sameContent } from '@aftersale/messages'
import { windowTrace } from '../clock/due-trace.js'
import { answerFirst, awaitNextResponse, settleAnswered } from '../clock/responses.js'
import { breachesBefore } from '../clock/run-clocks.js'
import type { RecordContact } from '../commands.js'
import { isCustomerRequest } from '../contact.js'
import { sessionOf } from '../contacts/contact-sessions.js'
import type { ContactRecorded, ServiceTicketEvent } from '../events.js'
import { inSteps, recording, type Step } from '../in-steps.js'
import {
  currentEpisode,
  episodeAt,
  isActive,
  type LivingTicket,
  type ServiceTicketState,
  type Ticket,
} from '../state.js'
import { endPause } from './pause.js'
import { gone, isInForce, type ServiceTicketDecision, serviceLevelDiffers } from './refusals.js'
import { closeWhereUncontested, reopen } from './reopen.js'

/** A contact is always taken, however late it is heard of: in a ticket that is spam or cancelled it changes nothing more. */
export const recordContact = ({ data }: RecordContact, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status === 'not-opened') return gone(state)
  const { serviceLevel, ...contact } = data
  const { ticket } = state
  if (hasGoneElsewhere(ticket, contact.contactId)) return alreadyDone
  const known = knownContact(ticket, contact.contactId)
  if (known !== undefined) {
    return isRepeated(known, contact)
      ? alreadyDone
      : reject({ reason: 'ContactIdReused', contactId: contact.contactId })
  }
  if (state.status === 'merged') {
    const { serviceTicketId, contactId, contactedAt } = contact
    return accept([
      {
        type: 'ContactRerouted',
        data: { serviceTicketId, contactId, toServiceTicketId: state.into, reroutedAt: contactedAt },
      },
    ])
  }
  if (!isInForce(ticket, serviceLevel)) return serviceLevelDiffers(ticket)

  if (state.status === 'spam' || state.status === 'cancelled' || !isCustomerRequest(contact)) {
    return accept([contactRecorded(ticket, data, episodeAt(ticket, contact.contactedAt))])
  }
  return accept(inSteps(state, [closeWhereUncontested(contact.contactedAt), takeUp(data)]))
}

type ContactData = RecordContact['data']

/** It was passed on, or split off; one that came back is known all the same, and not compared. */
const hasGoneElsewhere = ({ rerouted, movedAway = [] }: Ticket, contactId: NonEmptyText): boolean =>
  rerouted.includes(contactId) || movedAway.includes(contactId)

/** A contact that comes back to its ticket: what is no request is kept and does nothing. */
export const takeUpRequest =
  (data: ContactData): Step =>
  (state) =>
    isCustomerRequest(data)
      ? takeUp(data)(state)
      : [contactRecorded(state.ticket, data, episodeAt(state.ticket, data.contactedAt))]

/** What a request does to the ticket as it finds it. */
const takeUp =
  (data: ContactData): Step =>
  (state) => {
    const { contactedAt, contactedBy, serviceLevel } = data
    const { ticket } = state
    const episode = episodeAt(ticket, contactedAt)
    const next = (currentEpisode(ticket) + 1) as PositiveInteger

    if (isActive(state)) {
      const endsWaiting = state.status === 'waiting-on-customer' && contactedAt >= state.since
      return inSteps(state, [
        breachesBefore(contactedAt),
        recording(contactRecorded(ticket, data, episode)),
        answerFirst(episode, serviceLevel),
        ...(endsWaiting ? [endPause(contactedAt, serviceLevel)] : []),
        settleAnswered(contactedAt, serviceLevel),
        awaitNextResponse(serviceLevel),
      ])
    }
    if ((state.status !== 'resolved' && state.status !== 'closed') || !isContested(state, contactedAt)) {
      return inSteps(state, [
        recording(contactRecorded(ticket, data, episode)),
        answerFirst(episode, serviceLevel),
        settleAnswered(contactedAt, serviceLevel),
      ])
    }
    if (state.status === 'closed') {
      const { reopenableUntil } = state.closing
      if (reopenableUntil !== undefined && contactedAt >= reopenableUntil) {
        return [contactRecorded(ticket, data, episode, next), followUpNeeded(ticket, data, reopenableUntil)]
      }
    }
    return inSteps(state, [
      recording(contactRecorded(ticket, data, next)),
      reopen({ reopenedAt: contactedAt, because: CONTACT, reopenedBy: contactedBy }, serviceLevel),
    ])
  }

const CONTACT = 'customer-contact' as NonEmptyText

/** It came after the resolution, or after the closing of what was never resolved: not before, to be heard of late. */
const isContested = (state: Exclude<LivingTicket, { readonly status: 'new' }>, contactedAt: Instant): boolean =>
  state.status === 'resolved'
    ? contactedAt >= state.resolution.resolvedAt
    : state.status === 'closed' && contactedAt >= (state.resolvedAt ?? state.closing.closedAt)

/** `sessionIn`: the episode whose sessions it may belong to, where that is another than the one it is recorded in. */
const contactRecorded = (
  ticket: Ticket,
  data: ContactData,
  episode: PositiveInteger,
  sessionIn: PositiveInteger = episode,
): ContactRecorded => {
  const { serviceLevel, ...contact } = data
  const { sessionId, joins } = sessionOf({ ...contact, episode: sessionIn }, ticket.conversation, serviceLevel)
  return {
    type: 'ContactRecorded',
    data: { ...contact, sessionId, episode, ...(joins.length === 0 ? {} : { joins }) },
  }
}

const followUpNeeded = (
  { serviceTicketId, issueId, serviceLevelRef }: Ticket,
  { contactId, contactedAt }: ContactData,
  reopenableUntil: Instant,
): ServiceTicketEvent => ({
  type: 'FollowUpTicketNeeded',
  data: {
    serviceTicketId,
    issueId,
    contactId,
    neededAt: contactedAt,
    trace: windowTrace(contactedAt, reopenableUntil, serviceLevelRef),
  },
})

const knownContact = ({ conversation }: Ticket, contactId: NonEmptyText): ContactRecorded['data'] | undefined => {
  for (const said of conversation) {
    if (said.type === 'ContactRecorded' && said.data.contactId === contactId) return said.data
  }
  return undefined
}

/** The text is not compared: it is not kept. A session that was stitched is not either. */
const isRepeated = (
  { sessionId, episode: _, joins: __, ...known }: ContactRecorded['data'],
  { text: ___, ...contact }: Omit<ContactData, 'serviceLevel'>,
): boolean => sameContent({ sessionId, ...known }, { sessionId, ...contact })
