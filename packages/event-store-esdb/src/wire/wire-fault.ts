import type { StoreUnavailable } from '@aftersale/event-store'
import { redacted } from '../redacted.js'

/** Why a call of the wire has no answer, in the few kinds that the adapter treats differently. */
export interface WireFault {
  readonly fault:
    | 'unreachable' // No connection, or it was cut: another attempt may find the server back.
    | 'not-leader' // The client goes to the leader with the next call.
    | 'no-answer' // The server keeps silent.
    | 'access-denied'
    | 'stream-deleted'
    | 'stream-not-found'
    | 'bad-position'
    | 'failed'
  readonly why: string
}

/** gRPC's status codes. Source: grpc.github.io/grpc/core/md_doc_statuscodes.html. */
const BY_CODE: Readonly<Record<number, WireFault['fault']>> = {
  1: 'unreachable', // CANCELLED, by the server: our own are never asked about
  4: 'no-answer', // DEADLINE_EXCEEDED
  7: 'access-denied', // PERMISSION_DENIED
  10: 'unreachable', // ABORTED: the server's own timeout
  14: 'unreachable', // UNAVAILABLE
  15: 'unreachable', // DATA_LOSS
  16: 'access-denied', // UNAUTHENTICATED
}

/** What the server names in the trailer `exception`. */
const BY_EXCEPTION: Readonly<Record<string, WireFault['fault']>> = {
  'not-leader': 'not-leader',
  'access-denied': 'access-denied',
  'stream-deleted': 'stream-deleted',
  'stream-not-found': 'stream-not-found',
}

/** What the client says under the codes UNKNOWN, INTERNAL and RESOURCE_EXHAUSTED when it is the connection that broke. */
const BROKEN = /RST_STREAM|ECONN|EPIPE|socket|write after end|transport|Connect|GOAWAY|session|discover/i

/** By the shape of what was thrown, never by its class: two copies of the client may be about. */
export const wireFaultOf = (thrown: unknown): WireFault => {
  const { code, details, message, type, metadata } = (
    typeof thrown === 'object' && thrown !== null ? thrown : {}
  ) as Readonly<Record<string, unknown>>
  const told = [details, message].find((text): text is string => typeof text === 'string' && text !== '')
  const why = redacted(told ?? String(thrown))
  const exception = exceptionIn(metadata) ?? (typeof type === 'string' ? type : '')
  const named = BY_EXCEPTION[exception]
  if (named !== undefined) return { fault: named, why }
  // 23.10 calls a position where no event begins an error, later versions by its name.
  if (/ReadAllResult: Error|invalid.?position/i.test(why)) return { fault: 'bad-position', why }
  const coded = typeof code === 'number' ? BY_CODE[code] : undefined
  if (coded !== undefined) return { fault: coded, why }
  return { fault: BROKEN.test(why) && !/larger than max/.test(why) ? 'unreachable' : 'failed', why }
}

const exceptionIn = (metadata: unknown): string | undefined => {
  const { get } = (typeof metadata === 'object' && metadata !== null ? metadata : {}) as {
    readonly get?: (key: string) => ReadonlyArray<unknown>
  }
  const [exception] = typeof get === 'function' ? get.call(metadata, 'exception') : []
  return typeof exception === 'string' ? exception : undefined
}

/** Whether another attempt may fare better. */
export const mayPass = ({ fault }: WireFault): boolean => fault === 'unreachable' || fault === 'not-leader'

/** The port's failure for what is no matter of one stream. */
export const unavailableBy = ({ fault, why }: WireFault): StoreUnavailable => {
  switch (fault) {
    case 'unreachable':
    case 'not-leader':
    case 'no-answer':
      return { failure: 'StoreUnavailable', cause: 'unreachable', why }
    case 'access-denied':
      return { failure: 'StoreUnavailable', cause: 'access-denied', why }
    case 'stream-deleted':
    case 'stream-not-found':
    case 'bad-position':
    case 'failed':
      return { failure: 'StoreUnavailable', cause: 'failed', why }
  }
}
