import shared from '@eventstore/db-client/generated/shared_pb.js'
import statusPb from '@eventstore/db-client/generated/status_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import any from 'google-protobuf/google/protobuf/any_pb.js'
import { answerOf } from './append-answer.js'

const refused = (
  typeName: string,
  message = '',
  details: { serializeBinary: () => Uint8Array } = new shared.Empty(),
) => {
  const packed = new any.Any()
  packed.pack(details.serializeBinary(), typeName)
  return new streams.BatchAppendResp().setError(new statusPb.Status().setMessage(message).setDetails(packed))
}

describe('answerOf', () => {
  it('takes a success without a position for one', () => {
    const success = new streams.BatchAppendResp.Success().setCurrentRevision('7')
    expect(answerOf(new streams.BatchAppendResp().setSuccess(success))).toEqual({ answer: 'written', revision: 7 })
    success.setPosition(new shared.AllStreamPosition().setCommitPosition('9').setPreparePosition('8'))
    expect(answerOf(new streams.BatchAppendResp().setSuccess(success))).toEqual({
      answer: 'written',
      revision: 7,
      position: { commit: 9, prepare: 8 },
    })
  })

  it.each([
    ['event_store.client.WrongExpectedVersion', 'conflict'],
    ['event_store.client.StreamDeleted', 'stream-deleted'],
    ['event_store.client.AccessDenied', 'refused'],
    ['event_store.client.BadRequest', 'refused'],
    // It may be written yet.
    ['event_store.client.Timeout', 'unknown'],
    ['event_store.client.Unknown', 'unknown'],
    ['event_store.client.InternalError', 'unknown'],
    ['something.newer.Than.This', 'unknown'],
    // What the server packs where it handed the append on to nobody.
    ['google.protobuf.Empty', 'not-taken'],
  ])('takes %s for %s', (typeName, answer) => {
    expect(answerOf(refused(typeName)).answer).toBe(answer)
  })

  it('tells the limit of what is too large', () => {
    const details = new shared.MaximumAppendSizeExceeded().setMaxappendsize(1_048_576)
    expect(answerOf(refused('event_store.client.MaximumAppendSizeExceeded', '', details))).toEqual({
      answer: 'too-large',
      limit: 1_048_576,
    })
  })
})
