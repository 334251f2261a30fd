import type { NonEmptyText } from '@aftersale/messages'
import * as fc from 'fast-check'
import { nextStepOf } from './complaint/complaint.js'
import type { Intent } from './intent.fixtures.js'
import * as usual from './service-ticket.fixtures.js'
import { otherTicketId, text } from './service-ticket.fixtures.js'
import type { ServiceTicketState } from './state.js'
import { nextOfVisit, visitSteps } from './visits/any-visits.fixtures.js'
import { visitId } from './visits/visits.fixtures.js'

/** A complaint's next step, and steps at the wrong time. */
export const complaintSteps: ReadonlyArray<Intent> = [
  (serviceLevel, registeredAt) => usual.registerComplaint({ serviceLevel, registeredAt }),
  (serviceLevel, registeredAt) => usual.registerComplaint({ serviceLevel, registeredAt }),
  (serviceLevel, acknowledgedAt) => usual.acknowledge({ serviceLevel, acknowledgedAt }),
  (serviceLevel, acknowledgedAt) => usual.acknowledge({ serviceLevel, acknowledgedAt }),
  (_, assessedAt) => usual.assess({ assessedAt }),
  (_, respondedAt) => usual.respond({ respondedAt }),
  (_, offeredAt) => usual.offerRedress({ offeredAt }),
  (_, communicatedAt, availableUntil) =>
    usual.communicateDecision({ communicatedAt, recourse: [{ body: text('ombudsman'), availableUntil }] }),
  (_, answeredAt) => usual.answerDecision({ answeredAt }),
  (_, answeredAt) => usual.answerDecision({ answeredAt, answer: 'disputed' }),
  (_, escalatedAt) => usual.escalateExternally({ escalatedAt }),
  (_, concludedAt) => usual.concludeRecourse({ concludedAt }),
  (_, closedAt) => usual.closeComplaint({ closedAt }),
  (_, closedAt) => usual.closeComplaint({ closedAt, because: 'options-exhausted' }),
  (_, closedAt) => usual.closeComplaint({ closedAt, because: 'withdrawn' }),
]

export const anyQuoteNumber = fc.constantFrom('quote-1', 'quote-2').map(text)

export const quoteSteps = (quoteId: NonEmptyText): ReadonlyArray<Intent> => [
  (_, offeredAt, validUntil) => usual.offerQuote({ quoteId, offeredAt, validUntil }),
  (_, offeredAt, validUntil) => usual.offerQuote({ quoteId, offeredAt, validUntil }),
  (_, acceptedAt) => usual.acceptQuote({ quoteId, acceptedAt }),
  (_, acceptedAt) => usual.acceptQuote({ quoteId, acceptedAt }),
  (_, declinedAt) => usual.declineQuote({ quoteId, declinedAt }),
  (_, billedAt) => usual.bill({ quoteId, billedAt, lines: [usual.labour] }),
  (_, billedAt) => usual.bill({ quoteId, billedAt, billId: text('bill-2'), lines: [usual.pump] }),
  (_, billedAt) =>
    usual.bill({
      quoteId,
      billedAt,
      billId: text('bill-3'),
      lines: [usual.labour],
      coverage: [usual.warrantyOnLabour],
    }),
]

/** Of the contacts that this ticket has, or passed on. */
export const separations: ReadonlyArray<Intent> = [
  (serviceLevel, splitAt, _, state) =>
    usual.splitTicket({ serviceLevel, splitAt, contactIds: contactsOf(state).slice(1, 3) }),
  (serviceLevel, splitAt, _, state) =>
    usual.splitTicket({
      serviceLevel,
      splitAt,
      intoServiceTicketId: usual.thirdTicketId,
      contactIds: contactsOf(state).slice(-1),
    }),
  (serviceLevel, unmergedAt) => usual.unmerge({ serviceLevel, unmergedAt }),
  (serviceLevel, unmergedAt, _, state) =>
    usual.unmerge({
      serviceLevel,
      unmergedAt,
      returned: (state.status === 'merged' ? state.ticket.rerouted : []).map((contactId) =>
        usual.movedContact(contactId, unmergedAt),
      ),
    }),
  (_, releasedAt) => usual.releaseAbsorbed({ releasedAt }),
  (serviceLevel, returnedAt, _, state) =>
    usual.returnContacts({ serviceLevel, returnedAt, contactIds: contactsOf(state).slice(1, 2) }),
]

const contactsOf = (state: ServiceTicketState): ReadonlyArray<NonEmptyText> =>
  state.status === 'not-opened'
    ? []
    : state.ticket.conversation.flatMap((said) => (said.type === 'ContactRecorded' ? [said.data.contactId] : []))

/** The step that a complaint waits for, so that some come to their end. */
const nextOfComplaint: Intent = (serviceLevel, now, later, state) => {
  const complaint = state.status === 'not-opened' ? undefined : state.ticket.complaint
  if (complaint === undefined) return usual.registerComplaint({ serviceLevel, registeredAt: now })
  switch (nextStepOf(complaint)) {
    case 'acknowledgement':
      return usual.acknowledge({ serviceLevel, acknowledgedAt: now })
    case 'assessment':
      return usual.assess({ assessedAt: now })
    case 'response':
      return usual.respond({ respondedAt: now })
    case 'decision':
      return usual.communicateDecision({
        communicatedAt: now,
        recourse: [{ body: text('ombudsman'), availableUntil: later }],
      })
    case 'answer':
      return complaint.answers.length > 0
        ? usual.closeComplaint({ closedAt: now })
        : usual.answerDecision({ answeredAt: now })
  }
}

/** What a quote waits for. */
const nextOfQuote: Intent = (_, now, later, state) => {
  const quotes = state.status === 'not-opened' ? [] : (state.ticket.quotes ?? [])
  const quote = quotes.at(-1)
  if (quote === undefined) return usual.offerQuote({ offeredAt: now, validUntil: later })
  return quote.outcome === 'accepted'
    ? usual.bill({ billedAt: now, lines: [usual.pump] })
    : usual.acceptQuote({ acceptedAt: now })
}

/** What a merge, or a merged ticket, waits for: something comes to it before it is unmerged. */
const nextOfMerge: Intent = (serviceLevel, now, _, state) => {
  if (state.status === 'not-opened') return usual.openTicket({ serviceLevel, openedAt: now })
  const { mergeRequest, rerouted } = state.ticket
  if (state.status === 'merged') {
    if (rerouted.length % 2 === 0) {
      return usual.contact({ serviceLevel, contactedAt: now, contactId: text(`passed-on-${rerouted.length}`) })
    }
    const returned = rerouted.slice(-1).map((contactId) => usual.movedContact(contactId, now))
    const { requestedAtRevision } = state
    const named = requestedAtRevision === undefined ? {} : { requestedAtRevision }
    return usual.unmerge({ serviceLevel, unmergedAt: now, returned, ...named })
  }
  return mergeRequest === undefined
    ? usual.requestMerge({ requestedAt: now })
    : usual.merge({ mergedAt: now, into: otherTicketId, requestedAtRevision: mergeRequest.revision })
}

/** What mostly happens in a history that is about one of these. */
export const anyTheme: fc.Arbitrary<ReadonlyArray<Intent>> = fc.constantFrom(
  [nextOfComplaint, nextOfComplaint, nextOfComplaint, ...complaintSteps],
  [nextOfQuote, nextOfQuote, ...quoteSteps(text('quote-1'))],
  [nextOfMerge, nextOfMerge, nextOfMerge, nextOfMerge, ...separations],
  [nextOfVisit, nextOfVisit, nextOfVisit, nextOfVisit, ...visitSteps(visitId)],
)
