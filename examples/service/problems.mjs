import { serviceTicketRejections } from '@aftersale/domain'

// Problem details as in RFC 9457. What a problem says holds nothing that is personal: it names facts, places and codes.

/** Names a kind of problem; a `tag:` URI (RFC 4151), since there is no page to go to. */
const typeOf = (name) => `tag:aftersale.example,2025:${name}`

/** A problem that this service answers with; `further` are its extension members. */
export const problem = (status, name, title, further = {}) => ({ type: typeOf(name), title, status, ...further })

export const sendProblem = (reply, { retryAfterSeconds, ...body }) => {
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds))
  return reply.code(body.status).type('application/problem+json').send(JSON.stringify(body))
}

/** Commands that could be right at no time; all other rejections are conflicts with the ticket as it is. */
const NEVER_RIGHT = new Set([
  'AddressedToAnotherTicket',
  'ReplyFromCustomer',
  'TargetNeverDue',
  'PromiseDueBeforeMade',
  'FollowUpDueBeforeRequested',
  'MergeIntoItself',
])

const ofRejection = (rejection) => {
  const { reason } = rejection
  const status = reason === 'TicketNotOpened' ? 404 : NEVER_RIGHT.has(reason) ? 422 : 409
  return problem(status, reason, serviceTicketRejections[reason], { rejection })
}

/** Sent again under the same Idempotency-Key, none of these is carried out twice. */
const later = (name, title) => problem(503, name, title, { retryAfterSeconds: 1 })

/** What a caller is told of a command that was not carried out. */
export const problemOf = (failure) => {
  switch (failure.failure) {
    case 'CommandRejected':
      return ofRejection(failure.rejection)
    case 'CommandIdReused':
      return problem(422, 'IdempotencyKeyReused', 'The Idempotency-Key was used for a request with other content.')
    case 'OccurredAfterRecorded':
      return problem(422, 'InTheFuture', 'A time of the request lies in the future.', {
        occurredAt: failure.occurredAt,
      })
    case 'OutcomeUnknown':
      return later(
        'OutcomeUnknown',
        'Whether it was recorded is not known; send it again under the same Idempotency-Key.',
      )
    case 'StreamMovedOn':
      return later('TooManyAtOnce', 'Others wrote to the ticket again and again meanwhile; nothing was recorded.')
    case 'StoreUnavailable':
    case 'StoreClosed':
      return later('StoreUnavailable', 'The store can not be reached now; nothing was recorded.')
    case 'AppendTooLarge':
      return problem(413, 'TooLarge', 'More than the store takes at once.', { limitBytes: failure.limit })
    case 'StreamDeleted':
      return problem(410, 'TicketErased', 'The ticket was erased.')
    case 'HistoryUnreadable':
    case 'EventUnreadable':
    case 'DuplicateEventIds':
    case 'EventNotSerializable':
    case 'NameNotAllowed':
    case 'WrongTenant':
    case 'BadArgument':
      return problem(500, failure.failure, 'The service or what it keeps is at fault.')
  }
}

/** What went wrong before a route was asked, or inside one: the message of an error may quote what was sent. */
export const problemOfError = ({ statusCode = 500 }) => {
  switch (statusCode) {
    case 400:
      return problem(400, 'Unreadable', 'The request is no JSON, or its path is none.')
    case 413:
      return problem(413, 'TooLarge', 'The body is too large.')
    case 415:
      return problem(415, 'NotJson', 'The body has to be application/json.')
    default:
      return statusCode < 500
        ? problem(statusCode, 'NotAccepted', 'The request was not accepted.')
        : problem(500, 'Failed', 'The service is at fault.')
  }
}
