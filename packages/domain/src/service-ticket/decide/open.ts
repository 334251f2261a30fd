import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type PositiveInteger, sameContent } from '@aftersale/messages'
import { calendarRefOf, serviceLevelRefOf } from '../../policy/service-level/service-level-policy.js'
import { startClock } from '../clock/run-clocks.js'
import type { OpenServiceTicket } from '../commands.js'
import { contactsInTime } from '../contacts/moved-contact.js'
import type { ContactRecorded, ServiceTicketEvent, ServiceTicketOpened } from '../events.js'
import { evolve } from '../evolve.js'
import { inSteps } from '../in-steps.js'
import type { OpenedTicket, ServiceTicketState, Ticket } from '../state.js'
import { neverDue, type ServiceTicketDecision } from './refusals.js'

export const open = ({ data }: OpenServiceTicket, state: ServiceTicketState): ServiceTicketDecision => {
  const { serviceLevel, contact, splitFrom, ...rest } = data
  const opened: ServiceTicketOpened = {
    type: 'ServiceTicketOpened',
    data: {
      ...rest,
      ...originOf(splitFrom),
      serviceLevelRef: serviceLevelRefOf(serviceLevel),
      calendarRef: calendarRefOf(serviceLevel),
    },
  }
  if (state.status !== 'not-opened') {
    return isRepeated(state.ticket, opened, contact)
      ? alreadyDone
      : reject({ reason: 'TicketAlreadyOpened', openedAt: state.ticket.opening.openedAt })
  }
  const refused = neverDue(data, data.openedAt, serviceLevel)
  if (refused !== undefined) return refused

  if (splitFrom?.serviceTicketId === data.serviceTicketId) return reject({ reason: 'SplitIntoItself' })

  const before: ReadonlyArray<ServiceTicketEvent> = [
    opened,
    ...(contact === undefined ? [] : [openingContact(data, contact)]),
    ...contactsBrought(data, splitFrom),
  ]
  const ticket = before.reduce(evolve, state as ServiceTicketState)
  if (ticket.status === 'not-opened') return accept(before)
  return accept([...before, ...startClocks(ticket, data)])
}

const openingContact = (
  { serviceTicketId, openedAt }: OpenServiceTicket['data'],
  contact: NonNullable<OpenServiceTicket['data']['contact']>,
): ContactRecorded => ({
  type: 'ContactRecorded',
  data: {
    serviceTicketId,
    ...contact,
    sessionId: contact.sessionId ?? contact.contactId,
    contactedAt: openedAt,
    episode: 1 as PositiveInteger,
  },
})

type SplitFrom = OpenServiceTicket['data']['splitFrom']

const originOf = (splitFrom: SplitFrom): Pick<ServiceTicketOpened['data'], 'splitFrom'> => {
  if (splitFrom === undefined) return {}
  const { contacts, ...origin } = splitFrom
  return { splitFrom: { ...origin, contactIds: [...new Set(contacts.map(({ contactId }) => contactId))] } }
}

/** What the ticket that was split told of, each contact once, in order of time. */
const contactsBrought = (
  { serviceTicketId }: OpenServiceTicket['data'],
  splitFrom: SplitFrom,
): ReadonlyArray<ContactRecorded> =>
  contactsInTime(splitFrom?.contacts ?? []).map((contact) => ({
    type: 'ContactRecorded',
    data: { serviceTicketId, ...contact, episode: 1 as PositiveInteger },
  }))

const startClocks = (
  ticket: OpenedTicket,
  { openedAt, serviceLevel }: OpenServiceTicket['data'],
): ReadonlyArray<ServiceTicketEvent> =>
  inSteps(ticket, [
    startClock('first-response', openedAt, serviceLevel),
    startClock('resolution', openedAt, serviceLevel),
  ])

/** The texts are not compared: they are not kept. */
const isRepeated = (
  { opening, openingContact: known }: Ticket,
  { data: { subject: _, ...opened } }: ServiceTicketOpened,
  contact: OpenServiceTicket['data']['contact'],
): boolean => {
  if (!sameContent(opening, opened)) return false
  // Its contacts were named by the split, and are compared with that.
  if (opened.splitFrom !== undefined) return true
  if (contact === undefined || known === undefined) return contact === known
  const { text: __, ...asked } = contact
  const { serviceTicketId, sessionId, contactedAt, episode, ...recorded } = known
  return sameContent({ sessionId, ...asked }, { sessionId, ...recorded })
}
