import { type DomainEvent, domainEventCatalogue, occurredAtOf } from '@aftersale/domain/events'
import { partsOfStreamName } from '@aftersale/event-store'
import { type DecodeFailure, type EventMetadata, eventIdOf } from '@aftersale/messages'
import { keptByRunners } from '@aftersale/processes'
import * as E from 'fp-ts/lib/Either.js'
import type { HistoryEvent } from '../history-event.js'
import { describeFault, type HistoryFault, type Place } from '../history-fault.js'
import type { HistorySource } from '../history-source.js'
import { revisionFaultOf, revisionsInOrder } from '../revisions-in-order.js'
import { aggregateCheckOf, faultsAcross } from './aggregate-check.js'
import type { AggregateCheck } from './stream-check.js'

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
      const read = streams.get(stream) ?? newStreamRead(stream)
      streams.set(stream, read)
      for (const what of faultsOf(event, read)) tell({ at, stream, revision, what })
    }
    onProgress?.(events)
  }
  for (const { stream, revision, what } of faultsAcross(aggregates(streams))) {
    tell({ at: { history: source.name }, stream, revision, what })
  }
  return { events, streams: streams.size, faults, ...(endedBy === undefined ? {} : { endedBy }) }
}

/** The place stands beside it. */
const withoutPlace = (fault: HistoryFault): string => {
  const told = describeFault(fault)
  return told.slice(told.indexOf(': ') + 2)
}

const aggregates = (streams: ReadonlyMap<string, StreamRead>): ReadonlyMap<string, AggregateCheck> => {
  const checks = new Map<string, AggregateCheck>()
  for (const [stream, { aggregate }] of streams) if (aggregate !== undefined) checks.set(stream, aggregate)
  return checks
}

interface StreamRead {
  /** None where the stream's name is that of no aggregate. */
  readonly aggregate: AggregateCheck | undefined
  /** By command: the fingerprint of what was commanded, and how many events it left so far. */
  readonly commands: Map<string, { readonly commandHash: string; events: number }>
  /** Of the event before; events of one command stand together. */
  commandId: string | undefined
}

const newStreamRead = (stream: string): StreamRead => ({
  aggregate: aggregateCheckOf(stream),
  commands: new Map(),
  commandId: undefined,
})

const faultsOf = (stored: HistoryEvent, read: StreamRead): ReadonlyArray<string> => {
  const ofRunner = keptByRunners.get(partsOfStreamName(stored.stream)?.category ?? '')
  if (ofRunner !== undefined) {
    const kept = ofRunner.decode(stored)
    return E.isLeft(kept) ? [undecodable(kept.left)] : faultsOfMetadata(stored, undefined, kept.right.metadata, read)
  }
  const decoded = domainEventCatalogue.decode(stored)
  if (E.isLeft(decoded)) return [undecodable(decoded.left)]
  const { event, metadata } = decoded.right
  const faults = [...faultsOfMetadata(stored, event, metadata, read)]
  if (read.aggregate === undefined) return [...faults, `${event.type} does not belong into a stream of that name`]
  return [...faults, ...read.aggregate.faultsOf(event, stored.revision)]
}

const faultsOfMetadata = (
  { stream }: HistoryEvent,
  /** Absent where it tells of a runner alone. */
  event: DomainEvent | undefined,
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
  if (event !== undefined && occurredAt !== occurredAtOf(event))
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
