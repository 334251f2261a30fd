import type { ExpectedRevision } from './expected-revision.js'
import type { AppendFailure, StreamMovedOn, SubscriptionFailure } from './failures.js'

/** A failure as one sentence for a person: what was refused, of what, and what was found instead. */
export const describeFailure = (failure: AppendFailure | SubscriptionFailure): string => {
  switch (failure.failure) {
    case 'StreamMovedOn':
      return movedOn(failure)
    case 'StreamDeleted':
      return `${failure.stream} was closed for good by an operator.`
    case 'DuplicateEventIds':
      return `One append to ${failure.stream} holds event ids twice: ${listed(failure.eventIds)}.`
    case 'AppendTooLarge':
      return `An append to ${failure.stream} has ${failure.bytes} bytes; the store takes ${failure.limit} at once.`
    case 'EventNotSerializable':
      return `Event ${failure.index + 1} (${failure.type}) of an append to ${failure.stream} is not JSON: ${failure.why}.`
    case 'NameNotAllowed':
      return `${JSON.stringify(failure.name)} is not allowed as a name: ${failure.why}.`
    case 'WrongTenant':
      return failure.tenant === undefined
        ? `${failure.stream}, or an event for it, is of a tenant, and the store was opened for none.`
        : `${failure.stream}, or an event for it, is not of tenant ${failure.tenant}, for which the store was opened.`
    case 'OutcomeUnknown':
      return `Whether the append to ${failure.stream} was carried out is not known: ${failure.why}. Look for the event ids ${listed(failure.eventIds)} before trying again.`
    case 'StoreUnavailable':
      return `The event store cannot be used (${failure.cause}): ${failure.why}.`
    case 'StoreClosed':
      return 'The event store was closed.'
    case 'BadArgument':
      return `The event store was asked for what cannot be: ${failure.why}.`
    case 'CheckpointNotUsable':
      return `The subscription cannot go on from its checkpoint: ${failure.why}.`
  }
}

const movedOn = ({ stream, expected, actual }: StreamMovedOn): string => {
  // The expectation held, so that it was the event ids that were refused.
  if (expected === actual || expected === 'any' || (expected === 'stream-exists' && actual !== 'no-stream')) {
    return `${stream} holds some of the events already, in another place or order; it is at revision ${actual}.`
  }
  const found = actual === 'no-stream' ? 'it does not exist' : `it is at revision ${actual}`
  return `${stream} was expected ${expectation(expected)}, but ${found}.`
}

const expectation = (expected: Exclude<ExpectedRevision, 'any'>): string => {
  if (expected === 'no-stream') return 'not to exist yet'
  return expected === 'stream-exists' ? 'to exist' : `at revision ${expected}`
}

/** The first five; a sentence is read by a person. */
const listed = (eventIds: ReadonlyArray<string>): string =>
  eventIds.length <= 5 ? eventIds.join(', ') : `${eventIds.slice(0, 5).join(', ')} and ${eventIds.length - 5} more`
