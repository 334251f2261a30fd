import { setTimeout as wait } from 'node:timers/promises'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import streams, { type AppendReq, type AppendResp } from '@eventstore/db-client/generated/streams_pb.js'
import type { ServerReadableStream, sendUnaryData } from '@grpc/grpc-js'
import type { Expected } from '../log/append-check.js'
import type { EventToLog } from '../log/log-record.js'
import type { Appending } from '../log/server-log.js'
import { streamNameOf } from '../protocol/event-messages.js'
import { type ProposedMessage, proposedEvent } from '../protocol/proposed-event.js'
import { appendTooLarge, handlerThrew, streamDeleted } from '../protocol/refusal.js'
import { type DoubleAtWork, refusalIn } from './double-at-work.js'

export const serveAppend =
  (double: DoubleAtWork) =>
  (call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): void => {
    const requests: Array<AppendReq> = []
    call.on('data', (request: AppendReq) => requests.push(request))
    call.on('end', () => void appendAll(double, call, requests, answer))
  }

const appendAll = async (
  double: DoubleAtWork,
  call: ServerReadableStream<AppendReq, AppendResp>,
  requests: ReadonlyArray<AppendReq>,
  answer: sendUnaryData<AppendResp>,
): Promise<void> => {
  double.count('append')
  const struck = double.misbehaviours.strike('append', ({ does }) => does !== 'malformed')
  const refusal = struck === undefined ? undefined : refusalIn(struck)
  if (refusal !== undefined) return answer(refusal)
  if (struck?.does === 'drop' && struck.when === 'before') return double.cut(call, 'at-once')
  if (struck?.does === 'end') return answer(null, new streams.AppendResp())
  if (struck?.does === 'silence' && !struck.carriedOut) return

  const options = requests[0]?.getOptions()
  const events = requests.flatMap((request) => {
    const proposed: ProposedMessage | undefined = request.getProposedMessage()
    return proposed === undefined ? [] : [proposedEvent(proposed)]
  })
  const stream = streamNameOf(options?.getStreamIdentifier())
  const size = events.reduce((sum, event) => sum + (event?.data.length ?? 0), 0)
  if (size > double.maxAppendSize) return answer(appendTooLarge(double.maxAppendSize))
  if (options === undefined || stream === '' || events.includes(undefined)) return answer(handlerThrew())
  const expected = expectedOf(options)
  const appending = double.log.append(stream, expected, events as ReadonlyArray<EventToLog>)

  if (struck?.does === 'silence') return
  if (struck?.does === 'drop') return double.cut(call, 'at-once')
  if (struck?.does === 'delay') await wait(struck.milliseconds)
  if (appending.decision === 'stream-deleted') answer(streamDeleted(stream))
  else answer(null, response(appending, expected))
}

/** What the requests of appending, deleting and tombstoning say alike. */
interface Expecting {
  hasRevision(): boolean
  getRevision(): string
  hasNoStream(): boolean
  hasStreamExists?(): boolean
}

export const expectedOf = (options: Expecting): Expected => {
  if (options.hasRevision()) return Number(options.getRevision())
  if (options.hasNoStream()) return 'no-stream'
  return options.hasStreamExists?.() === true ? 'stream-exists' : 'any'
}

const response = (appending: Exclude<Appending, { decision: 'stream-deleted' }>, expected: Expected): AppendResp => {
  if (appending.decision === 'wrong-expected-version') {
    return new streams.AppendResp().setWrongExpectedVersion(conflict(appending.current, expected))
  }
  const { revision, position } = appending
  const success = new streams.AppendResp.Success()
  if (revision < 0) success.setNoStream(new shared.Empty())
  else success.setCurrentRevision(String(revision))
  if (position === undefined) success.setNoPosition(new shared.Empty())
  else {
    success.setPosition(
      new streams.AppendResp.Position().setCommitPosition(String(position)).setPreparePosition(String(position)),
    )
  }
  return new streams.AppendResp().setSuccess(success)
}

const conflict = (current: number, expected: Expected): AppendResp.WrongExpectedVersion => {
  const message = new streams.AppendResp.WrongExpectedVersion()
  if (current < 0) message.setCurrentNoStream(new shared.Empty())
  else message.setCurrentRevision(String(current))
  if (expected === 'any') message.setExpectedAny(new shared.Empty())
  else if (expected === 'no-stream') message.setExpectedNoStream(new shared.Empty())
  else if (expected === 'stream-exists') message.setExpectedStreamExists(new shared.Empty())
  else message.setExpectedRevision(String(expected))
  return message
}
