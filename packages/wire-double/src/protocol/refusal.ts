import { Metadata, type ServiceError, status } from '@grpc/grpc-js'

/** A call's refusal as the server words it: the client tells them apart by the trailers alone. */
const refusal = (code: status, details: string, trailers: Readonly<Record<string, string>> = {}): ServiceError => {
  const metadata = new Metadata()
  for (const [key, value] of Object.entries(trailers))
    metadata.set(
      key,
      value.replace(/[^ -~]/g, (character) => encodeURIComponent(character)),
    )
  return Object.assign(new Error(details), { code, details, metadata })
}

export const notLeader = (host: string, port: number): ServiceError =>
  refusal(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  })

export const streamDeleted = (stream: string): ServiceError =>
  refusal(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  })

/** What deleting answers; an append answers in its response. `expected` and `actual` as the server numbers them. */
export const wrongExpectedVersion = (stream: string, expected: number, actual: number): ServiceError =>
  refusal(
    status.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${actual}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': String(expected),
      'actual-version': String(actual),
    },
  )

export const appendTooLarge = (limit: number): ServiceError =>
  refusal(status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  })

export const handlerThrew = (): ServiceError => refusal(status.UNKNOWN, 'Exception was thrown by handler.')

export const unreadable = (what: 'All' | 'Stream'): ServiceError =>
  refusal(status.UNKNOWN, `Unexpected Read${what}Result: Error`)

export const groupMissing = (stream: string, group: string): ServiceError =>
  refusal(status.NOT_FOUND, `Subscription group ${group} on stream ${stream} does not exist.`, {
    exception: 'persistent-subscription-does-not-exist',
    'stream-name': stream,
    'group-name': group,
  })

export const groupExists = (stream: string, group: string): ServiceError =>
  refusal(status.ALREADY_EXISTS, `Subscription group ${group} on stream ${stream} exists.`, {
    exception: 'persistent-subscription-exists',
    'stream-name': stream,
    'group-name': group,
  })

export const groupFull = (stream: string, group: string): ServiceError =>
  refusal(
    status.FAILED_PRECONDITION,
    `Maximum subscriptions reached for subscription group ${group} on stream ${stream}.`,
    { exception: 'maximum-subscribers-reached', 'stream-name': stream, 'group-name': group },
  )

/** Any refusal at all, as a misbehaviour words it. */
export const refused = (code: number, exception: string | undefined): ServiceError =>
  refusal(code, exception ?? 'Refused', {
    ...(exception === undefined ? {} : { exception }),
    // What the client reads without asking whether it is there.
    'stream-name': '',
    'expected-version': '-2',
    'actual-version': '-1',
    'maximum-append-size': '0',
    'required-metadata-properties': '',
    'leader-endpoint-host': '127.0.0.1',
    'leader-endpoint-port': '1',
    'login-name': '',
    'scavenge-id': '',
  })

export const groupDropped = (stream: string, group: string): ServiceError =>
  refusal(status.CANCELLED, `Subscription group ${group} on stream ${stream} was dropped.`, {
    exception: 'persistent-subscription-dropped',
    'stream-name': stream,
    'group-name': group,
  })
