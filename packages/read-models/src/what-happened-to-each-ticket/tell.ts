import {
  type ContactRecorded,
  type CustomerReplied,
  isCustomerRequest,
  type ServiceTicketCancelled,
  type ServiceTicketClassified,
  type ServiceTicketOpened,
} from '@aftersale/domain/events'
import { appended, none } from '../appended.js'
import type { Interned } from '../interned.js'
import { ended, type Moment, type Span, type Told } from '../moment.js'
import { tellComplaint } from '../what-was-complained-about/complaint-histories.js'
import type { TicketEvent } from './ticket-event.js'
import type { Contact, MergeRequest, Opening, TicketEpisode, TicketHistory, Topic } from './ticket-history.js'

/**
 * Takes one event into the history of its ticket: `moment` is that of which it tells, `revision` the event's
 * place in its stream, where known. Total: an event whose counterpart is missing (an end without a start, say) changes nothing else.
 * What may change keeps the latest value in business time, so a late fact doesn't undo it.
 */
export const tell = (
  ticket: TicketHistory,
  event: TicketEvent,
  moment: Moment,
  revision: number | undefined,
  interned: Interned,
): void => {
  switch (event.type) {
    case 'ServiceTicketOpened':
      return tellOpening(ticket, event, moment, interned)
    case 'ServiceTicketClassified':
      return tellClass(ticket, event, moment, interned)
    case 'ContactRecorded':
      ticket.contacts = appended(ticket.contacts, contactOf(event, moment, ticket.opened, interned))
      return
    case 'FollowUpTicketNeeded': {
      const { contactId } = event.data
      ticket.contactsToFollowUp = appended<Contact>(ticket.contactsToFollowUp, {
        ...moment,
        contactId,
        sessionId: contactId,
        joins: none(),
        sort: 'request',
        channel: undefined,
        category: undefined,
        subcategory: undefined,
      })
      return
    }
    case 'ServiceTicketAssigned':
      ticket.team = latest(ticket.team, told(moment, interned(event.data.team)))
      return
    case 'ServiceTicketTransferred': {
      ticket.transfers = appended(ticket.transfers, moment)
      ticket.team = latest(ticket.team, told(moment, interned(event.data.toTeam)))
      return
    }
    case 'HandedOverToHuman': {
      ticket.handOvers = appended(ticket.handOvers, moment)
      const { toTeam } = event.data
      if (toTeam !== undefined) ticket.team = latest(ticket.team, told(moment, interned(toTeam)))
      return
    }
    case 'CustomerReplied':
      return tellReply(ticket, event, moment)
    case 'WaitingOnCustomerStarted':
      ticket.waits = started(ticket.waits, moment)
      return
    case 'WaitingOnCustomerEnded':
      ticket.waits = ended(ticket.waits, moment)
      return
    case 'HoldStarted':
      ticket.holds = started(ticket.holds, moment)
      return
    case 'HoldEnded':
      ticket.holds = ended(ticket.holds, moment)
      return
    case 'PriorityChanged':
      ticket.priority = latest(ticket.priority, told(moment, event.data.to))
      return
    case 'ServiceTicketResolved': {
      const by = event.data.resolvedBy.kind === 'bot' ? 'bot' : 'human'
      episodeOf(ticket, event.data.episode).resolution = { at: moment.at, eventId: moment.eventId, by }
      return
    }
    case 'ServiceTicketClosed': {
      const resolved = event.data.outcome === 'resolved'
      episodeOf(ticket, event.data.episode).closing = { at: moment.at, eventId: moment.eventId, resolved }
      return
    }
    case 'ServiceTicketReopened': {
      // Told twice of the same episode, it is the same reopening.
      const episode = episodeOf(ticket, event.data.episode)
      episode.began ??= moment
      return
    }
    case 'ServiceTicketAbsorbed': {
      const { absorbedTicketId, requestedAtRevision } = event.data
      ticket.absorbed = appended(ticket.absorbed, { ...moment, value: absorbedTicketId, requestedAtRevision })
      return
    }
    case 'ServiceTicketMerged':
      ticket.mergedInto ??= told(moment, event.data.into)
      return
    case 'ServiceTicketMergeRequested':
      ticket.mergeRequests = appended(ticket.mergeRequests, { into: event.data.into, revision, withdrawn: false })
      return
    case 'ServiceTicketMergeWithdrawn':
      ticket.mergeRequests = withdrawn(ticket.mergeRequests, event.data.into)
      return
    case 'ServiceTicketMarkedAsSpam':
      ticket.spam ??= moment
      return
    case 'ServiceTicketCancelled':
      return tellCancelling(ticket, event, moment)
    case 'ContactRerouted': {
      const { contactId, toServiceTicketId } = event.data
      ticket.rerouted = appended(ticket.rerouted, { contactId, to: toServiceTicketId })
      return
    }
    case 'ServiceTicketUnmerged': {
      const { from, requestedAtRevision, returnedContactIds } = event.data
      ticket.mergedInto = undefined
      ticket.mergeRequests = undone(ticket.mergeRequests, from, requestedAtRevision)
      // They are recorded here again, and are no more the other ticket's.
      ticket.rerouted = ticket.rerouted.filter(({ contactId }) => !returnedContactIds.some((id) => id === contactId))
      return
    }
    case 'AbsorbedTicketReleased': {
      const { absorbedTicketId, requestedAtRevision } = event.data
      ticket.absorbed = ticket.absorbed.filter(
        (one) => one.value !== absorbedTicketId || one.requestedAtRevision !== requestedAtRevision,
      )
      return
    }
    case 'ServiceTicketSplit': {
      const moved = new Set(event.data.contacts.map(({ contactId }): string => contactId))
      ticket.contacts = ticket.contacts.filter(({ contactId }) => !moved.has(contactId))
      return
    }
    case 'ContactsReturned': {
      const moved = new Set<string>(event.data.contactIds)
      ticket.contacts = ticket.contacts.filter(({ contactId }) => !moved.has(contactId))
      return
    }
    case 'ComplaintRegistered':
    case 'ComplaintAcknowledged':
    case 'ComplaintAssessed':
    case 'ComplaintResponded':
    case 'RedressOffered':
    case 'ComplaintDecisionCommunicated':
    case 'ComplaintDecisionAnswered':
    case 'ComplaintEscalatedExternally':
    case 'ExternalRecourseConcluded':
    case 'ComplaintClosed':
      return tellComplaint(ticket, event, moment.eventId)
    case 'QuoteOffered':
    case 'QuoteAccepted':
    case 'QuoteDeclined':
    case 'QuoteExpired':
    case 'ServiceBilled':
      return
    case 'ServiceTicketEscalated':
    case 'NoteAdded': // internal: the customer never sees it
    case 'ServiceLevelChanged':
      return
  }
}

const tellOpening = (
  ticket: TicketHistory,
  { data }: ServiceTicketOpened,
  moment: Moment,
  interned: Interned,
): void => {
  if (ticket.opened !== undefined) return
  const { at, eventId } = moment
  const { issueId, channel, kind, priority, customerId, assetId, purchaseId, openedBy, followsUp, isTest } = data
  ticket.opened = {
    at,
    eventId,
    issueId,
    channel,
    kind,
    priority,
    // Written out, as a spread takes longer, and there is one of each ticket and contact.
    category: textOf(data.topic?.category, interned),
    subcategory: textOf(data.topic?.subcategory, interned),
    beyondFirstContact: data.beyondFirstContact,
    customerId: textOf(customerId, interned),
    assetId: textOf(assetId, interned),
    purchaseId: textOf(purchaseId, interned),
    byAgent: openedBy.kind === 'agent',
    followsUp,
    isTest: isTest === true,
  }
  episodeOf(ticket, 1).began ??= moment
}

const tellClass = (
  ticket: TicketHistory,
  { data }: ServiceTicketClassified,
  moment: Moment,
  interned: Interned,
): void => {
  const { kind, topic, beyondFirstContact } = data
  if (kind !== undefined) ticket.kind = latest(ticket.kind, told(moment, kind))
  if (topic !== undefined) ticket.topic = latest(ticket.topic, told(moment, topicOf(topic, interned)))
  if (beyondFirstContact !== undefined) {
    ticket.beyondFirstContact = latest(ticket.beyondFirstContact, told(moment, beyondFirstContact))
  }
}

const topicOf = (topic: ServiceTicketOpened['data']['topic'], interned: Interned): Topic => ({
  category: textOf(topic?.category, interned),
  subcategory: textOf(topic?.subcategory, interned),
})

const textOf = (text: string | undefined, interned: Interned): string | undefined =>
  text === undefined ? undefined : interned(text)

const contactOf = (
  { data }: ContactRecorded,
  { at, eventId }: Moment,
  opened: Opening | undefined,
  interned: Interned,
): Contact => {
  const { contactId, sessionId, joins, channel, topic } = data
  return {
    at,
    eventId,
    contactId,
    // Most sessions are named by their first contact: one text then, not two.
    sessionId: sessionId === contactId ? contactId : sessionId,
    joins: joins ?? none(),
    channel,
    sort: sortOf(data),
    // Most speak of what the ticket was opened for: compared with that, they need not be looked up.
    category: topic?.category === opened?.category ? opened?.category : textOf(topic?.category, interned),
    subcategory:
      topic?.subcategory === opened?.subcategory ? opened?.subcategory : textOf(topic?.subcategory, interned),
  }
}

const sortOf = (data: ContactRecorded['data']): Contact['sort'] => {
  const { direction, nature, channel, contactedBy } = data
  if (isCustomerRequest(data)) return 'request'
  if (direction === 'outbound') return 'outbound'
  return nature === 'request' && (channel === 'device' || contactedBy.kind === 'device') ? 'alert' : 'silent'
}

/** Only what a person or a bot wrote to the customer is a reply: automatic mail never is. */
const tellReply = (ticket: TicketHistory, { data }: CustomerReplied, { at, eventId }: Moment): void => {
  const { kind } = data.repliedBy
  if (data.automated || (kind !== 'agent' && kind !== 'partner' && kind !== 'bot')) return
  const by = kind === 'bot' ? 'bot' : 'human'
  ticket.replies = appended(ticket.replies, { at, eventId, by, episode: data.episode })
}

const tellCancelling = (ticket: TicketHistory, { data }: ServiceTicketCancelled, moment: Moment): void => {
  switch (data.because) {
    case 'opened-by-mistake':
      ticket.cancelledByMistake ??= moment
      return
    case 'withdrawn-by-customer':
      ticket.withdrawnByCustomer ??= moment
      return
  }
}

/** The last request to be merged there is taken back. Without one (its event is missing) it is known as taken back, too. */
const withdrawn = (requests: ReadonlyArray<MergeRequest>, into: string): ReadonlyArray<MergeRequest> => {
  const index = requests.findLastIndex((request) => request.into === into && !request.withdrawn)
  if (index < 0) return appended(requests, { into, revision: undefined, withdrawn: true })
  return requests.map((request, position) => (position === index ? { ...request, withdrawn: true } : request))
}

/** The request that a merge went by serves no more, as if it had been taken back; without its revision, the last one. */
const undone = (
  requests: ReadonlyArray<MergeRequest>,
  into: string,
  atRevision: number | undefined,
): ReadonlyArray<MergeRequest> => {
  const index = requests.findIndex((request) => request.into === into && request.revision === atRevision)
  if (atRevision === undefined || index < 0) return withdrawn(requests, into)
  return requests.map((request, position) => (position === index ? { ...request, withdrawn: true } : request))
}

const episodeOf = (ticket: TicketHistory, number: number): TicketEpisode => {
  for (const known of ticket.episodes) if (known.number === number) return known
  const episode: TicketEpisode = { number, began: undefined, resolution: undefined, closing: undefined }
  ticket.episodes = appended(ticket.episodes, episode)
  return episode
}

const told = <Value>({ at, eventId }: Moment, value: Value): Told<Value> => ({ at, eventId, value })

const latest = <Value>(known: Told<Value> | undefined, told: Told<Value>): Told<Value> =>
  known === undefined || told.at >= known.at ? told : known

const started = (spans: ReadonlyArray<Span>, from: Moment): ReadonlyArray<Span> => {
  const last = spans[spans.length - 1]
  return last !== undefined && last.until === undefined ? spans : appended(spans, { from, until: undefined })
}
