import type { Position } from '@aftersale/event-store'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js'
import { redacted } from '../redacted.js'
import type { WireFault } from './wire-fault.js'

export type AppendAnswer =
  /** Written, now or when the same ids were sent before. */
  | { readonly answer: 'written'; readonly revision: number; readonly position?: Position }
  | { readonly answer: 'conflict' }
  /** Surely not written, whatever is tried again. */
  | { readonly answer: 'stream-deleted' }
  | { readonly answer: 'too-large'; readonly limit: number }
  | { readonly answer: 'refused'; readonly fault: WireFault }
  /** Surely not written this time: it was not sent, or the server was not ready for it. */
  | { readonly answer: 'not-taken'; readonly fault: WireFault }
  /** It may be written, or be written yet. */
  | { readonly answer: 'unknown'; readonly why: string }

/** What the server answers one append. */
export const answerOf = (response: BatchAppendResp): AppendAnswer => {
  const success = response.getSuccess()
  if (success !== undefined) {
    const position = positionOf(success)
    const revision = Number(success.getCurrentRevision())
    return { answer: 'written', revision, ...(position === undefined ? {} : { position }) }
  }
  const error = response.getError()
  const why = redacted(error?.getMessage() ?? 'the server answered nothing')
  const details = error?.getDetails()
  const name = details?.getTypeUrl().split('/').at(-1) ?? ''
  switch (name) {
    case 'event_store.client.WrongExpectedVersion':
      return { answer: 'conflict' }
    case 'event_store.client.StreamDeleted':
      return { answer: 'stream-deleted' }
    case 'event_store.client.AccessDenied':
      return { answer: 'refused', fault: { fault: 'access-denied', why: why || 'access denied' } }
    case 'event_store.client.MaximumAppendSizeExceeded':
      return { answer: 'too-large', limit: limitIn(details?.getValue_asU8()) }
    case 'event_store.client.BadRequest':
      return { answer: 'refused', fault: { fault: 'failed', why } }
    case 'google.protobuf.Empty':
    case 'event_store.client.Empty':
      // It was handed on to nobody: the server is not ready, too busy, or looks for a leader.
      return { answer: 'not-taken', fault: { fault: 'unreachable', why } }
    default:
      // A timeout of the server's own among them: it may yet be written.
      return { answer: 'unknown', why: why || name }
  }
}

const positionOf = (success: BatchAppendResp.Success): Position | undefined => {
  const position = success.getPosition()
  if (position === undefined) return undefined
  return { commit: Number(position.getCommitPosition()), prepare: Number(position.getPreparePosition()) }
}

const limitIn = (details: Uint8Array | undefined): number =>
  details === undefined ? 0 : shared.MaximumAppendSizeExceeded.deserializeBinary(details).getMaxappendsize()
