import { describeFailure } from './describe-failure.js'
import type { AppendFailure, SubscriptionFailure } from './failures.js'

const stream = 'serviceTicket-00000000-0000-4000-8000-000000000001'

it.each<[AppendFailure | SubscriptionFailure, string]>([
  [
    { failure: 'StreamMovedOn', stream, expected: 3, actual: 5 },
    `${stream} was expected at revision 3, but it is at revision 5.`,
  ],
  [
    { failure: 'StreamMovedOn', stream, expected: 'no-stream', actual: 0 },
    `${stream} was expected not to exist yet, but it is at revision 0.`,
  ],
  [
    { failure: 'StreamMovedOn', stream, expected: 'stream-exists', actual: 'no-stream' },
    `${stream} was expected to exist, but it does not exist.`,
  ],
  [
    { failure: 'StreamMovedOn', stream, expected: 'any', actual: 2 },
    `${stream} holds some of the events already, in another place or order; it is at revision 2.`,
  ],
  [
    { failure: 'StreamMovedOn', stream, expected: 2, actual: 2 },
    `${stream} holds some of the events already, in another place or order; it is at revision 2.`,
  ],
  [{ failure: 'StreamDeleted', stream }, `${stream} was closed for good by an operator.`],
  [
    { failure: 'DuplicateEventIds', stream, eventIds: ['a', 'b'] },
    `One append to ${stream} holds event ids twice: a, b.`,
  ],
  [
    { failure: 'AppendTooLarge', stream, bytes: 1_200_000, limit: 1_048_576 },
    `An append to ${stream} has 1200000 bytes; the store takes 1048576 at once.`,
  ],
  [
    { failure: 'EventNotSerializable', stream, index: 1, type: 'QuoteGiven', why: 'data: it is a BigInt' },
    `Event 2 (QuoteGiven) of an append to ${stream} is not JSON: data: it is a BigInt.`,
  ],
  [
    { failure: 'NameNotAllowed', name: 'a\nb', why: 'a stream is <category>-<uuid>' },
    '"a\\nb" is not allowed as a name: a stream is <category>-<uuid>.',
  ],
  [
    { failure: 'WrongTenant', stream, tenant: 'acme' },
    `${stream}, or an event for it, is not of tenant acme, for which the store was opened.`,
  ],
  [
    { failure: 'WrongTenant', stream, tenant: undefined },
    `${stream}, or an event for it, is of a tenant, and the store was opened for none.`,
  ],
  [
    { failure: 'OutcomeUnknown', stream, eventIds: ['a'], why: 'no answer came in 10 s' },
    `Whether the append to ${stream} was carried out is not known: no answer came in 10 s. Look for the event ids a before trying again.`,
  ],
  [
    { failure: 'DuplicateEventIds', stream, eventIds: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] },
    `One append to ${stream} holds event ids twice: a, b, c, d, e and 2 more.`,
  ],
  [
    { failure: 'StoreUnavailable', cause: 'locked', why: 'history.db is locked by another process' },
    'The event store cannot be used (locked): history.db is locked by another process.',
  ],
  [{ failure: 'StoreClosed' }, 'The event store was closed.'],
  [
    { failure: 'BadArgument', why: 'maxCount: 0 is no count of events' },
    'The event store was asked for what cannot be: maxCount: 0 is no count of events.',
  ],
  [
    { failure: 'CheckpointNotUsable', why: 'it is a checkpoint of another stream' },
    'The subscription cannot go on from its checkpoint: it is a checkpoint of another stream.',
  ],
])('%j is told in one sentence', (failure, sentence) => {
  expect(describeFailure(failure)).toBe(sentence)
})
