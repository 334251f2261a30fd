import shared from '@eventstore/db-client/generated/shared_pb.js'
import streams, {
  type DeleteReq,
  type DeleteResp,
  type TombstoneReq,
  type TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb.js'
import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js'
import type { Expected } from '../log/append-check.js'
import type { Appending } from '../log/server-log.js'
import { streamNameOf } from '../protocol/event-messages.js'
import { streamDeleted, wrongExpectedVersion } from '../protocol/refusal.js'
import { expectedOf } from './append.js'
import type { DoubleAtWork } from './double-at-work.js'

/** Either delete's answer. */
interface Deleted<Position> {
  setPosition(position: Position): unknown
  setNoPosition(none: InstanceType<typeof shared.Empty>): unknown
}

export const serveDelete =
  (double: DoubleAtWork) =>
  (call: ServerUnaryCall<DeleteReq, DeleteResp>, answer: sendUnaryData<DeleteResp>): void => {
    double.count('delete')
    const options = call.request.getOptions()
    const [stream, expected] = [streamNameOf(options?.getStreamIdentifier()), expectedIn(options)]
    const deleting = double.log.delete(stream, expected)
    respond(deleting, stream, expected, answer, new streams.DeleteResp(), new streams.DeleteResp.Position())
  }

export const serveTombstone =
  (double: DoubleAtWork) =>
  (call: ServerUnaryCall<TombstoneReq, TombstoneResp>, answer: sendUnaryData<TombstoneResp>): void => {
    double.count('tombstone')
    const options = call.request.getOptions()
    const [stream, expected] = [streamNameOf(options?.getStreamIdentifier()), expectedIn(options)]
    const deleting = double.log.tombstone(stream, expected)
    respond(deleting, stream, expected, answer, new streams.TombstoneResp(), new streams.TombstoneResp.Position())
  }

const expectedIn = (options: Parameters<typeof expectedOf>[0] | undefined): Expected =>
  options === undefined ? 'any' : expectedOf(options)

const respond = <
  Position extends { setCommitPosition(value: string): Position; setPreparePosition(value: string): Position },
  Response extends Deleted<Position>,
>(
  deleting: Appending,
  stream: string,
  expected: Expected,
  answer: sendUnaryData<Response>,
  response: Response,
  position: Position,
): void => {
  if (deleting.decision === 'stream-deleted') return answer(streamDeleted(stream))
  if (deleting.decision === 'wrong-expected-version') {
    return answer(wrongExpectedVersion(stream, numberOf(expected), deleting.current))
  }
  if (deleting.position === undefined) response.setNoPosition(new shared.Empty())
  else {
    const at = String(deleting.position)
    response.setPosition(position.setCommitPosition(at).setPreparePosition(at))
  }
  answer(null, response)
}

const numberOf = (expected: Expected): number =>
  typeof expected === 'number' ? expected : { 'no-stream': -1, any: -2, 'stream-exists': -4 }[expected]
