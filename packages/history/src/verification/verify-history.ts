import { serviceTicketAggregate } from '@aftersale/domain'
import { type DomainEvent, domainEventCatalogue, occurredAtOf } from '@aftersale/domain/events'
import { partsOfStreamName } from '@aftersale/event-store'
import { type DecodeFailure, type EventMetadata, eventIdOf } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { HistoryEvent } from '../history-event.js'
import { describeFault, type HistoryFault, type Place } from '../history-fault.js'
import type { HistorySource } from '../history-source.js'
import { revisionFaultOf, revisionsInOrder } from '../revisions-in-order.js'
import { statusContradictions } from './status-contradictions.js'
import { contradictions, newTicketStory, type TicketStory } from './ticket-story.js'

/** What is wrong with a history. `stream` and `revision` are absent where a line is no event at all. */
export interface VerificationFault {
  readonly at: Place
  readonly stream?: string
  readonly revision?: number
  /** One sentence. */
  readonly what: string
}

export interface Verification {
  readonly events: number
  readonly streams: number
  readonly faults: number
  /** Where the file or the store itself failed, and nothing more could be read. */
  readonly endedBy?: HistoryFault
}

/**
 * Reads every event and checks what must hold: codec and schema version, revisions without a gap, event ids and times,
 * what events say of each other within a ticket and across tickets, and that each stream can be replayed.
 */
export const verifyHistory = async (
  source: HistorySource,
  onFault: (fault: VerificationFault) => void,
  onProgress?: (events: number) => void,
): Promise<Verification> => {
  const inOrder = revisionsInOrder()
  const streams = new Map<string, StreamRead>()
  let events = 0
  let faults = 0
  let endedBy: HistoryFault | undefined
  const tell = (fault: VerificationFault): void => {
    faults += 1
    onFault(fault)
  }

  for await (const batch of source.batches()) {
    if (E.isLeft(batch)) {
      const fault = batch.left
      if ('at' in fault) tell({ at: fault.at, what: withoutPlace(fault) })
      else endedBy = fault
      continue
    }
    const { firstLine } = batch.right
    for (const [index, event] of batch.right.events.entries()) {
      const at: Place =
        firstLine === undefined ? { history: source.name } : { history: source.name, line: firstLine + index }
      const { stream, revision } = event
      events += 1
      const expected = inOrder(event)
      if (expected !== undefined) {
        tell({ at, stream, revision, what: withoutPlace(revisionFaultOf(event, expected, at)) })
      }
      const read = streams.get(stream) ?? newStreamRead()
      streams.set(stream, read)
      for (const what of faultsOf(event, read)) tell({ at, stream, revision, what })
    }
    onProgress?.(events)
  }
  for (const { stream, revision, what } of faultsAcross(streams))
    tell({ at: { history: source.name }, stream, revision, what })
  return { events, streams: streams.size, faults, ...(endedBy === undefined ? {} : { endedBy }) }
}

/** The place stands beside it. */
const withoutPlace = (fault: HistoryFault): string => {
  const told = describeFault(fault)
  return told.slice(told.indexOf(': ') + 2)
}

interface StreamRead {
  readonly story: TicketStory
  state: typeof serviceTicketAggregate.decider.initial
  /** By command: the fingerprint of what was commanded, and how many events it left so far. */
  readonly commands: Map<string, { readonly commandHash: string; events: number }>
  /** Of the event before; events of one command stand together. */
  commandId: string | undefined
}

const newStreamRead = (): StreamRead => ({
  story: newTicketStory(),
  state: serviceTicketAggregate.decider.initial,
  commands: new Map(),
  commandId: undefined,
})

const faultsOf = (stored: HistoryEvent, read: StreamRead): ReadonlyArray<string> => {
  const decoded = domainEventCatalogue.decode(stored)
  if (E.isLeft(decoded)) return [undecodable(decoded.left)]
  const { event, metadata } = decoded.right
  const faults = [...faultsOfMetadata(stored, event, metadata, read)]
  const name = partsOfStreamName(stored.stream)
  if (name === undefined || name.category !== serviceTicketAggregate.category) {
    faults.push(`${event.type} does not belong into a stream of that name`)
  } else if (name.id !== event.data.serviceTicketId) faults.push(`it speaks of ticket ${event.data.serviceTicketId}`)
  for (const contradiction of [
    ...contradictions(read.story, event, stored.revision),
    ...statusContradictions(read.state, event),
  ]) {
    faults.push(`${event.type}: ${contradiction}`)
  }
  try {
    read.state = serviceTicketAggregate.decider.evolve(read.state, event)
  } catch (thrown) {
    faults.push(`${event.type} can't be replayed: ${String(thrown)}`)
  }
  return faults
}

const faultsOfMetadata = (
  { stream }: HistoryEvent,
  event: DomainEvent,
  metadata: EventMetadata,
  read: StreamRead,
): ReadonlyArray<string> => {
  const faults: Array<string> = []
  const { commandId, commandHash, eventId, occurredAt, recordedAt, tenantId } = metadata
  const command = read.commands.get(commandId) ?? { commandHash, events: 0 }
  read.commands.set(commandId, command)
  if (command.events > 0 && read.commandId !== commandId) {
    faults.push(`command ${commandId} left events before, with others between`)
  }
  if (commandHash !== command.commandHash) faults.push(`command ${commandId} was another one before, by its hash`)
  read.commandId = commandId
  if (eventId !== eventIdOf(stream, commandId, command.events)) {
    faults.push(`event id ${eventId} is not that of event ${command.events + 1} of its command`)
  }
  command.events += 1
  if (occurredAt > recordedAt) faults.push(`it occurred at ${occurredAt}, after it was recorded at ${recordedAt}`)
  if (occurredAt !== occurredAtOf(event))
    faults.push(`metadata say it occurred at ${occurredAt}, its data ${occurredAtOf(event)}`)
  const tenant = partsOfStreamName(stream)?.tenant
  if (tenantId !== tenant) faults.push(`it is of tenant ${tenantId ?? '(none)'}, its stream of ${tenant ?? '(none)'}`)
  return faults
}

const undecodable = (failure: DecodeFailure): string => {
  switch (failure.failure) {
    case 'UnknownEventType':
      return `unknown event type ${failure.type}`
    case 'UnknownSchemaVersion':
      return `${failure.type} has schema version ${failure.schemaVersion}, this program knows up to ${failure.known}`
    case 'UndecodableEvent':
      return `${failure.type} is not what its schema version ${failure.schemaVersion} says: ${failure.errors.join('; ')}`
    case 'UndecodableMetadata':
      return `${failure.type} has metadata that can't be read: ${failure.errors.join('; ')}`
  }
}

/** What tickets say of each other; told at the first event of the stream where no single event says it. */
function* faultsAcross(
  streams: ReadonlyMap<string, StreamRead>,
): Generator<{ readonly stream: string; readonly revision: number; readonly what: string }, void, undefined> {
  for (const [stream, { story }] of streams) {
    const ticketOf = (id: string): TicketStory | undefined =>
      streams.get(`${stream.slice(0, stream.indexOf('-') + 1)}${id}`)?.story
    const ownId = stream.slice(stream.indexOf('-') + 1)
    if (story.followsUp !== undefined) {
      const earlier = ticketOf(story.followsUp)
      if (earlier === undefined)
        yield { stream, revision: 0, what: `it follows up ticket ${story.followsUp}, which is not there` }
      else if (earlier.issueId !== story.issueId) {
        yield { stream, revision: 0, what: `it follows up ticket ${story.followsUp}, but of another issue` }
      }
    }
    for (const [revision, into] of story.mergeRequests) {
      if (ticketOf(into) === undefined)
        yield { stream, revision, what: `it asks to be merged into ticket ${into}, which is not there` }
    }
    for (const [revision, { ticket, requestedAtRevision }] of story.absorbed) {
      const other = ticketOf(ticket)
      const isRequested =
        requestedAtRevision === undefined
          ? [...(other?.mergeRequests.values() ?? [])].includes(ownId)
          : other?.mergeRequests.get(requestedAtRevision) === ownId
      if (!isRequested) yield { stream, revision, what: `it absorbs ticket ${ticket}, which did not ask for it` }
    }
    if (story.mergedInto !== undefined) {
      const absorbs = [...(ticketOf(story.mergedInto)?.absorbed.values() ?? [])].some(({ ticket }) => ticket === ownId)
      if (!absorbs)
        yield { stream, revision: 0, what: `it is merged into ticket ${story.mergedInto}, which did not absorb it` }
    }
  }
}
