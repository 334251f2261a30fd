import type { ExpectedRevision } from './event-store.js'
import type { AppendFailure, SubscriptionFailure } from './failures.js'

/** A failure as one sentence for a person: what was refused, of what, and what was found instead. */
export const describeFailure = (failure: AppendFailure | SubscriptionFailure): string => {
  switch (failure.failure) {
    case 'StreamMovedOn':
      return `${failure.stream} was expected ${expectation(failure.expected)}, but ${actually(failure.actual)}.`
    case 'StreamDeleted':
      return `${failure.stream} was closed for good by an operator.`
    case 'DuplicateEventIds':
      return `One append to ${failure.stream} holds the same event id twice: ${failure.eventIds.join(', ')}.`
    case 'AppendTooLarge':
      return `An append to ${failure.stream} has ${failure.bytes} bytes; the store takes ${failure.limit} at once.`
    case 'EventNotSerializable':
      return `Event ${failure.index + 1} (${failure.type}) of an append to ${failure.stream} is not JSON: ${failure.why}.`
    case 'NameNotAllowed':
      return `${JSON.stringify(failure.name)} is not allowed as a name: ${failure.why}.`
    case 'WrongTenant':
      return `${failure.stream}, or an event for it, is not of ${tenantOf(failure.tenant)}, for which the store was opened.`
    case 'OutcomeUnknown':
      return `Whether the append to ${failure.stream} was carried out is not known: ${failure.why}. Look for the event ids ${failure.eventIds.join(', ')} before trying again.`
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

const expectation = (expected: ExpectedRevision): string => {
  if (typeof expected === 'number') return `at revision ${expected}`
  switch (expected) {
    case 'no-stream':
      return 'not to exist yet'
    case 'stream-exists':
      return 'to exist'
    case 'any':
      return 'at any revision'
  }
}

const actually = (actual: number | 'no-stream'): string =>
  actual === 'no-stream' ? 'it does not exist' : `it is at revision ${actual}`

const tenantOf = (tenant: string | undefined): string => (tenant === undefined ? 'no tenant' : `tenant ${tenant}`)
