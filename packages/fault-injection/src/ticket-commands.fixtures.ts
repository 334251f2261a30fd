import type { CommandRequest } from '@aftersale/command-handling'
import { hotline, type ServiceTicketCommand, serviceTicketAggregate } from '@aftersale/domain'
import type { IssueId, ServiceTicketId } from '@aftersale/domain/events'
import type { EventToAppend } from '@aftersale/event-store'
import {
  type Actor,
  commandHashOf,
  type EventMetadata,
  eventIdOf,
  type Instant,
  instantOf,
  type NonEmptyText,
} from '@aftersale/messages'
import type { SeededRandom } from './seeded-random.fixtures.js'

export const text = (words: string): NonEmptyText => words as NonEmptyText

const agent: Actor = { kind: 'agent', id: text('agent-7') }
const customer: Actor = { kind: 'customer', id: text('customer-1') }
const serviceLevel = hotline

/** The id of the `number`-th ticket of a writer's, or of those that several write to. */
export const ticketNumber = (owner: number, number: number): ServiceTicketId =>
  `00000000-0000-7000-8${owner.toString(16).padStart(3, '0')}-${number.toString(16).padStart(12, '0')}` as ServiceTicketId

/** One second after the other from 2025-06-02T07:00:00Z on. */
const secondNumber = (number: number): Instant => instantOf(Date.UTC(2025, 5, 2, 7) + number * 1000)

interface Asking {
  readonly serviceTicketId: ServiceTicketId
  /** Of this intention alone: command, contact, message and note are called by it. */
  readonly called: string
  /** When, in seconds. */
  readonly turn: number
}

export type TicketRequest = CommandRequest<ServiceTicketCommand>

const requestOf = ({ serviceTicketId, called, turn }: Asking, command: ServiceTicketCommand): TicketRequest => ({
  id: serviceTicketId,
  command,
  commandId: text(called),
  actor: agent,
  recordedAt: secondNumber(turn),
})

/** Four events at once: opened, the customer's contact, and two clocks. */
export const openTicket = (asking: Asking): TicketRequest =>
  requestOf(asking, {
    type: 'OpenServiceTicket',
    data: {
      serviceTicketId: asking.serviceTicketId,
      issueId: asking.serviceTicketId as string as IssueId,
      channel: 'email',
      kind: 'question',
      priority: 'moderate',
      openedBy: customer,
      openedAt: secondNumber(asking.turn),
      serviceLevel,
      contact: {
        contactId: text(asking.called),
        direction: 'inbound',
        channel: 'email',
        nature: 'request',
        contactedBy: customer,
      },
    },
  })

/** What an agent or the customer may do next; some of it records nothing when it is repeated. */
export const anyCommand = (random: SeededRandom, asking: Asking): TicketRequest => {
  const { serviceTicketId, called } = asking
  const at = secondNumber(asking.turn)
  const commands: ReadonlyArray<ServiceTicketCommand> = [
    {
      type: 'AssignServiceTicket',
      data: { serviceTicketId, team: text(`team-${random.below(3)}`), assignedAt: at },
    },
    {
      type: 'ReplyToCustomer',
      data: {
        serviceTicketId,
        messageId: text(called),
        channel: 'email',
        repliedBy: agent,
        automated: false,
        repliedAt: at,
        serviceLevel,
      },
    },
    {
      type: 'RecordContact',
      data: {
        serviceTicketId,
        contactId: text(called),
        direction: 'inbound',
        channel: 'email',
        nature: 'request',
        contactedBy: customer,
        contactedAt: at,
        serviceLevel,
      },
    },
    {
      type: 'AddNote',
      data: { serviceTicketId, noteId: text(called), text: 'x'.repeat(random.below(600)), notedBy: agent, notedAt: at },
    },
  ]
  return requestOf(asking, commands[random.below(commands.length)] as ServiceTicketCommand)
}

interface Notes extends Asking {
  readonly stream: string
  readonly count: number
  readonly tenant: string | undefined
}

/** Notes that are appended together without asking the ticket, with the ids that its command would have given them. */
export const notesTogether = ({ serviceTicketId, called, turn, stream, count, tenant }: Notes) =>
  Array.from({ length: count }, (_, index): EventToAppend => {
    const notedAt = secondNumber(turn)
    const noteId = text(`${called}/${index}`)
    const { type, data, schemaVersion } = serviceTicketAggregate.catalogue.encode({
      type: 'NoteAdded',
      data: { serviceTicketId, noteId, text: `note ${index + 1} of ${count}`, notedBy: agent, notedAt },
    })
    const metadata: EventMetadata = {
      eventId: eventIdOf(stream, called, index),
      schemaVersion,
      occurredAt: notedAt,
      recordedAt: notedAt,
      actor: agent,
      commandId: text(called),
      correlationId: text(called),
      causationId: text(called),
      commandHash: commandHashOf({ called, count }),
      ...(tenant === undefined ? {} : { tenantId: text(tenant) }),
    }
    return { type, data, metadata }
  })
