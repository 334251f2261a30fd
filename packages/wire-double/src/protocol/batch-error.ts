import shared from '@eventstore/db-client/generated/shared_pb.js'
import status, { type Status } from '@eventstore/db-client/generated/status_pb.js'
import any from 'google-protobuf/google/protobuf/any_pb.js'
import empty from 'google-protobuf/google/protobuf/empty_pb.js'
import type { Expected } from '../log/append-check.js'
import { streamIdentifier } from './event-messages.js'

interface Details {
  serializeBinary(): Uint8Array
}

/** Codes of google.rpc, as the server sets them. */
const ALREADY_EXISTS = 6
const NOT_FOUND = 5
const PERMISSION_DENIED = 7
const INVALID_ARGUMENT = 3
const DEADLINE_EXCEEDED = 4
const UNKNOWN = 2

/** The message names its details: the client reads the details alone. */
const error = (code: number, name: string, details: Details): Status => {
  const packed = new any.Any()
  packed.pack(details.serializeBinary(), `event_store.client.${name}`)
  return new status.Status().setCode(code).setMessage(name).setDetails(packed)
}

export const batchConflict = (current: number, expected: Expected): Status => {
  const details = new shared.WrongExpectedVersion()
  if (current < 0) details.setCurrentNoStream(new empty.Empty())
  else details.setCurrentStreamRevision(String(current))
  if (expected === 'any') details.setExpectedAny(new empty.Empty())
  else if (expected === 'no-stream') details.setExpectedNoStream(new empty.Empty())
  else if (expected === 'stream-exists') details.setExpectedStreamExists(new empty.Empty())
  else details.setExpectedStreamPosition(String(expected))
  return error(ALREADY_EXISTS, 'WrongExpectedVersion', details)
}

export const batchStreamDeleted = (stream: string): Status =>
  error(NOT_FOUND, 'StreamDeleted', new shared.StreamDeleted().setStreamIdentifier(streamIdentifier(stream)))

export const batchTooLarge = (limit: number): Status =>
  error(INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', new shared.MaximumAppendSizeExceeded().setMaxappendsize(limit))

export const batchTimedOut = (): Status => error(DEADLINE_EXCEEDED, 'Timeout', new shared.Timeout())

export const batchBadRequest = (message: string): Status =>
  error(INVALID_ARGUMENT, 'BadRequest', new shared.BadRequest().setMessage(message))

/** What a refusal with an `exception` of the protocol is in the answer to a batch append; nothing where it has no details. */
export const batchRefusal = (exception: string | undefined, stream: string, expected: Expected): Status | undefined => {
  const answers: Readonly<Record<string, () => Status>> = {
    'access-denied': () => error(PERMISSION_DENIED, 'AccessDenied', new shared.AccessDenied()),
    'stream-deleted': () => batchStreamDeleted(stream),
    'wrong-expected-version': () => batchConflict(-1, expected),
    'maximum-append-size-exceeded': () => batchTooLarge(0),
    timeout: () => batchTimedOut(),
    unknown: () => error(UNKNOWN, 'Unknown', new shared.Unknown()),
  }
  return exception === undefined ? undefined : answers[exception]?.()
}
