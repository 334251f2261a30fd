import { setTimeout as wait } from 'node:timers/promises'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import type { Status } from '@eventstore/db-client/generated/status_pb.js'
import streams, { type BatchAppendReq, type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js'
import type { ServerDuplexStream } from '@grpc/grpc-js'
import empty from 'google-protobuf/google/protobuf/empty_pb.js'
import type { Expected } from '../log/append-check.js'
import type { EventToLog } from '../log/log-record.js'
import {
  batchBadRequest,
  batchConflict,
  batchRefusal,
  batchStreamDeleted,
  batchTimedOut,
  batchTooLarge,
} from '../protocol/batch-error.js'
import { streamIdentifier, streamNameOf, uuid } from '../protocol/event-messages.js'
import { proposedEvent } from '../protocol/proposed-event.js'
import { type DoubleAtWork, refusalIn } from './double-at-work.js'

/** How long the server lets an append take at most. */
const COMMIT_TIMEOUT_MS = 2_000

interface Batch {
  readonly id: string
  readonly stream: string
  readonly expected: Expected
  readonly deadline: number
  readonly events: Array<EventToLog | undefined>
}

type BatchCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>

/** One call carries the appends of a client, each in one or more requests, until either side ends it. */
export const serveBatchAppend =
  (double: DoubleAtWork) =>
  (call: BatchCall): void => {
    const batches = new Map<string, Batch>()
    const answers = new BatchAnswers(double, call)
    call.on('data', (request: BatchAppendReq) => {
      const id = request.getCorrelationId()?.getString() ?? ''
      const options = request.getOptions()
      if (options !== undefined) batches.set(id, begun(id, options))
      const batch = batches.get(id)
      batch?.events.push(...request.getProposedMessagesList().map(proposedEvent))
      if (batch === undefined || !request.getIsFinal()) return
      batches.delete(id)
      void answers.append(batch)
    })
    call.on('end', () => call.end())
  }

class BatchAnswers {
  /** Each goes after the one that came next. */
  private held: ReadonlyArray<BatchAppendResp> = []

  constructor(
    private readonly double: DoubleAtWork,
    private readonly call: BatchCall,
  ) {}

  async append(batch: Batch): Promise<void> {
    this.double.count('batch-append')
    const struck = this.double.misbehaviours.strike('batch-append', ({ does }) => does !== 'malformed')
    if (struck?.does === 'refuse') {
      const answer = batchRefusal(struck.exception, batch.stream, batch.expected)
      if (answer !== undefined) return this.answer(answered(batch).setError(answer))
    }
    const refusal = struck === undefined ? undefined : refusalIn(struck)
    if (refusal !== undefined) return void this.call.emit('error', refusal)
    if (struck?.does === 'drop' && struck.when === 'before') return this.double.cut(this.call, 'at-once')
    if (struck?.does === 'end') return void this.call.end()
    if (struck?.does === 'silence' && !struck.carriedOut) return

    const answer = carriedOut(this.double, batch)
    if (batch.stream !== '' && batch.events.includes(undefined)) this.answerLateToo(batch)
    if (struck?.does === 'silence') return
    if (struck?.does === 'drop') return this.double.cut(this.call, 'at-once')
    if (struck?.does === 'delay') await wait(struck.milliseconds)
    if (struck?.does === 'reorder') {
      this.held = [answer, ...this.held]
      return
    }
    this.answer(answer)
    if (struck?.does === 'duplicate') this.answer(answer)
    const { held } = this
    this.held = []
    for (const late of held) this.answer(late)
  }

  /** The server forgets that it has refused what it could not read, and tells once more, when the time for it is over. */
  private answerLateToo(batch: Batch): void {
    const late = setTimeout(
      () => this.answer(answered(batch).setError(batchTimedOut())),
      Math.max(0, Math.min(batch.deadline - Date.now(), COMMIT_TIMEOUT_MS)),
    )
    late.unref()
  }

  private answer(answer: BatchAppendResp): void {
    if (!this.call.cancelled && !this.call.writableEnded) this.call.write(answer)
  }
}

const begun = (id: string, options: BatchAppendReq.Options): Batch => ({
  id,
  stream: streamNameOf(options.getStreamIdentifier()),
  expected: expectedOf(options),
  deadline: options.getDeadline()?.toDate().getTime() ?? Number.POSITIVE_INFINITY,
  events: [],
})

const expectedOf = (options: BatchAppendReq.Options): Expected => {
  if (options.hasStreamPosition()) return Number(options.getStreamPosition())
  if (options.hasNoStream()) return 'no-stream'
  return options.hasStreamExists() ? 'stream-exists' : 'any'
}

const carriedOut = (double: DoubleAtWork, batch: Batch): BatchAppendResp => {
  const { stream, expected } = batch
  const fault = faultOf(double, batch)
  if (fault !== undefined) return answered(batch).setError(fault)
  const appending = double.log.append(stream, expected, batch.events as ReadonlyArray<EventToLog>)
  switch (appending.decision) {
    case 'stream-deleted':
      return answered(batch).setError(batchStreamDeleted(stream))
    case 'wrong-expected-version':
      return answered(batch).setError(batchConflict(appending.current, expected))
    case 'written':
      return answered(batch).setSuccess(success(appending.revision, appending.position))
  }
}

const faultOf = ({ maxAppendSize }: DoubleAtWork, batch: Batch): Status | undefined => {
  if (batch.deadline <= Date.now()) return batchTimedOut()
  if (batch.stream === '') return batchBadRequest('streamId')
  if (batch.events.includes(undefined)) return batchBadRequest('Empty eventType or eventId provided.')
  const size = batch.events.reduce((sum, event) => sum + (event?.data.length ?? 0), 0)
  return size > maxAppendSize ? batchTooLarge(maxAppendSize) : undefined
}

const answered = ({ id, stream }: Batch): BatchAppendResp =>
  new streams.BatchAppendResp().setCorrelationId(uuid(id)).setStreamIdentifier(streamIdentifier(stream))

const success = (revision: number, position: number | undefined): BatchAppendResp.Success => {
  const message = new streams.BatchAppendResp.Success()
  if (revision < 0) message.setNoStream(new empty.Empty())
  else message.setCurrentRevision(String(revision))
  if (position === undefined) return message.setNoPosition(new empty.Empty())
  return message.setPosition(
    new shared.AllStreamPosition().setCommitPosition(String(position)).setPreparePosition(String(position)),
  )
}
